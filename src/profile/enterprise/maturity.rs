//! What the enterprise says of the 29 elements of its quality management: the section `maturity`.

section! {
    /// Maturity self-assessment by GB/T 19004-2020 (质量管理体系成熟度自评): of each element, the levels all of whose
    /// criteria are met, as ticked. A gap counts: `[1, 2, 4]` is level 2.
    Maturity {
        interested_parties: levels "5.2 相关方" "5.2 Interested parties" ["2.4.b"];
        issues: levels "5.3 外部和内部因素" "5.3 External and internal issues" ["2.4.b"];
        identity: levels "6.2 使命、愿景、价值观和文化" "6.2 Mission, vision, values and culture" ["2.4.b"];
        leadership: levels "7.1 领导作用 总则" "7.1 Leadership, general" ["2.4.b"];
        policy_strategy: levels "7.2 方针和战略" "7.2 Policy and strategy" ["2.4.b"];
        objectives: levels "7.3 目标" "7.3 Objectives" ["2.4.b"];
        communication: levels "7.4 沟通" "7.4 Communication" ["2.4.b"];
        process_general: levels "8.1 过程管理 总则" "8.1 Process management, general" ["2.4.b"];
        process_determination: levels "8.2 过程的确定" "8.2 Determination of processes" ["2.4.b"];
        process_authority: levels "8.3 过程的职责和权限" "8.3 Responsibility and authority for processes" ["2.4.b"];
        process_control: levels "8.4 过程的管理" "8.4 Management of processes" ["2.4.b"];
        resource_general: levels "9.1 资源管理 总则" "9.1 Resource management, general" ["2.4.b"];
        people: levels "9.2 人员" "9.2 People" ["2.4.b"];
        knowledge: levels "9.3 组织的知识" "9.3 Organisational knowledge" ["2.4.b"];
        technology: levels "9.4 技术" "9.4 Technology" ["2.4.b"];
        infrastructure: levels "9.5 基础设施和工作环境" "9.5 Infrastructure and work environment" ["2.4.b"];
        external_resources: levels "9.6 外部提供的资源" "9.6 Externally provided resources" ["2.4.b"];
        natural_resources: levels "9.7 自然资源" "9.7 Natural resources" ["2.4.b"];
        performance_general: levels "10.1 绩效分析和评价 总则" "10.1 Analysis and evaluation of performance, general" ["2.4.b"];
        indicators: levels "10.2 绩效指标" "10.2 Performance indicators" ["2.4.b"];
        analysis: levels "10.3 绩效分析" "10.3 Performance analysis" ["2.4.b"];
        evaluation: levels "10.4 绩效评价" "10.4 Performance evaluation" ["2.4.b"];
        internal_audit: levels "10.5 内部审核" "10.5 Internal audit" ["2.4.b"];
        self_assessment: levels "10.6 自我评价" "10.6 Self-assessment" ["2.4.b"];
        review: levels "10.7 评审" "10.7 Review" ["2.4.b"];
        improvement_general: levels "11.1 改进、学习和创新 总则" "11.1 Improvement, learning and innovation, general" ["2.4.b"];
        improvement: levels "11.2 改进" "11.2 Improvement" ["2.4.b"];
        learning: levels "11.3 学习" "11.3 Learning" ["2.4.b"];
        innovation: levels "11.4 创新" "11.4 Innovation" ["2.4.b"];
    }
}
