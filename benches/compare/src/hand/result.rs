//! What the hand-written scorer gives: every row, the groups, the score, gates and levels; and how rows roll up.

/// How many rows there are, and how many stand in each group.
pub const ROWS: usize = 60;
pub const GROUPS: [Weighted; 8] = [
    Weighted { rows: 8, weight: 15.0 }, // leadership
    Weighted { rows: 8, weight: 15.0 }, // system
    Weighted { rows: 8, weight: 10.0 }, // people
    Weighted { rows: 9, weight: 20.0 }, // products
    Weighted { rows: 8, weight: 10.0 }, // digital
    Weighted { rows: 7, weight: 10.0 }, // finance
    Weighted { rows: 7, weight: 10.0 }, // innovation
    Weighted { rows: 5, weight: 10.0 }, // chain
];
const SYSTEM: usize = 1;
const PRODUCTS: usize = 3;
/// The row `system.quality_certified`.
const QUALITY_CERTIFIED: usize = 8;

/// A group of the table.
pub struct Weighted {
    pub rows: usize,
    pub weight: f64,
}

/// A row: what it earned, and the least and most that it may still come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// None where the row is unanswered.
    pub points: Option<f64>,
    pub full: f64,
    pub lower: f64,
    pub upper: f64,
}

impl Row {
    /// So many points; unanswered where a fact lacks.
    pub fn points(full: f64, points: Option<f64>) -> Row {
        match points {
            Some(points) => Row { points: Some(points), full, lower: points, upper: points },
            None => Row { points: None, full, lower: 0.0, upper: full },
        }
    }

    /// Full marks for yes.
    pub fn yes(full: f64, yes: Option<bool>) -> Row {
        Row::points(full, yes.map(|yes| if yes { full } else { 0.0 }))
    }

    /// Between two ends; nothing known where these are none and all.
    pub fn between(full: f64, lower: f64, upper: f64) -> Row {
        let known = lower > 0.0 || upper < full;
        Row { points: known.then_some(lower), full, lower, upper }
    }
}

/// A group: the sum of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    pub value: f64,
    pub full: f64,
    pub lower: f64,
    pub upper: f64,
}

/// Lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Barred,
    Ungraded,
    Initial,
    Managed,
    Good,
    Advanced,
    Leading,
}

impl Level {
    pub fn id(self) -> &'static str {
        match self {
            Level::Barred => "barred",
            Level::Ungraded => "ungraded",
            Level::Initial => "initial",
            Level::Managed => "managed",
            Level::Good => "good",
            Level::Advanced => "advanced",
            Level::Leading => "leading",
        }
    }
}

/// Whether gates fired; undecided where a fact lacks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gates {
    pub record: Option<bool>,
    pub checks: Option<bool>,
    pub expiring: Option<bool>,
}

/// The whole result.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    pub rows: [Row; ROWS],
    pub groups: [Group; GROUPS.len()],
    pub total: f64,
    pub lower: f64,
    pub upper: f64,
    pub gates: Gates,
    /// By score and conditions alone.
    pub earned: Level,
    /// After gates; those undecided count as fired, but only a decided bar bars.
    pub level: Level,
}

impl Scored {
    /// Rolls rows up: groups sum, the score is their weighted mean with one decimal.
    pub fn new(rows: [Row; ROWS], gates: Gates) -> Scored {
        let mut groups = [Group::default(); GROUPS.len()];
        let mut left = rows.as_slice();
        for (group, table) in groups.iter_mut().zip(&GROUPS) {
            let (own, rest) = left.split_at(table.rows);
            left = rest;
            for row in own {
                group.value += row.points.unwrap_or(0.0);
                group.full += row.full;
                group.lower += row.lower;
                group.upper += row.upper;
            }
        }
        let mean = |of: fn(&Group) -> f64| {
            let weighted = groups.iter().zip(&GROUPS).map(|(group, table)| table.weight * of(group) / group.full);
            round_1(weighted.sum())
        };
        let (total, lower, upper) = (mean(|group| group.value), mean(|group| group.lower), mean(|group| group.upper));
        let earned = earned(total, &groups, &rows);
        let mut level = earned;
        if gates.checks != Some(false) {
            level = level.min(Level::Good);
        }
        if gates.record == Some(true) {
            level = Level::Barred;
        }
        Scored { rows, groups, total, lower, upper, gates, earned, level }
    }
}

/// Half up, to one decimal. What is a hair below a half only for the error of binary numbers is a half.
fn round_1(percent: f64) -> f64 {
    (percent * 10.0 + 0.5 + 1e-9).floor() / 10.0
}

/// Each level presupposes those below it.
fn earned(total: f64, groups: &[Group], rows: &[Row]) -> Level {
    let reaches = |group: &Group, percent: f64| group.value * 100.0 >= percent * group.full - 1e-9;
    let all = |percent| groups.iter().all(|group| reaches(group, percent));
    if total < 30.0 {
        Level::Ungraded
    } else if total < 45.0 || !reaches(&groups[SYSTEM], 40.0) {
        Level::Initial
    } else if total < 60.0 || !reaches(&groups[SYSTEM], 50.0) || !reaches(&groups[PRODUCTS], 50.0) {
        Level::Managed
    } else if total < 75.0 || !all(50.0) || rows[QUALITY_CERTIFIED].points.unwrap_or(0.0) < 10.0 {
        Level::Good
    } else if total < 88.0 || !all(60.0) {
        Level::Advanced
    } else {
        Level::Leading
    }
}
