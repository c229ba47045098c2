//! Research, its rights and its standards: the sections `rd`, `ip` and `standards`.

use super::shared::Authority;

section! {
    /// R&D and platforms (研发与平台).
    Rd {
        institution: one(Authority) "研发机构级别" "Level of the R&D institution" ["2.1.c" "X.1"];
        staff: count("人", "people") "研发人员" "R&D staff" ["2.1.c" "3.1.b"];
        equipment_value: money "研发仪器设备原值" "Original value of R&D equipment" ["3.1.b"];
        center_since: date "企业技术中心开始运作日期" "Technology centre running since" ["3.1.b"];
        new_tech: set(NewTech) "应用的新技术" "New technologies in use" ["3.1.a"];
        platforms: list(Platform) "创新平台" "Innovation platforms" ["3.1.b"];
        key_projects: list(KeyProject) "关键技术项目" "Key-technology projects" ["3.1.a" "4.1.a" "4.1.b"];
        conversions: count("项", "results") "近三年成果转化数" "Results put to use in 3 years" ["3.2"];
    }
}

section! {
    /// A recognised innovation platform (创新平台), one row each.
    Platform {
        kind: one(PlatformKind) "平台类别" "Platform" ["3.1.b"];
        level: one(Authority) "级别" "Level" ["3.1.b"];
        since: date "认定日期" "Recognised on" ["3.1.b"];
    }
}

section! {
    /// A key-technology project (关键技术项目), one row each.
    KeyProject {
        name: text "关键技术项目" "Key-technology project" ["3.1.a"];
        bottleneck: flag "属于“卡脖子”技术或补短板" "Bottleneck technology" ["3.1.a" "4.1.a"];
        kind: one(Weakness) "短板类别" "Kind of weakness" ["4.1.a"];
        partners: count("个", "partners") "产学研合作方数" "Partners in industry and research" ["4.1.b"];
        quality_issue: flag "针对质量共性问题" "Tackles a shared quality problem" ["4.1.b"];
        state: one(ProjectState) "状态" "State" ["3.1.a" "4.1.b"];
    }
}

section! {
    /// Intellectual property that is in force and belongs to the leading product (与主导产品相关且有效的知识产权).
    IntellectualProperty {
        class1_high_value: count("项", "rights") "Ⅰ类高价值知识产权" "Class I, high value" ["X.1"];
        class1_own: count("项", "rights") "自主研发的Ⅰ类知识产权" "Class I, self-developed" ["X.1" "1.2.2"];
        class1: count("项", "rights") "Ⅰ类知识产权合计" "Class I, all" ["X.1"];
        class2: count("项", "rights") "Ⅱ类知识产权合计" "Class II, all" ["X.1"];
    }
}

section! {
    /// Standards (标准).
    Standards {
        documents: list(StandardDocument) "参与制修订或采用的标准" "Standards drafted or adopted" ["2.3.3"];
        system_certified: flag "标准化管理体系（标准化良好行为）已通过评价" "Standardisation system assessed" ["2.3.3"];
    }
}

section! {
    /// A standard that the enterprise drafts or adopts, one row each.
    StandardDocument {
        number: text "标准号" "Number" ["2.3.3"];
        kind: one(StandardKind) "标准类别" "Kind" ["2.3.3"];
        role: one(StandardRole) "角色" "Role" ["2.3.3"];
        published_on: date "发布日期" "Published on" ["2.3.3"];
    }
}

choices! {
    /// The new technologies that the plan names, and two that go with them (新技术).
    NewTech {
        Ai = "ai" "人工智能" "AI";
        BigData = "big_data" "大数据" "big data";
        Blockchain = "blockchain" "区块链" "blockchain";
        DigitalTwin = "digital_twin" "数字孪生" "digital twin";
        MachineVision = "machine_vision" "机器视觉" "machine vision";
    }
}

choices! {
    /// What kind of innovation platform is recognised (平台类别).
    PlatformKind {
        ManufacturingInnovationCenter = "manufacturing_innovation_center" "制造业创新中心" "manufacturing innovation centre";
        TechnologyCenter = "technology_center" "企业技术中心" "enterprise technology centre";
        DesignCenter = "design_center" "工业设计中心" "industrial design centre";
        EngineeringCenter = "engineering_center" "工程中心" "engineering centre";
        KeyLaboratory = "key_laboratory" "重点实验室" "key laboratory";
    }
}

choices! {
    /// Where the weakness lies that a project tackles (短板类别).
    Weakness {
        Material = "material" "材料" "material";
        Component = "component" "零部件" "component";
        Process = "process" "工艺" "process";
        Equipment = "equipment" "装备" "equipment";
        Software = "software" "软件" "software";
        Testing = "testing" "检测" "testing";
    }
}

choices! {
    /// How far a project has come (项目状态).
    ProjectState {
        Planned = "planned" "已立项" "planned";
        Running = "running" "进行中" "running";
        Done = "done" "已完成" "done";
        Applied = "applied" "已应用" "applied";
    }
}

choices! {
    /// Whose standard it is (标准类别).
    StandardKind {
        International = "international" "国际标准" "international";
        National = "national" "国家标准" "national";
        Industry = "industry" "行业标准" "industry";
        Local = "local" "地方标准" "local";
        Group = "group" "团体标准" "group";
        Enterprise = "enterprise" "企业标准" "enterprise";
    }
}

choices! {
    /// What the enterprise has to do with a standard (角色).
    StandardRole {
        Led = "led" "主持制修订" "led";
        TookPart = "took_part" "参与制修订" "took part";
        Adopted = "adopted" "采用" "adopted";
    }
}
