//! An evaluation written into its assessment: everything but what rules tell of themselves (facts, reasons, evidence).

use super::assessment::{
    Adjustment, Assessment, Effect, Evidence, EvidenceShare, GateResult, GroupResult, Level, LevelResult, LevelShare,
    Limiting, LimitingEntry, LimitingSet, Reason, RowResult, Score, SourceRef, Strength, TestKind, Warning,
};
use super::contribution::Contributions;
use super::coverage::Coverage;
use super::decide::PredicateId;
use super::evaluate::Evaluation;
use super::gate::{self, GateState};
use super::level::Test;
use super::limiting::limiting;
use super::notes::{Note, notes};
use super::outcome::Standing;
use super::overall::{ItemOutcome, Overall};
use super::rollup::percent;
use super::tree::{Part, ROOT, Tree};
use super::verdict::{Cause, Conclusion, FinalScore, Verdict};
use super::{Failure, at};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity, phrase};
use crate::number::{Number, RoundingMode};
use crate::rulebook::manifest::{At, Group, Manifest, Rule};
use crate::text::Text;

impl From<&FinalScore> for Score {
    fn from(score: &FinalScore) -> Score {
        let FinalScore { earned, value, max, range, .. } = score.clone();
        Score { value, max, lower: range.lower, upper: range.upper, earned }
    }
}

/// What parts are worth to the whole.
struct Shares {
    coverage: Coverage,
    contributions: Contributions,
}

/// Writes evaluations of one rulebook at one date.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub manifest: &'a Manifest,
    pub tree: &'a Tree,
}

impl Writer<'_> {
    /// Status, score, level, coverage, groups, rows, gates, adjustments and sources of `evaluation`.
    pub fn write(&self, evaluation: &Evaluation, into: &mut Assessment) -> Result<(), Failure> {
        let Conclusion { verdict, causes, score, .. } = &evaluation.conclusion;
        into.status = *verdict;
        into.because = causes.iter().map(|cause| self.reason(cause)).collect::<Result<_, _>>()?;
        into.score = score.as_ref().map(Score::from);
        into.level = self.level(evaluation)?;
        into.levels = self.ladder()?;
        let shares =
            Shares { coverage: evaluation.coverage(self.tree)?, contributions: evaluation.contributions(self.tree)? };
        into.coverage = hundredfold(at(&shares.coverage.nodes, ROOT)?.as_ref())?;
        let groups = (0..self.manifest.groups.len()).map(|index| self.group(evaluation, &shares, index));
        into.groups = groups.collect::<Result<_, _>>()?;
        let rows = (0..self.tree.rows.len()).map(|index| self.row(evaluation, &shares, index));
        into.rows = rows.collect::<Result<_, _>>()?;
        into.gates = (0..evaluation.gates.len()).map(|index| self.gate(evaluation, index)).collect::<Result<_, _>>()?;
        let lines = shares.contributions.adjustments.iter().map(|line| {
            Ok(Adjustment { kind: line.kind, node: self.tree.node(line.node)?.id.clone(), value: line.value.clone() })
        });
        // without a score there is nothing to adjust
        into.adjustments = match &into.score {
            Some(Score { value: Some(_), .. }) => lines.collect::<Result<_, Failure>>()?,
            _ => Vec::new(),
        };
        for note in notes(self.tree, evaluation)? {
            into.warnings.push(self.warning(note)?);
        }
        into.sources = self.sources();
        Ok(())
    }

    fn warning(&self, note: Note) -> Result<Warning, Failure> {
        let (code, args, on) = match note {
            Note::Waived { level, part } => {
                let level = at(self.levels()?, level)?;
                let (on, part) = self.named(part)?;
                let title = at(&self.manifest.levels, level.index)?.title.clone();
                ("condition-not-applicable", vec![("level", title), ("part", part)], Some(on))
            }
            Note::Warns(place) => {
                let gate = at(&self.manifest.gates, place)?;
                ("gate-warns", vec![("gate", gate.title.clone())], Some(gate.id.value.clone()))
            }
            Note::NotApplicable { percent, limit } => {
                let printed =
                    |number: &Number| Ok::<_, Failure>(Text::plain(number.round(1, RoundingMode::HalfUp)?.to_string()));
                ("too-much-not-applicable", vec![("percent", printed(&percent)?), ("limit", printed(&limit)?)], None)
            }
        };
        let message = Diagnostic::speaking(code, Severity::Warning, Place::default(), &args).message;
        Ok(Warning { code: code.to_owned(), message, on })
    }

    /// Id and title of a node or row; the root has the rulebook's.
    fn named(&self, part: Part) -> Result<(String, Text), Failure> {
        Ok(match part {
            Part::Node(ROOT) => ("root".to_owned(), self.manifest.title.clone()),
            Part::Node(node) => (self.tree.node(node)?.id.clone(), self.table_group(node)?.title.clone()),
            Part::Row(row) => (self.tree.row(row)?.id.clone(), self.table_row(row)?.title.clone()),
        })
    }

    /// Status, level, shares and coverage of an enterprise over its items; `items` their assessments' keys.
    pub fn write_overall(&self, overall: &Overall, into: &mut Assessment) -> Result<(), Failure> {
        into.status = overall.verdict;
        into.levels = self.ladder()?;
        into.level = LevelResult {
            final_: overall.reached.map(|standing| self.standing(standing)).transpose()?.flatten(),
            earned: None,
            possible: overall.possible.iter().map(|standing| self.standing_id(*standing)).collect::<Result<_, _>>()?,
            limiting: None,
        };
        into.coverage = hundredfold(overall.coverage.as_ref())?;
        let key = |item: &Assessment| item.subject.key.clone().unwrap_or_default();
        into.because = match overall.verdict {
            Verdict::Indeterminate if into.items.is_empty() => vec![Reason::Unanswered],
            Verdict::Indeterminate => {
                let open = into.items.iter().filter(|item| item.status == Verdict::Indeterminate);
                open.map(|item| Reason::Item { key: key(item) }).collect()
            }
            _ => Vec::new(),
        };
        if overall.verdict == Verdict::NotApplicable {
            let code = match (into.items.is_empty(), into.out_of_scope.is_empty()) {
                (true, true) => "no-items",
                (true, false) => "no-item-in-scope",
                (false, _) => "no-item-applies",
            };
            into.why = Some(phrase(code, &[]));
        }
        into.decided_by = overall.decided_by.and_then(|place| into.items.get(place)).map(key);
        let mut shares = Vec::with_capacity(overall.shares.len());
        for share in &overall.shares {
            let level = match share.outcome {
                ItemOutcome::NotApplicable => "not applicable".to_owned(),
                ItemOutcome::Indeterminate => "indeterminate".to_owned(),
                ItemOutcome::Stands(Standing::Ungraded) if self.levels()?.is_empty() => "graded".to_owned(),
                ItemOutcome::Stands(standing) => self.standing_id(standing)?,
            };
            let count = u64::try_from(share.count).unwrap_or(u64::MAX);
            shares.push(LevelShare { level, count, share: share.share.clone() });
        }
        into.shares = shares;
        into.sources = self.sources();
        Ok(())
    }

    fn levels(&self) -> Result<&[super::level::Level], Failure> {
        Ok(&at(&self.tree.lists, ROOT)?.levels)
    }

    fn sources(&self) -> Vec<SourceRef> {
        let sources = self.manifest.sources.iter();
        let source = sources.map(|source| SourceRef {
            id: source.id.value.clone(),
            title: source.title.clone(),
            issued: source.issued.map(Date::from_civil),
        });
        source.collect()
    }

    fn reason(&self, cause: &Cause) -> Result<Reason, Failure> {
        Ok(match cause {
            Cause::Unanswered => Reason::Unanswered,
            Cause::Coverage(node) => Reason::Coverage { node: self.tree.node(*node)?.id.clone() },
            Cause::Fault => Reason::Fault,
            Cause::Gate(place) => Reason::Gate { id: at(&self.tree.gates, *place)?.id.clone() },
            Cause::NotApplicable => Reason::NotApplicable,
        })
    }

    /// A standing of the root; none where the rulebook has no levels and nothing bars.
    fn standing(&self, standing: Standing) -> Result<Option<Level>, Failure> {
        match standing {
            Standing::Ungraded if self.levels()?.is_empty() => Ok(None),
            standing => self.in_list(ROOT, standing).map(Some),
        }
    }

    fn in_list(&self, list: usize, standing: Standing) -> Result<Level, Failure> {
        let named = |id: &str, code, ordinal| Level { id: id.to_owned(), title: phrase(code, &[]), ordinal };
        Ok(match standing {
            Standing::Barred => named("barred", "level-barred", -1),
            Standing::Ungraded => named("ungraded", "level-ungraded", 0),
            Standing::Level(place) => {
                let level = at(&at(&self.tree.lists, list)?.levels, place)?;
                let title = at(&self.manifest.levels, level.index)?.title.clone();
                Level { id: level.id.clone(), title, ordinal: i64::try_from(place + 1).unwrap_or(i64::MAX) }
            }
        })
    }

    /// Every level of the root.
    fn ladder(&self) -> Result<Vec<Level>, Failure> {
        (0..self.levels()?.len()).map(|place| self.in_list(ROOT, Standing::Level(place))).collect()
    }

    fn standing_id(&self, standing: Standing) -> Result<String, Failure> {
        Ok(self.in_list(ROOT, standing)?.id)
    }

    fn level(&self, evaluation: &Evaluation) -> Result<LevelResult, Failure> {
        let Conclusion { score, earned, reached, possible, .. } = &evaluation.conclusion;
        if score.is_none() {
            return Ok(LevelResult::default());
        }
        Ok(LevelResult {
            final_: self.standing(*reached)?,
            earned: self.standing(*earned)?,
            possible: possible.iter().map(|standing| self.standing_id(*standing)).collect::<Result<_, _>>()?,
            limiting: self.limiting(evaluation)?,
        })
    }

    fn limiting(&self, evaluation: &Evaluation) -> Result<Option<Limiting>, Failure> {
        let Some(limits) = limiting(self.tree, evaluation)? else { return Ok(None) };
        let Some(level) = self.standing(limits.next)? else { return Ok(None) };
        let mut sets = Vec::with_capacity(limits.sets.len());
        for set in limits.sets {
            let mut entries = Vec::with_capacity(set.entries.len());
            for entry in set.entries {
                entries.push(self.limiting_entry(entry)?);
            }
            let rule = match set.rule {
                Some(PredicateId::Level { level, set }) => {
                    let sets = &at(&self.manifest.levels, level)?.any;
                    at(sets, set)?.rule.as_ref().map(|rule| written(&rule.value))
                }
                _ => None,
            };
            sets.push(LimitingSet { entries, rule });
        }
        let gates = limits.gates.iter().map(|place| Ok(at(&self.tree.gates, *place)?.id.clone()));
        Ok(Some(Limiting { level, sets, gates: gates.collect::<Result<_, Failure>>()? }))
    }

    fn limiting_entry(&self, entry: super::limiting::LimitingEntry) -> Result<LimitingEntry, Failure> {
        let (on, title) = self.named(entry.on)?;
        let (test, needed) = match entry.test {
            Test::Score(needed) => (TestKind::Score, needed),
            Test::Above(needed) => (TestKind::Above, needed),
            Test::Percent(needed) => (TestKind::Percent, needed),
            Test::Level(place) => (TestKind::Level, Number::from(i64::try_from(place + 1).unwrap_or(i64::MAX))),
        };
        Ok(LimitingEntry { on, title, test, needed, actual: entry.actual, gap: entry.gap })
    }

    fn table_group(&self, node: usize) -> Result<&Group, Failure> {
        let index = node.checked_sub(1).ok_or_else(|| Failure::broken("the root is no group"))?;
        at(&self.manifest.groups, index)
    }

    fn table_row(&self, row: usize) -> Result<&crate::rulebook::manifest::Row, Failure> {
        let row = self.tree.row(row)?;
        at(&self.table_group(row.node)?.rows, row.position)
    }

    fn group(&self, evaluation: &Evaluation, shares: &Shares, index: usize) -> Result<GroupResult, Failure> {
        let (node, table) = (index + 1, at(&self.manifest.groups, index)?);
        let (place, score) = (self.tree.node(node)?, at(&evaluation.nodes, node)?);
        let known = score.state.applies() && !score.state.is_open();
        let value = known.then(|| score.value.clone());
        let bounds = at(&evaluation.bounds, node)?.as_ref();
        let grade = *at(&evaluation.grades, node)?;
        let (level, possible) = match grade {
            Some(grade) => {
                let levels = at(&self.tree.lists, grade.list)?.levels.len();
                let all = std::iter::once(Standing::Ungraded).chain((0..levels).map(Standing::Level));
                let reach = Standing::from(grade.worst)..=Standing::from(grade.best);
                let possible = all.filter(|standing| reach.contains(standing));
                let ids = possible.map(|standing| Ok(self.in_list(grade.list, standing)?.id));
                (Some(self.in_list(grade.list, grade.earned.into())?), ids.collect::<Result<_, Failure>>()?)
            }
            None => (None, Vec::new()),
        };
        let Shares { coverage, contributions } = shares;
        Ok(GroupResult {
            id: place.id.clone(),
            parent: table.parent.as_ref().map(|parent| parent.value.clone()),
            title: table.title.clone(),
            status: score.state,
            percent: percent(value.as_ref(), &score.max)?,
            value,
            max: if score.state.applies() { score.max.clone() } else { place.full.clone() },
            lower: bounds.map(|bounds| bounds.value.lower.clone()),
            upper: bounds.map(|bounds| bounds.value.upper.clone()),
            level,
            possible,
            weight: place.weight.clone(),
            coverage: hundredfold(at(&coverage.nodes, node)?.as_ref())?,
            share: at(&coverage.node_shares, node)?.mul(&Number::HUNDRED)?,
            contribution: at(&contributions.nodes, node)?.clone(),
            line: at(&contributions.lines, node)?.clone(),
            basis: written_basis(&table.basis),
            ground: table.status.unwrap_or(self.manifest.status),
            rulebook: table.composite.as_ref().map(|composite| composite.rulebook.value.clone()),
            assessment: None,
        })
    }

    fn row(&self, evaluation: &Evaluation, shares: &Shares, index: usize) -> Result<RowResult, Failure> {
        let (row, table) = (self.tree.row(index)?, self.table_row(index)?);
        let (outcome, group) = (at(&evaluation.rows, index)?, self.table_group(row.node)?);
        let applies = outcome.state.applies();
        let points = (applies && !outcome.state.is_open()).then(|| outcome.value.clone());
        let lost = applies && points.as_ref().is_none_or(|points| *points < row.points);
        Ok(RowResult {
            id: row.id.clone(),
            group: group.id.value.clone(),
            title: table.title.clone(),
            state: outcome.state,
            points,
            max: row.points.clone(),
            contribution: at(&shares.contributions.rows, index)?.clone(),
            share: at(&shares.coverage.row_shares, index)?.mul(&Number::HUNDRED)?,
            lower: applies.then(|| outcome.lower.clone()),
            upper: applies.then(|| outcome.upper.clone()),
            why: None,
            facts: Vec::new(),
            bands: Vec::new(),
            params: Vec::new(),
            missing: Vec::new(),
            basis: written_basis(if table.basis.is_empty() { &group.basis } else { &table.basis }),
            ground: table.status.or(group.status).unwrap_or(self.manifest.status),
            evidence: Evidence { asked: table.evidence.clone(), ..Evidence::default() },
            advice: table.advice.clone().filter(|_| lost),
            statements: table.statements.clone(),
            effort: table.effort.clone(),
        })
    }

    fn gate(&self, evaluation: &Evaluation, index: usize) -> Result<GateResult, Failure> {
        let (gate, table) = (at(&self.tree.gates, index)?, at(&self.manifest.gates, index)?);
        let state = at(&evaluation.gates, index)?.state;
        Ok(GateResult {
            id: gate.id.clone(),
            title: table.title.clone(),
            required: !gate.fires_on,
            state,
            effect: match &gate.effect {
                gate::Effect::Bar => Effect::Bar,
                gate::Effect::CapLevel(place) => Effect::CapLevel(at(self.levels()?, *place)?.id.clone()),
                gate::Effect::CapScore(score) => Effect::CapScore(score.clone()),
                gate::Effect::Demote(steps) => Effect::Demote(u64::try_from(*steps).unwrap_or(u64::MAX)),
                gate::Effect::Warn => Effect::Warn,
            },
            facts: Vec::new(),
            missing: Vec::new(),
            advice: table.advice.clone().filter(|_| state != GateState::Clear),
            basis: written_basis(&table.basis),
            ground: table.status.unwrap_or(self.manifest.status),
        })
    }
}

/// How much of the score rests on what evidence: from the rows that give points and whose strength is known.
pub(crate) fn evidence_shares(rows: &[RowResult]) -> Result<Vec<EvidenceShare>, Failure> {
    let given = |strength: Strength| {
        let rows = rows.iter().filter(move |row| row.evidence.strength == Some(strength));
        Number::sum(rows.filter_map(|row| row.contribution.as_ref()))
    };
    let strengths = [Strength::Claimed, Strength::Evidenced, Strength::Verified];
    let points = strengths.map(given);
    let mut whole = Number::ZERO;
    for points in &points {
        whole = whole.add(points.as_ref().map_err(|error| *error)?)?;
    }
    let mut shares = Vec::with_capacity(strengths.len());
    for (strength, points) in strengths.into_iter().zip(points) {
        let contribution = points?;
        let share = percent(Some(&contribution), &whole)?.unwrap_or(Number::ZERO);
        shares.push(EvidenceShare { strength, contribution, share });
    }
    Ok(shares)
}

/// A share from 0 to 1 as percent.
pub(crate) fn hundredfold(share: Option<&Number>) -> Result<Option<Number>, Failure> {
    Ok(share.map(|share| share.mul(&Number::HUNDRED)).transpose()?)
}

fn written_basis(basis: &[At<String>]) -> Vec<String> {
    basis.iter().map(|basis| basis.value.clone()).collect()
}

fn written(rule: &Rule) -> String {
    match &rule.script {
        Some(script) => format!("{script}.{}", rule.function),
        None => rule.function.clone(),
    }
}
