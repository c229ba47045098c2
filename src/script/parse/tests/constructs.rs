//! What is in: one test per construct.

use super::*;

#[test]
fn functions_and_constants_come_in_the_order_of_the_file() {
    let names: String = (0..40).map(|i| format!("fn 函数{i}(p, it) {{ {i} }} const C{i} = {i};\n")).collect();
    let script = parse("t.rhai", &names, &Limits::default()).unwrap();
    for (i, (function, constant)) in script.functions.iter().zip(&script.consts).enumerate() {
        assert_eq!(function.name.text, format!("函数{i}"));
        assert_eq!(function.params.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["p", "it"]);
        assert_eq!(print::block(&function.body), format!("{{{i}}}="));
        assert_eq!((constant.name.text.clone(), print::expr(&constant.value)), (format!("C{i}"), i.to_string()));
    }
    assert_eq!((script.functions.len(), script.consts.len(), script.file.as_str()), (40, 40, "t.rhai"));
}

#[test]
fn an_empty_script_and_an_empty_function_are_scripts() {
    assert_eq!(
        parse("t.rhai", "// 无\n", &Limits::default()),
        Ok(Script { file: "t.rhai".into(), ..Script::default() })
    );
    assert_eq!(body(""), "{}");
    assert_eq!(body(";;"), "{}");
}

#[test]
fn constants_may_be_any_expression_that_closures_may_stand_in() {
    let script =
        parse("t.rhai", "const A = [[90, 30], [-0.5, 0]];\nconst B = sum(A, |x| x[0]);", &Limits::default()).unwrap();
    let values: Vec<_> = script.consts.iter().map(|c| print::expr(&c.value)).collect();
    assert_eq!(values, ["[[90 30] [-0.5 0]]", "(sum A (|x| ([] x 0)))"]);
}

#[test]
fn locals_are_declared_and_assigned() {
    assert_eq!(
        body("let x; let y = 1; const z = 2; x = y; x += 1; x -= 1; x *= 2; x /= 2; x %= 2; x **= 2;"),
        "{(let x); (let y 1); (const z 2); (= x y); (+= x 1); (-= x 1); (*= x 2); (/= x 2); (%= x 2); (**= x 2)}"
    );
}

#[test]
fn a_semicolon_takes_the_value_of_a_block_away() {
    assert_eq!(body("1"), "{1}=");
    assert_eq!(body("1;"), "{1}");
    assert_eq!(body("if a { 1 } else { 2 }"), "{(if a {1}= {2}=)}=");
    assert_eq!(body("if a { 1; } else { 2 };"), "{(if a {1} {2}=)}");
    assert_eq!(body("let x = 1"), "{(let x 1)}");
    assert_eq!(body("{ 1 /* ; */ }"), "{{1}=}=");
    assert_eq!(body("for x in l { x }"), "{(for x l {x}=)}");
}

#[test]
fn conditions_are_statements_and_values() {
    assert_eq!(body("if a { return 1; } else if b { 2 } 3"), "{(if a {(return 1)} {(if b {2}=)}=); 3}=");
    assert_eq!(body("let x = if a { 1 } else { };"), "{(let x (if a {1}= {}))}");
    assert_eq!(expr("(if a {1} else {2}) + 3"), "(+ (if a {1}= {2}=) 3)");
}

#[test]
fn loops_walk_lists_and_ranges() {
    assert_eq!(body("for x in p.l { if x { break; } continue; }"), "{(for x (. p l) {(if x {break}); continue})}");
    assert_eq!(body("for (x, i) in 0..=n { }"), "{(for x,i (..= 0 n) {})}");
    assert_eq!(body("for x in (1 .. 2 + 3) { }"), "{(for x (.. 1 (+ 2 3)) {})}");
}

#[test]
fn return_may_stand_alone() {
    assert_eq!(body("return;"), "{(return)}");
    assert_eq!(body("if a { return } return p.x"), "{(if a {(return)}); (return (. p x))}");
}

#[test]
fn operators_bind_as_in_rhai() {
    assert_eq!(expr("1 + 2 * 3 - 4 / 5 % 6"), "(- (+ 1 (* 2 3)) (% (/ 4 5) 6))");
    assert_eq!(expr("2 ** 3 ** 2"), "(** 2 (** 3 2))");
    assert_eq!(expr("-x ** 2"), "(** (neg x) 2)");
    assert_eq!(expr("a < 1 == b >= 2"), "(== (< a 1) (>= b 2))");
    assert_eq!(expr("a <= 1 && b > 2 || c != 3"), "(|| (&& (<= a 1) (> b 2)) (!= c 3))");
    assert_eq!(expr("(1 + 2) * 3"), "(* (+ 1 2) 3)");
    assert_eq!(expr("!a.b"), "(not (. a b))");
}

#[test]
fn logic_and_coalescing_are_flat() {
    assert_eq!(expr("a && b && (c && d)"), "(&& a b c d)");
    assert_eq!(expr("a || b || c"), "(|| a b c)");
    assert_eq!(expr("a ?? b.c ?? 0"), "(?? a (. b c) 0)");
}

#[test]
fn membership_is_told_from_a_call_of_contains() {
    assert_eq!(expr("x in l"), "(in x l)");
    assert_eq!(expr("x !in p.l"), "(!in x (. p l))");
    assert_eq!(expr("!(x in l)"), "(not (in x l))");
    assert_eq!(expr("contains(l, x)"), "(contains l x)");
    assert_eq!(expr("x in [1, 2] && y in z"), "(&& (in x [1 2]) (in y z))");
}

#[test]
fn chains_are_nested_to_the_left() {
    assert_eq!(expr("p.a.b.c"), "(. (. (. p a) b) c)");
    assert_eq!(expr("p?.a?[0].b"), "(. ([] (. p a) 0) b)");
    assert_eq!(expr("p[q[0]].b[c.d[1]].e"), "(. ([] (. ([] p ([] q 0)) b) ([] (. c d) 1)) e)");
    assert_eq!(expr("p[0][1][2].a"), "(. ([] ([] ([] p 0) 1) 2) a)");
    assert_eq!(expr("(p.a)[0]"), "([] (. p a) 0)");
    assert_eq!(expr("(p[0].a).b[1]"), "([] (. (. ([] p 0) a) b) 1)");
    assert_eq!(expr("f(x).a[1]"), "([] (. (f x) a) 1)");
    assert_eq!(expr("[1, 2][0]"), "([] [1 2] 0)");
}

#[test]
fn methods_are_calls_with_the_receiver_first() {
    assert_eq!(expr("p.l.count(|x| x.ok)"), "(.count (. p l) (|x| (. x ok)))");
    assert_eq!(
        expr("l.filter(|x| x > 1).map(|x| x * k).sum()"),
        "(.sum (.map (.filter l (|x| (> x 1))) (|x| (* x k))))"
    );
    assert_eq!(expr("a.f(b).g[0].h()"), "(.h ([] (. (.f a b) g) 0))");
    assert_eq!(expr("f()"), "(f )");
    assert_eq!(expr("f( )"), "(f )");
    assert_eq!(expr("f(1, 2,)"), "(f 1 2)");
}

#[test]
fn closures_have_their_own_parameters_alone() {
    assert_eq!(expr("any(l, |x| x == y && z)"), "(any l (|x| (&& (== x y) z)))");
    assert_eq!(expr("f(|| 1, |a, b| a + b + c + a)"), "(f (|| 1) (|a b| (+ (+ (+ a b) c) a)))");
    assert_eq!(expr("all(l, |x| { let y = x + p.k; y })"), "(all l (|x| {(let y (+ x (. p k))); y}=))");
    assert_eq!(expr("all(l, |x| if x { 1 } else { q })"), "(all l (|x| (if x {1}= {q}=)))");
    assert_eq!(expr("map(l, |x| {})"), "(map l (|x| {}))");
}

#[test]
fn closures_may_stand_in_closures() {
    assert_eq!(
        expr("all(l, |x| any(m, |y| y == x && count(p.n, |z| z == y) > k))"),
        "(all l (|x| (any m (|y| (&& (== y x) (> (count (. p n) (|z| (== z y))) k))))))"
    );
}

#[test]
fn alike_closures_stay_apart() {
    assert_eq!(expr("[any(l, |x| x), any(l, |x| x)]"), "[(any l (|x| x)) (any l (|x| x))]");
    let script = parse("t.rhai", "fn f(p) { any(p, |x| x) }\nfn g(p) { any(p, |x| x) }", &Limits::default()).unwrap();
    assert_eq!(script.functions.len(), 2);
}

#[test]
fn strings_are_read_with_their_escapes() {
    assert_eq!(expr(r#""a\"b\n\u7532""#), r#""a\"b\n甲""#);
    assert_eq!(expr("\"a\"\"b\""), r#""a\"b""#);
    assert_eq!(expr("#\"a\\n\"b\"#"), r#""a\\n\"b""#);
    assert_eq!(expr("`a``b`"), r#""a`b""#);
    assert_eq!(expr("`a\r\nb`"), r#""a\nb""#);
    assert_eq!(expr("#\"a\r\nb\"#"), r#""a\nb""#);
}

#[test]
fn back_tick_strings_interpolate() {
    assert_eq!(expr("`满 ${years} 年`"), r#"(text "满 " years " 年")"#);
    assert_eq!(expr("`${round(x, 2)}%`"), r#"(text (round x 2) "%")"#);
    assert_eq!(expr("`${if a { `x${b}` } else { 1.50 }}`"), r#"(text (if a {(text "x" b)}= {1.5}=))"#);
    assert_eq!(expr("`${let x = 1; x}`"), "(text {(let x 1); x}=)");
    assert_eq!(expr(r"`\${a} ${b}`"), r#"(text "${a} " b)"#);
}

#[test]
fn maps_keep_the_order_of_the_text() {
    assert_eq!(expr("#{ zh: `甲`, en: \"b\", \"a b\": #{}, a: [] }"), r#"#{zh: "甲", en: "b", a b: #{}, a: []}"#);
}

#[test]
fn numbers_are_their_exact_text() {
    assert_eq!(expr("[1, 1.50, 0.10, 1_000, 2., 1e3]"), format!("[1 {} {} 1000 2 {}]", n("1.50"), n("0.10"), n("1e3")));
    for text in ["12345678901234567890123", "0.1234567890123456789012345", "0.1e-30", "1e300"] {
        let script = parse("t.rhai", &format!("const N = {text};"), &Limits::default()).unwrap();
        let number = crate::number::Number::parse(text).unwrap();
        assert_eq!(script.consts[0].value.kind, crate::script::ast::ExprKind::Number(number), "{text}");
    }
}

#[test]
fn signs_are_part_of_a_literal() {
    assert_eq!(expr("[-1, - 1, -(1), -(-1), +2, -+3, 4 -1, -0.5]"), "[-1 -1 -1 1 2 -3 (- 4 1) -0.5]");
    assert_eq!(expr("-2 ** 2"), "(** -2 2)");
    assert_eq!(expr("-9223372036854775808"), "-9223372036854775808");
    assert_eq!(expr("-(x)"), "(neg x)");
}

fn n(text: &str) -> String {
    crate::number::Number::parse(text).map(|number| number.to_string()).unwrap_or_default()
}

#[test]
fn switch_keeps_its_arms_in_the_order_of_the_file() {
    assert_eq!(
        expr(r#"switch p.x { "b" | "a" => 1, true => { 2 } 3 => x, -1.5 => 4, 7..9 | 10..=12 => 5, _ => 6 }"#),
        r#"(switch (. p x) "b" | "a" => 1, true => {2}=, 3 => x, -1.5 => 4, 7..9 | 10..=12 => 5, _ => 6)"#
    );
    let many: String = (0..60).map(|i| format!("{i} => {}, ", i * 2)).collect();
    let wanted: Vec<String> = (0..60).map(|i| format!("{i} => {}", i * 2)).collect();
    assert_eq!(expr(&format!("switch x {{ {many} }}")), format!("(switch x {})", wanted.join(", ")));
}

#[test]
fn switch_ranges_may_be_open() {
    assert_eq!(expr("switch x { ..0 => 1, 0..5 => 2, 5.. => 3 }"), "(switch x ..0 => 1, 0..5 => 2, 5.. => 3)");
    assert_eq!(
        expr("switch x { ..=-3 => 1, (1_000..2_000) => 2, 9..= => 3 }"),
        "(switch x ..=-3 => 1, 1000..2000 => 2, 9..= => 3)"
    );
}

#[test]
fn switch_arms_have_guards() {
    assert_eq!(
        expr("switch x { 1 | 2 if y > 1 => a, 1 if any(l, |z| z in [1, 2]) => b, 1 => c, (5..) if true => d }"),
        "(switch x 1 | 2 if (> y 1) => a, 1 if (any l (|z| (in z [1 2]))) => b, 1 => c, 5.. if true => d)"
    );
}

#[test]
fn switch_arms_may_be_any_statement() {
    assert_eq!(
        body(
            "switch x { 1 => return 2, 2 => y = 3, 3 => if a { 1 } else if b { 2 } else { 3 } 4 => switch y { 5 => 6 } 7 => for i in l { } 8 => { 9 }, }"
        ),
        "{(switch x 1 => {(return 2)}, 2 => {(= y 3)}, 3 => (if a {1}= {(if b {2}= {3}=)}=), \
         4 => (switch y 5 => 6), 7 => {(for i l {})}, 8 => {9}=)}="
    );
}

#[test]
fn switch_may_stand_in_its_own_subject() {
    assert_eq!(
        expr("switch switch x { 1 => 2 } { 2 => switch (switch y { 3 => 4 }) { 4 => 5 }, _ => 6 }"),
        "(switch (switch x 1 => 2) 2 => (switch (switch y 3 => 4) 4 => 5), _ => 6)"
    );
}

#[test]
fn switch_takes_strings_of_every_kind() {
    assert_eq!(
        expr(r##"switch x { "a\n" => 1, `b` => 2, #"c"# => 3 }"##),
        r#"(switch x "a\n" => 1, "b" => 2, "c" => 3)"#
    );
}

#[test]
fn blocks_are_values() {
    assert_eq!(body("let x = { let y = 1; y };"), "{(let x {(let y 1); y}=)}");
}

#[test]
fn coalescing_stands_alone_or_in_parentheses() {
    assert_eq!(expr("(a ?? 0) + b"), "(+ (?? a 0) b)");
    assert_eq!(expr("a ?? (0 + b)"), "(?? a (+ 0 b))");
    assert_eq!(expr("a ?? -1"), "(?? a -1)");
    assert_eq!(expr("f(a ?? b, c + d)"), "(f (?? a b) (+ c d))");
    assert_eq!(
        body("for x in p.l ?? [] { let y = x + 1; y ?? 0; }"),
        "{(for x (?? (. p l) []) {(let y (+ x 1)); (?? y 0)})}"
    );
    assert_eq!(body("if a > 1 { } b ?? c"), "{(if (> a 1) {}); (?? b c)}=");
    assert_eq!(expr("all(l, |x| x.a ?? false)"), "(all l (|x| (?? (. x a) false)))");
    assert_eq!(expr("f(|| a ?? b)"), "(f (|| (?? a b)))");
    assert_eq!(
        expr("switch a ?? 1 { 1 | 2 if b ?? c => d ?? e, _ => 1 + 1 }"),
        "(switch (?? a 1) 1 | 2 if (?? b c) => (?? d e), _ => (+ 1 1))"
    );
    assert_eq!(expr("#{ a: b ?? c, d: 1 + 2 }"), "#{a: (?? b c), d: (+ 1 2)}");
}
