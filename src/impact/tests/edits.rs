//! Which edits are found, what they are called, and which version they call for.

use super::super::semver::Step;
use super::super::table::EditKind;
use super::{edited, first, found, impact, profile, shown};
use crate::Library;

#[test]
fn edits_are_named_in_the_words_of_the_table() {
    let old = first(&[], &[]);
    let new = first(
        &[
            ("[[80, 40], [50, 20]]", "[[80, 40], [60, 20]]"),
            ("any = [{ score = 60 }]", "any = [{ score = 65 }]"),
            ("title = \"一年内开展内审\", points = 30", "title = \"一年内开展过内审\", points = 25.0"),
        ],
        &[("within_years(p.qms.internal_audit_on, 1)", "within_years(p.qms.internal_audit_on, 2)")],
    );
    let edits = found(&old, &new);
    let audit = "fn audit(p) { within_years(p.qms.internal_audit_on, 1) }";
    let expected = [
        "rows.basics.audit.points 30→25.0".to_owned(),
        "rows.basics.audit.title \"一年内开展内审\"→\"一年内开展过内审\"".to_owned(),
        "levels.good.any[0].score 60→65".to_owned(),
        "params.trained[1][0] 50→60".to_owned(),
        format!("rules.audit {audit}→{}", audit.replace(", 1)", ", 2)")),
    ];
    assert_eq!(shown(&edits), expected);
    let steps: Vec<Step> = edits.iter().map(|edit| edit.step).collect();
    assert_eq!(steps, [Step::Major, Step::Patch, Step::Major, Step::Major, Step::Major]);
    let titles: Vec<&str> =
        edits.iter().map(|edit| edit.title.as_ref().map_or("", |title| title.get(Default::default()))).collect();
    assert_eq!(titles, ["一年内开展过内审", "一年内开展过内审", "良好", "质量培训覆盖率分档", "一年内开展过内审"]);
    assert_eq!(edits[3].place.to_string(), "rulebook.toml:21:21");
    assert_eq!(edits[4].place.to_string(), "rules.rhai:6:1");
}

#[test]
fn numbers_written_otherwise_comments_and_layout_are_no_edits_of_results() {
    let old = first(&[], &[]);
    let new =
        first(&[("points = 40 },", "points = 40.0 }, # 不变")], &[("fn policy(p) {", "// 方针\nfn policy(p)   {")]);
    let edits = found(&old, &new);
    assert!(edits.iter().all(|edit| edit.step == Step::None), "{edits:?}");
    assert_eq!(shown(&edits), ["rulebook.toml →", "rules.rhai →"]);
    let impact = impact(&old, &new, vec![profile("甲", 60, true)]);
    assert_eq!(impact.version.called_for, Step::None);
    assert!(impact.version.sufficient);
}

#[test]
fn a_row_moved_to_another_group_is_one_edit() {
    let table = [(
        "[[levels]]",
        "[[groups]]\nid = \"more\"\ntitle = \"其他\"\nrows = [{ id = \"x\", title = \"x\", points = 1, rule = \"rules.policy\" }]\n[[levels]]",
    )];
    let old = first(&table, &[]);
    let audit = "  { id = \"audit\",   title = \"一年内开展内审\", points = 30 },\n";
    let moved = "rows = [{ id = \"audit\",   title = \"一年内开展内审\", points = 30 }, { id = \"x\"";
    let new = edited(&old, &[(audit, ""), ("rows = [{ id = \"x\"", moved)], &[]);
    let edits = found(&old, &new);
    assert_eq!(edits.len(), 1, "{edits:?}");
    assert_eq!((edits[0].path.as_str(), edits[0].kind), ("rows.more.audit", EditKind::Moved));
}

#[test]
fn levels_in_another_order_are_an_edit() {
    let two = "any = [{ score = 60 }]\n[[levels]]\nid = \"fair\"\ntitle = \"较好\"\nany = [{ score = 70 }]";
    let old = first(&[("any = [{ score = 60 }]", two)], &[]);
    let new = first(
        &[("[[levels]]", "[[levels]]\nid = \"fair\"\ntitle = \"较好\"\nany = [{ score = 70 }]\n[[levels]]")],
        &[],
    );
    let edits = found(&old, &new);
    assert_eq!(shown(&edits), ["levels [\"good\", \"fair\"]→[\"fair\", \"good\"]"]);
    assert_eq!(edits[0].step, Step::Major);
}

#[test]
fn only_additions_without_effect_are_a_minor_step() {
    let old = first(&[], &[]);
    let version = |new: &str| ("version = \"1.0.0\"", format!("version = \"{new}\""));
    let with = |new: &str| {
        let (from, to) = version(new);
        first(&[(from, &to), ("[[groups]]", "[params.spare]\nvalue = 1\n[[groups]]")], &[])
    };
    let check = |new: &str| impact(&old, &with(new), vec![profile("甲", 60, true)]).version;
    assert_eq!((check("1.1.0").called_for, check("1.1.0").sufficient), (Step::Minor, true));
    assert_eq!((check("1.0.1").sufficient, check("1.0.1").at_least), (false, "1.1.0".to_owned()));
}

#[test]
fn an_edit_of_a_held_rulebook_is_named_with_its_id() {
    let old = Library::builtin().sources("plan-2021").unwrap();
    let mut new = old.clone();
    let child = new.children.get("tqm").unwrap();
    let text = child.manifest_text.replacen("[score]", "[params.spare]\nvalue = 1\n[score]", 1);
    let child = child.with_table(text);
    new.children.insert("tqm".to_owned(), child);
    let found = found(&old, &new);
    assert_eq!(found[0].path, "tqm/params.spare");
    assert_eq!((found.len(), found[0].step), (1, Step::Minor));
    assert!(found[0].place.file.ends_with("tqm/rulebook.toml"), "{}", found[0].place);
}
