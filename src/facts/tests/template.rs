//! What a schema asks for, in words and as a blank profile.

use super::*;
use crate::facts::describe::{describe, profile_template, read_paths};
use crate::text::Lang;
use std::collections::BTreeSet;

#[test]
fn every_field_is_described_in_the_order_of_the_schema() {
    let fixture = Fixture::small();
    let fields = describe(&fixture.schema);
    let paths: Vec<&str> = fields.iter().map(|field| field.path.as_str()).collect();
    let expected = [
        "as_of",
        "profile",
        "basic",
        "basic.name",
        "basic.uscc",
        "basic.city",
        "basic.founded",
        "basic.employees",
        "finance",
        "finance.revenue",
        "finance.ratio",
        "tags",
        "products[]",
        "products[].id",
        "products[].name",
        "products[].price",
        "products[].tested",
        "products[].no_limit",
        "products[].indicators[]",
        "products[].indicators[].value",
        "notes",
        "matrix",
        "evidence[]",
        "evidence[].title",
        "evidence[].reference",
        "evidence[].verified_by",
        "evidence[].covers",
    ];
    assert_eq!(paths, expected);
    let city = fields.iter().find(|field| field.path == "basic.city").map(|field| {
        let labels: Vec<&str> = field.choices.iter().map(|choice| choice.label.get(Lang::En)).collect();
        (field.title.get(Lang::Zh).to_owned(), field.kind.get(Lang::En).to_owned(), labels.join(" "))
    });
    assert_eq!(city, Some(("所在地级以上市".to_owned(), "choice".to_owned(), "Foshan Chaozhou".to_owned())));
    let employees = fields.iter().find(|field| field.path == "basic.employees");
    assert_eq!(employees.and_then(|field| field.unit.as_ref()).map(|unit| unit.get(Lang::En)), Some("people"));
    assert!(fields.iter().filter(|field| field.is_section).all(|field| field.choices.is_empty()));
}

#[test]
fn a_blank_profile_reads_without_a_word() {
    let fixture = Fixture::small();
    let template = profile_template(&fixture.schema, None);
    assert!(template.contains("\"profile\": 1"));
    let facts = fixture.full(&template);
    assert!(facts.warnings.is_empty(), "{:?}", facts.warnings);
    assert_eq!(fixture.get(&facts, "basic.name"), &Fact::Absent);
    assert_eq!(fixture.get(&facts, "products[0].indicators[0].value"), &Fact::Absent);
}

#[test]
fn a_blank_profile_can_be_cut_to_what_rules_read() {
    let fixture = Fixture::new(SCHEMA, &["basic.name", "products[].price", "finance"]);
    let paths = read_paths(&fixture.shape);
    assert_eq!(paths, BTreeSet::from(["basic.name", "finance", "products[].price"].map(str::to_owned)));
    let expected = r#"{
  "as_of": null,
  "basic": {
    "name": null
  },
  "finance": {
    "revenue": null,
    "ratio": null
  },
  "products": [{
    "price": null
  }]
}
"#;
    assert_eq!(profile_template(&fixture.schema, Some(&paths)), expected);
}

#[test]
fn a_list_that_is_only_counted_is_asked_for_whole() {
    let fixture = Fixture::new(SCHEMA, &["products"]);
    let paths = read_paths(&fixture.shape);
    assert_eq!(paths, BTreeSet::from(["products[]".to_owned()]));
    assert!(profile_template(&fixture.schema, Some(&paths)).contains("\"tested\": null"));
}
