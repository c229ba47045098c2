//! Changes to a profile for worked cases: set a fact, take a fact away. Never part of an evaluation.

use super::path::{FactPath, ItemKeys, Step};
use crate::diagnostic::{Diagnostic, Place, nearest};
use serde_json::Value;

/// Puts `value` at `path`. Missing objects on the way are made; items of lists must be there, or be the next one.
pub(crate) fn set(
    profile: &mut Value,
    path: &FactPath,
    value: Value,
    keys: ItemKeys<'_>,
    place: &Place,
) -> Result<(), Box<Diagnostic>> {
    *walk(profile, path, keys, place, true)? = value;
    Ok(())
}

/// Takes the fact at `path` away, so that it is not answered; an item of a list becomes `null`.
pub(crate) fn take(
    profile: &mut Value,
    path: &FactPath,
    keys: ItemKeys<'_>,
    place: &Place,
) -> Result<(), Box<Diagnostic>> {
    *walk(profile, path, keys, place, false)? = Value::Null;
    Ok(())
}

fn walk<'v>(
    profile: &'v mut Value,
    path: &FactPath,
    keys: ItemKeys<'_>,
    place: &Place,
    create: bool,
) -> Result<&'v mut Value, Box<Diagnostic>> {
    let mut value = profile;
    let mut done = FactPath::default();
    for step in &path.steps {
        if create && value.is_null() && matches!(step, Step::Key(_)) {
            *value = Value::Object(serde_json::Map::new());
        }
        let trouble = |code: &'static str, detail: &str, near: Option<&str>| {
            let parent = if done.steps.is_empty() { "{}".to_owned() } else { done.to_string() };
            let args = [("path", path.to_string()), ("parent", parent), ("detail", detail.to_owned())];
            let args: Vec<_> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
            Box::new(Diagnostic::error(code, place.clone(), &args).suggest(near))
        };
        value = match (value, step) {
            (Value::Object(fields), Step::Key(name) | Step::Item(name)) => {
                if create {
                    fields.entry(name.clone()).or_insert(Value::Null)
                } else if fields.contains_key(name) {
                    fields.get_mut(name).ok_or_else(|| trouble("path-no-field", name, None))?
                } else {
                    return Err(trouble("path-no-field", name, nearest(name, fields.keys().map(String::as_str))));
                }
            }
            (Value::Array(items), Step::Index(index)) => {
                if create && *index == items.len() {
                    items.push(Value::Null);
                }
                let length = items.len().to_string();
                items.get_mut(*index).ok_or_else(|| trouble("path-no-position", &length, None))?
            }
            (Value::Array(items), Step::Item(key)) => {
                let named: Vec<_> = items.iter().map(|item| key_of(item, keys.of(&done))).collect();
                let mut found =
                    (0..).zip(&named).filter(|(_, name)| name.as_ref() == Some(key)).map(|(index, _)| index);
                match (found.next(), found.next()) {
                    (Some(index), None) => items.get_mut(index).ok_or_else(|| trouble("path-no-item", key, None))?,
                    (Some(_), Some(_)) => return Err(trouble("path-two-items", key, None)),
                    (None, _) => {
                        let near = nearest(key, named.iter().flatten().map(String::as_str));
                        return Err(trouble("path-no-item", key, near));
                    }
                }
            }
            (Value::Array(_), Step::Key(name)) => return Err(trouble("path-item-missing", name, None)),
            (_, Step::Key(name) | Step::Item(name)) => return Err(trouble("path-not-below", name, None)),
            (_, Step::Index(index)) => return Err(trouble("path-not-below", &index.to_string(), None)),
        };
        done.steps.push(step.clone());
    }
    Ok(value)
}

fn key_of<'f>(item: &Value, mut fields: impl Iterator<Item = &'f str>) -> Option<String> {
    fields.find_map(|field| match item.get(field)? {
        Value::Null => None,
        Value::String(key) => Some(key.clone()),
        other => Some(other.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn profile() -> Value {
        json!({ "qc": { "teams": 3 }, "products": [{ "id": "A", "n": 1 }, { "id": "B" }, { "id": "B" }] })
    }

    fn after(path: &str, value: Option<Value>) -> Result<Value, &'static str> {
        let mut profile = profile();
        let path = path.parse().map_err(|_| "path")?;
        let keys = ItemKeys::default();
        match value {
            Some(value) => set(&mut profile, &path, value, keys, &Place::default()),
            None => take(&mut profile, &path, keys, &Place::default()),
        }
        .map_err(|diagnostic| diagnostic.code)?;
        Ok(profile)
    }

    #[test]
    fn facts_are_set_where_they_are_and_where_they_are_not() -> Result<(), &'static str> {
        assert_eq!(after("qc.teams", Some(json!(4)))?["qc"]["teams"], 4);
        assert_eq!(after("tqm.plan.targets", Some(json!(4)))?["tqm"]["plan"]["targets"], 4);
        assert_eq!(after("products[A].n", Some(json!(2)))?["products"][0]["n"], 2);
        assert_eq!(after("products[3].n", Some(json!(2)))?["products"][3]["n"], 2);
        Ok(())
    }

    #[test]
    fn a_fact_that_is_taken_away_is_not_answered() -> Result<(), &'static str> {
        assert_eq!(after("qc.teams", None)?["qc"], json!({ "teams": null }));
        assert_eq!(after("products[A]", None)?["products"][0], Value::Null);
        Ok(())
    }

    #[test]
    fn paths_that_lead_nowhere_are_told_apart() {
        for (path, value, code) in [
            ("qc.team", None, "path-no-field"),
            ("products[9].n", Some(json!(1)), "path-no-position"),
            ("products[C].n", Some(json!(1)), "path-no-item"),
            ("products[B].n", Some(json!(1)), "path-two-items"),
            ("products.n", Some(json!(1)), "path-item-missing"),
            ("qc.teams.size", Some(json!(1)), "path-not-below"),
            ("qc.teams[0]", Some(json!(1)), "path-not-below"),
        ] {
            assert_eq!(after(path, value).err(), Some(code), "{path}");
        }
    }
}
