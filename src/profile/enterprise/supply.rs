//! Quality along the supply chain: the section `supply`.

section! {
    /// Supply-chain quality (供应链质量).
    Supply {
        incoming: part(Incoming) "进厂检验" "Incoming inspection" ["4.1.c"];
        suppliers: list(Supplier) "主要供应商" "Key suppliers" ["4.1.d"];
    }
}

section! {
    /// How incoming material is controlled (进厂检验).
    Incoming {
        inspected_pct: percent "进厂检验覆盖率" "Incoming lots inspected" ["4.1.c"];
        accepted_pct: percent "进厂批合格率" "Incoming lots accepted" ["4.1.c"];
        material_analysis: flag "对关键材料做成分或性能分析" "Key materials analysed" ["4.1.c"];
    }
}

section! {
    /// A key supplier (主要供应商), one row each.
    Supplier {
        name: text "供应商名称" "Supplier" ["4.1.d"];
        sme: flag "中小企业" "SME" ["4.1.d"];
        grade: one(SupplierGrade) "评级" "Grade" ["4.1.d"];
        audited_on: date "最近一次审核日期" "Last audited on" ["4.1.d"];
        guidance: set(Guidance) "指导过的方面" "Guidance given on" ["4.1.d"];
        defect_ppm: capped("ppm", "ppm", 1000000) "来料不良率" "Incoming defects" ["4.1.d"];
    }
}

choices! {
    /// The enterprise's own grade of a supplier (评级).
    SupplierGrade {
        A = "A" "A级" "A";
        B = "B" "B级" "B";
        C = "C" "C级" "C";
        D = "D" "D级" "D";
    }
}

choices! {
    /// The five aspects in which the plan wants small suppliers guided (指导过的方面).
    Guidance {
        Quality = "quality" "质量" "quality";
        Technology = "technology" "技术" "technology";
        Process = "process" "工艺" "process";
        Equipment = "equipment" "设备" "equipment";
        Personnel = "personnel" "人员" "personnel";
    }
}
