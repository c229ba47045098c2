//! Expectations that do not hold, rewritten in their files.

use std::error::Error as StdError;
use std::fs;
use std::path::{Path, PathBuf};
use zhiheng::Lang;
use zhiheng::cases::Update;

type Outcome = Result<(), Box<dyn StdError>>;

const TABLE: &str = r#"format = 1
id = "tiny"
version = "1.0.0"
title = "小册"
status = "project"
effective = { from = 2021-05-17 }
[score]
combine = "sum"
script = "rules"
[[groups]]
id = "g"
title = "维度"
rows = [{ id = "a", title = "甲", points = 10 }, { id = "b", title = "乙", points = 10 }]
[[levels]]
id = "good"
title = "良好"
any = [{ score = 12 }]
[[gates]]
id = "v"
title = "事故"
when = "rules.v"
effect = { warn = true }
"#;

const RULES: &str = r#"fn a(p) { points(p.a, "甲得分") }
fn b(p) { if p.skip ?? false { not_applicable("无") } else { points(p.b / 3) } }
fn v(p) { p.bad ?? false }
"#;

fn folder(name: &str, cases: &str) -> std::io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("updates").join(name).join("tiny");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("cases"))?;
    for (file, text) in [("rulebook.toml", TABLE), ("rules.rhai", RULES), ("cases/a.toml", cases)] {
        fs::write(folder.join(file), text)?;
    }
    Ok(folder)
}

/// What becomes of the cases, and what is told.
fn updated(name: &str, cases: &str) -> Result<(String, Update), Box<dyn StdError>> {
    let update = Update::of(folder(name, cases)?)?;
    let text = update.files.first().map_or_else(|| cases.to_owned(), |file| file.text.clone());
    Ok((text, update))
}

#[test]
fn values_change_and_all_other_writing_stays() -> Outcome {
    let cases = |score: &str, level: &str, a: &str, b: &str, gate: &str| {
        format!(
            r#"# 案例
name = "一"   # 名称
profile = {{ as_of = "2023-04-30", a = 7, b = 10 }}

[expect]  # 应得
  score   = {score}   # 总分
level = {level}
rows = {{ "g.a" = {a}, "g.b" = {{ points = {b}, state = "answered" }} }} # 两项
gates.v = {gate}
[[variant]]
name = "二"
expect = {{ missing = [] }}
"#
        )
    };
    let wrong = cases("11", "\"good\"", "8", "3", "\"fired\"");
    let right = cases("10.333333333333", "\"ungraded\"", "7", "3.333333333333", "\"clear\"");
    let (text, update) = updated("values", &wrong)?;
    assert_eq!(text, right);
    assert!(update.kept.iter().all(|kept| kept.line == 10), "{}", update.text(Lang::En));
    assert_eq!(updated("values", &text)?.0, text);
    Ok(())
}

#[test]
fn the_ends_of_lines_stay_as_they_are() -> Outcome {
    let cases =
        "\u{feff}name = \"一\"\r\nprofile = { as_of = \"2023-04-30\", a = 7, b = 9 }\r\nexpect = { score = 9 }\r\n";
    assert_eq!(updated("ends", cases)?.0, cases.replace("score = 9", "score = 10"));
    Ok(())
}

#[test]
fn a_row_that_is_not_answered_becomes_its_state() -> Outcome {
    let cases = "name = \"一\"\nprofile = { as_of = \"2023-04-30\", a = 7, skip = true }\nexpect = { rows = { \"g.b\" = 3 } }\n";
    let (text, update) = updated("states", cases)?;
    assert!(text.contains(r#"rows = { "g.b" = { state = "not applicable" } }"#), "{text}");
    assert_eq!(update.kept, []);
    Ok(())
}

#[test]
fn variants_change_what_they_name_and_leave_what_they_inherit() -> Outcome {
    let cases = r#"
[[case]]
name = "一"
profile = { as_of = "2023-04-30", a = 7, b = 9 }
expect = { score = 10, level = "ungraded" }
[[case.variant]]
name = "二"
set = { a = 9 }
expect = { score = 11 }
"#;
    let (text, update) = updated("variants", cases)?;
    assert_eq!(text, cases.replace("score = 11", "score = 12"));
    let kept: Vec<_> = update.kept.iter().map(|kept| (kept.line, kept.what.as_str())).collect();
    assert_eq!(kept, [(6, "level")]);
    Ok(())
}

#[test]
fn cases_without_a_result_and_reasons_are_left_to_the_author() -> Outcome {
    let cases = r#"
[[case]]
name = "出错"
profile = { a = 7 }
expect = { score = 1 }
[[case]]
name = "理由"
profile = { as_of = "2023-04-30", a = 7, b = 9 }
expect = { score = 10, rows = { "g.a" = { why_contains = "乙" } } }
[[case]]
name = "本应出错"
profile = { as_of = "2023-04-30", a = 7, b = 9 }
expect = { error = "no-as-of" }
"#;
    let (text, update) = updated("kept", cases)?;
    assert_eq!(text, cases);
    assert_eq!(update.files, []);
    assert_eq!(update.kept.iter().map(|kept| kept.line).collect::<Vec<_>>(), [2, 6, 10]);
    Ok(())
}
