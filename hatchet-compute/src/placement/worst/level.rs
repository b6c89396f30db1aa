//! The levels, from 0 upwards, and how probable it is that regions are below, at and above them.

use super::super::weights::{Poisson, poisson};

/// The bases `t` of [`Tilt`] against regions that together have improbably many machines, and improbably few. Any would
/// be right; with these, few cells stay that do not count.
const MANY: [f64; 3] = [1.0, 1.2, 1.7];
const FEW: [f64; 2] = [1.0, 0.6];

/// Walks through the levels.
pub(super) struct Levels {
    counts: Poisson,
    /// `1 / i` by `i`.
    reciprocals: Vec<f64>,
    next: usize,
    /// The probability of a count below the next level.
    below: f64,
    level: Level,
}

/// A level. Each list has, for each number `i` of regions, the probability that all of them are there, divided by the
/// number of their orders, `xⁱ / i!`.
pub(super) struct Level {
    pub(super) count: usize,
    pub(super) below: Vec<f64>,
    pub(super) exactly: Vec<f64>,
    /// Multiplied by the orders of all regions.
    pub(super) above: Vec<f64>,
    pub(super) many: [Tilt; MANY.len()],
    pub(super) few: [Tilt; FEW.len()],
}

impl Levels {
    /// Of counts with the mean `replicas / regions`, none of which is more than `most`.
    pub(super) fn new(replicas: u32, regions: u32, most: u32) -> Self {
        let counts = poisson(replicas, regions, most);
        let ones = vec![1.0; regions as usize + 1];
        let tilt = |base| Tilt::new(base, &counts.exactly, most);
        let level = Level {
            count: 0,
            below: ones.clone(),
            exactly: ones.clone(),
            above: vec![orders(regions); ones.len()],
            many: MANY.map(tilt),
            few: FEW.map(tilt),
        };
        Self {
            counts,
            reciprocals: (0..=regions).map(|i| f64::from(i).recip()).collect(),
            next: 0,
            below: 0.0,
            level,
        }
    }

    /// The next level; `None` after the last one that counts.
    pub(super) fn next(&mut self) -> Option<&Level> {
        let count = self.next;
        let &exactly = self.counts.exactly.get(count)?;
        let level = &mut self.level;
        level.count = count;
        set_powers(&mut level.below, self.below, &self.reciprocals);
        set_powers(&mut level.exactly, exactly, &self.reciprocals);
        set_powers(
            &mut level.above,
            self.counts.at_least[count + 1],
            &self.reciprocals,
        );
        self.next += 1;
        self.below += exactly;
        Some(&self.level)
    }
}

/// The first factors of the bounds for some regions above a level, divided by the number of their orders.
pub(super) struct Bounds {
    regions: f64,
    pub(super) many: [f64; MANY.len()],
    pub(super) few: [f64; FEW.len()],
}

impl Bounds {
    pub(super) fn of_no_region() -> Self {
        Self {
            regions: 0.0,
            many: [1.0; MANY.len()],
            few: [1.0; FEW.len()],
        }
    }

    /// Those for one region more.
    pub(super) fn add_region(&mut self, level: &Level) {
        self.regions += 1.0;
        let share = self.regions.recip();
        for (factor, tilt) in self.many.iter_mut().zip(&level.many) {
            *factor *= tilt.above[level.count] * share;
        }
        for (factor, tilt) in self.few.iter_mut().zip(&level.few) {
            *factor *= tilt.above[level.count] * share;
        }
    }
}

/// In how many orders so many regions can be: `r!`.
pub(super) fn orders(regions: u32) -> f64 {
    (1..=regions).map(f64::from).product()
}

/// Makes each item but the first `xⁱ / i!` times the first.
fn set_powers(powers: &mut [f64], x: f64, reciprocals: &[f64]) {
    for i in 1..powers.len() {
        powers[i] = powers[i - 1] * (x * reciprocals[i]);
    }
}

/// An upper bound, Chernoff's, for what regions above a level have together.
///
/// If `X₁ … Xₐ` are independent and distributed as the count of one region, the probability that all of them are above
/// the level `l` and sum to `a (l + 1) + s` is at most `E(tˣ⁻ˡ⁻¹; X > l)ᵃ / tˢ`, whatever the base `t > 0` is. Source:
/// H. Chernoff, A Measure of Asymptotic Efficiency for Tests of a Hypothesis Based on the Sum of Observations, 1952.
pub(super) struct Tilt {
    /// `E(tˣ⁻ˡ⁻¹; X > l)` by `l`.
    above: Vec<f64>,
    /// `1 / tˢ` by `s`, as far as that is not as good as 0.
    shrink: Vec<f64>,
}

impl Tilt {
    fn new(base: f64, exactly: &[f64], most: u32) -> Self {
        let mut above = vec![0.0; exactly.len()];
        for level in (1..exactly.len()).rev() {
            above[level - 1] = exactly[level] + base * above[level];
        }
        let one_more = base.recip();
        let mut shrink = vec![1.0];
        let mut power = 1.0;
        for _ in 0..most {
            power *= one_more;
            if power < 1e-60 {
                break;
            }
            shrink.push(power);
        }
        Self { above, shrink }
    }

    /// The second factor, for at least so many machines with a base above 1, and for at most so many with one below.
    pub(super) fn shrink(&self, machines: usize) -> f64 {
        // Past the end of the list, its last item is an upper bound too.
        self.shrink[machines.min(self.shrink.len() - 1)]
    }
}
