//! The machines that are left when the regions with the most machines are lost.

mod level;
mod row;

use core::mem;
use core::ops::{Range, RangeInclusive};

use self::level::{Bounds, Level, Levels, orders};
use self::row::Row;
use super::weights::poisson;

/// What an answer of full precision leaves out where it meets it, if it is less probable than that: so little that all
/// of it together is less than 10⁻¹⁷.
const NEGLIGIBLE: f64 = 1e-23;

/// Bounds of the probability that enough machines are left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Probability {
    /// Without what was left out.
    pub(super) at_least: f64,
    /// As if enough machines were left in all that was left out.
    pub(super) at_most: f64,
}

/// The probability that at least `survivors` of so many machines are left without the `lost` regions that have the
/// most, in full precision. The arguments are those of [`probabilities`].
pub(super) fn probability(replicas: u32, regions: u32, lost: u32, survivors: u32) -> f64 {
    probabilities(replicas..=replicas, regions, lost, survivors, NEGLIGIBLE)[0].at_least
}

/// For each of some numbers of machines, the probability that at least `survivors` of them are left without the `lost`
/// regions that have the most. What is less probable than `negligible` is left out wherever it is met.
///
/// The arguments are in range, none of them is 0, and not all regions are lost. The numbers of machines are so near to
/// each other that each is a likely total of regions whose counts are Poisson distributed with their mean.
///
/// Levels are the counts that a region can have, from 0 upwards. The table knows how probable it is that a number of
/// regions is below the level, and has a number of machines; at a level, some of the other regions have exactly as many
/// machines, and go into the table. When the number of regions in it reaches those that are not lost, these are the
/// ones with the fewest machines, and only what leaves enough of them stays. The counts of regions are taken as
/// independent and Poisson distributed, which they are but for their known total, and the probability of that total
/// divides the result.
pub(super) fn probabilities(
    replicas: RangeInclusive<u32>,
    regions: u32,
    lost: u32,
    survivors: u32,
    negligible: f64,
) -> Vec<Probability> {
    let (fewest, most) = replicas.into_inner();
    let mean = fewest.midpoint(most);
    let totals = poisson(mean, 1, most).exactly;
    let mut levels = Levels::new(mean, regions, most);
    let mut table = Table::new([fewest, most, regions, lost, survivors], negligible);
    while let Some(level) = levels.next() {
        table.add_level(level);
        if table.is_complete() {
            break;
        }
    }
    let bounds = |replicas: u32| {
        let enough = table.rows[table.regions].cell(replicas as usize);
        let [at_least, at_most] = [enough, enough + table.missing]
            .map(|both| (both / totals[replicas as usize]).min(1.0));
        Probability { at_least, at_most }
    };
    (fewest..=most).map(bounds).collect()
}

/// Regions with exactly as many machines as the level, on their way into a row.
struct Tie {
    number: usize,
    /// The columns that they are added to, of the row with so many fewer regions.
    columns: Range<usize>,
}

/// The probability of each number of regions below the level (the rows) with each number of machines (the columns),
/// divided by that of the regions above and multiplied by the number of their orders.
///
/// So the `i` regions with exactly as many machines as the level, each with probability `p`, contribute `pⁱ / i!` times
/// the row of `i` regions fewer.
struct Table {
    /// The numbers of machines that are asked about are these and all between them.
    fewest: usize,
    most: usize,
    regions: usize,
    lost: usize,
    survivors: usize,
    rows: Vec<Row>,
    /// All rows outside of these are empty.
    filled: Range<usize>,
    negligible: f64,
    /// An upper bound for all that was left out.
    missing: f64,
    /// The ties of the row that is being made, and the place where it is made: kept, so that nothing is allocated.
    ties: Vec<Tie>,
    next: Row,
}

impl Table {
    /// Before the first level: no region, no machine.
    fn new(arguments: [u32; 5], negligible: f64) -> Self {
        let [fewest, most, regions, lost, survivors] = arguments.map(|argument| argument as usize);
        let mut rows = vec![Row::one(orders(arguments[2]))];
        rows.resize_with(regions + 1, Row::default);
        Self {
            fewest,
            most,
            regions,
            lost,
            survivors,
            rows,
            filled: 0..1,
            negligible,
            missing: 0.0,
            ties: Vec::with_capacity(regions + 1),
            next: Row::default(),
        }
    }

    /// Takes in the regions with exactly as many machines as the level.
    fn add_level(&mut self, level: &Level) {
        let filled = self.filled.clone();
        self.filled = self.regions..self.regions + 1;
        let mut bounds = Bounds::of_no_region();
        // From the most regions to the fewest, as a row takes from those of fewer regions as they were.
        for row in (filled.start..=self.regions).rev() {
            self.find_ties(row, level, &filled);
            self.add_ties(row, level);
            if row < self.regions {
                self.trim(row, level, &bounds);
            }
            if !self.rows[row].is_empty() {
                self.filled.start = row;
            }
            bounds.add_region(level);
        }
    }

    /// Finds what can go into a row: the row itself, and those with fewer regions.
    fn find_ties(&mut self, row: usize, level: &Level, filled: &Range<usize>) {
        self.ties.clear();
        let bounds = self.bounds(row, level.count);
        if bounds.is_empty() {
            return;
        }
        let kept = self.regions - self.lost;
        let mut before = 0.0;
        for source in (filled.start..filled.end.min(row + 1)).rev() {
            let number = row - source;
            let probability =
                level.below[source] * level.exactly[number] * level.above[self.regions - row];
            if probability < self.negligible {
                self.missing += probability;
                if probability < before {
                    // Past the most probable number, they only become less probable.
                    break;
                }
            } else {
                let shift = number * level.count;
                let of_source = self.rows[source].columns();
                let mut start = of_source.start.max(bounds.start.saturating_sub(shift));
                if source < kept && kept <= row {
                    // These regions and some of the ties are the ones that are not lost.
                    let needed = self.survivors.saturating_sub((kept - source) * level.count);
                    start = start.max(needed);
                }
                let columns = start..of_source.end.min(bounds.end.saturating_sub(shift));
                if !columns.is_empty() {
                    self.ties.push(Tie { number, columns });
                }
            }
            before = probability;
        }
    }

    /// The columns of a row that can be part of the answer after a level.
    fn bounds(&self, row: usize, level: usize) -> Range<usize> {
        let above = self.regions - row;
        if above == 0 {
            return self.fewest..self.most + 1;
        }
        let Some(most) = self.most.checked_sub(above * (level + 1)) else {
            return 0..0;
        };
        let mut fewest = 0;
        if above >= self.lost {
            // The lost regions have at least their share of the machines above the level.
            let lost_at_most = self.most - self.survivors;
            fewest = self.most.saturating_sub(lost_at_most * above / self.lost);
        }
        fewest..most + 1
    }

    /// Makes a row of what goes into it.
    fn add_ties(&mut self, row: usize, level: &Level) {
        let to = |tie: &Tie| {
            let shift = tie.number * level.count;
            tie.columns.start + shift..tie.columns.end + shift
        };
        let columns = self
            .ties
            .iter()
            .map(to)
            .reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
        self.next.reset(columns.unwrap_or_default());
        for Tie { number, columns } in &self.ties {
            let (factor, shift) = (level.exactly[*number], number * level.count);
            self.next
                .add(factor, &self.rows[row - number], columns.clone(), shift);
        }
        mem::swap(&mut self.next, &mut self.rows[row]);
    }

    /// Leaves out what is negligible at both ends of a row, whatever the regions above have.
    fn trim(&mut self, row: usize, level: &Level, bounds: &Bounds) {
        let of_above = (self.regions - row) * (level.count + 1);
        let (fewest, most) = (self.fewest, self.most);
        let row = &mut self.rows[row];
        for (tilt, factor) in level.many.iter().zip(bounds.many) {
            self.missing += row.drop_first(self.negligible, |column, cell| {
                cell * factor * tilt.shrink(fewest.saturating_sub(column + of_above))
            });
        }
        for (tilt, factor) in level.few.iter().zip(bounds.few) {
            self.missing += row.drop_last(self.negligible, |column, cell| {
                cell * factor * tilt.shrink(most - (column + of_above))
            });
        }
    }

    /// Whether no region is above the level any more.
    fn is_complete(&self) -> bool {
        self.filled.start == self.regions
    }
}

#[cfg(test)]
mod tests {
    use super::{NEGLIGIBLE, probabilities};

    #[test]
    fn what_is_left_out_is_bounded_and_little() {
        for (replicas, regions, lost, survivors) in [
            (1000, 20, 10, 465),
            (1000, 35, 1, 964),
            (1000, 35, 17, 460),
            (1000, 64, 1, 979),
            (1000, 64, 50, 160),
            (60, 35, 3, 53),
        ] {
            let what = format!("{survivors} of {replicas} without {lost} of {regions}");
            let bounds = |negligible| {
                let of_one = replicas..=replicas;
                probabilities(of_one, regions, lost, survivors, negligible)[0]
            };
            let (precise, coarse) = (bounds(NEGLIGIBLE), bounds(1e-12));
            // So little that the floats can tell what is missing.
            assert!(
                (1e-12..0.05).contains(&precise.at_least),
                "{what}: {precise:?}"
            );
            assert!(
                precise.at_most - precise.at_least <= 1e-17,
                "{what}: {precise:?}"
            );
            assert!(coarse.at_least < precise.at_least, "{what}: {coarse:?}");
            assert!(coarse.at_most > precise.at_most, "{what}: {coarse:?}");
        }
    }
}
