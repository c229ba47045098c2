//! The documents behind the answers: the section `evidence`.

section! {
    /// A document that proves answers (证明材料), one row each.
    Evidence {
        title: text "材料名称" "Title" [];
        reference: text "编号、文件名或网址" "Number, file name or address" [];
        verified_by: text "核验方" "Verified by" [],
            help "由第三方核验的填写，可不填" "The third party that verified it, if any";
        covers: texts "证明的填报项" "Facts it supports" [],
            help "填报项的路径，如 qms.certificates、products[AF-5L].indicators，包含其下各项" "Paths of facts, such as qms.certificates or products[AF-5L].indicators, with all below them";
    }
}
