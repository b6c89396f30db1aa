//! How many machines are left when regions are lost.

use super::fewest::Question;
use super::{
    PlacementError, REPLICAS_MAX, check_coverage, check_regions, check_replicas, reaches, weights,
    worst,
};

/// Which regions are lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lost {
    /// Those that happen to have the most machines.
    Worst,
    /// Regions chosen before the machines are placed, whatever they have. It does not matter which.
    Given,
}

/// The probability that at least `survivors` of `replicas` machines are left when `lost` of `regions` regions are lost.
///
/// - [`Lost::Given`]: `P = Σ C(n, i) (r - k)ⁱ kⁿ⁻ⁱ / rⁿ` over `i` from `survivors` to `n`, as each machine is in one of
///   the `r - k` other regions with probability `(r - k) / r`. Source: the tail of the binomial distribution; Feller,
///   chapter VI.
/// - [`Lost::Worst`]: `P = Σ n! / (c₁! … cᵣ! rⁿ)` over all counts `c₁ … cᵣ` of the regions that sum to `n` and whose
///   `k` largest sum to at most `n - survivors`. It is computed count by count from 0 upwards, with the number of
///   regions that have at most so many machines, and their machines. Source: the multinomial distribution, Feller,
///   chapter VI; counts of regions are independent and Poisson distributed, given their sum.
///
/// `replicas` is 0 to [`REPLICAS_MAX`], `regions` 1 to [`REGIONS_MAX`](super::REGIONS_MAX), `lost` 0 to `regions`,
/// `survivors` 0 to `replicas`. With the worst-hit regions, 10⁻¹⁷ may be missing from the result.
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
/// [`PlacementError::Replicas`], [`PlacementError::Regions`], [`PlacementError::Lost`] or
/// [`PlacementError::Survivors`] when an argument is out of range.
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
    Ok(survivors_of_valid(
        replicas, regions, lost, survivors, which,
    ))
}

/// The fewest machines of which, when `lost` of `regions` regions are lost, at least `survivors` are left with
/// probability `coverage`.
///
/// The smallest `n` whose [`survivors_probability`] is at least `coverage`, where fewer machines than `survivors` count
/// as probability 0; each further machine raises it or leaves it as it is. A probability that misses `coverage` by less
/// than one part in 10¹² of itself and of what it lacks to 1 counts as reached, so that rounding costs no machine. With
/// the worst-hit regions, a coverage nearer to 1 than 10⁻¹² may be answered with more machines than it takes.
///
/// `regions` is 1 to [`REGIONS_MAX`](super::REGIONS_MAX), `coverage` 0 to 1, `lost` 0 to `regions`, `survivors` 0 to
/// [`REPLICAS_MAX`]. `coverage` is less than 1 when regions are lost and machines are to be left.
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
///   [`PlacementError::Survivors`] when an argument is out of range.
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
    let given = smallest_for_given(regions, coverage, lost, survivors);
    let found = match which {
        Lost::Given => given,
        // The worst-hit regions take at least as many as any others, which are quickly answered.
        Lost::Worst => {
            let from = given.unwrap_or(REPLICAS_MAX);
            Question {
                regions,
                coverage,
                lost,
                survivors,
            }
            .answer(from)
        }
    };
    found.map_err(|reached| PlacementError::OutOfReach { coverage, reached })
}

/// [`survivors_probability`] of arguments in range.
fn survivors_of_valid(replicas: u32, regions: u32, lost: u32, survivors: u32, which: Lost) -> f64 {
    if lost == 0 || survivors == 0 {
        return 1.0;
    }
    if lost == regions {
        return 0.0;
    }
    match which {
        Lost::Given => given(replicas, regions, lost, survivors),
        Lost::Worst => worst::probability(replicas, regions, lost, survivors),
    }
}

/// [`survivors_probability`] for given regions, of arguments in range with `lost` above 0.
fn given(replicas: u32, regions: u32, lost: u32, survivors: u32) -> f64 {
    let weights = weights::binomial(replicas, regions - lost, lost);
    let (too_few, enough) = weights.split_at(survivors as usize);
    let [too_few, enough] = [too_few, enough].map(|part| part.iter().sum::<f64>());
    enough / (too_few + enough)
}

/// The answer for given regions. An error is the probability of [`REPLICAS_MAX`] machines.
fn smallest_for_given(regions: u32, coverage: f64, lost: u32, survivors: u32) -> Result<u32, f64> {
    let reached = given(REPLICAS_MAX, regions, lost, survivors);
    if !reaches(reached, coverage) {
        return Err(reached);
    }
    let (mut low, mut high) = (survivors, REPLICAS_MAX);
    while low < high {
        let middle = low.midpoint(high);
        if reaches(given(middle, regions, lost, survivors), coverage) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(high)
}

fn check_lost(lost: u32, regions: u32) -> Result<(), PlacementError> {
    check_regions(regions)?;
    if lost > regions {
        return Err(PlacementError::Lost { lost, regions });
    }
    Ok(())
}

fn check_survivors(survivors: u32, replicas: u32) -> Result<(), PlacementError> {
    if survivors > replicas {
        return Err(PlacementError::Survivors {
            survivors,
            replicas,
        });
    }
    Ok(())
}
