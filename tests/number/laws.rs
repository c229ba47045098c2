//! Laws that hold for all numbers, checked against big fractions.

use crate::{number, ratio};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use zhiheng::{ArithmeticError, Number, ParseNumberError, RoundingMode};

fn hash(number: &Number) -> u64 {
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}

/// The exact value, by way of the debug text, which is a decimal or a fraction.
fn value(number: &Number) -> BigRational {
    let text = format!("{number:?}");
    if let Some((numerator, denominator)) = text.split_once('/') {
        return BigRational::new(BigInt::from_str(numerator).unwrap(), BigInt::from_str(denominator).unwrap());
    }
    decimal(&text)
}

/// The exact value of a plain decimal text.
fn decimal(text: &str) -> BigRational {
    let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = BigInt::from_str(&format!("{integer}{fraction}")).unwrap();
    BigRational::new(digits, BigInt::from(10).pow(fraction.len() as u32))
}

/// Mantissas as they occur, and those at the edges of what is small.
fn mantissa() -> impl Strategy<Value = i64> {
    prop_oneof![
        -1000..1000_i64,
        -100_000_000..100_000_000_i64,
        any::<i64>(),
        prop::sample::select(vec![i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX, i64::MAX - 1, 1 << 53, 1 << 32]),
    ]
}

/// Mantissa and scale of a decimal of at most 15 digits.
fn of_15_digits() -> impl Strategy<Value = (i64, u8)> {
    (-999_999_999_999_999..=999_999_999_999_999_i64, 0..18_u8)
}

/// Decimals, fractions, and fractions too large for any short form, each with its value.
fn any_number() -> impl Strategy<Value = (Number, BigRational)> {
    let short = (mantissa(), 0..20_u8).prop_map(|(mantissa, scale)| {
        let value = BigRational::new(mantissa.into(), BigInt::from(10).pow(scale.into()));
        (Number::from_decimal(mantissa, scale), value)
    });
    let fraction = (mantissa(), mantissa().prop_filter("a denominator", |denominator| *denominator != 0)).prop_map(
        |(numerator, denominator)| {
            (ratio(numerator, denominator), BigRational::new(numerator.into(), denominator.into()))
        },
    );
    let long = "-?[0-9]{1,60}(\\.[0-9]{1,60})?".prop_map(|text| (number(&text), decimal(&text)));
    prop_oneof![4 => short, 3 => fraction, 1 => long]
}

proptest! {
    #[test]
    fn the_four_operations_are_those_of_fractions((a, x) in any_number(), (b, y) in any_number()) {
        prop_assert_eq!(value(&a.add(&b).unwrap()), &x + &y);
        prop_assert_eq!(value(&a.sub(&b).unwrap()), &x - &y);
        prop_assert_eq!(value(&a.mul(&b).unwrap()), &x * &y);
        if y.is_zero() {
            prop_assert_eq!(a.div(&b), Err(ArithmeticError::DivisionByZero));
            prop_assert_eq!(a.rem(&b), Err(ArithmeticError::DivisionByZero));
        } else {
            prop_assert_eq!(value(&a.div(&b).unwrap()), &x / &y);
            prop_assert_eq!(value(&a.rem(&b).unwrap()), &x % &y);
        }
    }

    #[test]
    fn signs_and_integers_are_those_of_fractions((a, x) in any_number()) {
        prop_assert_eq!(value(&a.neg()), -&x);
        prop_assert_eq!(value(&a.abs()), x.abs());
        prop_assert_eq!(value(&a.floor()), x.floor());
        prop_assert_eq!(value(&a.ceil()), x.ceil());
        prop_assert_eq!(a.is_zero(), x.is_zero());
        prop_assert_eq!(a.is_negative(), x.is_negative());
        prop_assert_eq!(BigRational::from(BigInt::from(a.signum())), x.signum());
        prop_assert_eq!(a.is_integer(), x.is_integer());
        prop_assert_eq!(a.to_i64(), i64::try_from(x.numer()).ok().filter(|_| x.is_integer()));
    }

    #[test]
    fn order_equality_and_hash_are_those_of_the_values((a, x) in any_number(), (b, y) in any_number()) {
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        prop_assert_eq!(a == b, x == y);
        if a == b {
            prop_assert_eq!(hash(&a), hash(&b));
        }
    }

    #[test]
    fn a_value_is_one_number_however_it_came_about((a, _) in any_number(), (b, _) in any_number()) {
        let there_and_back = a.add(&b).unwrap().sub(&b).unwrap();
        prop_assert_eq!(&there_and_back, &a);
        prop_assert_eq!(hash(&there_and_back), hash(&a));
        if !b.is_zero() {
            let there_and_back = a.mul(&b).unwrap().div(&b).unwrap();
            prop_assert_eq!(&there_and_back, &a);
            prop_assert_eq!(hash(&there_and_back), hash(&a));
        }
    }

    #[test]
    fn addition_and_multiplication_keep_the_laws_of_a_field(
        (a, _) in any_number(), (b, _) in any_number(), (c, _) in any_number(),
    ) {
        prop_assert_eq!(a.add(&b), b.add(&a));
        prop_assert_eq!(a.mul(&b), b.mul(&a));
        prop_assert_eq!(a.add(&b).unwrap().add(&c), a.add(&b.add(&c).unwrap()));
        prop_assert_eq!(a.mul(&b).unwrap().mul(&c), a.mul(&b.mul(&c).unwrap()));
        prop_assert_eq!(a.mul(&b.add(&c).unwrap()), a.mul(&b).unwrap().add(&a.mul(&c).unwrap()));
    }

    #[test]
    fn rounding_is_that_of_the_fraction((a, x) in any_number(), digits in -25..25_i32) {
        let unit = BigRational::from(BigInt::from(10)).pow(digits);
        let scaled = &x * &unit;
        let half = BigRational::new(1.into(), 2.into());
        let away = |rounded: BigRational| if x.is_negative() { -rounded } else { rounded };
        let magnitude = scaled.abs();
        let up = (&magnitude + &half).floor();
        let even = if (&magnitude - magnitude.floor()) == half && (up.numer() % 2_u8) != BigInt::ZERO {
            &up - BigRational::from(BigInt::from(1))
        } else {
            up.clone()
        };
        for (mode, rounded) in [
            (RoundingMode::HalfUp, up),
            (RoundingMode::HalfEven, even),
            (RoundingMode::Down, magnitude.floor()),
            (RoundingMode::Up, magnitude.ceil()),
        ] {
            prop_assert_eq!(value(&a.round(digits, mode).unwrap()), away(rounded) / &unit, "{:?}", mode);
        }
    }

    #[test]
    fn what_is_printed_in_full_reads_back_the_same((a, _) in any_number()) {
        if let Some(text) = a.to_exact_string() {
            prop_assert_eq!(number(&text), a);
        }
    }

    #[test]
    fn what_is_printed_is_the_number_to_12_decimals((a, x) in any_number()) {
        let text = a.to_string();
        prop_assert_eq!(decimal(&text), value(&a.round(12, RoundingMode::HalfUp).unwrap()));
        prop_assert!(text == "0" || !text.contains('.') || !text.ends_with(['0', '.']), "{}", text);
        prop_assert!(!text.starts_with("-0") || text.len() > 2, "{}", text);
        prop_assert!((decimal(&text) - x).abs() <= BigRational::new(1.into(), BigInt::from(10).pow(12)));
    }

    #[test]
    fn the_nearest_f64_is_that_of_the_exact_text(mantissa in mantissa(), scale in 0..30_u8) {
        let a = Number::from_decimal(mantissa, scale);
        prop_assert_eq!(a.to_f64(), a.to_exact_string().unwrap().parse::<f64>().unwrap());
    }

    #[test]
    fn the_nearest_f64_is_so_in_all_its_range(mantissa in 1..i64::MAX, exponent in -345..330_i32) {
        let text = format!("{mantissa}e{exponent}");
        if let Ok(a) = Number::parse(&text) {
            prop_assert_eq!(a.to_f64(), text.parse::<f64>().unwrap(), "{}", text);
        }
    }

    #[test]
    fn no_other_f64_is_nearer_to_a_fraction(numerator in mantissa(), denominator in 1..i64::MAX) {
        let x = BigRational::new(numerator.into(), denominator.into());
        let nearest = ratio(numerator, denominator).to_f64();
        let distance = |candidate: f64| (BigRational::from_float(candidate).unwrap() - &x).abs();
        prop_assert!(distance(nearest) <= distance(nearest.next_up()));
        prop_assert!(distance(nearest) <= distance(nearest.next_down()));
    }

    #[test]
    fn an_f64_is_the_number_of_its_shortest_text(bits in any::<u64>()) {
        let float = f64::from_bits(bits);
        match Number::from_f64(float) {
            None => prop_assert!(!float.is_finite()),
            Some(a) => {
                prop_assert_eq!(&a, &number(&format!("{float:e}")));
                prop_assert_eq!(a.to_f64(), float);
            }
        }
    }

    #[test]
    fn a_number_of_up_to_15_digits_is_its_text((mantissa, scale) in of_15_digits()) {
        let a = Number::from_decimal(mantissa, scale);
        let float: f64 = a.to_exact_string().unwrap().parse().unwrap();
        prop_assert_eq!(Number::from_f64(float), Some(a));
    }

    #[test]
    fn json_reads_back_the_number_to_12_decimals((mantissa, scale) in of_15_digits()) {
        let a = Number::from_decimal(mantissa, scale);
        let json = serde_json::to_string(&a).unwrap();
        prop_assert!(!json.ends_with(".0"), "{}", json);
        prop_assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), a.round(12, RoundingMode::HalfUp).unwrap());
    }

    #[test]
    fn reading_any_text_gives_a_number_or_an_error(text in "[-+0-9.eE_ ]{0,12}|\\PC{0,12}") {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = |text: &str| text.strip_prefix(['-', '+']).unwrap_or(text).to_owned();
        let body = unsigned(&text);
        let (decimal, exponent) = body.split_once(['e', 'E']).unwrap_or((&body, "0"));
        let (integer, fraction) = decimal.split_once('.').unwrap_or((decimal, "0"));
        let sound = digits(integer) && digits(fraction) && digits(&unsigned(exponent));
        prop_assert_eq!(Number::parse(&text) != Err(ParseNumberError::NotANumber), sound, "{:?}", text);
    }

    #[test]
    fn integer_powers_are_repeated_products(a in -50..50_i64, b in 1..50_i64, exponent in 0..12_i32) {
        let base = ratio(a, b);
        let mut product = Number::ONE;
        for _ in 0..exponent {
            product = product.mul(&base).unwrap();
        }
        prop_assert_eq!(base.pow(&Number::from(exponent)).unwrap(), product.clone());
        if a != 0 {
            prop_assert_eq!(base.pow(&Number::from(-exponent)), Number::ONE.div(&product));
        }
    }

    #[test]
    fn a_root_of_a_power_is_exact(a in 1..2000_i64, b in 1..2000_i64, degree in 2..9_i64) {
        let base = ratio(a, b);
        let power = base.pow(&Number::from(degree)).unwrap();
        prop_assert_eq!(power.pow(&ratio(1, degree)).unwrap(), base.clone());
        prop_assert_eq!(base.mul(&base).unwrap().sqrt().unwrap(), base);
    }

    #[test]
    fn an_irrational_root_is_right_to_half_of_its_28th_digit(
        a in 2..i64::MAX, b in 1..1_000_000_i64, degree in 2..6_u32,
    ) {
        let base = ratio(a, b);
        let root = base.pow(&ratio(1, degree.into())).unwrap();
        let text = root.to_exact_string();
        prop_assume!(root.pow(&Number::from(degree)).unwrap() != base);
        // The value of the last digit, and the neighbours half of it away.
        let text = text.unwrap();
        let digits = text.replace('.', "");
        let significant = digits.trim_start_matches('0').len();
        prop_assert!(significant <= 28 || !text.contains('.'), "{}", text);
        let decimals = 27 - (root.to_f64().log10().floor() as i32);
        let half = Number::from(10).pow(&Number::from(-decimals)).unwrap().div(&Number::from(2)).unwrap();
        let below = root.sub(&half).unwrap().pow(&Number::from(degree)).unwrap();
        let above = root.add(&half).unwrap().pow(&Number::from(degree)).unwrap();
        prop_assert!(below < base && base < above, "{} {}", text, base);
    }

    #[test]
    fn square_roots_are_powers_of_a_half(a in 0..i64::MAX, b in 1..i64::MAX) {
        prop_assert_eq!(ratio(a, b).sqrt(), ratio(a, b).pow(&ratio(1, 2)));
    }

    #[test]
    fn any_power_is_a_number_or_an_error((a, _) in any_number(), (b, _) in any_number()) {
        match a.pow(&b) {
            Ok(power) => prop_assert!(!power.is_negative() || a.is_negative()),
            Err(ArithmeticError::DivisionByZero) => prop_assert!(a.is_zero() && b.is_negative()),
            Err(ArithmeticError::NotReal) => prop_assert!(a.is_negative() && !b.is_integer()),
            Err(_) => prop_assert!(!a.is_zero()),
        }
    }
}
