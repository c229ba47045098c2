//! Random scripts of the supported language whose values f64 holds exactly, so that Rhai gives the same.

/// A small generator of numbers: the same seed gives the same script on every machine.
pub(super) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        let index = self.below(of.len() as u64) as usize;
        &of[index]
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Type {
    Number,
    Bool,
    Text,
    Numbers,
}

/// The facts of the generated scripts: names, and the JSON that both sides read.
pub(super) const PROFILE: &str = r#"{
  "n": 3.5, "m": -2.25, "zero": 0.0, "big": 40.0, "yes": true, "no": false, "name": "audit", "other": "line",
  "list": [1.0, -0.5, 4.0, 2.25], "empty": [], "deep": { "x": 7.75, "flag": true },
  "items": [ { "v": 1.5, "ok": true, "kind": "a" }, { "v": 6.0, "ok": false, "kind": "b" }, { "v": -3.0, "ok": true, "kind": "a" } ]
}"#;

struct Writer<'r> {
    random: &'r mut Random,
    /// Whether facts that may be missing are opened at some of their uses.
    opens: bool,
    /// Local names in scope, with their types; whether they may be assigned.
    locals: Vec<(String, Type, bool)>,
    names: u32,
}

/// The least and the greatest value that an opened number may take.
pub(super) const ENDS: (i64, i64) = (-4, 9);

/// A script with a function `f(p)` of a random type.
pub(super) fn script(random: &mut Random) -> String {
    write(random, false)
}

/// The same with `open` around some of the facts that may be missing.
pub(super) fn script_with_open_facts(random: &mut Random) -> String {
    write(random, true)
}

fn write(random: &mut Random, opens: bool) -> String {
    let ty = *random.pick(&[Type::Number, Type::Bool, Type::Text, Type::Numbers]);
    let mut writer = Writer { random, opens, locals: Vec::new(), names: 0 };
    let body = writer.body(ty, 4);
    format!(
        "const HALF = 0.5;\nfn twice(x) {{ x * 2.0 }}\nfn pick(c, a, b) {{ if c {{ return a; }} b }}\nfn f(p) {{\n{body}\n}}\n"
    )
}

impl Writer<'_> {
    fn fresh(&mut self) -> String {
        self.names += 1;
        format!("v{}", self.names)
    }

    fn body(&mut self, ty: Type, depth: u32) -> String {
        let scope = self.locals.len();
        let mut text = String::new();
        for _ in 0..self.random.below(4) {
            text.push_str(&self.statement(ty, depth));
        }
        text.push_str(&self.value(ty, depth));
        self.locals.truncate(scope);
        text
    }

    fn statement(&mut self, result: Type, depth: u32) -> String {
        match self.random.below(6) {
            0..=2 => {
                let ty = *self.random.pick(&[Type::Number, Type::Bool, Type::Text, Type::Numbers]);
                let value = self.value(ty, depth.saturating_sub(1));
                let name = self.fresh();
                self.locals.push((name.clone(), ty, true));
                format!("let {name} = {value};\n")
            }
            3 => {
                let numbers: Vec<String> = self
                    .locals
                    .iter()
                    .filter(|(_, ty, assignable)| *ty == Type::Number && *assignable)
                    .map(|(name, _, _)| name.clone())
                    .collect();
                if numbers.is_empty() {
                    return String::new();
                }
                let name = self.random.pick(&numbers).clone();
                let op = *self.random.pick(&["=", "+=", "-="]);
                let value = self.number(1);
                format!("{name} {op} {value};\n")
            }
            4 => {
                let condition = self.bool(depth.saturating_sub(2));
                let value = self.value(result, depth.saturating_sub(2));
                format!("if {condition} {{ return {value}; }}\n")
            }
            _ => self.for_loop(),
        }
    }

    fn for_loop(&mut self) -> String {
        let sum = self.fresh();
        let (item, counter) = (self.fresh(), self.fresh());
        let over = *self.random.pick(&["p.list", "p.empty", "0..5", "1..=3"]);
        let scope = self.locals.len();
        self.locals.push((item.clone(), Type::Number, false));
        let leave = match self.random.below(3) {
            0 => format!("if {} {{ break; }} ", self.bool(1)),
            1 => format!("if {} {{ continue; }} ", self.bool(1)),
            _ => String::new(),
        };
        let added = self.number(1);
        self.locals.truncate(scope);
        self.locals.push((sum.clone(), Type::Number, true));
        format!(
            "let {sum} = 0.0;\nfor ({item}, {counter}) in {over} {{ {leave}{sum} += {added} + {counter} * 0.25; }}\n"
        )
    }

    fn value(&mut self, ty: Type, depth: u32) -> String {
        match ty {
            Type::Number => self.number(depth),
            Type::Bool => self.bool(depth),
            Type::Text => self.text(depth),
            Type::Numbers => self.numbers(depth),
        }
    }

    fn local(&mut self, ty: Type) -> Option<String> {
        let names: Vec<String> =
            self.locals.iter().filter(|(_, own, _)| *own == ty).map(|(name, _, _)| name.clone()).collect();
        if names.is_empty() { None } else { Some(self.random.pick(&names).clone()) }
    }

    fn branch(&mut self, ty: Type, depth: u32) -> String {
        let next = depth.saturating_sub(1);
        match self.random.below(3) {
            0 => {
                let (condition, then, otherwise) = (self.bool(next), self.body(ty, next), self.body(ty, next));
                format!("if {condition} {{ {then} }} else {{ {otherwise} }}")
            }
            1 => {
                let subject = self.text(0);
                let (one, two, rest) = (self.value(ty, next), self.value(ty, next), self.value(ty, next));
                format!("switch {subject} {{ \"audit\" | \"x\" => {one}, \"line\" => {two}, _ => {rest} }}")
            }
            _ => {
                let guard = self.bool(0);
                let (one, two, rest) = (self.value(ty, next), self.value(ty, next), self.value(ty, next));
                format!("switch len(p.list) {{ 4 if {guard} => {two}, 0..3 => {one}, _ => {rest} }}")
            }
        }
    }

    fn number(&mut self, depth: u32) -> String {
        if depth == 0 {
            return match self.random.below(4) {
                0 => format!("{}.{}", self.random.below(20), self.random.pick(&["0", "25", "5", "75"])),
                1 => self.local(Type::Number).unwrap_or_else(|| "HALF".to_owned()),
                _ => {
                    let facts = ["p.n", "p.m", "p.zero", "p.big", "p.deep.x", "p.list[1]", "p.items[0].v"];
                    let fact = *self.random.pick(&facts);
                    if self.opens && self.random.below(2) == 0 {
                        format!("open({fact}, {}.0, {}.0)", ENDS.0, ENDS.1)
                    } else {
                        fact.to_owned()
                    }
                }
            };
        }
        let next = depth - 1;
        match self.random.below(12) {
            0 | 1 => {
                let op = *self.random.pick(&["+", "-", "*"]);
                format!("({} {op} {})", self.number(next), self.number(next))
            }
            2 => format!("({} / {})", self.number(next), self.random.pick(&["2.0", "4.0", "-0.5"])),
            3 => format!("({} % {})", self.number(next), self.random.pick(&["3.0", "2.5", "-4.0"])),
            4 => format!("-{}", self.number(0)),
            5 => format!("twice({})", self.number(next)),
            6 => {
                let condition = self.bool(next);
                format!("pick({condition}, {}, {})", self.number(next), self.number(next))
            }
            7 => format!("sum({})", self.numbers(next)),
            8 => format!("count({})", self.items_test(next)),
            9 => {
                let name = *self.random.pick(&["abs", "floor", "ceil"]);
                format!("{name}({})", self.number(next))
            }
            10 => {
                let name = *self.random.pick(&["min", "max"]);
                format!("{name}({}, {})", self.number(next), self.number(next))
            }
            _ => self.branch(Type::Number, next),
        }
    }

    fn items_test(&mut self, depth: u32) -> String {
        let item = self.fresh();
        let test = match self.random.below(4) {
            0 => format!("{item}.ok"),
            1 => format!("{item}.v > {}", self.number(depth.min(1))),
            2 => format!("{item}.kind == \"a\" && {item}.ok"),
            _ => format!("!({item}.kind in [\"b\", \"c\"]) || {}", self.bool(0)),
        };
        format!("p.items, |{item}| {test}")
    }

    fn bool(&mut self, depth: u32) -> String {
        if depth == 0 {
            return match self.random.below(4) {
                0 => self.local(Type::Bool).unwrap_or_else(|| "true".to_owned()),
                _ => {
                    let facts = ["p.yes", "p.no", "true", "false", "p.deep.flag", "p.items[1].ok"];
                    let fact = *self.random.pick(&facts);
                    if self.opens && fact.starts_with("p.") && self.random.below(2) == 0 {
                        format!("open({fact}, false, true)")
                    } else {
                        fact.to_owned()
                    }
                }
            };
        }
        let next = depth - 1;
        match self.random.below(9) {
            0 => format!("({} && {})", self.bool(next), self.bool(next)),
            1 => format!("({} || {})", self.bool(next), self.bool(next)),
            2 => format!("!{}", self.bool(0)),
            3 | 4 => {
                let op = *self.random.pick(&["==", "!=", "<", "<=", ">", ">="]);
                format!("({} {op} {})", self.number(next), self.number(next))
            }
            5 => format!("({} == {})", self.text(next), self.text(next)),
            6 => format!("({} in {})", self.number(0), self.numbers(next)),
            7 => {
                let name = *self.random.pick(&["any", "all"]);
                format!("{name}({})", self.items_test(next))
            }
            _ => self.branch(Type::Bool, next),
        }
    }

    fn text(&mut self, depth: u32) -> String {
        if depth == 0 {
            return match self.random.below(3) {
                0 => self.local(Type::Text).unwrap_or_else(|| "\"x\"".to_owned()),
                _ => (*self.random.pick(&["p.name", "p.other", "\"audit\"", "p.items[2].kind"])).to_owned(),
            };
        }
        let next = depth - 1;
        match self.random.below(3) {
            0 => format!("({} + {})", self.text(next), self.text(next)),
            1 => format!("`<${{{}}}|${{{}}}>`", self.text(next), self.bool(0)),
            _ => self.branch(Type::Text, next),
        }
    }

    fn numbers(&mut self, depth: u32) -> String {
        if depth == 0 {
            return match self.random.below(4) {
                0 => self.local(Type::Numbers).unwrap_or_else(|| "[]".to_owned()),
                _ => (*self.random.pick(&["p.list", "p.empty", "[1.5, 2.0]"])).to_owned(),
            };
        }
        let next = depth - 1;
        match self.random.below(4) {
            0 => format!("[{}, {}]", self.number(next), self.number(next)),
            1 => {
                let item = self.fresh();
                format!("map({}, |{item}| {item} * 2.0 - {})", self.numbers(next), self.number(0))
            }
            2 => {
                let item = self.fresh();
                format!("filter({}, |{item}| {item} > {})", self.numbers(next), self.number(0))
            }
            _ => self.branch(Type::Numbers, next),
        }
    }
}
