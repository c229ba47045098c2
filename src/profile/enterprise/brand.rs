//! Own brands and the work on them: the section `brand`.

section! {
    /// Brand (品牌).
    Brand {
        own_brands: list(OwnBrand) "自主品牌" "Own brands" ["4.3.a"];
        strategy: flag "有品牌战略与目标" "Brand strategy and goals" ["4.3.a"];
        system_documented: flag "品牌培育管理体系已文件化" "Brand management system documented" ["4.3.a"];
        system_since: date "品牌培育管理体系开始运行日期" "Brand management system running since" ["4.3.a"];
        self_assessed_on: date "最近一次品牌培育自我评价日期" "Last self-assessment of the brand work" ["4.3.a"];
        reviewed_on: date "最近一次品牌培育管理评审日期" "Last review of the brand work" ["4.3.a"];
        activities: list(BrandActivity) "品牌活动" "Brand activities" ["4.3.b"];
    }
}

section! {
    /// A brand of the enterprise's own (自主品牌), one row each.
    OwnBrand {
        name: text "自主品牌" "Own brand" ["4.3.a"];
        trademark: text "商标注册号" "Trademark number" ["4.3.a"];
        valid_to: date "商标有效期至" "Trademark valid to" ["4.3.a"];
    }
}

section! {
    /// A brand activity that the enterprise took part in (品牌活动), one row each.
    BrandActivity {
        name: text "品牌活动" "Brand activity" ["4.3.b"];
        held_on: date "活动日期" "Held on" ["4.3.b"];
        awarded: flag "获奖" "Awarded" ["4.3.b"];
    }
}
