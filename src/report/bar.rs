//! Bars of block characters: what is reached, what is still open, what is lost.

use crate::number::Number;

const REACHED: &str = "█";
const OPEN: &str = "▒";
const REST: &str = "░";

/// A bar of `cells` for a share from 0 to 1 that may still rise to `upper`.
///
/// Any share above 0 shows at least one cell, and only the whole shows all of them.
pub(super) fn bar(share: &Number, upper: &Number, cells: usize) -> String {
    let reached = filled(share, cells);
    let open = filled(upper, cells).max(reached) - reached;
    format!("{}{}{}", REACHED.repeat(reached), OPEN.repeat(open), REST.repeat(cells - reached - open))
}

/// How many of `cells` a share fills.
fn filled(share: &Number, cells: usize) -> usize {
    if *share <= Number::ZERO {
        return 0;
    }
    if *share >= Number::ONE {
        return cells;
    }
    let exact = i64::try_from(cells).ok().and_then(|cells| share.mul(&Number::from(cells)).ok());
    let whole = exact.and_then(|exact| usize::try_from(exact.floor().to_i64()?).ok()).unwrap_or(0);
    whole.clamp(1, cells.saturating_sub(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(share: &str, upper: &str) -> String {
        bar(&Number::parse(share).expect("a number"), &Number::parse(upper).expect("a number"), 10)
    }

    #[test]
    fn a_bar_shows_what_is_reached_open_and_lost() {
        assert_eq!(drawn("0.5", "0.8"), "█████▒▒▒░░");
    }

    #[test]
    fn only_the_whole_fills_the_bar_and_only_nothing_leaves_it_empty() {
        assert_eq!(drawn("0.999", "0.999"), "█████████░");
        assert_eq!(drawn("0.001", "0.001"), "█░░░░░░░░░");
        assert_eq!(drawn("0", "0"), "░░░░░░░░░░");
        assert_eq!(drawn("1", "1"), "██████████");
    }

    #[test]
    fn shares_outside_of_the_whole_are_drawn_at_its_ends() {
        assert_eq!(drawn("-0.2", "1.3"), "▒▒▒▒▒▒▒▒▒▒");
    }
}
