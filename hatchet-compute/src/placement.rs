//! How many replicas it takes: exact answers about random placement.
//!
//! Hatchet Cloud places each machine of a deployment in one of its regions at random, independently and uniformly. So
//! 6 replicas over 3 regions do not mean 2 in each: one region in four times or so stays empty.
//!
//! ```
//! use hatchet_compute::placement::{
//!     Lost, every_region_probability, replicas_for, replicas_for_survivors, survivors_probability,
//! };
//!
//! // 6 machines over 3 regions: does every region have one?
//! assert_eq!(format!("{:.3}", every_region_probability(6, 3)?), "0.741");
//! // How many it takes until that is true in 95 of 100 deployments.
//! assert_eq!(replicas_for(3, 0.95)?, 11);
//! // Are at least 3 of the 6 left when the region with the most machines is lost?
//! assert_eq!(format!("{:.3}", survivors_probability(6, 3, 1, 3, Lost::Worst)?), "0.700");
//! // How many it takes until that is true in 95 of 100 deployments.
//! assert_eq!(replicas_for_survivors(3, 0.95, 1, 3, Lost::Worst)?, 9);
//! # Ok::<(), hatchet_compute::placement::PlacementError>(())
//! ```
//!
//! In the formulas, `n` is the number of machines, `r` that of regions, `k` that of lost regions and `C(n, k)` the
//! number of ways to choose `k` of `n`. Probabilities are 0 to 1, and numbers of machines and of regions are counts.
//!
//! Answers come from recurrences whose terms are all positive, not from simulation, approximation or alternating sums.
//! They are right to one part in 10¹², up to 35 regions and 1000 machines; what is less probable than 10⁻³⁰⁰ may be 0,
//! and with the worst-hit regions 10⁻¹⁷ may be missing. Up to there, an optimized build takes less than a tenth of a
//! millisecond for an answer; with the worst-hit regions less than half a millisecond, and up to one if it is asked how
//! many machines it takes.

mod error;
mod fewest;
mod occupancy;
mod percent;
mod sentence;
mod survivors;
mod weights;
mod worst;

pub use self::error::PlacementError;
pub use self::percent::Percent;
pub use self::sentence::sentence;
#[doc(hidden)]
pub use self::sentence::sentence_if_unlikely;
pub use self::survivors::{Lost, replicas_for_survivors, survivors_probability};

use self::occupancy::Occupancy;
use crate::NUM_REPLICAS;

/// The most machines that a question can be about: as many as a deployment can have.
pub const REPLICAS_MAX: u32 = *NUM_REPLICAS.end();

/// The most regions that a question can be about: as many as [`Regions`](crate::Regions) can hold.
pub const REGIONS_MAX: u32 = 64;

/// How much of a probability, or of what it lacks to 1, rounding may have taken: see [`reaches`].
const ROUNDING: f64 = 1e-12;

/// The probability that each of `regions` regions has at least one of `replicas` machines.
///
/// `P = r! S(n, r) / rⁿ`, where `S(n, r)` is the number of ways to divide `n` things into `r` sets (the Stirling number
/// of the second kind). It is computed machine by machine: with `j` regions occupied, the next machine occupies another
/// with probability `(r - j) / r`. Source: the classical occupancy problem; W. Feller, An Introduction to Probability
/// Theory and Its Applications, volume I, chapter II.
///
/// `replicas` is 0 to [`REPLICAS_MAX`], `regions` 1 to [`REGIONS_MAX`]. The result is the nearest float or almost, so
/// that it can be 1 where only a little is missing.
///
/// ```
/// use hatchet_compute::placement::every_region_probability;
///
/// let probability = every_region_probability(6, 3)?;
/// assert!((probability - 540.0 / 729.0).abs() < 1e-12);
/// # Ok::<(), hatchet_compute::placement::PlacementError>(())
/// ```
///
/// # Errors
///
/// [`PlacementError::Replicas`] or [`PlacementError::Regions`] when an argument is out of range.
pub fn every_region_probability(replicas: u32, regions: u32) -> Result<f64, PlacementError> {
    check_replicas(replicas)?;
    check_regions(regions)?;
    let mut occupancy = Occupancy::new(regions);
    for _ in 0..replicas {
        occupancy.place();
    }
    Ok(occupancy.every())
}

/// How probable each number of machines in one region is: the item at `k` is the probability of exactly `k`.
///
/// `P(k) = C(n, k) (r - 1)ⁿ⁻ᵏ / rⁿ`, for `k` from 0 to `replicas`; computed from the most probable `k` outwards with
/// `P(k + 1) / P(k) = (n - k) / ((k + 1) (r - 1))`. Source: the binomial distribution with probability `1 / r`; Feller,
/// chapter VI.
///
/// `replicas` is 0 to [`REPLICAS_MAX`], `regions` 1 to [`REGIONS_MAX`].
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
/// [`PlacementError::Replicas`] or [`PlacementError::Regions`] when an argument is out of range.
pub fn region_count_distribution(replicas: u32, regions: u32) -> Result<Vec<f64>, PlacementError> {
    check_replicas(replicas)?;
    check_regions(regions)?;
    let mut distribution = weights::binomial(replicas, 1, regions - 1);
    let sum: f64 = distribution.iter().sum();
    for probability in &mut distribution {
        *probability /= sum;
    }
    Ok(distribution)
}

/// The mean number of regions without a machine, 0 to `regions`.
///
/// `E = r ((r - 1) / r)ⁿ`, computed machine by machine. Source: each region is empty with probability
/// `((r - 1) / r)ⁿ`, and means add up; Feller, chapter IX.
///
/// `replicas` is 0 to [`REPLICAS_MAX`], `regions` 1 to [`REGIONS_MAX`].
///
/// ```
/// use hatchet_compute::placement::expected_empty_regions;
///
/// let empty = expected_empty_regions(6, 3)?;
/// assert!((empty - 3.0 * 64.0 / 729.0).abs() < 1e-12);
/// # Ok::<(), hatchet_compute::placement::PlacementError>(())
/// ```
///
/// # Errors
///
/// [`PlacementError::Replicas`] or [`PlacementError::Regions`] when an argument is out of range.
pub fn expected_empty_regions(replicas: u32, regions: u32) -> Result<f64, PlacementError> {
    check_replicas(replicas)?;
    check_regions(regions)?;
    let empty = (0..replicas).fold(f64::from(regions), |empty, _| {
        empty * f64::from(regions - 1) / f64::from(regions)
    });
    Ok(empty)
}

/// The fewest machines with which every region has at least one with probability `coverage`.
///
/// The smallest `n` whose [`every_region_probability`] is at least `coverage`; each further machine raises it. A
/// probability that misses `coverage` by less than one part in 10¹² of itself and of what it lacks to 1 counts as
/// reached, so that rounding costs no machine.
///
/// `regions` is 1 to [`REGIONS_MAX`]. `coverage` is 0 to 1, and less than 1 with several regions, since a region can
/// stay empty whatever the number of machines. With coverage 0 the answer is 0.
///
/// ```
/// use hatchet_compute::placement::replicas_for;
///
/// assert_eq!(replicas_for(3, 0.95)?, 11);
/// assert_eq!(replicas_for(3, 0.99)?, 15);
/// assert_eq!(replicas_for(1, 1.0)?, 1);
/// # Ok::<(), hatchet_compute::placement::PlacementError>(())
/// ```
///
/// # Errors
///
/// - [`PlacementError::Regions`] or [`PlacementError::Coverage`] when an argument is out of range.
/// - [`PlacementError::Certain`] when `coverage` is 1 with several regions.
/// - [`PlacementError::OutOfReach`] when it takes more than [`REPLICAS_MAX`] machines. With 35 regions, these reach
///   all but 10⁻¹¹.
pub fn replicas_for(regions: u32, coverage: f64) -> Result<u32, PlacementError> {
    check_regions(regions)?;
    check_coverage(coverage)?;
    if coverage >= 1.0 && regions > 1 {
        return Err(PlacementError::Certain);
    }
    let mut occupancy = Occupancy::new(regions);
    for replicas in 0..REPLICAS_MAX {
        if reaches(occupancy.every(), coverage) {
            return Ok(replicas);
        }
        occupancy.place();
    }
    let reached = occupancy.every();
    if reaches(reached, coverage) {
        Ok(REPLICAS_MAX)
    } else {
        Err(PlacementError::OutOfReach { coverage, reached })
    }
}

/// Whether a probability is at least the one asked for, give or take what rounding may have taken.
///
/// Otherwise a probability of exactly 1/2 that is computed as a little less would cost one machine too many.
fn reaches(probability: f64, coverage: f64) -> bool {
    probability >= coverage - ROUNDING * coverage.min(1.0 - coverage)
}

fn check_replicas(replicas: u32) -> Result<(), PlacementError> {
    if replicas > REPLICAS_MAX {
        return Err(PlacementError::Replicas(replicas));
    }
    Ok(())
}

fn check_regions(regions: u32) -> Result<(), PlacementError> {
    if !(1..=REGIONS_MAX).contains(&regions) {
        return Err(PlacementError::Regions(regions));
    }
    Ok(())
}

fn check_coverage(coverage: f64) -> Result<(), PlacementError> {
    if !(0.0..=1.0).contains(&coverage) {
        return Err(PlacementError::Coverage(coverage));
    }
    Ok(())
}
