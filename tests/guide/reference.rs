//! The reference of functions: written into both guides from `src/script/functions.toml`, each example evaluated.

use crate::{page, root, scratch};
use serde::Deserialize;
use std::fmt::Write;
use std::fs;
use zhiheng::{Error, Lang, Rulebook, Text};

const BEGIN: &str = "<!-- functions: begin -->\n";
const END: &str = "<!-- functions: end -->";

#[derive(Deserialize)]
struct Reference {
    profile: String,
    group: Vec<Group>,
    claim: Vec<Claim>,
}

/// What the language page says in passing; an example without a value is refused.
#[derive(Deserialize)]
struct Claim {
    example: String,
    value: Option<String>,
}

#[derive(Deserialize)]
struct Group {
    title: Text,
    /// Whether the examples are what a row returns.
    #[serde(default)]
    outcomes: bool,
    function: Vec<Function>,
}

#[derive(Deserialize)]
struct Function {
    signature: String,
    gives: Text,
    says: Text,
    example: String,
    /// As a script would write it; `absent`, `undecided`, `2–5` for what no script writes.
    value: String,
}

fn reference() -> Reference {
    toml::from_str(&fs::read_to_string(root().join("src/script/functions.toml")).unwrap()).unwrap()
}

fn section(reference: &Reference, lang: Lang) -> String {
    let say = |zh, en| if lang == Lang::Zh { zh } else { en };
    let mut text = String::new();
    for group in &reference.group {
        let title = group.title.get(lang);
        writeln!(text, "\n**{title}**\n").unwrap();
        let head = say("| 写法 | 得到 | 说明 | 例子 |", "| call | gives | notes | example |");
        writeln!(text, "{head}\n|---|---|---|---|").unwrap();
        for function in &group.function {
            let Function { signature, gives, says, example, value } = function;
            let value = match value.as_str() {
                "absent" => say("未填", "absent").to_owned(),
                "undecided" => say("待定", "undecided").to_owned(),
                "not applicable" => say("不适用", "not applicable").to_owned(),
                value => format!("`{value}`"),
            };
            let example = example.replace('|', "\\|");
            let (gives, says) = (gives.get(lang), says.get(lang));
            writeln!(text, "| `{signature}` | {gives} | {says} | `{example}` → {value} |").unwrap();
        }
    }
    text.push('\n');
    text
}

#[test]
fn the_reference_in_both_guides_is_current() {
    for lang in [Lang::Zh, Lang::En] {
        let file = root().join(page::file(lang.code()));
        let text = fs::read_to_string(&file).unwrap();
        let (before, rest) = text.split_once(BEGIN).expect("the section begins");
        let (_, after) = rest.split_once(END).expect("the section ends");
        let current = format!("{before}{BEGIN}{}{END}{after}", section(&reference(), lang));
        if text != current && std::env::var_os("UPDATE_GUIDE").is_some() {
            fs::write(&file, current).unwrap();
            continue;
        }
        assert!(text == current, "{}: run again with UPDATE_GUIDE=1", file.display());
    }
}

#[test]
fn both_guides_show_the_profile_of_the_examples() {
    for lang in ["zh", "en"] {
        let text = fs::read_to_string(root().join(page::file(lang))).unwrap();
        assert!(text.contains(reference().profile.trim()), "{lang}");
    }
}

/// A row for each body, 10 points each.
fn rulebook(bodies: &[String], name: &str) -> Result<Rulebook, Error> {
    let (mut rows, mut rules) = (String::new(), String::new());
    for (number, body) in bodies.iter().enumerate() {
        writeln!(rows, "  {{ id = \"f{number}\", title = \"f{number}\", points = 10 }},").unwrap();
        writeln!(rules, "fn f{number}(p) {{\n    {body}\n}}").unwrap();
    }
    let table = format!(
        "format = 1\nid = \"demo\"\nversion = \"1.0.0\"\ntitle = \"demo\"\nstatus = \"project\"\n\
         effective = {{ from = 2021-05-17 }}\n[score]\ncombine = \"sum\"\nscript = \"rules\"\n\
         [[groups]]\nid = \"all\"\ntitle = \"all\"\nrows = [\n{rows}]\n"
    );
    let folder = scratch(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("rulebook.toml"), table).unwrap();
    fs::write(folder.join("rules.rhai"), rules).unwrap();
    let rulebook = Rulebook::load(&folder);
    let _ = fs::remove_dir_all(&folder);
    rulebook
}

/// A row whose reason prints the value of an expression.
fn shows(example: &str) -> String {
    format!("let shown = {example};\n    points(0, `${{shown}}`)")
}

#[test]
fn the_examples_of_the_reference_give_what_they_say() {
    let reference = reference();
    let (mut bodies, mut wanted) = (Vec::new(), Vec::new());
    for group in &reference.group {
        for Function { example, value, .. } in &group.function {
            bodies.push(if group.outcomes { example.clone() } else { shows(example) });
            wanted.push((group.outcomes, example, value));
        }
    }
    for Claim { example, value } in &reference.claim {
        if let Some(value) = value {
            bodies.push(shows(example));
            wanted.push((false, example, value));
        }
    }
    let rulebook = rulebook(&bodies, "reference").unwrap_or_else(|error| panic!("{error}"));
    let result = rulebook.assess_json(reference.profile.trim()).unwrap();
    let mut failures = Vec::new();
    for ((outcomes, example, value), row) in wanted.iter().zip(&result.rows) {
        let why = || row.why.as_ref().map_or_else(|| format!("{:?}", row.state), |why| why.get(Lang::Zh).to_owned());
        let shown = match (outcomes, &row.points) {
            (true, Some(points)) => points.to_string(),
            (true, None) => "not applicable".to_owned(),
            (false, _) => why(),
        };
        if shown != printed(value) {
            failures.push(format!("{example}: {shown}, not {value}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(wanted.len(), result.rows.len());
}

#[test]
fn what_the_guides_say_of_the_language_is_there_and_true() {
    for Claim { example, value } in &reference().claim {
        for lang in ["zh", "en"] {
            let text = fs::read_to_string(root().join(page::file(lang))).unwrap();
            assert!(text.contains(&format!("`{example}`")), "{lang}: {example}");
        }
        if value.is_none() {
            assert!(rulebook(&[shows(example)], "claim").is_err(), "{example} is not refused");
        }
    }
}

/// A value as a reason prints it.
fn printed(value: &str) -> String {
    match value {
        "true" => "是".to_owned(),
        "false" => "否".to_owned(),
        "absent" => "未填".to_owned(),
        "undecided" => "待定".to_owned(),
        value => value.trim_matches(['[', ']']).replace(", ", "、").replace('"', ""),
    }
}
