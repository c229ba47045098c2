//! Finding one's way in a manifest: groups by id, children, ancestors.

use super::manifest::{Const, Group, Level, Manifest, Of, Param, ParamValue, Row};

/// Levels that are graded together, lowest first: those of the root, or those of some groups.
#[derive(Clone, Debug)]
pub(crate) struct Ladder<'m> {
    /// The groups that the levels grade; empty for the root.
    pub groups: Vec<&'m str>,
    pub levels: Vec<&'m Level>,
}

impl Manifest {
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id.value == id)
    }

    /// The groups right under `parent`, or right under the root, in the order of the table.
    pub fn children<'m>(&'m self, parent: Option<&'m str>) -> impl Iterator<Item = &'m Group> {
        self.groups.iter().filter(move |group| group.parent.as_ref().map(|id| id.value.as_str()) == parent)
    }

    /// The row with the full id `GROUP.ROW`.
    pub fn row(&self, id: &str) -> Option<(&Group, &Row)> {
        let (group, row) = id.split_once('.')?;
        let group = self.group(group)?;
        Some((group, group.rows.iter().find(|candidate| candidate.id.value == row)?))
    }

    /// The group itself, its parent, and so on up; stops where a group would come again.
    pub fn line_of<'m>(&'m self, group: &'m Group) -> impl Iterator<Item = &'m Group> {
        let parent = |group: &&'m Group| self.group(&group.parent.as_ref()?.value);
        std::iter::successors(Some(group), parent).take(self.groups.len())
    }

    /// Whether `group` lies below `ancestor`.
    pub fn is_below(&self, group: &Group, ancestor: &str) -> bool {
        self.line_of(group).skip(1).any(|group| group.id.value == ancestor)
    }

    /// The script that is meant where a group's rows name none: the nearest ancestor's, then that of `[score]`.
    pub fn default_script<'m>(&'m self, group: Option<&'m Group>) -> Option<&'m str> {
        let of_groups = group.and_then(|group| self.line_of(group).find_map(|group| group.script.as_ref()));
        of_groups.or(self.score.script.as_ref()).map(|script| script.value.as_str())
    }

    /// The levels by what they grade, in the order in which each kind first appears.
    /// Levels with the same groups in `of` belong together, in whatever order the groups are written.
    pub fn ladders(&self) -> Vec<Ladder<'_>> {
        let mut ladders: Vec<Ladder<'_>> = Vec::new();
        for level in &self.levels {
            let groups = self.graded(level);
            match ladders.iter_mut().find(|ladder| ladder.groups == groups) {
                Some(ladder) => ladder.levels.push(level),
                None => ladders.push(Ladder { groups, levels: vec![level] }),
            }
        }
        ladders
    }

    /// The levels of the root, lowest first.
    pub fn root_levels(&self) -> impl Iterator<Item = &Level> {
        self.levels.iter().filter(|level| level.of.is_none())
    }

    fn graded<'m>(&'m self, level: &'m Level) -> Vec<&'m str> {
        let mut groups: Vec<&str> = match &level.of {
            None => Vec::new(),
            Some(Of::TopLevel) => self.children(None).map(|group| group.id.value.as_str()).collect(),
            Some(Of::Groups(groups)) => groups.iter().map(|group| group.value.as_str()).collect(),
        };
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}

impl Param {
    /// Every value that the parameter has at one time or another.
    pub fn values(&self) -> impl Iterator<Item = &Const> {
        let (always, dated) = match &self.value {
            ParamValue::Always(value) => (Some(&value.value), [].as_slice()),
            ParamValue::Dated(dated) => (None, dated.as_slice()),
        };
        always.into_iter().chain(dated.iter().map(|dated| &dated.value.value))
    }
}
