//! How many regions have at least one machine.

use super::REGIONS_MAX;

/// The number of regions that have a machine, as machines are placed one after the other.
///
/// With `j` of `r` regions occupied, the next machine lands in one of them with probability `j / r` and occupies
/// another with probability `(r - j) / r`: all terms are positive, and no digits cancel.
pub(super) struct Occupancy {
    regions: usize,
    /// The probability of each number of occupied regions.
    probabilities: [f64; REGIONS_MAX as usize + 1],
    /// The probability that the next machine changes nothing, and that it does, by the number before and after it.
    stays: [f64; REGIONS_MAX as usize + 1],
    arrives: [f64; REGIONS_MAX as usize + 1],
}

impl Occupancy {
    /// Before any machine is placed; `regions` is 1 to [`REGIONS_MAX`].
    pub(super) fn new(regions: u32) -> Self {
        let mut new = Self {
            regions: regions as usize,
            probabilities: [0.0; REGIONS_MAX as usize + 1],
            stays: [0.0; REGIONS_MAX as usize + 1],
            arrives: [0.0; REGIONS_MAX as usize + 1],
        };
        new.probabilities[0] = 1.0;
        for occupied in 1..=regions {
            new.stays[occupied as usize] = f64::from(occupied) / f64::from(regions);
            new.arrives[occupied as usize] = f64::from(regions - occupied + 1) / f64::from(regions);
        }
        new
    }

    /// Places one machine.
    pub(super) fn place(&mut self) {
        for occupied in (1..=self.regions).rev() {
            self.probabilities[occupied] = self.probabilities[occupied] * self.stays[occupied]
                + self.probabilities[occupied - 1] * self.arrives[occupied];
        }
        self.probabilities[0] = 0.0;
    }

    /// The probability that every region has a machine.
    pub(super) fn every(&self) -> f64 {
        let (few, every) = self.probabilities.split_at(self.regions);
        if every[0] < 0.5 {
            return every[0];
        }
        // Near 1, the rounding errors of the small rest weigh less.
        1.0 - few.iter().sum::<f64>()
    }
}
