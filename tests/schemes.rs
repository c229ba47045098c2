//! A rulebook as the printed standard.

use std::error::Error;
use std::path::{Path, PathBuf};
use zhiheng::report::scheme;
use zhiheng::{Lang, Rulebook};

fn first() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rulebooks/first")
}

/// The first rulebook with something in its table replaced, in a folder of its own.
fn changed(name: &str, replace: &[(&str, &str)]) -> Result<Rulebook, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemes").join(name);
    std::fs::create_dir_all(&folder)?;
    let mut table = std::fs::read_to_string(first().join("rulebook.toml"))?;
    for (from, to) in replace {
        assert_eq!(table.matches(from).count(), 1, "`{from}` stands once");
        table = table.replacen(from, to, 1);
    }
    std::fs::write(folder.join("rulebook.toml"), table)?;
    std::fs::copy(first().join("rules.rhai"), folder.join("rules.rhai"))?;
    Ok(Rulebook::load(&folder)?)
}

/// The line of the page that begins with `start`.
fn line<'p>(page: &'p str, start: &str) -> &'p str {
    page.lines().find(|line| line.starts_with(start)).unwrap_or_default()
}

#[test]
fn the_first_rulebook_in_chinese() -> Result<(), Box<dyn Error>> {
    insta::assert_snapshot!(scheme(&Rulebook::load(first())?, Lang::Zh));
    Ok(())
}

#[test]
fn the_first_rulebook_in_english() -> Result<(), Box<dyn Error>> {
    insta::assert_snapshot!(scheme(&Rulebook::load(first())?, Lang::En));
    Ok(())
}

#[test]
fn texts_with_marks_and_line_breaks_leave_the_tables_whole() -> Result<(), Box<dyn Error>> {
    let title = "title = \"发布|质量*方针*\\n（一）\"";
    let page = scheme(&changed("marks", &[("title = \"发布质量方针\"", title)])?, Lang::Zh);
    assert!(line(&page, "| 发布").starts_with("| 发布\\|质量\\*方针\\*<br>（一） | 30 |"), "{page}");
    let mut columns = None;
    for line in page.lines() {
        let cells = line.replace("\\|", "").matches('|').count();
        if let Some(columns) = columns.filter(|_| cells > 0) {
            assert_eq!(cells, columns, "{line}");
        }
        columns = (cells > 0).then_some(cells);
    }
    Ok(())
}

#[test]
fn a_scheme_later_than_the_plan_or_with_an_end_says_so() -> Result<(), Box<dyn Error>> {
    let dates = "effective = { from = 2022-08-01, to = 2026-03-31 }";
    let page = scheme(&changed("late", &[("effective = { from = 2021-05-17 }", dates)])?, Lang::Zh);
    assert!(line(&page, "自2022-08-01起适用").contains("晚于工作计划印发之日（2021-05-17）"), "{page}");
    assert!(!line(&page, "适用到2026-03-31为止").is_empty(), "{page}");
    let page = scheme(&Rulebook::load(first())?, Lang::Zh);
    assert!(!page.contains("晚于工作计划") && !page.contains("为止"), "{page}");
    Ok(())
}

#[test]
fn values_by_date_are_listed_with_their_basis() -> Result<(), Box<dyn Error>> {
    let dated = "dated = [{ from = 2021-05-17, value = [[80, 40]], basis = \"plan:甲\" }, { from = 2023-01-01, value = [[90, 40]] }]";
    let page = scheme(&changed("dated", &[("value = [[80, 40], [50, 20]]", dated)])?, Lang::Zh);
    let shown = "2021-05-17起：达到80：40；其余：0，依据〔1〕甲<br>2023-01-01起：达到90：40；其余：0";
    assert!(line(&page, "| 质量培训覆盖率分档").contains(shown), "{page}");
    Ok(())
}

#[test]
fn conditions_and_gates_are_told_in_words() -> Result<(), Box<dyn Error>> {
    let level = "any = [{ score = 60 }]";
    let more = "any = [{ score = 60, rows = { \"basics.policy\" = 30 } }, { above = 90, groups = { \"*\" = \"80%\" } }, { rule = \"rules.audit\" }]\n
[[gates]]\nid = \"g\"\ntitle = \"没有内审\"\nrequire = \"rules.audit\"\neffect = { cap_score = 50 }\nstatus = \"adapted\"\n";
    let page = scheme(&changed("words", &[(level, more)])?, Lang::Zh);
    let shown = "（1）总分不低于60分，且“发布质量方针”得分不低于30分<br>（2）总分高于90分，且每个一级维度得分率不低于80%<br>（3）符合附加条件`rules.audit`";
    assert!(line(&page, "| 良好").contains(shown), "{page}");
    assert_eq!(line(&page, "| 没有内审"), "| 没有内审 | 须满足，不满足即触发 | 总分最高50分 | 改编 |");
    Ok(())
}

#[test]
fn a_composite_names_the_rulebooks_that_it_holds() -> Result<(), Box<dyn Error>> {
    let rows = "rows = [\n  { id = \"policy\",  title = \"发布质量方针\", points = 30 },\n  { id = \"trained\", title = \"质量培训覆盖率\", points = 40 },\n  { id = \"audit\",   title = \"一年内开展内审\", points = 30 },\n]";
    let held =
        format!("{rows}\n[[groups]]\nid = \"sme\"\ntitle = \"中小企业\"\nrulebook = \"srdi-sme\"\npoints = 20\n");
    let page = scheme(&changed("held", &[(rows, &held)])?, Lang::Zh);
    let shown = "取自规则册“专精特新中小企业评价（2022年办法）”（`srdi-sme`，1.0.0版，改编）的评价结果：取其得分占满分的百分比。";
    assert!(line(&page, "本维度").contains(shown), "{page}");
    Ok(())
}
