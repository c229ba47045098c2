//! Limits: errors that name them, quickly, whatever the depth.

use super::*;

fn code(text: &str) -> String {
    refused(text).first().and_then(|told| told.split(' ').next()).unwrap_or_default().to_owned()
}

#[test]
fn brackets_beyond_the_limit_are_refused_and_those_within_parse() {
    let nested = |depth: usize| format!("fn f(p) {{ {}1{} }}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(refused(&nested(128)), ["script-too-deep 1:138+1"]);
    assert!(parse("t.rhai", &nested(127), &Limits::default()).is_ok());
}

#[test]
fn a_hundred_thousand_brackets_are_an_error() {
    for (open, close) in
        [("(", ")"), ("[", "]"), ("{", "}"), ("#{a:", "}"), ("`${", "}`"), ("f(", ")"), ("if a {", "}")]
    {
        let text = format!("fn f(p) {{ {}1{} }}", open.repeat(100_000), close.repeat(100_000));
        assert_eq!(code(&text), "script-too-deep", "{open}");
        assert_eq!(code(&format!("fn f(p) {{ {}", open.repeat(100_000))), "script-too-deep", "{open}");
    }
}

#[test]
fn every_construct_may_be_nested_to_the_limit() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("#{a:", "}"),
        ("`${", "}`"),
        ("f(", ")"),
        ("f(|x| ", ")"),
        ("if a {", "}"),
        ("if a {} else {", "}"),
        ("for x in l {", "}"),
        ("switch x { 1 => ", "}"),
        ("a[", "]"),
        ("-(", ")"),
        ("p.f(", ")"),
        ("1 + (", ")"),
    ] {
        let text = format!("fn f(p) {{ {}1{} }}", open.repeat(127), close.repeat(127));
        let read = parse("t.rhai", &text, &Limits::default());
        assert!(read.is_ok(), "{open}: {:?}", read.err());
    }
}

#[test]
fn a_chain_without_end_is_an_error_and_a_long_one_is_not() {
    for link in [" + 1", " ** 1", ".a", "[0]", ".f()", " && 1 > 0", " ?? 1"] {
        assert_eq!(code(&format!("fn f(p) {{ x{} }}", link.repeat(10_000))), "expression-too-long", "{link}");
        let read = parse("t.rhai", &format!("fn f(p) {{ x{} }}", link.repeat(200)), &Limits::default());
        assert!(read.is_ok(), "{link}: {:?}", read.err());
    }
    for sign in ["- ", "!", "if ", "|x| ", "switch "] {
        assert_eq!(code(&format!("fn f(p) {{ {}x }}", sign.repeat(10_000))), "expression-too-long", "{sign}");
    }
    assert_eq!(code(&format!("fn f(p) {{ if a {{}} {} }}", "else if a {} ".repeat(5_000))), "expression-too-long");
    assert_eq!(body(&format!("if a {{}} {}", "else if a {} ".repeat(200))).matches("(if").count(), 201);
}

#[test]
fn many_statements_functions_and_items_are_no_chain() {
    let statements = "if p.a > 1 { x += 1; }\n".repeat(2000);
    let items = "p.a + 1,\n".repeat(5000);
    let functions: String = (0..2000).map(|i| format!("fn f{i}(p) {{ -p.a }}\n")).collect();
    assert!(parse("t.rhai", &format!("fn f(p) {{ {statements} [{items}] }} {functions}"), &Limits::default()).is_ok());
}

#[test]
fn deep_chains_in_deep_brackets_do_not_bring_the_parser_down() {
    let mut text = "1".to_owned();
    for _ in 0..100 {
        text = format!("({text}{})", ".a".repeat(4));
    }
    let _ = parse("t.rhai", &format!("fn f(p) {{ {text} }}"), &Limits::default());
}

#[test]
fn long_files_lines_and_columns_are_refused() {
    assert_eq!(code(&" ".repeat(1_000_001)), "script-too-large");
    assert_eq!(code(&format!("{}const A = 1;", "\n".repeat(70_000))), "script-too-long");
    assert_eq!(code(&format!("{}const A = 1;", " ".repeat(70_000))), "script-too-long");
    assert_eq!(code(&format!("const A = \"{}\" + 1;", "a".repeat(70_000))), "script-too-long");
    assert!(parse("t.rhai", &format!("{}const A = 1;", "\n".repeat(60_000)), &Limits::default()).is_ok());
}

#[test]
fn hosts_set_the_limits() {
    let shallow = Limits { nesting: 3, ..Limits::default() };
    assert!(parse("t.rhai", "fn f(p) { ((1)) }", &shallow).is_ok());
    assert_eq!(parse("t.rhai", "fn f(p) { (((1))) }", &shallow).unwrap_err()[0].code, "script-too-deep");
    let few_digits = Limits { number_digits: 4, ..Limits::default() };
    assert_eq!(parse("t.rhai", "fn f(p) { 12345 }", &few_digits).unwrap_err()[0].code, "number-too-long");
    let short = Limits { script_bytes: 10, ..Limits::default() };
    assert_eq!(parse("t.rhai", "fn f(p) { 1 }", &short).unwrap_err()[0].code, "script-too-large");
}

#[test]
fn alternatives_within_alternatives_do_not_take_for_ever() {
    let mut text = "1".to_owned();
    for _ in 0..12 {
        text = format!("switch x {{ {} => {text} }}", (0..40).map(|i| i.to_string()).collect::<Vec<_>>().join("|"));
    }
    assert_eq!(code(&format!("fn f(p) {{ {text} }}")), "script-too-intricate");
}
