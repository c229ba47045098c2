//! Strategic clusters, first sets of equipment and chips: the section `cluster`.

use super::shared::Authority;

section! {
    /// Clusters, first sets of equipment and chips (产业集群、首台（套）与芯片).
    ClusterFacts {
        clusters: set(Cluster) "所属战略性产业集群" "Strategic clusters" ["1.1"];
        role: one(ClusterRole) "集群中的角色" "Role in the cluster" ["1.1"];
        six_projects: set(SixProject) "项目服务的六大工程" "Which of the six projects it serves" ["1.1"];
        makes_equipment: flag "从事重大技术装备制造" "Makes major technical equipment" ["1.2.2"];
        first_sets: list(FirstSet) "首台（套）装备" "First sets of equipment" ["1.2.2"];
        chip_role: one(ChipRole) "芯片联动中的角色" "Role in the use of chips" ["1.2.3"];
        chip_tests: list(ChipTest) "国产芯片应用验证" "Verification of domestic chips" ["1.2.3"];
    }
}

section! {
    /// A first set of major technical equipment (首台（套）), one row each.
    FirstSet {
        name: text "装备名称" "Equipment" ["1.2.2"];
        catalog: one(Authority) "目录级别" "Catalogue" ["1.2.2"];
        sold: flag "已实现销售" "Sold" ["1.2.2"];
        buyer_related: flag "用户与本企业有股权控制关系" "The buyer is related by ownership" ["1.2.2"];
        core_patents: count("项", "patents") "核心技术授权发明专利" "Invention patents on core technology" ["1.2.2"];
        localization_pct: percent "自主化率" "Localisation" ["1.2.2"];
    }
}

section! {
    /// A domestic chip that was verified in use (国产芯片应用验证), one row each.
    ChipTest {
        chip: text "国产芯片" "Domestic chip" ["1.2.3"];
        third_party: flag "经第三方验证" "Verified by a third party" ["1.2.3"];
        passed: flag "验证通过" "Passed" ["1.2.3"];
    }
}

choices! {
    /// The 20 strategic industrial clusters of Guangdong (粤府函〔2020〕82号): ten pillars, ten emerging.
    Cluster {
        ElectronicInformation = "P01" "新一代电子信息" "New-generation electronic information";
        GreenPetrochemicals = "P02" "绿色石化" "Green petrochemicals";
        SmartHomeAppliances = "P03" "智能家电" "Smart home appliances";
        Automobiles = "P04" "汽车" "Automobiles";
        AdvancedMaterials = "P05" "先进材料" "Advanced materials";
        LightIndustryAndTextiles = "P06" "现代轻工纺织" "Modern light industry and textiles";
        SoftwareAndInformationServices = "P07" "软件与信息服务" "Software and information services";
        UltraHighDefinition = "P08" "超高清视频显示" "Ultra-high-definition video and display";
        BiomedicineAndHealth = "P09" "生物医药与健康" "Biomedicine and health";
        AgricultureAndFood = "P10" "现代农业与食品" "Modern agriculture and food";
        Semiconductors = "E01" "半导体与集成电路" "Semiconductors and integrated circuits";
        HighEndEquipment = "E02" "高端装备制造" "High-end equipment";
        IntelligentRobots = "E03" "智能机器人" "Intelligent robots";
        BlockchainAndQuantum = "E04" "区块链与量子信息" "Blockchain and quantum information";
        FrontierMaterials = "E05" "前沿新材料" "Frontier new materials";
        NewEnergy = "E06" "新能源" "New energy";
        LaserAndAdditive = "E07" "激光与增材制造" "Laser and additive manufacturing";
        DigitalCreativity = "E08" "数字创意" "Digital creativity";
        SafetyAndEnvironment = "E09" "安全应急与环保" "Safety, emergency and environmental protection";
        PrecisionInstruments = "E10" "精密仪器设备" "Precision instruments";
    }
}

choices! {
    /// What the enterprise is to its cluster (集群中的角色).
    ClusterRole {
        Leader = "leader" "链主" "chain leader";
        Backbone = "backbone" "骨干" "backbone";
        Supporting = "supporting" "配套" "supporting";
        None = "none" "不在集群" "none";
    }
}

choices! {
    /// The six projects of Guangdong's manufacturing (六大工程).
    SixProject {
        Core = "core" "强核工程" "strong core";
        Pillar = "pillar" "立柱工程" "pillars";
        Chain = "chain" "强链工程" "strong chains";
        Layout = "layout" "优化布局工程" "better layout";
        Quality = "quality" "品质工程" "quality";
        Soil = "soil" "培土工程" "good soil";
    }
}

choices! {
    /// Whether the enterprise makes or uses chips (芯片联动中的角色).
    ChipRole {
        Maker = "maker" "芯片企业" "chip maker";
        User = "user" "整机或应用企业" "device maker";
        None = "none" "不涉及" "none";
    }
}
