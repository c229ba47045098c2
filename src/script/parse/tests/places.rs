//! Places: in characters, with Chinese names and strings before them, and where Rhai's own count slips.

use super::*;
use crate::script::ast::{ExprKind, Statement};

fn last(text: &str) -> (u32, u32, u32) {
    let script = parse("t.rhai", text, &Limits::default()).unwrap();
    match script.functions.last().and_then(|function| function.body.statements.last()) {
        Some(Statement::Expr(expr)) => (expr.pos.line, expr.pos.column, expr.pos.length),
        other => panic!("{other:?}"),
    }
}

#[test]
fn columns_count_characters() {
    assert_eq!(last("fn 评(企业) { \"质量甲\"; 企业.名称 }"), (1, 22, 2));
    assert_eq!(last("fn f(p) {\n\t/* 注 */ `甲${\"乙\"}丙`; 名称\n}"), (2, 22, 2));
}

#[test]
fn an_escaped_interpolation_does_not_shift_what_follows() {
    assert_eq!(last(r"fn f(p) { [`\${a} \${b}`, 3.50]; 12.5 }"), (1, 34, 4));
    assert_eq!(body(r"[`\${a} \${b}`, 3.5]; 12.5"), r#"{["${a} ${b}" 3.5]; 12.5}="#);
}

#[test]
fn a_quote_at_the_end_of_a_line_of_a_raw_string_does_not_shift_what_follows() {
    let text = "fn f(p) { #\"a\"\nb\"#; 2.5;\n 12.5 }";
    assert_eq!(last(text), (3, 2, 4));
    assert_eq!(refused("fn f(p) { #\"a\"\nb\"#; while x { } }"), ["unbounded-loop 2:6+5"]);
}

#[test]
fn a_string_that_goes_on_in_the_next_line_does_not_shift_what_follows() {
    assert_eq!(last("fn f(p) { \"a\\\n   b\"; 12.5 }"), (2, 8, 4));
    assert_eq!(last("fn f(p) { `\n甲\n`; 12.5 }"), (3, 4, 4));
}

#[test]
fn a_byte_order_mark_does_not_count() {
    assert_eq!(last("\u{feff}fn f(p) { 12.5 }"), (1, 11, 4));
}

#[test]
fn windows_line_ends_do_not_count() {
    assert_eq!(last("fn f(p) {\r\n  // 注\r\n  12.5\r\n}"), (3, 3, 4));
}

#[test]
fn names_are_where_they_stand() {
    let script =
        parse("t.rhai", "fn 甲乙(企业, it) {\n let 值 = 企业.表.f(|每项, k| 每项);\n}", &Limits::default()).unwrap();
    let function = &script.functions[0];
    let at = |pos: crate::script::ast::Pos| (pos.line, pos.column, pos.length);
    assert_eq!(at(function.name.pos), (1, 4, 2));
    assert_eq!(function.params.iter().map(|p| at(p.pos)).collect::<Vec<_>>(), [(1, 7, 2), (1, 11, 2)]);
    assert_eq!(at(function.body.pos), (1, 15, 1));
    let Statement::Let { name, value: Some(value), .. } = &function.body.statements[0] else { panic!() };
    assert_eq!((at(name.pos), at(value.pos)), ((2, 6, 1), (2, 15, 1)));
    let ExprKind::Call { args, .. } = &value.kind else { panic!() };
    assert_eq!((at(args[0].pos), at(args[1].pos)), ((2, 13, 1), (2, 17, 1)));
    let ExprKind::Closure { params, body } = &args[1].kind else { panic!() };
    assert_eq!((at(params[0].pos), at(params[1].pos), at(body.pos)), ((2, 18, 2), (2, 22, 1), (2, 25, 2)));
}

#[test]
fn a_literal_with_its_sign_is_underlined_whole() {
    assert_eq!(last("fn f(p) { -12.5 }"), (1, 11, 5));
}
