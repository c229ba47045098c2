//! Edits of small rulebooks, what they come to, and that trying them one by one is sound.

use super::comparison::{Comparison, Settings};
use super::find::edits;
use super::function;
use super::hybrid::{Way, hybrid};
use super::{Edit, Impact, Profile, State, Step};
use crate::Library;
use crate::engine::Rulebook;
use crate::rulebook::folder::load_folder;
use crate::rulebook::sources::Sources;
use std::path::Path;

/// The first rulebook of the examples with texts of its table and of its script replaced.
fn first(table: &[(&str, &str)], script: &[(&str, &str)]) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rulebooks/first");
    edited(&load_folder(&folder).unwrap(), table, script)
}

fn edited(base: &Sources, table: &[(&str, &str)], script: &[(&str, &str)]) -> Sources {
    let replaced = |text: &str, pairs: &[(&str, &str)]| {
        pairs.iter().fold(text.to_owned(), |text, (from, to)| {
            assert_eq!(text.matches(from).count(), 1, "`{from}` stands once");
            text.replacen(from, to, 1)
        })
    };
    let mut sources = base.clone();
    if let Some(rules) = sources.scripts.values_mut().find(|script| !script.foreign) {
        rules.text = replaced(&rules.text, script);
    }
    sources.with_table(replaced(&base.manifest_text, table))
}

fn shown(edits: &[Edit]) -> Vec<String> {
    let side = |text: &Option<String>| text.clone().unwrap_or_default();
    edits.iter().map(|edit| format!("{} {}→{}", edit.path, side(&edit.before), side(&edit.after))).collect()
}

fn found(old: &Sources, new: &Sources) -> Vec<Edit> {
    edits(old, new).into_iter().map(|found| found.edit).collect()
}

/// What still differs, but for comments.
fn differing(old: &Sources, new: &Sources) -> Vec<String> {
    let differing: Vec<Edit> = found(old, new).into_iter().filter(|edit| edit.step > Step::None).collect();
    shown(&differing)
}

/// A profile of an enterprise with so many of its 100 employees trained, and a policy or not.
fn profile(name: &str, trained: u32, policy: bool) -> Profile {
    let bytes = format!(
        r#"{{ "as_of": "2022-06-30", "basic": {{ "name": "{name}", "employees": 100 }},
             "tqm": {{ "staff_trained": {trained} }}, "quality_org": {{ "policy": {policy} }},
             "qms": {{ "internal_audit_on": "2022-01-10" }} }}"#
    );
    Profile { name: format!("{name}.json"), line: None, bytes: bytes.into_bytes() }
}

fn impact(old: &Sources, new: &Sources, profiles: Vec<Profile>) -> Impact {
    Comparison::of(old, new).unwrap().run(profiles.into_iter(), &Settings::default()).unwrap()
}

fn edit<'i>(impact: &'i Impact, path: &str) -> &'i Edit {
    impact.edits.iter().find(|edit| edit.path == path).unwrap_or_else(|| panic!("no edit of {path}"))
}

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
fn responsible_edits_are_found_by_trying_each_alone() {
    let old = first(&[], &[]);
    let new = first(
        &[("any = [{ score = 60 }]", "any = [{ score = 75 }]"), ("[[80, 40], [50, 20]]", "[[80, 40], [50, 10]]")],
        &[],
    );
    let impact = impact(
        &old,
        &new,
        vec![
            // 70 before and after: the bound of the level alone
            profile("甲", 90, false),
            // 80 before, 70 after: only the two together
            profile("乙", 60, true),
            // 50 before, 40 after: nothing moves
            profile("丙", 60, false),
            // 100 before and after
            profile("丁", 90, true),
        ],
    );
    let names: Vec<&str> = impact.movers.iter().filter_map(|mover| mover.enterprise.as_deref()).collect();
    assert_eq!(names, ["甲", "乙"]);
    let bound = edit(&impact, "levels.good.any[0].score").number;
    let band = edit(&impact, "params.trained[1][1]").number;
    let causes = |place: usize| -> Vec<(Vec<usize>, bool, bool)> {
        let causes = impact.movers[place].causes.iter();
        causes.map(|cause| (cause.edits.clone(), cause.alone, cause.undone)).collect()
    };
    assert_eq!(causes(0), [(vec![bound], true, true)]);
    assert!(!impact.movers[0].only_together);
    assert_eq!(causes(1), [(vec![bound], false, true), (vec![band], false, true)]);
    assert!(impact.movers[1].only_together);
    assert_eq!(edit(&impact, "levels.good.any[0].score").moved_alone, 1);
    assert_eq!(edit(&impact, "params.trained[1][1]").moved_back, 1);
    assert_eq!((impact.enterprises.down, impact.enterprises.same), (2, 2));
    assert_eq!((impact.shifts.shifts.changed, impact.shifts.shifts.changed_within_level), (2, 1));
}

#[test]
fn of_two_edits_each_enough_both_are_responsible() {
    let old = first(&[], &[]);
    let new = first(
        &[("any = [{ score = 60 }]", "any = [{ score = 90 }]"), ("[[80, 40], [50, 20]]", "[[80, 40], [70, 20]]")],
        &[("p.quality_org.policy }", "!p.quality_org.policy }")],
    );
    let impact = impact(&old, &new, vec![profile("甲", 60, true)]);
    let causes: Vec<(bool, bool)> = impact.movers[0].causes.iter().map(|cause| (cause.alone, cause.undone)).collect();
    // 80 before: below 90, and 50 where a policy no longer counts; the band alone leaves 60, which is enough
    assert_eq!(causes, [(true, false), (true, false)], "{:?}", impact.movers[0].causes);
}

#[test]
fn a_new_row_is_tried_with_its_function_and_its_parameter() {
    let old = first(&[], &[]);
    let new = first(
        &[
            ("value = [[80, 40], [50, 20]]", "value = [[80, 40], [50, 20]]\n[params.least]\nvalue = 5"),
            ("points = 30 },\n]", "points = 30 },\n  { id = \"many\", title = \"人数\", points = 20 },\n]"),
            ("any = [{ score = 60 }]", "any = [{ score = 61 }]"),
        ],
        &[("fn policy", "fn many(p) { p.basic.employees >= params.least }\nfn policy")],
    );
    let comparison = Comparison::of(&old, &new).unwrap();
    let bundles: Vec<(&str, usize)> =
        comparison.edits().iter().map(|edit| (edit.path.as_str(), edit.bundle.len())).collect();
    let expected = [("rows.basics.many", 3), ("levels.good.any[0].score", 1), ("params.least", 3), ("rules.many", 3)];
    assert_eq!(bundles, expected);
}

#[test]
fn edits_without_effect_on_anybody_are_named() {
    let old = first(&[], &[]);
    let new = first(
        &[
            ("[[80, 40], [50, 20]]", "[[80, 40], [50, 20], [5, 1]]"),
            ("any = [{ score = 60 }]", "any = [{ score = 75 }]"),
        ],
        &[],
    );
    let impact = impact(&old, &new, vec![profile("甲", 90, false)]);
    let idle: Vec<&str> = impact.idle_edits().map(|edit| edit.path.as_str()).collect();
    assert_eq!(idle, ["params.trained"]);
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
    assert_eq!((edits[0].path.as_str(), edits[0].kind), ("rows.more.audit", super::Kinds::Moved));
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
fn a_profile_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let old = first(&[], &[]);
    let new = first(&[("any = [{ score = 60 }]", "any = [{ score = 90 }]")], &[]);
    let bad = Profile { name: "all.ndjson".to_owned(), line: Some(2), bytes: b"{ \"basic\": 3 ".to_vec() };
    let early = Profile { name: "old.json".to_owned(), line: None, bytes: br#"{ "as_of": "2019-01-01" }"#.to_vec() };
    let impact = impact(&old, &new, vec![profile("甲", 60, true), bad, early, profile("乙", 60, true)]);
    assert_eq!((impact.profiles.read, impact.profiles.compared, impact.profiles.refused), (4, 2, 1));
    assert_eq!(impact.profiles.neither_in_effect, 1);
    assert_eq!(impact.refused[0].line, Some(2));
    assert_eq!(impact.movers.len(), 2);
    assert_eq!(impact.movers[0].old.state, State::Level("good".to_owned()));
    assert_eq!(impact.movers[0].new.state, State::Ungraded);
}

#[test]
fn the_number_of_threads_and_of_listed_movers_does_not_change_the_counts() {
    let old = first(&[], &[]);
    let new = first(
        &[("any = [{ score = 60 }]", "any = [{ score = 75 }]"), ("[[80, 40], [50, 20]]", "[[80, 40], [50, 10]]")],
        &[],
    );
    let comparison = Comparison::of(&old, &new).unwrap();
    let run = |threads, movers| {
        let profiles = (0..400).map(|number| profile(&number.to_string(), number % 100, number % 3 == 0));
        let settings = Settings { threads, movers, ..Settings::default() };
        comparison.run(profiles, &settings).unwrap()
    };
    let (one, four, few) = (run(1, 1000), run(4, 1000), run(3, 5));
    assert_eq!(one, four);
    assert_eq!((few.movers.as_slice(), few.enterprises.clone()), (&one.movers[..5], one.enterprises.clone()));
    assert_eq!(few.movers_not_listed, one.enterprises.moved() - 5);
    assert_eq!(few.edits, one.edits);
}

/// A rulebook with edits of every kind.
fn many_edits() -> (Sources, Sources) {
    let old = first(
        &[(
            "[[levels]]",
            "[[gates]]\nid = \"w\"\ntitle = \"提示\"\nwhen = \"rules.policy\"\neffect = { warn = true }\n[[levels]]",
        )],
        &[],
    );
    let rows = "  { id = \"trained\", title = \"质量培训覆盖率\", points = 40 },\n";
    let new = edited(
        &old,
        &[
            (
                "when = \"rules.policy\"\neffect = { warn = true }",
                "require = \"rules.policy\"\neffect = { bar = true }",
            ),
            (
                "value = [[80, 40], [50, 20]]",
                "dated = [{ from = 2021-05-17, value = [[80, 40]] }]\n[params.b]\nvalue = 1",
            ),
            (rows, ""),
            (
                "id = \"audit\",   title = \"一年内开展内审\", points = 30 },\n]",
                "id = \"audit\", title = \"内审\", points = 30, weight = 0 },\n  { id = \"fresh\", title = \"新\", points = 3, basis = \"law:1\" },\n]\n[[groups]]\nid = \"g\"\ntitle = \"移入\"\nrows = [{ id = \"trained\", title = \"质量培训覆盖率\", points = 40 }]",
            ),
            ("[score]", "[[sources]]\nid = \"law\"\ntitle = \"法\"\n[score]"),
            ("id = \"good\"", "id = \"fair\"\ntitle = \"较好\"\n[[levels]]\nid = \"best\""),
        ],
        &[("fn audit(p) {", "fn fresh(p) { p.basic.employees > params.b }\nfn audit(p) {")],
    );
    (old, new)
}

#[test]
fn edits_of_every_kind_can_be_tried() {
    let (old, new) = many_edits();
    let comparison = Comparison::of(&old, &new).unwrap();
    let paths: Vec<&str> = comparison.edits().iter().map(|edit| edit.path.as_str()).collect();
    let expected = [
        "gates.w",
        "gates.w.effect",
        "rows.basics.trained",
        "rows.basics.audit.title",
        "rows.basics.audit.weight",
        "rows.basics.fresh",
        "groups.g",
        "levels.good",
        "levels.fair",
        "levels.best",
        "params.b",
        "params.trained",
        "sources.law",
        "rules.fresh",
    ];
    assert_eq!(paths, expected);
}

/// Pairs of built-in rulebooks and edits of many kinds.
fn pairs() -> Vec<(String, Sources, Sources)> {
    let mut pairs = Vec::new();
    for id in ["srdi-sme", "three-same", "high-tech", "smart-manufacturing"] {
        let old = Library::builtin().sources(id).unwrap();
        let text = old.manifest_text.replace("points = 5,", "points = 6,").replace("weight = 1", "weight = 2");
        pairs.push((id.to_owned(), old.clone(), old.with_table(text)));
    }
    let one = Library::builtin().sources("srdi-sme").unwrap();
    let other = Library::builtin().sources("innovative-sme").unwrap();
    pairs.push(("many edits".to_owned(), many_edits().0, many_edits().1));
    pairs.push(("two rulebooks".to_owned(), one, other));
    pairs
}

#[test]
fn all_edits_made_give_the_new_rulebook_and_all_undone_the_old_one() {
    for (name, old, new) in pairs() {
        let all = edits(&old, &new);
        let every: Vec<_> = all.iter().collect();
        let made = hybrid(&old, &new, &every, Way::Make);
        assert_eq!(differing(&made, &new), [""; 0], "{name}");
        let undone = hybrid(&new, &old, &every, Way::Undo);
        assert_eq!(differing(&undone, &old), [""; 0], "{name}");
        Rulebook::from_sources(&made).unwrap_or_else(|error| panic!("{name}: {error}"));
        // in whatever order and however many at a time they are made
        let (head, tail) = every.split_at(every.len() / 2);
        let halfway = hybrid(&old, &new, tail, Way::Make);
        assert_eq!(differing(&hybrid(&halfway, &new, head, Way::Make), &new), [""; 0], "{name}");
    }
}

#[test]
fn an_edit_of_a_shared_script_counts_once_whoever_holds_it() {
    let old = Library::builtin().sources("plan-2021").unwrap();
    let mut new = old.clone();
    let held = new.children.values_mut().flat_map(|child| child.scripts.values_mut());
    let shared = new.scripts.values_mut().chain(held);
    let mut times = 0;
    for script in shared.filter(|script| script.foreign) {
        let size = function::functions(&script.text).into_iter().find(|function| function.name == "is_sme");
        if let Some(size) = size {
            script.text = script.text.replace(&size.text, "fn is_sme(p) { true }");
            times += 1;
        }
    }
    assert!(times > 1);
    let found = edits(&old, &new);
    assert_eq!(found.len(), 1, "{:?}", found.iter().map(|found| &found.edit.path).collect::<Vec<_>>());
    assert_eq!((found[0].edit.path.as_str(), found[0].deeds.len()), ("enterprise.is_sme", times));
    assert_eq!(differing(&hybrid(&old, &new, &[&found[0]], Way::Make), &new), [""; 0]);
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

#[test]
fn two_rulebooks_that_have_little_in_common_can_be_compared() {
    let (_, old, new) = pairs().pop().unwrap();
    let comparison = Comparison::of(&old, &new).unwrap();
    let tried = comparison.edits().iter().filter(|edit| edit.step >= Step::Minor);
    assert!(tried.clone().count() > 20);
    assert!(tried.clone().all(|edit| edit.bundle.contains(&edit.number)));
}
