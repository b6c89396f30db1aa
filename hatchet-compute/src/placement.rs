//! How many replicas it takes: exact answers about random placement.
//!
//! Hatchet Cloud places each machine of a deployment in one of its regions at random, independently and uniformly. So
//! 6 replicas over 3 regions do not mean 2 in each: about one time in four, a region stays empty.
//!
//! ```
//! use hatchet_compute::placement::{
//!     Lost, every_region_probability, replicas_for, replicas_for_survivors, survivors_probability,
//! };
//!
//! // 6 machines over 3 regions: does every region have one?
//! assert_eq!(format!("{:.3}", every_region_probability(6, 3)?), "0.741");
//! // How many machines it takes for that to be true in 95 of 100 deployments.
//! assert_eq!(replicas_for(3, 0.95)?, 11);
//! // Are at least 3 of the 6 left when the region with the most machines is lost?
//! assert_eq!(format!("{:.3}", survivors_probability(6, 3, 1, 3, Lost::Worst)?), "0.700");
//! // How many machines it takes for that to be true in 95 of 100 deployments.
//! assert_eq!(replicas_for_survivors(3, 0.95, 1, 3, Lost::Worst)?, 9);
//! # Ok::<(), hatchet_compute::placement::PlacementError>(())
//! ```
//!
//! In the formulas, `n` is the number of machines, `r` the number of regions, `k` the number of lost regions and
//! `C(n, k)` the number of ways to choose `k` of `n`. Probabilities are 0 to 1, and numbers of machines and of regions
//! are counts. "Feller" is W. Feller, An Introduction to Probability Theory and Its Applications, volume I.
//!
//! Answers come from recurrences whose terms are all positive, not from simulation, approximation or alternating sums.
//! They are right to one part in 10¹², up to 35 regions and 1000 machines; what is less probable than 10⁻³⁰⁰ may be 0.
//! The time for a probability grows with `n r` or `n²`, with [`Lost::Worst`] with `n² r`; the smallest number of
//! machines is found by bisection, which takes some ten probabilities.

mod error;
mod recurrence;

use std::fmt::{self, Display, Formatter, Write};

pub use self::error::{PlacementError, REGIONS_MAX, REPLICAS_MAX};
use self::error::{check_coverage, check_lost, check_regions, check_replicas, check_survivors};
use self::recurrence::{at_least, every_region, machines_in, survive_worst};

/// Which regions are lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lost {
    /// Those that happen to have the most machines.
    Worst,
    /// Regions chosen before the machines are placed, whatever they have. It does not matter which.
    Given,
}

/// The probability that each of `regions` regions has at least one of `replicas` machines.
///
/// `P = r! S(n, r) / rⁿ`, where `S(n, r)` is the number of ways to divide `n` things into `r` sets (the Stirling number
/// of the second kind). Computed machine by machine: with `j` regions occupied, the next machine occupies another with
/// probability `(r - j) / r`. Source: the classical occupancy problem; Feller, chapter II.
///
/// The result is rounded, so it can be 1 where only a little is missing.
///
/// # Errors
///
/// When `replicas` is above [`REPLICAS_MAX`], or `regions` is not 1 to [`REGIONS_MAX`].
pub fn every_region_probability(replicas: u32, regions: u32) -> Result<f64, PlacementError> {
    check_replicas(replicas)?;
    check_regions(regions)?;
    Ok(every_region(replicas, regions))
}

/// The distribution of the number of machines in one region: the item at `k` is the probability of exactly `k`.
///
/// `P(k) = C(n, k) (r - 1)ⁿ⁻ᵏ / rⁿ`, for `k` from 0 to `replicas`. Computed machine by machine: each is in the region
/// with probability `1 / r`. Source: the binomial distribution; Feller, chapter VI.
///
/// ```
/// use hatchet_compute::placement::region_count_distribution;
///
/// let counts = region_count_distribution(6, 3)?;
/// assert_eq!(counts.len(), 7);
/// // The region has no machine: (2 / 3)⁶.
/// assert!((counts[0] - 64.0 / 729.0).abs() < 1e-12);
/// # Ok::<(), hatchet_compute::placement::PlacementError>(())
/// ```
///
/// # Errors
///
/// When `replicas` is above [`REPLICAS_MAX`], or `regions` is not 1 to [`REGIONS_MAX`].
pub fn region_count_distribution(replicas: u32, regions: u32) -> Result<Vec<f64>, PlacementError> {
    check_replicas(replicas)?;
    check_regions(regions)?;
    Ok(machines_in(1, replicas, regions))
}

/// The mean number of regions without a machine, 0 to `regions`.
///
/// `E = r ((r - 1) / r)ⁿ`, computed machine by machine. Source: each region is empty with probability
/// `((r - 1) / r)ⁿ`, and means add up; Feller, chapter IX.
///
/// # Errors
///
/// When `replicas` is above [`REPLICAS_MAX`], or `regions` is not 1 to [`REGIONS_MAX`].
pub fn expected_empty_regions(replicas: u32, regions: u32) -> Result<f64, PlacementError> {
    check_replicas(replicas)?;
    check_regions(regions)?;
    let empty = (0..replicas).fold(f64::from(regions), |empty, _| empty * f64::from(regions - 1) / f64::from(regions));
    Ok(empty)
}

/// The fewest machines with which every region has at least one with probability `coverage`.
///
/// The smallest `n` whose [`every_region_probability`] is at least `coverage`; each further machine raises it. A
/// probability that misses `coverage` by less than one part in 10¹² of itself and of its difference from 1 counts as
/// reached, so that rounding costs no machine. With coverage 0 the answer is 0.
///
/// # Errors
///
/// - [`PlacementError::Regions`] when `regions` is not 1 to [`REGIONS_MAX`].
/// - [`PlacementError::Coverage`] when `coverage` is not 0 to 1.
/// - [`PlacementError::Certain`] when `coverage` is 1 with several regions: one can stay empty whatever the number of
///   machines.
/// - [`PlacementError::OutOfReach`] when it takes more than [`REPLICAS_MAX`] machines. With 35 regions, these reach
///   all but 10⁻¹¹.
pub fn replicas_for(regions: u32, coverage: f64) -> Result<u32, PlacementError> {
    check_regions(regions)?;
    check_coverage(coverage)?;
    if coverage >= 1.0 && regions > 1 {
        return Err(PlacementError::Certain);
    }
    fewest(0, coverage, |replicas| every_region(replicas, regions))
}

/// The probability that at least `survivors` of `replicas` machines are left when `lost` of `regions` regions are lost.
///
/// - [`Lost::Given`]: `P = Σ C(n, i) (r - k)ⁱ kⁿ⁻ⁱ / rⁿ` over `i` from `survivors` to `n`. Computed machine by machine:
///   each is in one of the `r - k` other regions with probability `(r - k) / r`. Source: the tail of the binomial
///   distribution; Feller, chapter VI.
/// - [`Lost::Worst`]: `P = Σ n! / (c₁! … cᵣ! rⁿ)` over all counts `c₁ … cᵣ` of the regions that sum to `n` and whose
///   `k` largest sum to at most `n - survivors`. Source: the multinomial distribution; Feller, chapter VI. Computed
///   count by count, from 0 up: the sum of the terms so far for each number of regions that have at most that count,
///   and for each number of machines in them. Once these regions include the `r - k` that are not lost, only terms
///   with enough machines in those are added.
///
/// ```
/// use hatchet_compute::placement::{Lost, survivors_probability};
///
/// // Two machines over two regions: they are in different ones with probability 1 / 2.
/// let worst = survivors_probability(2, 2, 1, 1, Lost::Worst)?;
/// assert!((worst - 0.5).abs() < 1e-12);
/// // Any one region has both of them with probability 1 / 4.
/// let given = survivors_probability(2, 2, 1, 1, Lost::Given)?;
/// assert!((given - 0.75).abs() < 1e-12);
/// # Ok::<(), hatchet_compute::placement::PlacementError>(())
/// ```
///
/// # Errors
///
/// When `replicas` is above [`REPLICAS_MAX`], `regions` is not 1 to [`REGIONS_MAX`], `lost` is above `regions`, or
/// `survivors` is above `replicas`.
pub fn survivors_probability(
    replicas: u32,
    regions: u32,
    lost: u32,
    survivors: u32,
    which: Lost,
) -> Result<f64, PlacementError> {
    check_replicas(replicas)?;
    check_lost(lost, regions)?;
    check_survivors(survivors, replicas)?;
    Ok(if lost == 0 || survivors == 0 {
        1.0
    } else if lost == regions {
        0.0
    } else {
        survive(replicas, regions, lost, survivors, which)
    })
}

/// The fewest machines of which, when `lost` of `regions` regions are lost, at least `survivors` are left with
/// probability `coverage`.
///
/// The smallest `n` whose [`survivors_probability`] is at least `coverage`, where fewer machines than `survivors` count
/// as probability 0; each further machine raises it or leaves it as it is. Rounding costs no machine, as with
/// [`replicas_for`]; only with [`Lost::Worst`] and a coverage nearer to 1 than 10⁻¹² the answer may be one too many.
///
/// ```
/// use hatchet_compute::placement::{Lost, replicas_for_survivors};
///
/// // 4 machines are needed even if any one of 3 regions is lost, in 99 of 100 deployments.
/// assert_eq!(replicas_for_survivors(3, 0.99, 1, 4, Lost::Worst)?, 13);
/// assert_eq!(replicas_for_survivors(3, 0.99, 1, 4, Lost::Given)?, 11);
/// # Ok::<(), hatchet_compute::placement::PlacementError>(())
/// ```
///
/// # Errors
///
/// - [`PlacementError::Regions`], [`PlacementError::Coverage`], [`PlacementError::Lost`] or
///   [`PlacementError::Survivors`] when `regions` is not 1 to [`REGIONS_MAX`], `coverage` is not 0 to 1, `lost` is
///   above `regions`, or `survivors` is above [`REPLICAS_MAX`].
/// - [`PlacementError::NothingLeft`] when all regions are lost and machines are to be left.
/// - [`PlacementError::Certain`] when `coverage` is 1, regions are lost and machines are to be left.
/// - [`PlacementError::OutOfReach`] when it takes more than [`REPLICAS_MAX`] machines.
pub fn replicas_for_survivors(
    regions: u32,
    coverage: f64,
    lost: u32,
    survivors: u32,
    which: Lost,
) -> Result<u32, PlacementError> {
    check_lost(lost, regions)?;
    check_coverage(coverage)?;
    check_survivors(survivors, REPLICAS_MAX)?;
    if coverage <= 0.0 {
        return Ok(0);
    }
    if lost == 0 || survivors == 0 {
        return Ok(survivors);
    }
    if lost == regions {
        return Err(PlacementError::NothingLeft { regions, survivors });
    }
    if coverage >= 1.0 {
        return Err(PlacementError::Certain);
    }
    fewest(survivors, coverage, |replicas| survive(replicas, regions, lost, survivors, which))
}

/// The fewest machines, at least `from`, whose probability reaches `coverage`: by doubling, as few machines take least
/// time, and then by bisection.
fn fewest(from: u32, coverage: f64, probability: impl Fn(u32) -> f64) -> Result<u32, PlacementError> {
    // What misses the coverage by no more than rounding may have taken counts as reached. Otherwise a probability of
    // exactly 1/2 that is computed as a little less would cost a machine too many.
    let enough = coverage - 1e-12 * coverage.min(1.0 - coverage);
    let (mut low, mut high) = (from, from.max(1));
    loop {
        let reached = probability(high);
        if reached >= enough {
            break;
        }
        if high == REPLICAS_MAX {
            return Err(PlacementError::OutOfReach { coverage, reached });
        }
        low = high + 1;
        high = REPLICAS_MAX.min(2 * high);
    }
    while low < high {
        let middle = low.midpoint(high);
        if probability(middle) >= enough {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(high)
}

/// [`survivors_probability`] of arguments in range, of which none is 0, and not all regions are lost.
fn survive(replicas: u32, regions: u32, lost: u32, survivors: u32, which: Lost) -> f64 {
    match which {
        Lost::Given => at_least(&machines_in(regions - lost, replicas, regions), survivors),
        Lost::Worst => survive_worst(replicas, regions, lost, survivors),
    }
}

/// The probabilities that people ask for: [`sentence`] tells how many machines they take.
const LEVELS: [f64; 2] = [0.95, 0.99];

/// A probability, 0 to 1, as a person reads it: in percent, to a tenth.
///
/// It is never rounded up to 95 %, 99 % or 100 %, nor down to 0 %: if one of these is written, it is reached.
///
/// ```
/// use hatchet_compute::placement::Percent;
///
/// assert_eq!(Percent(20.0 / 27.0).to_string(), "74.1 %");
/// assert_eq!(Percent(0.9499).to_string(), "94.9 %");
/// assert_eq!(Percent(0.95).to_string(), "95 %");
/// assert_eq!(Percent(0.9995).to_string(), "more than 99.9 %");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Percent(
    /// The probability.
    pub f64,
);

impl Display for Percent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(probability) = *self;
        let percent = probability * 100.0;
        if probability > 0.0 && percent < 0.1 {
            return f.write_str("less than 0.1 %");
        }
        if probability < 1.0 && percent > 99.9 {
            return f.write_str("more than 99.9 %");
        }
        // The level above, which rounding could otherwise reach.
        let above = LEVELS.into_iter().find(|level| probability < *level).map(|level| level * 100.0 - 0.1);
        let text = match above {
            Some(most) if percent > most => format!("{most:.1}"),
            _ => format!("{percent:.1}"),
        };
        write!(f, "{} %", text.strip_suffix(".0").unwrap_or(&text))
    }
}

/// One line about the chance that every region has a machine, and how many machines 95 % and 99 % take.
///
/// A level that `num_replicas` reaches is left out. The chance is written as a [`Percent`]. `None` with fewer than 2
/// regions or without replicas, and for more than [`every_region_probability`] takes.
///
/// ```
/// use hatchet_compute::placement::sentence;
///
/// assert_eq!(
///     sentence(6, 3).unwrap(),
///     "6 replicas over 3 regions: 74.1 % that every region has one; 11 reach 95 %, 15 reach 99 %",
/// );
/// assert_eq!(
///     sentence(12, 3).unwrap(),
///     "12 replicas over 3 regions: 97.7 % that every region has one; 15 reach 99 %",
/// );
/// assert_eq!(sentence(6, 1), None);
/// ```
#[must_use]
pub fn sentence(num_replicas: u32, regions: u32) -> Option<String> {
    if num_replicas == 0 || regions < 2 {
        return None;
    }
    let probability = every_region_probability(num_replicas, regions).ok()?;
    // With several regions it is never certain: 1 is what is too close to it for a float.
    let chance = Percent(probability.min(1.0 - f64::EPSILON));
    let noun = if num_replicas == 1 { "replica" } else { "replicas" };
    let mut sentence = format!("{num_replicas} {noun} over {regions} regions: {chance} that every region has one",);
    let mut separator = ';';
    for level in LEVELS {
        let replicas = replicas_for(regions, level).ok()?;
        if num_replicas < replicas {
            // Writing to a string cannot fail.
            let _ = write!(sentence, "{separator} {replicas} reach {}", Percent(level));
            separator = ',';
        }
    }
    Some(sentence)
}

/// The [`sentence`] if a machine in every region is possible, but not even as likely as the lowest level.
///
/// With fewer replicas than regions it is impossible, which is advice of its own.
#[doc(hidden)]
#[must_use]
pub fn sentence_if_unlikely(num_replicas: u32, regions: u32) -> Option<String> {
    let [lowest, ..] = LEVELS;
    let is_possible = num_replicas >= regions;
    let is_unlikely = num_replicas < replicas_for(regions, lowest).ok()?;
    (is_possible && is_unlikely).then(|| sentence(num_replicas, regions)).flatten()
}
