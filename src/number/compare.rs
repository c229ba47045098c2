//! Numbers are equal when their values are: 12, 12.0 and 24/2 are one number.

use super::arithmetic::aligned_short;
use super::{Number, Repr, power_of_ten};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        match (&self.0, &other.0) {
            (Repr::Decimal { .. }, Repr::Decimal { .. }) => self.cmp(other).is_eq(),
            (
                Repr::Fraction { numerator, denominator },
                Repr::Fraction { numerator: other_numerator, denominator: other_denominator },
            ) => numerator == other_numerator && denominator == other_denominator,
            (Repr::Big(value), Repr::Big(other)) => value == other,
            // A value has one form only.
            _ => false,
        }
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        if let (Repr::Decimal { mantissa, scale }, Repr::Decimal { mantissa: other_mantissa, scale: other_scale }) =
            (&self.0, &other.0)
        {
            if scale == other_scale {
                return mantissa.cmp(other_mantissa);
            }
            if let Some((scaled, other_scaled)) = aligned_short(*mantissa, *scale, *other_mantissa, *other_scale) {
                return scaled.cmp(&other_scaled);
            }
            let scaled = i128::from(*mantissa) * i128::from(power_of_ten(other_scale.saturating_sub(*scale)));
            let other_scaled =
                i128::from(*other_mantissa) * i128::from(power_of_ten(scale.saturating_sub(*other_scale)));
            return scaled.cmp(&other_scaled);
        }
        match (self.short_terms(), other.short_terms()) {
            (Some((numerator, denominator)), Some((other_numerator, other_denominator))) => {
                (numerator * other_denominator).cmp(&(other_numerator * denominator))
            }
            _ => self.signum().cmp(&other.signum()).then_with(|| self.to_big().cmp(&other.to_big())),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::Decimal { mantissa, scale } => {
                let (mut mantissa, mut scale) = (*mantissa, *scale);
                while scale > 0 && mantissa % 10 == 0 {
                    mantissa /= 10;
                    scale -= 1;
                }
                (mantissa, scale).hash(state);
            }
            Repr::Fraction { numerator, denominator } => (numerator, denominator).hash(state),
            Repr::Big(value) => value.hash(state),
        }
    }
}
