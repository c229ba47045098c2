//! What several rulebooks ask for, as one list in the order of the form.

use zhiheng::{FactInfo, Rulebook};

/// A fact and who reads it.
pub struct Asked {
    /// What it is.
    pub fact: FactInfo,
    /// The ids of the rulebooks whose rules read it.
    pub rulebooks: Vec<String>,
}

/// All that `books` ask for: each book's order is kept, and what only later books ask for stands beside its neighbours.
pub fn asked(books: &[Rulebook]) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for book in books {
        let facts = book.facts();
        let mut after = None;
        for (index, fact) in facts.iter().enumerate() {
            let id = book.id().to_owned();
            let known = all.iter().position(|asked| asked.fact.path == fact.path);
            let position = match known {
                Some(position) => {
                    if let Some(asked) = all.get_mut(position) {
                        asked.rulebooks.push(id);
                    }
                    position
                }
                None => {
                    let next = || facts.iter().skip(index).find_map(|fact| position_of(&all, &fact.path));
                    let position = after.map(|before: usize| before + 1).or_else(next).unwrap_or(all.len());
                    all.insert(position, Asked { fact: fact.clone(), rulebooks: vec![id] });
                    position
                }
            };
            after = Some(position);
        }
    }
    all
}

/// The paths of the fields that take an answer; a section of which rules read no field is one itself.
pub fn answers(all: &[Asked]) -> impl Iterator<Item = &str> {
    all.iter()
        .filter(|asked| !asked.fact.is_section || !has_fields(all, &asked.fact.path))
        .map(|asked| &*asked.fact.path)
}

/// Whether fields below the section `path` are asked for.
pub fn has_fields(all: &[Asked], path: &str) -> bool {
    let below = |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    all.iter().any(|asked| below(&asked.fact.path))
}

fn position_of(all: &[Asked], path: &str) -> Option<usize> {
    all.iter().position(|asked| asked.fact.path == path)
}
