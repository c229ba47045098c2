//! What rules tell of themselves, written into the assessment: facts, reasons, bands, parameters, evidence, what is missing.

use super::compile::constant;
use super::finding::Finding;
use super::item::{PredicateFacts, RowFinding};
use super::load::{Loaded, Span};
use super::profile::{Profile, value};
use crate::assess::assessment::{
    Assessment, AssumedFact, BandKind, BandRead, FactValue, MissingFact, ParamRead, Warning,
};
use crate::assess::decide::PredicateId;
use crate::assess::document::evidence_shares;
use crate::assess::gate::GateState;
use crate::assess::outcome::State;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::plan::expr;
use crate::plan::trace::{BandMatch, ReadFact};
use crate::plan::value::Outcome;
use crate::rulebook::dated::param_on;
use std::collections::BTreeMap;

pub(super) struct Teller<'t, 'a> {
    pub loaded: &'t Loaded,
    pub span: &'t Span,
    pub profile: &'t Profile<'a>,
}

/// Who asked for a fact.
enum Asker<'r> {
    Applies,
    Row(&'r str),
    Gate(&'r str),
    Level(&'r str),
}

impl<'a> Teller<'_, 'a> {
    /// What the rule that says whether the rulebook applies took for granted, and what it lacks to decide.
    pub fn applies<T>(&self, finding: &Finding<'a, T>, is_open: bool, into: &mut Assessment) {
        if is_open {
            self.note(finding.missing(), &Asker::Applies, &mut into.missing);
        }
        let mut assumed = Vec::new();
        self.note(finding.assumed(), &Asker::Applies, &mut assumed);
        into.assumed.extend(assumed.into_iter().map(assumption));
    }

    /// What the rows' functions tell, in the order of the table.
    pub fn rows(&self, findings: &[Option<RowFinding<'a>>], into: &mut Assessment) -> Result<(), Error> {
        let (mut missing, mut assumed) = (std::mem::take(&mut into.missing), Vec::new());
        let mut warnings = Vec::new();
        for ((row, finding), judge) in into.rows.iter_mut().zip(findings).zip(&self.span.judges.rows) {
            let Some(finding) = finding else { continue };
            row.why = match &finding.result {
                Ok(Some(Outcome::Points { why, .. } | Outcome::NotApplicable { why })) => {
                    why.as_ref().map(|why| (**why).clone())
                }
                Ok(None) | Err(_) => None,
            };
            row.facts = self.profile.facts(&finding.facts);
            row.bands = finding.bands.iter().map(band).collect();
            row.evidence = self.profile.evidence(&finding.facts, std::mem::take(&mut row.evidence.asked));
            if let Some(judge) = judge {
                row.params = self.params(judge.function);
            }
            if matches!(row.state, State::Unanswered | State::Partly) {
                row.missing = self.note(finding.missing(), &Asker::Row(&row.id), &mut missing);
            }
            self.note(finding.assumed(), &Asker::Row(&row.id), &mut assumed);
            let fault = finding.result.as_ref().err();
            warnings
                .extend(fault.into_iter().chain(&finding.warnings).map(|fault| warning(fault, Some(row.id.clone()))));
        }
        into.evidence = evidence_shares(&into.rows)?;
        into.missing = missing;
        assume(assumed, into);
        into.warnings.extend(warnings);
        Ok(())
    }

    /// What the functions of gates and levels tell.
    pub fn predicates(&self, predicates: &BTreeMap<PredicateId, PredicateFacts<'a>>, into: &mut Assessment) {
        let mut assumed = Vec::new();
        for (id, (truth, finding)) in predicates {
            let open = truth.is_open();
            match id {
                PredicateId::Gate(place) => {
                    let Some(gate) = into.gates.get_mut(*place) else { continue };
                    gate.facts = self.profile.facts(&finding.facts);
                    if gate.state == GateState::Undecided {
                        gate.missing = self.note(finding.missing(), &Asker::Gate(&gate.id), &mut into.missing);
                    }
                    self.note(finding.assumed(), &Asker::Gate(&gate.id), &mut assumed);
                }
                PredicateId::Level { level, .. } => {
                    let Some(level) = self.loaded.manifest.levels.get(*level) else { continue };
                    if open {
                        self.note(finding.missing(), &Asker::Level(&level.id.value), &mut into.missing);
                    }
                    self.note(finding.assumed(), &Asker::Level(&level.id.value), &mut assumed);
                }
            }
        }
        assume(assumed, into);
    }

    pub fn warn(&self, diagnostic: &Diagnostic, on: Option<String>, into: &mut Assessment) {
        into.warnings.push(warning(diagnostic, on));
    }

    /// Adds facts to a list of missing ones, and gives their paths.
    fn note<'r>(
        &self,
        reads: impl Iterator<Item = &'r ReadFact<'a>>,
        asker: &Asker<'_>,
        list: &mut Vec<MissingFact>,
    ) -> Vec<String>
    where
        'a: 'r,
    {
        let mut paths = Vec::new();
        for read in reads {
            let path = self.profile.path(read);
            if paths.contains(&path) {
                continue;
            }
            let place = match list.iter().position(|known| known.path == path) {
                Some(place) => place,
                None => {
                    list.push(self.profile.missing(read));
                    list.len() - 1
                }
            };
            if let Some(entry) = list.get_mut(place) {
                let (ids, id) = match asker {
                    Asker::Applies => {
                        entry.applies = true;
                        paths.push(path);
                        continue;
                    }
                    Asker::Row(id) => (&mut entry.rows, id),
                    Asker::Gate(id) => (&mut entry.gates, id),
                    Asker::Level(id) => (&mut entry.levels, id),
                };
                if !ids.iter().any(|known| known == id) {
                    ids.push((*id).to_owned());
                }
            }
            paths.push(path);
        }
        paths
    }

    /// The dated parameters that a function uses.
    fn params(&self, function: expr::FunctionId) -> Vec<ParamRead> {
        let Some(function) = self.loaded.code.function(function) else { return Vec::new() };
        let dated = function.params.iter().filter_map(|name| {
            let param = param_on(&self.loaded.manifest, name, self.span.epoch.from)?;
            let from = param.from?;
            Some(ParamRead {
                name: name.clone(),
                title: param.title.cloned(),
                unit: param.unit.cloned(),
                value: value(&constant(param.value)).unwrap_or(FactValue::List(Vec::new())),
                basis: param.basis.iter().map(|basis| basis.value.clone()).collect(),
                from: Some(Date::from_civil(from)),
                to: param.to.map(Date::from_civil),
            })
        });
        dated.collect()
    }
}

/// Adds facts to those that were assumed already.
fn assume(facts: Vec<MissingFact>, into: &mut Assessment) {
    for fact in facts.into_iter().map(assumption) {
        match into.assumed.iter_mut().find(|known| known.path == fact.path) {
            Some(known) => {
                known.rows.extend(fact.rows);
                known.gates.extend(fact.gates);
                known.levels.extend(fact.levels);
            }
            None => into.assumed.push(fact),
        }
    }
}

fn assumption(fact: MissingFact) -> AssumedFact {
    let MissingFact { path, title, rows, gates, levels, applies, .. } = fact;
    AssumedFact { path, title, rows, gates, levels, applies }
}

/// A diagnostic as a warning of the result.
pub(super) fn warning(diagnostic: &Diagnostic, on: Option<String>) -> Warning {
    let place = Some(diagnostic.place.to_string()).filter(|place| !place.is_empty());
    let on = match (on, place) {
        (Some(on), Some(place)) => Some(format!("{on} ({place})")),
        (on, place) => on.or(place),
    };
    Warning { code: diagnostic.code.to_owned(), message: diagnostic.message.clone(), on }
}

fn band(band: &BandMatch) -> BandRead {
    let function = match band.kind {
        expr::BandKind::Band => BandKind::Band,
        expr::BandKind::Above => BandKind::BandAbove,
        expr::BandKind::Max => BandKind::BandMax,
        expr::BandKind::Below => BandKind::BandBelow,
        expr::BandKind::Interpolate => BandKind::Interpolate,
    };
    let matched = band.matched.and_then(|place| band.entries.get(place));
    let (low, high) = &band.result;
    BandRead {
        function,
        value: band.low.clone(),
        value_upper: (band.low != band.high).then(|| band.high.clone()),
        table: band.entries.clone(),
        bound: matched.map(|(bound, _)| bound.clone()),
        result: low.clone(),
        result_upper: (low != high).then(|| high.clone()),
    }
}
