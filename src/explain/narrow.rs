//! An explanation narrowed to one row, or to one item of the subject.

use super::explanation::Explanation;
use super::steps::Step;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::error::{Error, RequestError};

impl Explanation {
    /// The explanation of one row, by its full id; of a row that a group's rulebook has, by `GROUP/GROUP.ROW`. With a
    /// subject, of every item.
    ///
    /// # Errors
    /// [`Error::Request`] where there is no such row, with the nearest one.
    pub fn of_row(mut self, id: &str) -> Result<Explanation, Error> {
        let ids = self.row_ids();
        if !ids.iter().any(|known| known == id) {
            let example = ids.first().map_or("", String::as_str);
            let known = nearest(id, ids.iter().map(String::as_str));
            let error =
                Diagnostic::error("explain-unknown-row", Place::default(), &[("name", id), ("example", example)]);
            return Err(RequestError::new(error.suggest(known)).into());
        }
        self.keep_row(id);
        Ok(self)
    }

    /// The explanation of one item, by its key. Rulebooks that groups hold are narrowed where they have such an item.
    ///
    /// # Errors
    /// [`Error::Request`] where no rulebook assessed such an item.
    pub fn of_item(mut self, key: &str) -> Result<Explanation, Error> {
        let keys = self.item_keys();
        if keys.iter().any(|known| known == key) {
            self.keep_item(key);
            return Ok(self);
        }
        let items = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<String>>().join("、");
        let code = if keys.is_empty() { "no-items-to-choose" } else { "unknown-item" };
        let error = Diagnostic::error(code, Place::default(), &[("name", key), ("items", &items)]);
        Err(RequestError::new(error.suggest(nearest(key, keys.iter().map(String::as_str)))).into())
    }

    /// The explanation itself, those of items, and those that groups hold.
    fn parts(&self) -> impl Iterator<Item = &Explanation> {
        self.items.iter().chain(&self.held)
    }

    fn row_ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.rows.iter().map(|row| row.result.id.clone()).collect();
        for id in self.parts().flat_map(Explanation::row_ids) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    fn item_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.items.iter().filter_map(|item| item.subject.key.clone()).collect();
        for key in self.parts().flat_map(Explanation::item_keys) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    fn keep_row(&mut self, id: &str) {
        self.only_row = true;
        self.applies = None;
        self.gates.clear();
        self.levels.clear();
        self.rows.retain(|row| row.result.id == id);
        let steps: Vec<&Step> = self.rows.iter().flat_map(|row| &row.steps).collect();
        // groups that count as one stay where the way of the row leads through them
        self.groups.retain(|group| {
            let held = id.strip_prefix(&group.id).is_some_and(|rest| rest.starts_with('/'));
            held || steps.iter().any(|step| step.group == group.id)
        });
        for part in self.items.iter_mut().chain(&mut self.held) {
            part.keep_row(id);
        }
        self.items.retain(Explanation::tells_of_a_row);
        self.held.retain(Explanation::tells_of_a_row);
    }

    fn tells_of_a_row(&self) -> bool {
        !self.rows.is_empty() || self.parts().any(Explanation::tells_of_a_row)
    }

    fn keep_item(&mut self, key: &str) {
        let here = |item: &Explanation| item.subject.key.as_deref() == Some(key);
        if self.items.iter().any(here) {
            self.items.retain(here);
        }
        for held in &mut self.held {
            held.keep_item(key);
        }
        self.held.retain(|held| held.item_keys().iter().any(|known| known == key));
    }
}
