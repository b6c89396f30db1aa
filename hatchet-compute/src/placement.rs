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
//! // 6 machines over 3 regions: does every region have one? How many machines make it true in 95 of 100 deployments?
//! assert_eq!(format!("{:.3}", every_region_probability(6, 3)?), "0.741");
//! assert_eq!(replicas_for(3, 0.95)?, 11);
//! // The same for: are at least 3 machines left when the region with the most is lost?
//! assert_eq!(format!("{:.3}", survivors_probability(6, 3, 1, 3, Lost::Worst)?), "0.700");
//! assert_eq!(replicas_for_survivors(3, 0.95, 1, 3, Lost::Worst)?, 9);
//! # Ok::<(), hatchet_compute::Message>(())
//! ```
//!
//! In the formulas, `n` is the number of machines, `r` the number of regions, `k` the number of lost regions and
//! `C(n, k)` the number of ways to choose `k` of `n`. Probabilities are 0 to 1. "Feller" is W. Feller, An Introduction
//! to Probability Theory and Its Applications, volume I.
//!
//! Answers come from recurrences whose terms are all positive, so nothing cancels. They are accurate to one part in
//! 10¹², up to 35 regions and 1000 machines; a probability below 10⁻³⁰⁰ may be 0.

use std::f64::consts::E;
use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::{Message, NUM_REPLICAS};

/// The most machines that the functions here accept: as many as a deployment can have.
pub const REPLICAS_MAX: u32 = *NUM_REPLICAS.end();

/// The most regions that the functions here accept: as many as [`Regions`](crate::Regions) can hold.
pub const REGIONS_MAX: u32 = 64;

/// Which regions are lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lost {
    /// Those that happen to have the most machines.
    Worst,
    /// Regions chosen before the machines are placed, however many they get. It does not matter which.
    Given,
}

fn check(holds: bool, problem: String) -> Result<(), Message> {
    if holds { Ok(()) } else { Err(Message::new(problem)) }
}

fn check_size(replicas: u32, regions: u32) -> Result<(), Message> {
    check(replicas <= REPLICAS_MAX, format!("`replicas` is {replicas}, but 0 to {REPLICAS_MAX} are allowed"))?;
    check((1..=REGIONS_MAX).contains(&regions), format!("`regions` is {regions}, but 1 to {REGIONS_MAX} are allowed"))
}

fn check_survivors(replicas: u32, regions: u32, lost: u32, survivors: u32) -> Result<(), Message> {
    check_size(replicas, regions)?;
    check(lost <= regions, format!("`lost` is {lost}, but there are only {regions} regions"))?;
    check(survivors <= replicas, format!("`survivors` is {survivors}, but at most {replicas} replicas can be left"))
}

fn check_coverage(coverage: f64, can_be_certain: bool) -> Result<(), Message> {
    check((0.0..=1.0).contains(&coverage), format!("`coverage` is {coverage}, but a probability is 0 to 1"))?;
    if coverage < 1.0 || can_be_certain {
        return Ok(());
    }
    let problem = "`coverage` is 1, but random placement is never certain, so it must be less than 1";
    Err(Message::new(problem).with_replacement("coverage = 0.99"))
}

/// The probability that each of `regions` regions has at least one of `replicas` machines.
///
/// `P = r! S(n, r) / rⁿ`, where `S(n, r)` is the number of ways to divide `n` things into `r` sets (the Stirling number
/// of the second kind). Computed machine by machine: with `j` regions occupied, the next machine occupies another with
/// probability `(r - j) / r`. Source: the classical occupancy problem; Feller, chapter II. Rounding can make it 1.
///
/// # Errors
///
/// When `replicas` is above [`REPLICAS_MAX`], or `regions` is not 1 to [`REGIONS_MAX`].
pub fn every_region_probability(replicas: u32, regions: u32) -> Result<f64, Message> {
    check_size(replicas, regions)?;
    Ok(at_least(&place(replicas, regions, regions, |occupied| regions - occupied), regions))
}

/// The distribution of the number of machines in one region: the item at `k` is the probability of exactly `k`.
///
/// `P(k) = C(n, k) (r - 1)ⁿ⁻ᵏ / rⁿ`, for `k` from 0 to `replicas`. Computed machine by machine: each is in the region
/// with probability `1 / r`. Source: the binomial distribution; Feller, chapter VI.
///
/// # Errors
///
/// When `replicas` is above [`REPLICAS_MAX`], or `regions` is not 1 to [`REGIONS_MAX`].
pub fn region_count_distribution(replicas: u32, regions: u32) -> Result<Vec<f64>, Message> {
    check_size(replicas, regions)?;
    Ok(place(replicas, regions, replicas, |_| 1))
}

/// The mean number of regions without a machine, 0 to `regions`.
///
/// `E = r ((r - 1) / r)ⁿ`, computed machine by machine. Source: each region is empty with probability
/// `((r - 1) / r)ⁿ`, and means add up; Feller, chapter IX.
///
/// # Errors
///
/// When `replicas` is above [`REPLICAS_MAX`], or `regions` is not 1 to [`REGIONS_MAX`].
pub fn expected_empty_regions(replicas: u32, regions: u32) -> Result<f64, Message> {
    check_size(replicas, regions)?;
    let r = f64::from(regions);
    Ok((0..replicas).fold(r, |empty, _| empty * (r - 1.0) / r))
}

/// The fewest machines with which every region has at least one with probability `coverage`.
///
/// The smallest `n` whose [`every_region_probability`] is at least `coverage`, 0 for coverage 0. A probability that
/// misses `coverage` by less than one part in 10¹² of itself and of its difference from 1 counts as reached, so that
/// rounding costs no machine.
///
/// # Errors
///
/// - When `regions` is not 1 to [`REGIONS_MAX`], or `coverage` is not 0 to 1.
/// - When `coverage` is 1 with several regions: one can stay empty whatever the number of machines.
/// - When it takes more than [`REPLICAS_MAX`] machines.
pub fn replicas_for(regions: u32, coverage: f64) -> Result<u32, Message> {
    check_size(0, regions)?;
    check_coverage(coverage, regions == 1)?;
    fewest_replicas(0, coverage, |replicas| every_region_probability(replicas, regions))
}

/// The probability that at least `survivors` of `replicas` machines are left when `lost` of `regions` regions are lost.
///
/// - [`Lost::Given`]: `P = Σ C(n, i) (r - k)ⁱ kⁿ⁻ⁱ / rⁿ` over `i` from `survivors` to `n`. Computed machine by machine:
///   each is in one of the `r - k` other regions with probability `(r - k) / r`. Source: the tail of the binomial
///   distribution; Feller, chapter VI.
/// - [`Lost::Worst`]: `P = Σ n! / (c₁! … cᵣ! rⁿ)` over all counts `c₁ … cᵣ` of the regions that sum to `n` and whose
///   `k` largest sum to at most `n - survivors`. Source: the multinomial distribution; Feller, chapter VI. Computed
///   count by count, from 0 up, for each number of regions that have at most that count and of machines in them.
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
) -> Result<f64, Message> {
    check_survivors(replicas, regions, lost, survivors)?;
    Ok(match which {
        _ if lost == 0 || survivors == 0 => 1.0,
        _ if lost == regions => 0.0,
        Lost::Given => at_least(&place(replicas, regions, replicas, |_| regions - lost), survivors),
        Lost::Worst => survive_worst(replicas, regions, lost, survivors),
    })
}

/// The fewest machines of which `survivors` are left with probability `coverage` when `lost` of `regions` are lost.
///
/// The smallest `n`, at least `survivors`, whose [`survivors_probability`] is at least `coverage`; 0 for coverage 0.
/// Rounding costs no machine, as with [`replicas_for`], except for [`Lost::Worst`] and a coverage above 1 - 10⁻¹².
///
/// # Errors
///
/// - When `regions` is not 1 to [`REGIONS_MAX`], `coverage` is not 0 to 1, `lost` is above `regions`, or `survivors` is
///   above [`REPLICAS_MAX`].
/// - When `survivors` is not 0, and all regions are lost or, with at least one lost, `coverage` is 1.
/// - When it takes more than [`REPLICAS_MAX`] machines.
pub fn replicas_for_survivors(
    regions: u32,
    coverage: f64,
    lost: u32,
    survivors: u32,
    which: Lost,
) -> Result<u32, Message> {
    check_survivors(REPLICAS_MAX, regions, lost, survivors)?;
    if lost == regions && survivors > 0 && coverage > 0.0 {
        let problem =
            format!("`survivors` is {survivors}, but `lost` is {lost}, which is every region: no replica is left");
        let replacement = format!("lost = {}", regions - 1);
        return Err(Message::new(problem).with_replacement_or(replacement, ", or `survivors = 0`"));
    }
    check_coverage(coverage, lost == 0 || survivors == 0)?;
    if coverage <= 0.0 {
        return Ok(0);
    }
    fewest_replicas(survivors, coverage, |replicas| survivors_probability(replicas, regions, lost, survivors, which))
}

/// The fewest machines, at least `from`, whose probability reaches `coverage`: by doubling, then by bisection.
fn fewest_replicas(
    from: u32,
    coverage: f64,
    probability: impl Fn(u32) -> Result<f64, Message>,
) -> Result<u32, Message> {
    // A probability of exactly 1/2 may be computed as a little less, which would cost one machine too many.
    let enough = coverage - 1e-12 * coverage.min(1.0 - coverage);
    let (mut low, mut high) = (from, from.max(1));
    while probability(high)? < enough {
        if high == REPLICAS_MAX {
            // Rounded down, so that it is never as much as `coverage`.
            let reached = (probability(high)? * 1e9).floor() / 1e9;
            return Err(Message::new(format!(
                "`coverage` is {coverage}, but {REPLICAS_MAX} replicas, the most that are allowed, reach only {reached}"
            ))
            .with_help("use a lower `coverage`, fewer regions, or fewer survivors"));
        }
        (low, high) = (high + 1, REPLICAS_MAX.min(2 * high));
    }
    while low < high {
        let middle = u32::midpoint(low, high);
        (low, high) = if probability(middle)? < enough { (middle + 1, high) } else { (low, middle) };
    }
    Ok(low)
}

/// The distribution of a counter from 0 to `most`, which a machine raises from `j` to `j + 1` if it is in one of
/// `raising(j)` regions.
fn place(replicas: u32, regions: u32, most: u32, raising: impl Fn(u32) -> u32) -> Vec<f64> {
    let share = |some: u32| f64::from(some) / f64::from(regions);
    let mut distribution = vec![0.0; most as usize + 1];
    distribution[0] = 1.0;
    for _ in 0..replicas {
        let mut from_below = 0.0;
        for (count, probability) in (0..).zip(&mut distribution) {
            let raising = raising(count);
            let raised = *probability * share(raising);
            *probability = *probability * share(regions - raising) + from_below;
            from_below = raised;
        }
    }
    distribution
}

/// The probability that a counter is at least `least`.
fn at_least(distribution: &[f64], least: u32) -> f64 {
    let (less, rest) = distribution.split_at(least as usize);
    let probability: f64 = rest.iter().sum();
    // Near 1, summing the small remainder has smaller rounding errors.
    if probability < 0.5 { probability } else { 1.0 - less.iter().sum::<f64>() }
}

/// [`survivors_probability`] for [`Lost::Worst`]. No argument is 0, and not all regions are lost.
///
/// Multinomial counts are independent Poisson counts conditioned on their sum. So each term is a product of Poisson
/// probabilities, and the probability of the sum divides the result.
fn survive_worst(replicas: u32, regions: u32, lost: u32, survivors: u32) -> f64 {
    let kept = regions - lost;
    let mean = f64::from(replicas) / f64::from(regions);
    // The Poisson probability of `count` machines in a region.
    let mut probability = (-mean).exp();
    // Indexed by the number of regions with at most `count` machines, then by the number of machines in them.
    let mut terms = vec![vec![0.0; replicas as usize + 1]; regions as usize + 1];
    terms[0][0] = 1.0;
    for count in 0..=replicas {
        for filled in (1..=regions).rev() {
            let (fewer, same) = terms.split_at_mut(filled as usize);
            // Each of the other regions has at least one machine more.
            let others = (regions - filled) * (count + 1);
            // Of the regions with at least `count` machines, `tied` have just that many, with probability
            // `C(regions - before, tied) probabilityᵗⁱᵉᵈ`.
            let mut chance = 1.0;
            for tied in 1..=filled {
                let before = filled - tied;
                chance *= probability * f64::from(regions - before) / f64::from(tied);
                let Some(most) = replicas.checked_sub(tied * count + others) else { break };
                // With these, the regions that are not lost are known: those before, and some of the tied ones.
                let is_known = before < kept && kept <= filled;
                let fewest = if is_known { survivors.saturating_sub((kept - before) * count) } else { 0 };
                for machines in fewest..=most {
                    same[0][(machines + tied * count) as usize] += chance * fewer[before as usize][machines as usize];
                }
            }
        }
        probability *= mean / f64::from(count + 1);
    }
    // The Poisson probability of `replicas` machines in all regions: nⁿ e⁻ⁿ / n!.
    let of_sum = (1..=replicas).fold(1.0, |product, n| product * f64::from(replicas) / f64::from(n) / E);
    (terms[regions as usize][replicas as usize] / of_sum).min(1.0)
}

/// The probabilities that people ask for: [`describe`] says how many machines each requires.
const LEVELS: [f64; 2] = [0.95, 0.99];

/// A probability, 0 to 1, as a person reads it: `74.1 %`, `95 %` or `more than 99.9 %`.
///
/// Never rounded up to 95 %, 99 % or 100 %, nor down to 0 %: if one of these is written, it is reached.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Percent(
    /// The probability.
    pub f64,
);

impl Display for Percent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(probability) = *self;
        let mut percent = probability * 100.0;
        if probability > 0.0 && percent < 0.1 {
            return f.write_str("less than 0.1 %");
        }
        if probability < 1.0 && percent > 99.9 {
            return f.write_str("more than 99.9 %");
        }
        // Rounding must not reach the next level.
        if let Some(level) = LEVELS.into_iter().find(|level| probability < *level) {
            percent = percent.min(level * 100.0 - 0.1);
        }
        let text = format!("{percent:.1}");
        write!(f, "{} %", text.strip_suffix(".0").unwrap_or(&text))
    }
}

/// One line about the chance that every region has a machine, and how many machines reach 95 % and 99 %, such as
/// `6 replicas over 3 regions: 74.1 % that every region has one; 11 reach 95 %, 15 reach 99 %`.
///
/// A level that is reached is left out. `None` with fewer than 2 regions, without replicas, and for more of either than
/// [`every_region_probability`] accepts.
pub fn describe(num_replicas: u32, regions: u32) -> Option<String> {
    if num_replicas == 0 || regions < 2 {
        return None;
    }
    // With several regions it is never certain: 1 is only the nearest float.
    let chance = Percent(every_region_probability(num_replicas, regions).ok()?.min(1.0 - f64::EPSILON));
    let noun = if num_replicas == 1 { "replica" } else { "replicas" };
    let mut text = format!("{num_replicas} {noun} over {regions} regions: {chance} that every region has one");
    let needed = LEVELS.into_iter().filter_map(|level| Some((replicas_for(regions, level).ok()?, Percent(level))));
    let more = needed.filter(|(replicas, _)| num_replicas < *replicas);
    for ((replicas, level), separator) in more.zip([';', ',']) {
        text += &format!("{separator} {replicas} reach {level}");
    }
    Some(text)
}

/// [`describe`] if a machine in every region is possible, but not even 95 % likely.
#[doc(hidden)]
pub fn describe_if_unlikely(num_replicas: u32, regions: u32) -> Option<String> {
    let likely = replicas_for(regions, LEVELS[0]).ok()?;
    if (regions..likely).contains(&num_replicas) { describe(num_replicas, regions) } else { None }
}
