use super::*;
use crate::rulebook::read::tests::EVERYTHING;
use crate::rulebook::read::{FILE, read};

const SCRIPTS: [&str; 4] = ["core", "gates", "levels", "enterprise"];

fn findings(text: &str) -> Vec<Diagnostic> {
    let (manifest, findings) = read(FILE, text);
    assert_eq!(findings, []);
    check(&manifest.unwrap(), FILE, text, &BTreeSet::from(SCRIPTS))
}

/// What is found when `from` stands as `to` instead.
#[track_caller]
fn after(from: &str, to: &str) -> Vec<String> {
    assert_eq!(EVERYTHING.matches(from).count(), 1, "`{from}` stands once");
    findings(&EVERYTHING.replacen(from, to, 1)).iter().map(ToString::to_string).collect()
}

#[test]
fn the_table_that_uses_every_key_fits_together() {
    assert_eq!(findings(EVERYTHING), []);
}

macro_rules! mistakes {
    ($($name:ident: $from:literal => $to:literal, $found:literal;)*) => {
        $(#[test]
        fn $name() {
            let found = after($from, $to);
            let found: Vec<&str> = found.iter().map(|text| text.split_once(": ").map_or(text.as_str(), |(_, text)| text)).collect();
            assert_eq!(found.join(" | "), $found);
        })*
    };
}

mistakes! {
    a_source_twice: "sources = [" => "sources = [{ id = \"plan\", title = \"x\" }, ",
        "`plan` stands twice; the first is on line 9 [duplicate-id]";
    a_row_twice: "id = \"noise\"" => "id = \"durability\"",
        "`durability` stands twice; the first is on line 68 [duplicate-id] | there is no row `core.noise` [unknown-row]: rows are written GROUP.ROW";
    a_gate_twice: "id = \"demoted\"" => "id = \"capped\"", "`capped` stands twice; the first is on line 139 [duplicate-id]";
    a_level_twice: "id = \"star4\"" => "id = \"star3\"", "`star3` stands twice; the first is on line 99 [duplicate-id]";
    a_used_script_twice: "use = [\"builtin:enterprise\"]" => "use = [\"builtin:enterprise\", \"builtin:enterprise\"]",
        "`builtin:enterprise` stands twice; the first is on line 7 [duplicate-id]";
    a_parent_that_is_not_there: "parent = \"core\"" => "parent = \"cora\"", "there is no group `cora` [unknown-group]: did you mean `core`?";
    a_parent_that_holds_a_rulebook: "parent = \"core\"" => "parent = \"child\"",
        "the group `child` holds another rulebook's result and cannot have groups below it [parent-is-rulebook]";
    a_group_that_is_its_own_parent: "parent = \"core\"" => "parent = \"safety\"",
        "the parents of these groups run in a circle: safety → safety [group-cycle]";
    a_circle_of_groups_is_told_once: "weight = 60" => "parent = \"safety\"",
        "the parents of these groups run in a circle: core → safety → core [group-cycle]";
    a_group_that_holds_nothing: "rulebook = \"tqm\"\nlevels = { L1 = 20 }\nas_group = \"share_at:L1\"\nitem_weight = \"revenue\"" => "",
        "the group `child` holds nothing [empty-group]: give it rows, groups below it, or a `rulebook`";
    a_script_group_without_points: "combine = \"script\"\npoints = 100" => "combine = \"script\"",
        "the group `core` combines by script and needs `points` [script-needs-points]";
    a_script_score_without_max: "combine = \"mean\"\nmax = 100" => "combine = \"script\"",
        "a score that combines by script needs `max` in `[score]` [script-needs-max]";
    a_statement_too_few: "[\"一\", \"二\"]" => "[\"一\"]",
        "the row has 2 points and 1 statements: one is expected for each step, or one more for step 0 [statement-count]";
    a_negative_weight: "weight = 60" => "weight = -60", "`weight` cannot be negative, found `-60` [negative-number]";
    a_weight_of_zero_is_fine: "weight = 60" => "weight = 0", "";
    points_of_zero: "points = 2" => "points = 0.0", "the row has 0.0 points and 2 statements: one is expected for each step, or one more for step 0 [statement-count] | `points` should be greater than 0, found `0.0` [not-positive]";
    a_maximum_of_zero: "max = 100" => "max = 0", "`max` should be greater than 0, found `0` [not-positive]";
    half_a_step_down: "demote = 1" => "demote = 0.5", "`demote` should be a positive integer, found `0.5` [not-a-count]";
    a_percentage_above_100: "percent = 80" => "percent = 180",
        "`percent` should be from 0 to 100, found `180` [not-a-percentage]";
    a_parameter_that_is_not_there: "points = \"params.pass\"" => "points = \"params.past\"",
        "there is no parameter `past` [unknown-param]: did you mean `pass`?";
    a_parameter_that_is_no_number: "points = \"params.pass\"" => "points = \"params.core_bands\"",
        "`points` needs a number, but the parameter `core_bands` is none [param-not-a-number]";
    a_parameter_that_is_out_of_range: "value = 50" => "value = 150",
        "`min_coverage` should be from 0 to 100, found `\"params.coverage\"` [not-a-percentage]";
    a_parameter_that_is_no_number_at_some_date: "value = 60\n" => "dated = [{ from = 2021-05-17, value = 60 }, { from = 2022-01-01, value = \"x\" }]\n",
        "`points` needs a number, but the parameter `pass` is none [param-not-a-number] | `core.noise` needs a number, but the parameter `pass` is none [param-not-a-number]";
    a_row_constant_that_is_no_parameter: "limit = 3" => "limit = \"params.lim\"", "there is no parameter `lim` [unknown-param]";
    a_gap_before_the_first_value: "from = 2020-09-08, to = 2021-12-14" => "from = 2021-09-08, to = 2021-12-14",
        "the parameter `line_basis` has no value from 2021-05-17 to 2021-09-07 [dated-gap]: values by date must cover `effective` without gaps";
    a_gap_between_values: "to = 2021-12-14" => "to = 2021-11-30",
        "the parameter `line_basis` has no value from 2021-12-01 to 2021-12-14 [dated-gap]: values by date must cover `effective` without gaps";
    a_gap_after_the_last_value: "{ from = 2021-12-15, value" => "{ from = 2021-12-15, to = 2029-12-31, value",
        "the parameter `line_basis` has no value from 2030-01-01 to 2030-12-31 [dated-gap]: values by date must cover `effective` without gaps";
    an_overlap_of_values: "to = 2021-12-14" => "to = 2021-12-20",
        "the parameter `line_basis` has two values from 2021-12-15 to 2021-12-20 [dated-overlap]";
    two_values_from_one_day: "from = 2020-09-08, to = 2021-12-14" => "from = 2021-12-15",
        "the parameter `line_basis` has no value from 2021-05-17 to 2021-12-14 [dated-gap]: values by date must cover `effective` without gaps | the parameter `line_basis` has two values from 2021-12-15 to 2021-12-15 [dated-overlap]";
    a_value_whose_end_is_that_of_the_rulebook: "{ from = 2021-12-15, value" => "{ from = 2021-12-15, to = 2030-12-31, value", "";
    a_source_that_is_not_there: "basis = \"plan\"" => "basis = \"plam:四\"",
        "there is no source `plam` [unknown-source]: did you mean `plan`?";
    a_basis_with_a_full_width_colon: "basis = \"plan\"" => "basis = \"plan：四\"",
        "the basis `plan：四` has a full-width colon: write `plan:四` [wide-colon]";
    levels_of_a_group_that_is_not_there: "of = [\"safety\"]" => "of = [\"safty\"]",
        "there is no group `safty` [unknown-group]: did you mean `safety`?";
    a_group_graded_twice: "of = [\"safety\"]" => "of = \"core\"",
        "the group `core` is graded twice: by the levels of `strong` and by those of `graded` [graded-twice]";
    a_condition_on_a_group_that_is_not_there: "core = \"60%\"" => "cor = \"60%\"",
        "there is no group `cor` [unknown-group]: did you mean `core`?";
    a_condition_on_a_row_that_is_not_there: "\"core.noise\" = " => "\"core.nois\" = ",
        "there is no row `core.nois` [unknown-row]: did you mean `core.noise`?";
    a_condition_on_a_level_that_is_not_there: "level = \"strong\"" => "level = \"string\"",
        "there is no level `string` [unknown-level]: did you mean `strong`?";
    a_condition_on_the_level_of_an_ungraded_group: "of = \"*\"" => "of = \"core\"",
        "the group `child` is not graded by any level [group-not-graded]: give it levels by `[[levels]]` with `of`";
    a_condition_on_a_level_not_yet_earned: "any = [{ percent = 80 }]" => "any = [{ groups = { child = { level = \"strong\" } } }]",
        "the level of the group `child` is not known yet here [level-read-early]: groups are graded bottom-up: their levels may read only those of groups below them";
    steps_of_a_group: "child = { level = \"strong\" }" => "child = { level = 2 }",
        "the group `child` has no steps: `level` should be the id of a level [step-of-group]";
    the_level_of_a_row: "{ level = 2 }" => "{ level = \"good\" }",
        "the row `core.durability` has no levels: `level` should be a number of steps [level-of-row]";
    half_a_step_of_a_row: "{ level = 2 }" => "{ level = 1.5 }",
        "`core.durability` should be a positive integer, found `{ level = 1.5 }` [not-a-count]";
    a_cap_at_a_level_that_is_not_there: "cap_level = \"star3\"" => "cap_level = \"star2\"",
        "there is no level `star2` [unknown-level]: did you mean `star3`?";
    a_cap_at_the_level_of_a_group: "cap_level = \"star3\"" => "cap_level = \"strong\"",
        "there is no level `strong` [unknown-level]";
    a_subject_without_key: "key = \"id\"" => "",
        "the subject has no `key`: items are named by their position [subject-without-key]: name a field in `key` that tells the items apart";
    a_script_that_is_not_there: "require = \"gates.mandatory_met\"" => "require = \"gate.mandatory_met\"",
        "there is no script `gate` [unknown-script]: did you mean `gates`?";
    a_default_script_that_is_not_there: "script = \"core\"\nrule" => "script = \"cores\"\nrule",
        "there is no script `cores` [unknown-script]: did you mean `core`?";
    a_predicate_without_script_takes_that_of_the_score: "\"gates.noted\"" => "\"noted\"", "";
    a_row_whose_id_names_no_function: "id = \"margin\"" => "id = \"safety-margin\"",
        "the id `safety-margin` cannot name a function: the row needs `rule` [row-needs-rule]";
    a_row_whose_id_is_a_keyword: "id = \"margin\"" => "id = \"switch\"",
        "the id `switch` cannot name a function: the row needs `rule` [row-needs-rule]";
}

#[test]
fn a_rule_without_any_script_is_an_error() {
    let text =
        EVERYTHING.replace("script = \"core\"\nunanswered", "unanswered").replace("\"gates.noted\"", "\"noted\"");
    assert_eq!(findings(&text)[0].code, "no-script");
}

#[test]
fn the_levels_of_one_list_of_groups_belong_together_in_any_order() {
    let level = |id: &str, of: &str| format!("[[levels]]\nid = \"{id}\"\ntitle = \"x\"\nof = {of}\n");
    let text = EVERYTHING.replace("of = \"*\"\n", "of = [\"core\", \"child\"]\n")
        + level("second", "[\"child\", \"core\"]").as_str()
        + level("third", "[\"child\", \"core\", \"core\"]").as_str();
    assert_eq!(findings(&text), []);
}

mod composites {
    use super::*;

    fn found(child: &str, group: &str) -> Vec<&'static str> {
        let parent =
            EVERYTHING.replace("levels = { L1 = 20 }\nas_group = \"share_at:L1\"\nitem_weight = \"revenue\"", group);
        let (manifest, findings) = read(FILE, &parent);
        assert_eq!(findings, []);
        let (child, findings) = read(FILE, child);
        assert_eq!(findings, []);
        let child = child.unwrap();
        let findings = check_composites(&manifest.unwrap(), FILE, &parent, |id| (id == "tqm").then_some(&child));
        findings.iter().map(|finding| finding.code).collect()
    }

    fn without_subject() -> String {
        let start = EVERYTHING.find("[subject]").unwrap();
        let end = EVERYTHING.find("[score]").unwrap();
        EVERYTHING[..start].to_owned() + &EVERYTHING[end..]
    }

    #[test]
    fn a_rulebook_of_items_needs_as_group() {
        assert_eq!(found(EVERYTHING, ""), ["needs-as-group"]);
        assert_eq!(found(EVERYTHING, "as_group = \"mean\""), [""; 0]);
    }

    #[test]
    fn a_rulebook_of_one_enterprise_takes_no_as_group() {
        assert_eq!(found(&without_subject(), "as_group = \"mean\""), ["as-group-without-subject"]);
        assert_eq!(found(&without_subject(), ""), [""; 0]);
    }

    #[test]
    fn a_share_is_of_a_level_of_the_root() {
        assert_eq!(found(EVERYTHING, "as_group = \"share_at:star4\""), [""; 0]);
        assert_eq!(found(EVERYTHING, "as_group = \"share_at:strong\""), ["unknown-level"]);
    }

    #[test]
    fn weights_of_items_go_with_a_mean_or_a_share() {
        assert_eq!(found(EVERYTHING, "as_group = \"mean\"\nitem_weight = \"revenue\""), [""; 0]);
        assert_eq!(found(EVERYTHING, "as_group = \"worst\"\nitem_weight = \"revenue\""), ["item-weight-unused"]);
    }

    #[test]
    fn levels_give_points_to_every_level_of_the_child_and_no_other() {
        assert_eq!(found(&without_subject(), "levels = { star3 = 1, star4 = 2 }"), [""; 0]);
        assert_eq!(
            found(&without_subject(), "levels = { star3 = 1, star5 = 2 }"),
            ["unknown-level", "level-without-points"]
        );
    }
}
