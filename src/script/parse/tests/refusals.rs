//! What is out: one test per construct, each with its place.

use super::*;

fn one(text: &str, told: &str) {
    assert_eq!(refused_in_body(text), [told], "{text}");
}

#[test]
fn loops_that_need_not_end_are_refused() {
    one("while x { }", "unbounded-loop 1+5");
    one("loop { break; }", "unbounded-loop 1+4");
    one("do { } until x;", "unbounded-loop 1+2");
    one("let y = loop { break; };", "unbounded-loop 9+4");
}

#[test]
fn exceptions_are_refused() {
    one("throw 1;", "exception 1+5");
    one("try { 1 } catch (e) { 2 }", "exception 1+3");
}

#[test]
fn modules_are_refused() {
    assert_eq!(refused("import \"a\" as b;"), ["module-statement 1:1+6"]);
    assert_eq!(refused("const A = 1;\nexport A;"), ["module-statement 2:1+6"]);
    assert_eq!(refused("export const A = 1;"), ["module-statement 1:1+6"]);
    one("a::b(1)", "module-path 2+2");
    one("global::C", "module-path 7+2");
}

#[test]
fn private_functions_and_methods_on_types_are_refused() {
    assert_eq!(refused("private fn f(p) { 1 }"), ["private-function 1:1+7"]);
    assert_eq!(refused("fn int.f() { 1 }"), ["method-definition 1:1+2"]);
    assert_eq!(refused("fn \"My-Type\".f(x) { x }"), ["method-definition 1:1+2"]);
}

#[test]
fn this_is_refused() {
    one("this.x", "this 1+4");
    one("this = 1;", "this 1+4");
}

#[test]
fn functions_that_rhai_reserves_are_refused() {
    for name in ["eval", "print", "debug", "type_of", "Fn", "curry", "call", "is_def_var", "is_def_fn", "is_shared"] {
        assert_eq!(refused_in_body(&format!("{name}(\"x\")")), [format!("forbidden-function 1+{}", name.len())]);
    }
    one("p.x.type_of()", "forbidden-function 5+7");
    one("p.call(1)", "forbidden-function 3+4");
    one("f!(1)", "call-with-bang 1+1");
}

#[test]
fn closures_stand_in_calls_alone() {
    one("let f = |x| x;", "closure-as-value 9+1");
    one("let f = |x| x + y;", "closure-as-value 9+1");
    one("[|x| x]", "closure-as-value 2+1");
    one("switch a { 1 => |x, y| x, 2 => 3 }", "closure-as-value 17+1");
    assert_eq!(refused("const F = || 1;"), ["closure-as-value 1:11+2"]);
}

#[test]
fn bit_operators_are_refused() {
    for operator in ["|", "&", "^", "<<", ">>"] {
        one(&format!("a {operator} b"), &format!("bit-operator 3+{}", operator.len()));
        one(&format!("a {operator}= b"), &format!("bit-operator 3+{}", operator.len() + 1));
    }
}

#[test]
fn characters_are_refused() {
    one("'甲'", "character 1+3");
    one("switch x { 'a' => 1 }", "character 12+3");
}

#[test]
fn unit_is_refused() {
    one("()", "unit 1+1");
    one("let x = ();", "unit 9+1");
    one("p.x == ()", "unit 8+1");
}

#[test]
fn only_locals_can_be_assigned() {
    one("p.x = 1;", "assignment-target 1+1");
    one("let l = [1]; l[0] += 1;", "assignment-target 14+1");
}

#[test]
fn only_decimal_numbers_are_numbers() {
    one("0xFF", "number-not-decimal 1+4");
    one("1 - 0b11", "number-not-decimal 5+4");
    one("0_o7", "number-not-decimal 1+4");
}

#[test]
fn a_sign_that_does_nothing_is_refused() {
    one("+x", "unary-plus 1+1");
}

#[test]
fn a_signed_number_goes_on_in_parentheses_alone() {
    one("-5.abs()", "sign-and-chain 2+1");
    one("[1, - 5.abs()]", "sign-and-chain 7+1");
    assert_eq!(expr("(-5).abs()"), "(.abs -5)");
    assert_eq!(expr("x -5.abs()"), "(- x (.abs 5))");
}

#[test]
fn ranges_stand_in_for_and_switch_alone() {
    one("let r = 0..5;", "range-as-value 10+2");
    one("x in 1..=3", "range-as-value 7+3");
    one("for i in (0..) { }", "open-range 12+2");
    one("for i in ..5 { }", "open-range 10+2");
    one("for i in -..5 { }", "open-range 11+2");
}

#[test]
fn break_carries_no_value() {
    one("for x in l { break x; }", "break-value 14+5");
}

#[test]
fn only_constants_and_functions_stand_at_the_top() {
    assert_eq!(refused("let x = 1;"), ["top-level-statement 1:1+3"]);
    assert_eq!(refused("f(1);"), ["top-level-statement 1:1+1"]);
    assert_eq!(refused("if true { 1 }"), ["top-level-statement 1:1+2"]);
    assert_eq!(refused("{ 1 }"), ["top-level-statement 1:1+1"]);
    assert_eq!(refused("const X;"), ["constant-without-value 1:7+1"]);
}

#[test]
fn names_are_defined_once() {
    assert_eq!(refused("fn f(a) { 1 }\nfn f(a, b) { 2 }"), ["duplicate-function 2:4+1"]);
    assert_eq!(refused("const A = 1;\nconst A = 2;"), ["duplicate-constant 2:7+1"]);
}

#[test]
fn cases_are_literals() {
    one("switch x { [1, 2] => 1, 3 => 4 }", "switch-case 12+1");
    one("switch x { #{a: 1} => 1 }", "switch-case 12+2");
    one("switch x { () => 1 }", "switch-case 12+1");
    one("switch x { }", "switch-without-arms 1+6");
}

#[test]
fn a_case_that_is_never_reached_is_refused() {
    one("switch x { 1 => 1, 1.0 => 2, 2 => 3 }", "switch-duplicate 20+3");
    one("switch x { \"a\" | \"a\" => 1 }", "switch-duplicate 18+3");
    one("switch x { 1 => 1, 1 if y => 2 }", "switch-duplicate 20+1");
    assert!(expr("switch x { 1 if y => 2, 1 => 1 }").starts_with("(switch"));
}

#[test]
fn coalescing_beside_another_operator_needs_parentheses() {
    one("a ?? 0 + b", "coalesce-mixed 3+2");
    one("a + b ?? 0", "coalesce-mixed 7+2");
    one("a ?? 0 > b", "coalesce-mixed 3+2");
    one("x && a ?? b", "coalesce-mixed 8+2");
    one("a ?? b in l", "coalesce-mixed 3+2");
    one("a ?? b !in l", "coalesce-mixed 3+2");
    one("(a ?? b) ?? c && z", "coalesce-mixed 10+2");
    one("z && (a && b ?? c)", "coalesce-mixed 14+2");
    one("f(1, a ?? b == c)", "coalesce-mixed 8+2");
    one("let y = { a - b ?? c };", "coalesce-mixed 17+2");
    one("`${a ?? 1 * 2}`", "coalesce-mixed 6+2");
    one("all(l, |x| x ?? y || z)", "coalesce-mixed 14+2");
    one("x ?? if c { 1 } else { 2 } + 3", "coalesce-mixed 3+2");
    one("x ?? return 1", "coalesce-mixed 3+2");
    one("let q = if c { 1 } else { 2 } ?? 3;", "coalesce-mixed 31+2");
}

#[test]
fn interpolation_holds_something() {
    one("`a${}`", "empty-interpolation 4+1");
}

#[test]
fn everything_is_told_in_one_go_and_in_order() {
    let text = "let a = 1;\nfn f(p) {\n  while p.x { print(1); }\n  p.y = 'c';\n  let g = |x| x ^ 2;\n}\nfn g(p) { try { 0x1 } catch { () } }";
    assert_eq!(
        refused(text),
        [
            "top-level-statement 1:1+3",
            "unbounded-loop 3:3+5",
            "forbidden-function 3:15+5",
            "assignment-target 4:3+1",
            "character 4:9+3",
            "closure-as-value 5:11+1",
            "bit-operator 5:17+1",
            "exception 7:11+3",
            "number-not-decimal 7:17+3",
            "unit 7:31+1",
        ]
    );
}

#[test]
fn every_refusal_says_what_to_do_in_both_languages() {
    let text = "fn f(p) { while p { p.x = (); } eval(\"1\") }";
    for diagnostic in parse("t.rhai", text, &Limits::default()).unwrap_err() {
        for lang in [crate::Lang::Zh, crate::Lang::En] {
            assert!(diagnostic.help(lang).is_some_and(|help| !help.is_empty()), "{}", diagnostic.code);
            assert!(!diagnostic.message(lang).contains('{') || diagnostic.code == "empty-interpolation");
        }
    }
}
