//! The fewest machines of which enough are left when the regions with the most machines are lost.

use super::weights::poisson;
use super::worst;
use super::{REPLICAS_MAX, reaches};

/// What the search leaves out, compared with the probabilities that it tells apart: so little that it hardly ever
/// matters, and so much that it takes half the time.
const COARSE: f64 = 1e-9;

/// With how many machines are at least `survivors` left without the `lost` regions that have the most, with probability
/// `coverage`? All in range, none of them 0, `coverage` not 1, and not all regions lost.
pub(super) struct Question {
    pub(super) regions: u32,
    pub(super) coverage: f64,
    pub(super) lost: u32,
    pub(super) survivors: u32,
}

impl Question {
    /// The answer, if it is at least `from`. An error is the probability of [`REPLICAS_MAX`] machines.
    ///
    /// Whole ranges of numbers of machines are computed at once, beginning where the answer should be. As each further
    /// machine raises the probability or leaves it as it is, a range says on which side of it the answer is.
    pub(super) fn answer(&self, from: u32) -> Result<u32, f64> {
        let mut middle = self.near(from);
        // The answer is from `low` to `high`, where one more machine than there can be stands for none.
        let (mut low, mut high) = (from, REPLICAS_MAX + 1);
        if middle == REPLICAS_MAX {
            let reached = self.precisely(REPLICAS_MAX);
            if !reaches(reached, self.coverage) {
                return Err(reached);
            }
            high = REPLICAS_MAX;
        }
        let mut step = middle.isqrt();
        while low < high {
            // Within a standard deviation of the mean, so that each is a likely total of Poisson distributed counts.
            let first = low.max(middle.saturating_sub(middle.isqrt()));
            let last = (middle + middle.isqrt() + 2).min(high - 1);
            middle = match self.smallest(first, last) {
                Some(smallest) if smallest > first => return Ok(smallest),
                Some(_) => {
                    high = first;
                    high.saturating_sub(step)
                }
                None => {
                    low = last + 1;
                    low + step
                }
            };
            // A little to the side at first, as the answer is near, as a rule.
            step *= 2;
            if !(low..high).contains(&middle) {
                middle = low.midpoint(high);
            }
        }
        if high > REPLICAS_MAX {
            return Err(self.precisely(REPLICAS_MAX));
        }
        Ok(high)
    }

    /// The smallest of some numbers of machines that is enough.
    fn smallest(&self, first: u32, last: u32) -> Option<u32> {
        let negligible = COARSE * self.coverage.min(1.0 - self.coverage);
        let probabilities = worst::probabilities(
            first..=last,
            self.regions,
            self.lost,
            self.survivors,
            negligible,
        );
        let found = (first..)
            .zip(probabilities)
            .find(|(replicas, probability)| {
                reaches(probability.at_least, self.coverage)
                    || reaches(probability.at_most, self.coverage)
                        && reaches(self.precisely(*replicas), self.coverage)
            });
        found.map(|(replicas, _)| replicas)
    }

    /// The probability that enough of so many machines are left.
    fn precisely(&self, replicas: u32) -> f64 {
        worst::probability(replicas, self.regions, self.lost, self.survivors)
    }

    /// About the answer, at least `from`: where the survivors of the middling case are as many standard deviations above
    /// those asked for as the coverage is above a half on the normal curve.
    ///
    /// Only a place to begin with: nothing depends on it but the time that the search takes.
    fn near(&self, from: u32) -> u32 {
        let deviations = normal_deviations(self.coverage);
        let kept = f64::from(self.regions - self.lost) / f64::from(self.regions);
        let is_enough = |replicas| {
            // Of given regions it would be the variance of the binomial distribution; as it happens, that of the
            // worst-hit ones is about 3 tenths of it.
            let variance = 0.3 * f64::from(replicas) * kept * (1.0 - kept);
            let survivors = self.survivors_of(replicas) - deviations * variance.sqrt();
            survivors >= f64::from(self.survivors)
        };
        let (mut low, mut high) = (from, REPLICAS_MAX);
        while low < high {
            let middle = low.midpoint(high);
            if is_enough(middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        high
    }

    /// About how many of so many machines are left: those of the least counts, if each count is in as many regions as
    /// its probability says.
    fn survivors_of(&self, replicas: u32) -> f64 {
        if replicas == 0 {
            return 0.0;
        }
        let counts = poisson(replicas, self.regions, replicas).exactly;
        let mut kept = f64::from(self.regions - self.lost);
        let mut survivors = 0.0;
        for (count, exactly) in (0_u32..).zip(counts) {
            let regions = kept.min(exactly * f64::from(self.regions));
            survivors += f64::from(count) * regions;
            kept -= regions;
        }
        survivors
    }
}

/// By how many standard deviations what is less with probability `coverage`, not 0 and not 1, is above the mean of the
/// normal distribution, to 3 parts in 1000.
///
/// Source: C. Hastings, Approximations for Digital Computers, 1955, sheet 67.
fn normal_deviations(coverage: f64) -> f64 {
    let tail = (-2.0 * coverage.min(1.0 - coverage).ln()).sqrt();
    let [above, below] = [
        2.307_53 + tail * 0.270_61,
        1.0 + tail * (0.992_29 + tail * 0.044_81),
    ];
    (tail - above / below).copysign(coverage - 0.5)
}
