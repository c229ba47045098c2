//! What a result should be read with: conditions that only hold because something does not apply, gates that warn, and
//! more that does not apply than the rulebook allows.

use super::evaluate::Evaluation;
use super::gate::{Effect, GateState};
use super::level::{End, On};
use super::outcome::Standing;
use super::tree::{Part, ROOT, Tree};
use super::{Failure, at};
use crate::number::Number;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Note {
    /// A level, by its place in the root's list, was earned by a set in which this part does not apply.
    Waived { level: usize, part: Part },
    /// A gate that warns has fired, by its place in the table.
    Warns(usize),
    /// This percentage of the table does not apply, more than the limit.
    NotApplicable { percent: Number, limit: Number },
}

pub(crate) fn notes(tree: &Tree, evaluation: &Evaluation) -> Result<Vec<Note>, Failure> {
    let mut notes = Vec::new();
    let grading = evaluation.grading(tree, ROOT)?;
    let levels = &at(&tree.lists, ROOT)?.levels;
    let earned = match evaluation.conclusion.earned {
        Standing::Level(place) => place + 1,
        Standing::Barred | Standing::Ungraded => 0,
    };
    for (place, level) in levels.iter().enumerate().take(earned) {
        for set in &level.sets {
            if !grading.set_holds(set, ROOT, End::Earned, None)? {
                continue;
            }
            for entry in &set.entries {
                if let On::Part(part) = entry.on
                    && !grading.entry(entry, ROOT, End::Earned, None)?.properly
                {
                    notes.push(Note::Waived { level: place, part });
                }
            }
            // the first set that holds is the one that the level was earned by
            break;
        }
    }
    for (place, (gate, result)) in tree.gates.iter().zip(&evaluation.gates).enumerate() {
        if gate.effect == Effect::Warn && result.state == GateState::Fired {
            notes.push(Note::Warns(place));
        }
    }
    if let (true, Some((limit, _))) = (evaluation.conclusion.too_much_not_applicable, &tree.max_not_applicable) {
        let percent = evaluation.coverage(tree)?.not_applicable.mul(&Number::HUNDRED)?;
        notes.push(Note::NotApplicable { percent, limit: limit.clone() });
    }
    Ok(notes)
}
