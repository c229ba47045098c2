//! Products made alike for export and for the home market (同线同标同质): the section `three_same`.

use super::shared::Direction;

section! {
    /// A product that is declared to be made on the same line, by the same standard and of the same quality for export
    /// and for the home market (“三同”产品), one row each.
    ThreeSame {
        product: text "产品编号" "Product id" ["4.2.b"], help "与产品表的编号一致" "As in the table of products";
        markets: texts "目标市场" "Target markets" ["4.2.b"],
            help "如 EU、US、JP，与比对指标的市场写法一致" "Such as EU, US, JP; written alike in the compared indicators";
        export_lines: texts "出口版产线" "Lines of the export version" ["4.2.b"],
            help "填产线编号" "Ids of production lines";
        domestic_lines: texts "内销版产线" "Lines of the domestic version" ["4.2.b"],
            help "填产线编号" "Ids of production lines";
        export_maker: uscc "出口版生产企业统一社会信用代码" "Credit code of the maker of the export version" ["4.2.b"];
        domestic_maker: uscc "内销版生产企业统一社会信用代码" "Credit code of the maker of the domestic version" ["4.2.b"];
        last_exported_on: date "最近一次出口日期" "Last exported on" ["4.2.b"];
        not_exported: flag "尚未出口" "Not exported yet" ["4.2.b"], absent false,
            help "从未出口的产品填“是”，最近一次出口日期不填" "Yes for a product that was never exported; the date stays empty then";
        same_materials: flag "主要原材料同级" "Same grade of main materials" ["4.2.b"];
        same_inspection: flag "检验方案相同" "Same inspection plan" ["4.2.b"];
        indicators: list(ComparedIndicator) "比对指标" "Compared indicators" ["4.2.b"];
        declaration: part(Declaration) "声明或评价" "Declaration or evaluation" ["4.2.b"];
    }
}

section! {
    /// An indicator for which the two markets' limits and the two versions' results are compared (比对指标).
    ComparedIndicator {
        name: text "指标名称" "Indicator" ["4.2.b"];
        market: text "市场" "Market" ["4.2.b"];
        direction: one(Direction) "方向" "Direction" ["4.2.b"];
        limit_cn: number "我国标准限值" "Chinese limit" ["4.2.b"];
        no_cn_limit: flag "我国标准无此限值" "No Chinese limit exists" ["4.2.b"], absent false;
        limit_target: number "目标市场限值" "Target-market limit" ["4.2.b"];
        no_target_limit: flag "目标市场无此限值" "No target-market limit exists" ["4.2.b"], absent false;
        limit_applied: number "企业执行限值" "Limit that the enterprise applies" ["4.2.b"];
        export_value: number "出口版实测值" "Export version, measured" ["4.2.b"];
        domestic_value: number "内销版实测值" "Domestic version, measured" ["4.2.b"];
    }
}

section! {
    /// How and when a product was declared (声明或评价).
    Declaration {
        form: one(DeclarationForm) "声明方式" "Form" ["4.2.b"];
        number: text "编号" "Number" ["4.2.b"];
        issuer: text "声明或评价机构" "Issuer" ["4.2.b"];
        declared_on: date "声明日期" "Declared on" ["4.2.b"];
        valid_to: date "有效期至" "Valid to" ["4.2.b"];
        published: flag "已公开" "Published" ["4.2.b"];
    }
}

choices! {
    /// Who stands up for a product (声明方式).
    DeclarationForm {
        Supplier = "self" "供方自我声明" "supplier's declaration";
        ThirdParty = "third_party" "第三方评价" "third-party evaluation";
    }
}
