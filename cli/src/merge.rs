//! What several rulebooks ask for, as one list in the order of the form.

use zhiheng::{FactInfo, Rulebook};

/// A fact and who reads it.
pub struct Asked {
    /// What it is.
    pub fact: FactInfo,
    /// Each rulebook's id with the full ids of the rows that read it; no row where only gates, levels or the subject do.
    pub rulebooks: Vec<(String, Vec<String>)>,
}

/// All that `books` ask for: each book's order is kept, and what only later books ask for stands beside its neighbours.
pub fn asked(books: &[Rulebook]) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for book in books {
        let facts = book.facts();
        let mut after = None;
        for (index, fact) in facts.iter().enumerate() {
            let reader = (book.id().to_owned(), fact.rows.clone());
            let known = all.iter().position(|asked| asked.fact.path == fact.path);
            let position = match known {
                Some(position) => {
                    if let Some(asked) = all.get_mut(position) {
                        asked.rulebooks.push(reader);
                    }
                    position
                }
                None => {
                    let next = || facts.iter().skip(index).find_map(|fact| position_of(&all, &fact.path));
                    let position = after.map(|before: usize| before + 1).or_else(next).unwrap_or(all.len());
                    all.insert(position, Asked { fact: fact.clone(), rulebooks: vec![reader] });
                    position
                }
            };
            after = Some(position);
        }
    }
    all
}

fn position_of(all: &[Asked], path: &str) -> Option<usize> {
    all.iter().position(|asked| asked.fact.path == path)
}
