//! Printing lines that add up: rounding by largest remainder.

use crate::number::{ArithmeticError, Number, RoundingMode};

/// `values` to `digits` decimals, so that they add up to their rounded total (half up).
///
/// Each value moves by less than one unit of the last digit; of equal remainders the first is rounded up first.
///
/// # Errors
/// If the numbers grow beyond their limit.
pub fn apportion(values: &[Number], digits: u8) -> Result<Vec<Number>, ArithmeticError> {
    let unit = Number::from(10).pow(&Number::from(-i64::from(digits)))?;
    let mut shares = Vec::with_capacity(values.len());
    let mut floors = Number::ZERO;
    for value in values {
        let scaled = value.div(&unit)?;
        let floor = scaled.floor();
        floors = floors.add(&floor)?;
        shares.push((scaled.sub(&floor)?, floor));
    }
    let total = Number::sum(values)?.round(i32::from(digits), RoundingMode::HalfUp)?.div(&unit)?;
    let lacking = total.sub(&floors)?.to_i64().and_then(|units| usize::try_from(units).ok()).unwrap_or(0);
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let remainder = |place: &usize| shares.get(*place).map(|(remainder, _)| remainder);
    order.sort_by(|a, b| remainder(b).cmp(&remainder(a)));
    order.truncate(lacking);
    let lines = shares.iter().enumerate().map(|(place, (_, floor))| {
        let floor = if order.contains(&place) { floor.add(&Number::ONE)? } else { floor.clone() };
        floor.mul(&unit)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number")
    }

    #[test]
    fn printed_lines_add_up_to_the_printed_total() {
        let thirds = vec![Number::from_ratio(100, 3).expect("a third"); 3];
        let printed = apportion(&thirds, 1).expect("printed");
        assert_eq!(printed, [number("33.4"), number("33.3"), number("33.3")]);
    }

    #[test]
    fn exact_lines_keep_their_value() {
        let lines = [number("0.5"), number("1"), number("0.25"), number("-2.25")];
        assert_eq!(apportion(&lines, 2).expect("printed"), lines);
    }

    proptest! {
        #[test]
        fn lines_add_up_and_move_by_less_than_a_unit(terms in prop::collection::vec((-9999i64..9999, 1i64..99), 0..12), digits in 0u8..4) {
            let values: Vec<Number> = terms.iter().map(|(n, d)| Number::from_ratio(*n, *d).expect("no zero")).collect();
            let printed = apportion(&values, digits).expect("printed");
            let total = Number::sum(&values).expect("small").round(i32::from(digits), RoundingMode::HalfUp).expect("small");
            prop_assert_eq!(Number::sum(&printed).expect("small"), total);
            let unit = Number::from_decimal(1, digits);
            for (value, line) in values.iter().zip(&printed) {
                prop_assert!(value.sub(line).expect("small").abs() < unit);
            }
        }
    }
}
