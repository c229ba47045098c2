//! Total quality management, its methods and its groups: the sections `tqm`, `methods` and `qc`.

use super::shared::AppointedBy;

section! {
    /// Total quality management (全面质量管理).
    Tqm {
        staff_trained: count("人", "people") "年度接受质量培训人数" "Staff trained in quality this year" ["2.2.a"];
        staff_in_improvement: count("人", "people") "年度参与质量改进人数" "Staff in improvement work this year" ["2.2.a"];
        key_processes: count("个", "processes") "关键过程数" "Key processes" ["2.2.a"];
        key_processes_controlled: count("个", "processes") "受控关键过程数" "Key processes under control" ["2.2.a"],
            help "有控制计划并按期评审的才计入" "Only those with a control plan that is reviewed on time";
        functions_covered: set(Function) "全面质量管理覆盖的职能" "Functions covered" ["2.2.a"];
        contest_participants: count("人", "people") "参加质量知识竞赛人数" "Participants in quality knowledge contests" ["2.2.c"];
        plan: part(TqmPlan) "全面质量管理推进规划" "Plan for total quality management" ["2.4.c"];
    }
}

section! {
    /// The enterprise's own plan for total quality management (全面质量管理推进规划).
    TqmPlan {
        approved_by: one(AppointedBy) "规划批准人" "Plan approved by" ["2.4.c"];
        starts: date "规划起始日" "Plan from" ["2.4.c"];
        ends: date "规划截止日" "Plan to" ["2.4.c"];
        targets: count("个", "targets") "规划目标数" "Targets in the plan" ["2.4.c"];
        targets_on_track: count("个", "targets") "按期完成或正常推进的目标数" "Targets met or on track" ["2.4.c"];
    }
}

section! {
    /// A quality engineering method in use (质量工程技术), one row each.
    MethodInUse {
        method: one(Method) "方法" "Method" ["2.2.b"];
        since: date "开始应用日期" "In use since" ["2.2.b"];
        projects_completed: count("个", "projects") "近三年完成项目数" "Projects completed in 3 years" ["2.2.b"];
        people_trained: count("人", "people") "受训人数" "People trained" ["2.2.b"];
        benefit: money "近三年核定效益" "Audited benefit in 3 years" ["2.2.b"];
    }
}

section! {
    /// QC groups and work teams (QC小组与班组).
    QcGroups {
        groups_registered: count("个", "groups") "注册QC小组数" "Registered groups" ["2.2.c"];
        groups_active: count("个", "groups") "开展活动的小组数" "Active groups" ["2.2.c"];
        groups_with_result: count("个", "groups") "取得成果的小组数" "Groups with a result" ["2.2.c"];
        participants: count("人", "people") "QC小组成员人数" "Members of groups" ["2.2.c"];
        teams: count("个", "teams") "班组总数" "Work teams" ["2.2.c"];
        trusted_teams: count("个", "teams") "质量信得过班组数" "Trusted teams" ["2.2.c"],
            help "企业级及以上" "Named so by the enterprise or above";
    }
}

choices! {
    /// A function of the enterprise (职能).
    Function {
        Market = "market" "市场" "market";
        Design = "design" "设计开发" "design";
        Purchasing = "purchasing" "采购" "purchasing";
        Production = "production" "生产" "production";
        Inspection = "inspection" "检验" "inspection";
        Logistics = "logistics" "仓储物流" "logistics";
        Service = "service" "服务" "service";
        Equipment = "equipment" "设备" "equipment";
        People = "people" "人力资源" "people";
        Finance = "finance" "财务" "finance";
        Information = "information" "信息" "information";
    }
}

choices! {
    /// The quality engineering methods that the plan names (质量工程技术).
    Method {
        Reliability = "reliability" "可靠性" "reliability";
        SixSigma = "six_sigma" "六西格玛" "six sigma";
        Lean = "lean" "精益" "lean";
        JikoteiKanketsu = "jikotei_kanketsu" "自工序完结" "jikotei kanketsu (built-in quality)";
        InnovationMethod = "innovation_method" "创新方法（TRIZ等）" "innovation methods (TRIZ and others)";
    }
}
