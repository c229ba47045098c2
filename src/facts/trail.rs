//! Where the reader stands in a profile, kept on the stack so that it costs nothing while all is well.

use super::path::{FactPath, Step};
use super::schema::{NodeId, Schema};
use crate::text::Text;

#[derive(Clone, Copy)]
pub(super) struct Trail<'p> {
    parent: Option<&'p Trail<'p>>,
    step: At<'p>,
    node: Option<NodeId>,
    /// How many values stand around this one, itself included.
    pub depth: usize,
}

#[derive(Clone, Copy)]
enum At<'p> {
    Top,
    Key(&'p str),
    Index(usize),
}

impl<'p> Trail<'p> {
    pub fn top() -> Trail<'static> {
        Trail { parent: None, step: At::Top, node: Some(Schema::ROOT), depth: 1 }
    }

    pub fn key(&'p self, key: &'p str, node: Option<NodeId>) -> Trail<'p> {
        Trail { parent: Some(self), step: At::Key(key), node, depth: self.depth + 1 }
    }

    pub fn index(&'p self, index: usize, node: NodeId) -> Trail<'p> {
        Trail { parent: Some(self), step: At::Index(index), node: Some(node), depth: self.depth + 1 }
    }

    pub fn is_top(&self) -> bool {
        self.parent.is_none()
    }

    pub fn path(&self) -> FactPath {
        let mut steps = Vec::with_capacity(self.depth);
        let mut at = Some(self);
        while let Some(trail) = at {
            match trail.step {
                At::Top => {}
                At::Key(key) => steps.push(Step::Key(key.to_owned())),
                At::Index(index) => steps.push(Step::Index(index)),
            }
            at = trail.parent;
        }
        steps.reverse();
        FactPath { steps }
    }

    /// What the field means: its title, else that of the list it is an item of, else its key.
    pub fn field(&self, schema: &Schema) -> Text {
        let mut at = Some(self);
        while let Some(trail) = at {
            if let Some(node) = trail.node.and_then(|id| schema.node(id))
                && !node.title.is_empty()
            {
                return node.title.clone();
            }
            match trail.step {
                At::Key(key) => return Text::plain(key),
                At::Top | At::Index(_) => at = trail.parent,
            }
        }
        Text::default()
    }
}
