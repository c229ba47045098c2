//! Two schemas of objects as one: fields may be added at any depth, none may be told twice.

use crate::facts::schema::{Kind, Node, NodeId};

/// Adds the fields of `from` to `into`; pushes the path of every field that both define.
pub(super) fn merge(
    nodes: &mut Vec<Node>,
    into: &mut Node,
    from: Node,
    path: &mut Vec<String>,
    conflicts: &mut Vec<String>,
) {
    match (&mut into.kind, from.kind) {
        (Kind::Object { fields, .. }, Kind::Object { fields: added, .. }) => {
            for (name, id) in added {
                let Some(known) = fields.get(&name).copied() else {
                    fields.insert(name, id);
                    continue;
                };
                path.push(name);
                merge_nodes(nodes, known, id, path, conflicts);
                path.pop();
            }
        }
        (Kind::List(known), Kind::List(id)) => {
            let known = *known;
            path.push("[]".to_owned());
            merge_nodes(nodes, known, id, path, conflicts);
            path.pop();
        }
        _ => conflicts.push(path.join(".").replace(".[]", "[]")),
    }
}

fn merge_nodes(nodes: &mut Vec<Node>, known: NodeId, id: NodeId, path: &mut Vec<String>, conflicts: &mut Vec<String>) {
    let (Some(mut into), Some(from)) = (nodes.get(known.0 as usize).cloned(), nodes.get(id.0 as usize).cloned()) else {
        return;
    };
    merge(nodes, &mut into, from, path, conflicts);
    if let Some(node) = nodes.get_mut(known.0 as usize) {
        *node = into;
    }
}
