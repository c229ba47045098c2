//! A blank profile: every fact that is asked for, unanswered, in the order of the form.

use serde_json::Value;

/// A place to fill in.
#[derive(Debug)]
enum Blank {
    /// One answer.
    Leaf,
    /// Answers under names.
    Object(Vec<(String, Blank)>),
    /// A list, shown by one blank item.
    List(Vec<(String, Blank)>),
}

/// The JSON text of a blank profile that has the fields of `paths`, such as `products[].id`.
pub fn template<'a>(paths: impl Iterator<Item = &'a str>) -> String {
    let mut fields = vec![("as_of".to_owned(), Blank::Leaf)];
    for path in paths {
        put(&mut fields, path);
    }
    let mut text = String::new();
    write(&fields, 0, &mut text);
    text.push('\n');
    text
}

/// Whether a path of `paths` lies in a list of objects.
pub fn has_lists<'a>(mut paths: impl Iterator<Item = &'a str>) -> bool {
    paths.any(|path| path.contains("[]."))
}

fn put(fields: &mut Vec<(String, Blank)>, path: &str) {
    let (step, rest) = path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)));
    let name = step.strip_suffix("[]").unwrap_or(step);
    let position = fields.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
        fields.push((name.to_owned(), Blank::Leaf));
        fields.len() - 1
    });
    let (Some((_, blank)), Some(rest)) = (fields.get_mut(position), rest) else { return };
    if matches!(blank, Blank::Leaf) {
        *blank = if step.ends_with("[]") { Blank::List(Vec::new()) } else { Blank::Object(Vec::new()) };
    }
    if let Blank::Object(inner) | Blank::List(inner) = blank {
        put(inner, rest);
    }
}

fn write(fields: &[(String, Blank)], depth: usize, text: &mut String) {
    text.push('{');
    for (index, (name, blank)) in fields.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        text.push_str(&Value::from(name.as_str()).to_string());
        text.push_str(": ");
        match blank {
            Blank::Leaf => text.push_str("null"),
            Blank::Object(inner) => write(inner, depth + 1, text),
            Blank::List(inner) => {
                text.push('[');
                write(inner, depth + 1, text);
                text.push(']');
            }
        }
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_nests_objects_and_lists_and_keeps_the_order() {
        let text = template(["basic.name", "products[].id", "basic.city", "products[].tests[].by", "tags"].into_iter());
        let expected = r#"{
  "as_of": null,
  "basic": {
    "name": null,
    "city": null
  },
  "products": [{
    "id": null,
    "tests": [{
      "by": null
    }]
  }],
  "tags": null
}
"#;
        assert_eq!(text, expected);
        assert!(serde_json::from_str::<Value>(&text).is_ok());
    }

    #[test]
    fn a_field_that_is_read_whole_and_in_part_is_written_once() {
        assert_eq!(template(["a", "a.b"].into_iter()), template(["a.b", "a"].into_iter()));
        assert!(has_lists(["a[].b"].into_iter()) && !has_lists(["a[]"].into_iter()));
    }
}
