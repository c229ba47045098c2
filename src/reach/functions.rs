//! Functions of plain values.

use super::compare::{compare, contains};
use super::facts::counts;
use super::interval::Interval;
use super::set::Set;
use super::walk::number_of;
use crate::number::{Number, RoundingMode};
use crate::plan::expr::{Builtin, Comparison};

pub(super) fn builtin(function: Builtin, args: &[Set]) -> Set {
    let arg = |place: usize| args.get(place).cloned().unwrap_or_default();
    let absent = args.iter().any(|arg| arg.absent);
    let of_numbers = |compute: &dyn Fn(&[Interval]) -> Option<Interval>| {
        number_of(&args.iter().collect::<Vec<_>>(), |numbers| compute(numbers))
    };
    let rising = |function: &dyn Fn(&Number) -> Result<Number, ()>| {
        of_numbers(&|numbers| numbers.first().map(|numbers| numbers.rising(function)))
    };
    match function {
        Builtin::Ladder => ladder(&arg(0)),
        Builtin::PercentOf => {
            let share = of_numbers(&|numbers| match numbers {
                [part, whole] => Some(part.mul(&Interval::point(Number::HUNDRED)).div(whole)),
                _ => None,
            });
            // nothing is a percentage of 0
            let zero = arg(1).interval().is_some_and(|whole| whole.contains(&Number::ZERO));
            share.or_absent(zero)
        }
        Builtin::Meets => {
            let (direction, value, limit) = (arg(0), arg(1), arg(2));
            let mut met = Set::never();
            for (word, left, right) in [("higher", &limit, &value), ("lower", &value, &limit)] {
                if compare(Comparison::Equal, &direction, &Set::text(word)).yes {
                    met = met.join(&compare(Comparison::LessOrEqual, left, right));
                }
            }
            met.or_absent(absent)
        }
        Builtin::Min | Builtin::Max => of_numbers(&|numbers| match numbers {
            [a, b] => Some(a.pick(b, function == Builtin::Max)),
            _ => None,
        }),
        Builtin::Clamp => of_numbers(&|numbers| match numbers {
            [x, low, high] => Some(x.pick(low, true).pick(high, false)),
            _ => None,
        }),
        Builtin::Abs => of_numbers(&|numbers| numbers.first().map(Interval::abs)),
        Builtin::Floor => rising(&|x| Ok(x.floor())),
        Builtin::Ceil => rising(&|x| Ok(x.ceil())),
        Builtin::Sqrt => rising(&|x| x.sqrt().map_err(|_| ())),
        Builtin::Round | Builtin::RoundHalfEven => {
            let mode = if function == Builtin::Round { RoundingMode::HalfUp } else { RoundingMode::HalfEven };
            let digits = arg(1).single().and_then(Number::to_i64).and_then(|digits| i32::try_from(digits).ok());
            of_numbers(&|numbers| {
                let (numbers, digits) = (numbers.first()?, digits);
                Some(digits.map_or(Interval::ALL, |digits| numbers.rising(|x| x.round(digits, mode))))
            })
        }
        Builtin::First => {
            let element = |lists: &super::set::Lists| match &lists.exact {
                Some(exact) => exact.first().cloned().unwrap_or_default(),
                None => lists.element.clone(),
            };
            match arg(0).list_of() {
                Some(lists) => element(&lists).or_absent(absent || lists.least == 0),
                None => Set::never().or_absent(absent),
            }
        }
        Builtin::Len => {
            let of_lists = arg(0).list_of().map_or(Set::never(), |lists| Set::numbers(lists.length()));
            let of_texts = if arg(0).texts.is_some() { Set::numbers(counts()) } else { Set::never() };
            of_lists.join(&of_texts).or_absent(absent)
        }
        Builtin::Contains => contains(&arg(1), &arg(0)),
        Builtin::YearsBetween | Builtin::DaysBetween | Builtin::Year => Set::numbers(Interval::ALL).or_absent(absent),
        Builtin::Date | Builtin::AddYears => Set::dates().or_absent(absent),
        Builtin::WithinYears | Builtin::ValidOn | Builtin::StartsWith | Builtin::EndsWith => {
            Set::either().or_absent(absent)
        }
        Builtin::ToUpper | Builtin::ToLower | Builtin::Trim => Set::texts().or_absent(absent),
        Builtin::Split => Set::list(Set::texts(), 0, None).or_absent(absent),
    }
}

/// From the steps that are true for certain to those before the first that is false for certain.
fn ladder(steps: &Set) -> Set {
    let Some(lists) = steps.list_of() else { return Set { absent: steps.absent, ..Set::default() } };
    let Some(exact) = &lists.exact else { return Set::numbers(lists.length().hull(&counts())).or_absent(steps.absent) };
    let whole = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
    let sure = exact.iter().take_while(|step| **step == Set::truths(true, false)).count();
    let possible = exact.iter().take_while(|step| step.can_be_true() || step.absent).count();
    Set::numbers(Interval::between(whole(sure), whole(possible))).or_absent(steps.absent)
}
