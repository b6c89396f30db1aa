//! Fractions of big integers, and floats compared with them.

use num_bigint::BigUint;

/// Binary digits after the point that fractions are compared with: more than any float has.
pub(crate) const DIGITS: u32 = 1100;

pub(crate) fn big(number: u32) -> BigUint {
    BigUint::from(number)
}

/// A fraction in units of `2^-DIGITS`, rounded down.
pub(crate) fn scaled(numerator: &BigUint, denominator: &BigUint) -> BigUint {
    (numerator << DIGITS) / denominator
}

/// A float that is not negative in units of `2^-DIGITS`, exactly.
pub(crate) fn scaled_float(value: f64) -> BigUint {
    assert!(value.is_finite() && value.is_sign_positive(), "{value}");
    let bits = value.to_bits();
    let (exponent, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
    match exponent {
        0 => BigUint::from(fraction) << (DIGITS - 1074),
        _ => BigUint::from(fraction | (1 << 52)) << (u64::from(DIGITS) + exponent - 1075),
    }
}

/// The float is the fraction to one part in 2^40, which is more than 10^12, or to `2^-floor`.
#[track_caller]
pub(crate) fn assert_exact(value: f64, numerator: &BigUint, denominator: &BigUint, floor: u32, what: &str) {
    let (value_scaled, expected) = (scaled_float(value), scaled(numerator, denominator));
    let difference = if value_scaled > expected { &value_scaled - &expected } else { &expected - &value_scaled };
    let allowed = (&expected >> 40) + (BigUint::from(1_u32) << (DIGITS - floor));
    assert!(difference <= allowed, "{what}: {value}");
}

/// Of floats so small that they lose digits.
pub(crate) const SMALLEST: u32 = 1000;

/// C(n, k) for all k from 0 to n.
pub(crate) fn choices(n: u32) -> Vec<BigUint> {
    let mut row = vec![big(1)];
    for k in 0..n {
        let next = &row[k as usize] * (n - k) / (k + 1);
        row.push(next);
    }
    row
}

pub(crate) fn factorial(number: u32) -> BigUint {
    (1..=number).fold(big(1), |product, factor| product * factor)
}

/// In how many of `regions^replicas` placements every region has a machine, by inclusion and exclusion.
pub(crate) fn placements_with_every_region(replicas: u32, regions: u32) -> BigUint {
    let (mut plus, mut minus) = (big(0), big(0));
    for (empty, choices) in (0..=regions).zip(choices(regions)) {
        let placements = choices * big(regions - empty).pow(replicas);
        if empty % 2 == 0 {
            plus += placements;
        } else {
            minus += placements;
        }
    }
    plus - minus
}
