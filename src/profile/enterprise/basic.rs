//! Who the enterprise is: the section `basic`.

section! {
    /// Basic facts (企业基本信息).
    Basic {
        name: text "企业名称" "Name" ["0.s"];
        uscc: uscc "统一社会信用代码" "Unified social credit code" ["0.s"];
        city: one(City) "所在地级以上市" "City" ["0.s" "1.1"];
        industry: text "国民经济行业代码" "Industry code" ["1.1"],
            help "按 GB/T 4754—2017 填写，门类字母加 2 至 4 位数字，如 C3854" "By GB/T 4754-2017: the letter and 2 to 4 digits, such as C3854";
        founded: date "成立日期" "Founded" ["X.1"];
        employees: count("人", "people") "年末从业人数" "Employees at year end" ["5.2" "2.2.a"];
        niche_since: date "从事主导产品所在细分市场起始日" "In its niche market since" ["X.1"];
        product_field: one(ProductField) "主导产品所属领域情况" "Field of the leading product" ["X.1" "3.1.a"];
        local_feature_points: capped("分", "points", 15) "专精特新地方特色指标得分" "Provincial feature points of the SRDI scheme" ["X.1"],
            help "按省级主管部门当年公布的特色化指标表计" "By the table of the provincial department for the year";
    }
}

choices! {
    /// The field of the leading product, as the scheme for specialised SMEs (专精特新) asks for it.
    ProductField {
        ChainGap = "chain_gap" "关键环节补短板、锻长板、填空白取得实效" "closes a gap in a key chain";
        SixBasicsOrLeader = "six_basics_or_leader" "属于工业六基领域、中华老字号或为重点龙头企业配套" "six basics, time-honoured brand, or supplies a chain leader";
        Other = "other" "不属于以上情况" "none of these";
    }
}

choices! {
    /// The 21 cities at prefecture level of Guangdong, by their codes of GB/T 2260.
    City {
        Guangzhou = "440100" "广州市" "Guangzhou";
        Shaoguan = "440200" "韶关市" "Shaoguan";
        Shenzhen = "440300" "深圳市" "Shenzhen";
        Zhuhai = "440400" "珠海市" "Zhuhai";
        Shantou = "440500" "汕头市" "Shantou";
        Foshan = "440600" "佛山市" "Foshan";
        Jiangmen = "440700" "江门市" "Jiangmen";
        Zhanjiang = "440800" "湛江市" "Zhanjiang";
        Maoming = "440900" "茂名市" "Maoming";
        Zhaoqing = "441200" "肇庆市" "Zhaoqing";
        Huizhou = "441300" "惠州市" "Huizhou";
        Meizhou = "441400" "梅州市" "Meizhou";
        Shanwei = "441500" "汕尾市" "Shanwei";
        Heyuan = "441600" "河源市" "Heyuan";
        Yangjiang = "441700" "阳江市" "Yangjiang";
        Qingyuan = "441800" "清远市" "Qingyuan";
        Dongguan = "441900" "东莞市" "Dongguan";
        Zhongshan = "442000" "中山市" "Zhongshan";
        Chaozhou = "445100" "潮州市" "Chaozhou";
        Jieyang = "445200" "揭阳市" "Jieyang";
        Yunfu = "445300" "云浮市" "Yunfu";
    }
}
