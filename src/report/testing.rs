//! Assessments and rows for tests: blank ones, with what a test is about laid over them.

use serde_json::{Value, json};

/// An assessment's document in which nothing was assessed, with `over` laid over it.
pub(super) fn document(over: Value) -> Value {
    lay(
        json!({
            "rulebook": {
                "id": "sample", "version": "1.0.0", "status": "project", "digest": "sha256:00",
                "title": { "zh": "样例评价", "en": "Sample" }
            },
            "engine": "0.1.0", "as_of": "2023-04-30", "rules_on": "2023-04-30",
            "subject": { "key": null, "title": "样例企业" },
            "status": "graded", "why": null, "because": [], "score": null,
            "level": { "final": null, "earned": null, "possible": [], "limiting": null }, "levels": [],
            "coverage": 100, "groups": [], "rows": [], "gates": [], "adjustments": [], "missing": [], "assumed": [],
            "evidence": [], "warnings": [], "items": [], "shares": [], "decided_by": null, "out_of_scope": [],
            "sources": []
        }),
        over,
    )
}

/// A row of the group `core` with full marks of 10, with `over` laid over it.
pub(super) fn row(over: Value) -> Value {
    lay(
        json!({
            "id": "core.row", "group": "core", "title": "样例项", "state": "answered", "points": 10, "max": 10,
            "contribution": 10, "share": 10, "lower": 10, "upper": 10, "why": null, "facts": [], "bands": [],
            "params": [], "missing": [], "basis": [], "ground": "project",
            "evidence": { "asked": [], "given": [], "strength": null },
            "advice": null, "statements": [], "effort": null
        }),
        over,
    )
}

fn lay(mut under: Value, over: Value) -> Value {
    if let (Value::Object(under), Value::Object(over)) = (&mut under, over) {
        under.extend(over);
    }
    under
}
