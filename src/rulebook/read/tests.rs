use super::*;
use crate::number::Number;
use crate::rulebook::manifest::{Amount, AsGroup, Const, Effect, Of, ParamValue, Rule, Share, Threshold, Trigger};

/// A table that uses every key that the format knows.
pub(crate) const EVERYTHING: &str = include_str!("everything.toml");

fn codes(text: &str) -> Vec<String> {
    let (_, findings) = read(FILE, text);
    findings.iter().map(|finding| format!("{}:{} {}", finding.place.line, finding.place.column, finding.code)).collect()
}

/// What is found when `from` stands as `to` instead: places relative to the line that was changed.
#[track_caller]
fn after(from: &str, to: &str) -> Vec<String> {
    assert_eq!(EVERYTHING.matches(from).count(), 1, "`{from}` stands once");
    let (_, findings) = read(FILE, &EVERYTHING.replacen(from, to, 1));
    findings.iter().map(|finding| finding.code.to_owned()).collect()
}

fn manifest(text: &str) -> Manifest {
    let (manifest, findings) = read(FILE, text);
    assert_eq!(findings, []);
    manifest.expect("it is TOML")
}

#[test]
fn the_table_that_uses_every_key_reads_without_findings() {
    manifest(EVERYTHING);
}

#[test]
fn numbers_keep_the_text_they_were_written_in() {
    let read = manifest(EVERYTHING);
    let Const::List(bands) = (match &read.params["core_bands"].value {
        ParamValue::Always(value) => &value.value,
        ParamValue::Dated(_) => panic!("it has one value"),
    }) else {
        panic!("it is a list")
    };
    assert_eq!(bands[0], Const::List(vec![Const::Number(Number::parse("90.10").unwrap()), Const::Number(30.into())]));
    assert_eq!(read.score.base.unwrap().value, Amount::Number(Number::from(-203)));
}

#[test]
fn shares_are_percent_fractions_or_parameters() {
    let read = manifest(EVERYTHING);
    assert_eq!(read.score.min_coverage.unwrap().value, Share::Percent(Number::from_ratio(200, 3).unwrap()));
    assert_eq!(read.score.max_not_applicable.unwrap().value, Share::Percent(30.into()));
    assert_eq!(read.groups[0].min_coverage.as_ref().unwrap().value, Share::Param("coverage".into()));
}

#[test]
fn thresholds_are_points_percentages_steps_or_levels() {
    let read = manifest(EVERYTHING);
    let set = &read.levels[1].any[0];
    let groups: Vec<_> = set.groups.iter().map(|(id, threshold)| (id.value.as_str(), &threshold.value)).collect();
    assert_eq!(
        groups,
        [
            ("core", &Threshold::Percent(60.into())),
            ("child", &Threshold::Level("strong".into())),
            ("*", &Threshold::Points(Amount::Number(1.into()))),
        ]
    );
    let rows: Vec<_> = set.rows.iter().map(|(id, threshold)| (id.value.as_str(), &threshold.value)).collect();
    assert_eq!(
        rows,
        [
            ("core.durability", &Threshold::Step(Amount::Number(2.into()))),
            ("core.noise", &Threshold::Points(Amount::Param("pass".into()))),
        ]
    );
}

#[test]
fn rules_gates_and_composites_are_taken_apart() {
    let read = manifest(EVERYTHING);
    let rule = |script: &str, function: &str| Rule { script: Some(script.into()), function: function.into() };
    assert_eq!(read.applies.unwrap().value, rule("gates", "makes_products"));
    let Trigger::Require(require) = &read.gates[0].trigger else { panic!("it is required") };
    assert_eq!(require.value, rule("gates", "mandatory_met"));
    assert!(matches!(&read.gates[1].effect, Effect::CapLevel(level) if level.value == "star3"));
    let child = read.groups[2].composite.as_ref().unwrap();
    assert_eq!(child.as_group.as_ref().unwrap().value, AsGroup::ShareAt("L1".into()));
    assert!(matches!(read.levels[2].of, Some(Of::TopLevel)));
}

#[test]
fn places_are_lines_and_columns_in_characters() {
    let text = EVERYTHING.replace("combine = \"mean\"\nmax", "combine = \"平均\"\nmax");
    let (_, findings) = read(FILE, &text);
    let line = text.lines().position(|line| line.contains("平均")).unwrap() as u32 + 1;
    assert_eq!(findings[0].place, crate::diagnostic::Place::at(FILE, line, 11, 4));
}

#[test]
fn every_mistake_is_told_in_one_go() {
    let text =
        "format = 2\nid = \"a b\"\nversion = \"1\"\nstatus = \"offical\"\ntitel = \"x\"\n[score]\nmax = \"100\"\n";
    assert_eq!(
        codes(text),
        [
            "1:10 unknown-format",
            "2:6 bad-id",
            "3:11 bad-version",
            "0:0 missing-key",
            "4:10 unknown-word",
            "0:0 missing-key",
            "6:1 missing-key",
            "7:7 expects-amount",
            "0:0 missing-key",
            "5:1 unknown-key",
        ]
    );
}

#[test]
fn an_unknown_key_names_the_nearest_known_one() {
    let text = EVERYTHING.replace("effort = 3", "efort = 3");
    let (_, findings) = read(FILE, &text);
    assert_eq!(findings[0].help(crate::text::Lang::En), Some("did you mean `effort`?"));
}

#[test]
fn an_empty_file_is_an_error() {
    assert_eq!(codes(""), ["0:0 empty-file"]);
    assert_eq!(codes(" \n\t\n"), ["0:0 empty-file"]);
}

#[test]
fn syntax_errors_keep_the_original_message_under_a_chinese_heading() {
    let (manifest, findings) = read(FILE, "id = \n");
    assert_eq!(manifest, None);
    assert_eq!(findings[0].code, "toml-syntax");
    assert!(findings[0].message(crate::text::Lang::Zh).starts_with("TOML 语法错误："));
}

#[test]
fn a_key_written_twice_is_a_syntax_error() {
    assert_eq!(after("monotone = true\nbasis", "monotone = true\nmonotone = true\nbasis"), ["toml-syntax"]);
}

#[test]
fn rows_in_both_forms_are_an_error() {
    assert_eq!(after("# long form here", "[[groups.rows]]\nid = \"third\""), ["rows-twice"]);
}

macro_rules! mistakes {
    ($($name:ident: $from:literal => $to:literal, $codes:expr;)*) => {
        $(#[test]
        fn $name() {
            assert_eq!(after($from, $to), $codes as [&str; _]);
        })*
    };
}

mistakes! {
    a_missing_key_is_reported: "points = 2\n" => "", ["missing-key"];
    a_text_that_is_a_number_is_refused: "key = \"id\"" => "key = 5", ["expects-text"];
    a_title_that_is_a_number_is_refused: "unit = \"%\"" => "unit = 5", ["expects-title"];
    a_title_without_any_language_is_refused: "{ zh = \"安全\", en = \"Safety\" }" => "{}", ["missing-key"];
    a_title_in_a_third_language_is_refused: "{ zh = \"安全\", en = \"Safety\" }" => "{ zh = \"安全\", fr = \"S\" }", ["unknown-key"];
    a_number_in_quotation_marks_is_refused: "points = 2" => "points = \"40\"", ["expects-amount"];
    a_hexadecimal_number_is_refused: "points = 2" => "points = 0x2", ["refused-number"];
    an_infinite_number_is_refused: "points = 2" => "points = inf", ["refused-number"];
    a_number_that_is_none_is_refused: "points = 2" => "points = -nan", ["refused-number"];
    a_number_of_too_many_digits_is_refused: "points = 2" => "points = 1e500", ["long-number"];
    a_truth_value_in_quotation_marks_is_refused: "cumulative = false" => "cumulative = \"false\"", ["expects-truth"];
    an_unknown_word_is_refused: "overall = \"worst\"" => "overall = \"wurst\"", ["unknown-word"];
    an_id_with_a_dot_is_refused: "id = \"margin\"" => "id = \"mar.gin\"", ["bad-id"];
    an_empty_id_is_refused: "id = \"margin\"" => "id = \"\"", ["bad-id"];
    a_reserved_id_is_refused: "id = \"safety\"" => "id = \"root\"", ["reserved-id"];
    a_chinese_id_is_accepted: "id = \"margin\"" => "id = \"裕度-3_a\"", [];
    a_parameter_name_with_a_space_is_refused: "[params.pass]" => "[params.\"pass mark\"]", ["bad-id"];
    a_version_of_two_parts_is_refused: "\"1.0.0\"" => "\"1.0\"", ["bad-version"];
    another_format_is_refused: "format = 1" => "format = 2", ["unknown-format"];
    a_date_with_a_time_is_refused: "issued = 2021-05-17" => "issued = 2021-05-17T08:00:00", ["expects-date"];
    a_date_that_is_a_word_is_refused: "issued = 2021-05-17" => "issued = \"May\"", ["expects-date"];
    a_date_that_does_not_exist_is_refused: "issued = 2021-05-17" => "issued = 2021-02-30", ["toml-syntax"];
    a_date_in_quotation_marks_is_a_date: "issued = 2021-05-17" => "issued = \"2021-05-17\"", [];
    an_effective_range_that_ends_before_it_begins_is_refused: "to = 2030-12-31" => "to = 2020-12-31", ["reversed-dates"];
    a_fraction_above_one_is_refused: "\"2/3\"" => "\"4/3\"", ["expects-share"];
    a_fraction_of_zero_is_refused: "\"2/3\"" => "\"2/0\"", ["expects-share"];
    a_share_above_100_is_refused: "max_not_applicable = 30" => "max_not_applicable = 101", ["expects-share"];
    a_threshold_in_words_is_refused: "core = \"60%\"" => "core = \"sixty\"", ["expects-threshold"];
    a_rule_of_three_parts_is_refused: "\"gates.in_scope\"" => "\"a.b.c\"", ["bad-rule"];
    a_rule_named_by_a_keyword_is_refused: "\"gates.in_scope\"" => "\"gates.switch\"", ["bad-rule"];
    a_rule_that_is_no_identifier_is_refused: "\"gates.in_scope\"" => "\"gates.in-scope\"", ["bad-rule"];
    too_many_digits_of_rounding_are_refused: "digits = 1," => "digits = 13,", ["expects-integer"];
    half_a_digit_of_rounding_is_refused: "digits = 1," => "digits = 0.5,", ["expects-integer"];
    a_negative_effort_is_refused: "effort = 3" => "effort = -3", ["negative-number"];
    a_parameter_without_value_is_refused: "value = 60" => "", ["value-or-dated"];
    a_parameter_with_both_values_is_refused: "value = 60" => "value = 60\ndated = []", ["value-and-dated"];
    a_gate_without_condition_is_refused: "when = \"gates.untested\"" => "", ["when-or-require"];
    a_gate_with_both_conditions_is_refused: "when = \"gates.untested\"" => "when = \"gates.a\"\nrequire = \"gates.b\"", ["when-and-require"];
    a_gate_with_two_effects_is_refused: "{ demote = 1 }" => "{ demote = 1, warn = true }", ["one-effect"];
    a_gate_with_no_effect_is_refused: "{ demote = 1 }" => "{}", ["one-effect"];
    an_effect_that_is_false_is_refused: "{ warn = true }" => "{ warn = false }", ["effect-false"];
    an_empty_any_is_refused: "any = [{ percent = 80 }]" => "any = []", ["empty-any"];
    an_empty_set_of_conditions_is_refused: "any = [{ percent = 80 }]" => "any = [{}]", ["empty-conditions"];
    an_empty_of_is_refused: "of = [\"safety\"]" => "of = []", ["empty-list"];
    a_base_beside_a_schema_is_refused: "base = \"enterprise\"" => "base = \"enterprise\"\nschema = \"s.json\"", ["base-and-schema"];
    an_extension_of_nothing_is_refused: "base = \"enterprise\"" => "", ["extends-nothing"];
    rows_of_a_composite_are_refused: "as_group = " => "rows = []\nas_group = ", ["not-with-rulebook"];
    as_group_without_rulebook_is_refused: "rulebook = \"tqm\"" => "", ["only-with-rulebook", "only-with-rulebook", "only-with-rulebook"];
    an_unknown_as_group_is_refused: "\"share_at:L1\"" => "\"share\"", ["bad-as-group"];
    monotone_without_a_script_is_refused: "combine = \"script\"" => "combine = \"sum\"", ["only-with-script", "only-with-script"];
    a_date_in_place_of_a_range_is_refused: "effective = { from = 2021-05-17, to = 2030-12-31 }" => "effective = 2021-05-17", ["expects-table"];
    a_rule_of_a_score_without_script_is_refused: "script = \"core\"\nunanswered" => "rule = \"core.total\"\nunanswered", ["only-with-script"];
    evidence_that_is_no_list_is_refused: "evidence = [{ zh = \"第三方检测报告\", en = \"Third-party test report\" }]" => "evidence = \"report\"", ["expects-list"];
}

mod any_text {
    use super::*;
    use crate::rulebook::check::check;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Reads and checks, for the sake of coming back.
    fn survives(text: &str) {
        let (manifest, findings) = read(FILE, text);
        for finding in &findings {
            assert!(!finding.message(crate::text::Lang::Zh).is_empty());
        }
        if let Some(manifest) = manifest {
            check(&manifest, FILE, text, &BTreeSet::from(["core", "gates"]));
            let epochs = crate::rulebook::dated::epochs(&manifest);
            for epoch in epochs {
                crate::rulebook::dated::params_on(&manifest, epoch.from);
            }
        }
    }

    proptest! {
        #[test]
        fn a_table_with_a_stretch_replaced_never_panics(start in 0..EVERYTHING.len(), length in 0..60usize, put in ".{0,12}") {
            let boundary = |at: usize| (at..=EVERYTHING.len()).find(|at| EVERYTHING.is_char_boundary(*at)).unwrap();
            let (start, end) = (boundary(start), boundary((start + length).min(EVERYTHING.len())));
            survives(&format!("{}{put}{}", &EVERYTHING[..start], &EVERYTHING[end..]));
        }

        #[test]
        fn a_table_with_values_exchanged_never_panics(line in 0..200usize, value in prop::sample::select(vec![
            "1", "-1", "0.5", "1e400", "inf", "0xff", "true", "\"\"", "\"x\"", "\"params.pass\"", "\"9/0\"", "\"50%\"",
            "[]", "[[]]", "[1, \"x\"]", "{}", "{ level = 1 }", "{ zh = 1 }", "9999-12-31", "0000-01-01", "07:32:00",
        ])) {
            let lines = EVERYTHING.lines().enumerate().map(|(index, text)| match text.split_once(" = ") {
                Some((key, _)) if index == line => format!("{key} = {value}"),
                _ => text.to_owned(),
            });
            survives(&lines.collect::<Vec<_>>().join("\n"));
        }

        #[test]
        fn a_table_with_lines_left_out_never_panics(from in 0..200usize, count in 0..20usize) {
            let kept = EVERYTHING.lines().enumerate().filter(|(index, _)| *index < from || *index >= from + count);
            survives(&kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n"));
        }

        #[test]
        fn any_text_never_panics(text in "\\PC{0,200}") {
            survives(&text);
        }
    }
}
