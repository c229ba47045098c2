//! The Rhai interpreter as the reference, with the functions of ours that it lacks.

use rhai::{AST, Array, Dynamic, Engine, EvalAltResult, FnPtr, Map, NativeCallContext, Scope};
use serde_json::Value as Json;

type Fallible<T> = Result<T, Box<EvalAltResult>>;

pub(super) struct Reference {
    engine: Engine,
    profile: Dynamic,
}

impl Reference {
    pub fn new(profile: &str) -> Reference {
        let mut engine = Engine::new();
        engine.set_max_expr_depths(0, 0);
        engine.set_max_call_levels(1_000);
        engine.register_fn("sum", |list: Array| {
            list.iter().filter_map(|x| x.as_float().or(x.as_int().map(|x| x as f64)).ok()).sum::<f64>()
        });
        engine.register_fn("count", |context: NativeCallContext<'_>, list: Array, test: FnPtr| -> Fallible<i64> {
            let mut count = 0;
            for item in list {
                count += i64::from(test.call_within_context::<bool>(&context, (item,))?);
            }
            Ok(count)
        });
        engine.register_fn("any", |context: NativeCallContext<'_>, list: Array, test: FnPtr| -> Fallible<bool> {
            for item in list {
                if test.call_within_context::<bool>(&context, (item,))? {
                    return Ok(true);
                }
            }
            Ok(false)
        });
        engine.register_fn("ceil", f64::ceil);
        engine.register_fn("ceil", |x: i64| x);
        engine.register_fn("floor", |x: i64| x);
        engine.register_fn("min", f64::min);
        engine.register_fn("max", f64::max);
        engine.register_fn("min", |a: i64, b: f64| (a as f64).min(b));
        engine.register_fn("max", |a: i64, b: f64| (a as f64).max(b));
        engine.register_fn("min", |a: f64, b: i64| a.min(b as f64));
        engine.register_fn("max", |a: f64, b: i64| a.max(b as f64));
        engine.register_fn("min", |a: i64, b: i64| a.min(b));
        engine.register_fn("max", |a: i64, b: i64| a.max(b));
        let json: Json = serde_json::from_str(profile).unwrap();
        Reference { engine, profile: dynamic(&json) }
    }

    pub fn eval(&self, script: &str) -> Fallible<Dynamic> {
        // top-level constants are visible in our functions; in Rhai they are not
        let script = script.replace("HALF", "0.5").replace("const 0.5 = 0.5;", "");
        let ast: AST = self.engine.compile(script)?;
        self.engine.call_fn(&mut Scope::new(), &ast, "f", (self.profile.clone(),))
    }
}

fn dynamic(json: &Json) -> Dynamic {
    match json {
        Json::Null => Dynamic::UNIT,
        Json::Bool(value) => (*value).into(),
        Json::Number(number) => number.as_f64().unwrap().into(),
        Json::String(text) => text.clone().into(),
        Json::Array(items) => items.iter().map(dynamic).collect::<Array>().into(),
        Json::Object(entries) => {
            entries.iter().map(|(key, value)| (key.as_str().into(), dynamic(value))).collect::<Map>().into()
        }
    }
}
