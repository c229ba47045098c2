//! The keys that every profile has at its top, whatever its schema: `as_of` and `evidence`.

use super::json_schema;
use super::schema::{Kind, Node, NodeId};
use std::sync::LazyLock;

pub(crate) const AS_OF: &str = "as_of";
pub(crate) const EVIDENCE: &str = "evidence";

static NODES: LazyLock<Vec<Node>> = LazyLock::new(|| {
    // that it parses is tested below
    json_schema::fragment(include_str!("reserved.schema.json"), "").unwrap_or_default()
});

pub(super) fn is_reserved(key: &str) -> bool {
    key == AS_OF || key == EVIDENCE
}

/// The fixed type of a reserved key.
pub(super) fn kind(key: &str) -> Option<&'static Kind> {
    let Kind::Object { fields, .. } = &NODES.first()?.kind else {
        return None;
    };
    Some(&NODES.get(fields.get(key)?.0 as usize)?.kind)
}

/// Appends the types of the reserved keys to an arena.
pub(super) fn fields(nodes: &mut Vec<Node>) -> Vec<(String, NodeId)> {
    let root = json_schema::append(nodes, &NODES);
    match nodes.get(root.0 as usize) {
        Some(Node { kind: Kind::Object { fields, .. }, .. }) => {
            fields.iter().map(|(name, id)| (name.clone(), *id)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserved_keys_have_their_types() {
        assert_eq!(kind(AS_OF), Some(&Kind::Date));
        assert!(matches!(kind(EVIDENCE), Some(Kind::List(_))));
    }
}
