//! The machines that are left when the regions with the most machines are lost.

use core::ops::{Range, RangeInclusive};

use super::weights::poisson;

/// What is less probable is left out. A table has fewer than 10^8 cells over all levels, and each is left out at most
/// once for each of at most 64 numbers of ties: together less than 10^-20, and divided by the probability of the total,
/// which is above 10^-3, less than 10^-17.
const NEGLIGIBLE: f64 = 1e-30;

/// For each of some numbers of machines, the probability that at least `survivors` of them are left without the `lost`
/// regions that have the most.
///
/// The arguments are in range, none of them is 0, and not all regions are lost. The numbers of machines are so near to
/// each other that each is a likely total of regions whose counts are Poisson distributed with their mean.
///
/// Levels are the counts that a region can have, from 0 upwards. The table knows, for all regions below the level, how
/// probable each number of them and of their machines is; at a level, some of the other regions have exactly as many
/// machines, and go into the table. When the number of regions in it reaches those that are not lost, these are the
/// ones with the fewest machines, and only what leaves enough of them stays. The counts of regions are taken as
/// independent and Poisson distributed, which they are but for their known total, and the probability of that total
/// divides the result.
pub(super) fn probabilities(
    replicas: RangeInclusive<u32>,
    regions: u32,
    lost: u32,
    survivors: u32,
) -> Vec<f64> {
    let (fewest, most) = replicas.into_inner();
    let mean = fewest.midpoint(most);
    let counts = poisson(mean, regions, most);
    let totals = poisson(mean, 1, most);
    let mut table = Table::new([fewest, most, regions, lost, survivors]);
    for (level, &exactly) in counts.exactly.iter().enumerate() {
        table.add_level(level, exactly, &counts.at_least[level..]);
        if table.is_complete() {
            break;
        }
    }
    let totals = &totals.exactly[fewest as usize..];
    let complete = table.complete().iter().zip(totals);
    complete
        .map(|(enough, total)| (enough / total).min(1.0))
        .collect()
}

/// The probability of each number of regions below the level (the rows) with each number of machines (the columns).
struct Table {
    /// The numbers of machines that are asked about are these and all between them.
    fewest: usize,
    most: usize,
    regions: usize,
    lost: usize,
    survivors: usize,
    cells: Vec<f64>,
    /// The columns of each row outside of which all cells are 0.
    columns: Vec<Range<usize>>,
    /// How many ways there are to choose a number of regions (second) from a number of them (first).
    choices: Vec<Vec<f64>>,
    /// How far the machines of a set of regions can be from their mean.
    deviation: usize,
}

impl Table {
    /// Before the first level: no region, no machine.
    fn new(arguments: [u32; 5]) -> Self {
        let [fewest, most, regions, lost, survivors] = arguments.map(|argument| argument as usize);
        let mut cells = vec![0.0; (regions + 1) * (most + 1)];
        cells[0] = 1.0;
        let mut columns = vec![0..0; regions + 1];
        columns[0] = 0..1;
        // By Hoeffding's inequality and for all of at most 2^regions sets together, a deviation d is less probable
        // than 2^regions * 2 * exp(-2 d^2 / replicas), which is below 10^-30 when
        // d^2 > replicas * (35 + 0.35 * regions).
        let deviation = (most * (100 + regions) * 7 / 20).isqrt() + 1;
        Self {
            fewest,
            most,
            regions,
            lost,
            survivors,
            cells,
            columns,
            choices: choices(regions),
            deviation,
        }
    }

    /// Takes in the regions with exactly `level` machines. A region has exactly that many with probability `exactly`,
    /// and as many or more, one more or more than that, and so on, with those of `at_least`.
    fn add_level(&mut self, level: usize, exactly: f64, at_least: &[f64]) {
        let tie = exactly / at_least[0];
        let [mut weights, mut ties] = [[1.0; super::REGIONS_MAX as usize + 1]; 2];
        for number in 1..=self.regions {
            weights[number] = weights[number - 1] * exactly;
            ties[number] = ties[number - 1] * tie;
        }
        // The probability that none of the regions above is a tie, and that all of them are above.
        let [mut no_tie, mut above] = [1.0, 1.0];
        // From the most regions to the fewest, as a row takes from those of fewer regions as they were.
        for row in (0..=self.regions).rev() {
            let bounds = self.bounds(row, level);
            self.narrow(row, &bounds);
            let above_row = self.regions - row;
            for number in 1..=row {
                let choices = self.choices[above_row + number][number];
                if choices * ties[number] * no_tie < NEGLIGIBLE {
                    if (exact(above_row + number) * tie) < exact(number) {
                        // Past the most probable number, they only become less probable.
                        break;
                    }
                    continue;
                }
                self.take(row, number, level, &bounds, choices * weights[number]);
            }
            if row < self.regions {
                self.trim(row, above);
            }
            no_tie *= 1.0 - tie;
            above *= at_least[1];
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
        let [mean_of_fewest, mean_of_most] =
            [self.fewest, self.most].map(|replicas| replicas * row / self.regions);
        let most = most.min(mean_of_most + 1 + self.deviation);
        let mut fewest = mean_of_fewest.saturating_sub(self.deviation);
        if above >= self.lost {
            // The lost regions have at least their share of the machines above the level.
            let lost_at_most = self.most - self.survivors;
            fewest = fewest.max(self.most.saturating_sub(lost_at_most * above / self.lost));
        }
        fewest..most + 1
    }

    /// Adds to a row what comes from `number` fewer regions if so many have exactly `level` machines.
    fn take(
        &mut self,
        row: usize,
        number: usize,
        level: usize,
        bounds: &Range<usize>,
        factor: f64,
    ) {
        let source = row - number;
        let shift = number * level;
        let kept = self.regions - self.lost;
        let mut from = self.columns[source].clone();
        from.start = from.start.max(bounds.start.saturating_sub(shift));
        from.end = from.end.min(bounds.end.saturating_sub(shift));
        if source < kept && kept <= row {
            from.start = from
                .start
                .max(self.survivors.saturating_sub((kept - source) * level));
        }
        if from.is_empty() {
            return;
        }
        let to = from.start + shift..from.end + shift;
        let width = self.most + 1;
        let (lower, upper) = self.cells.split_at_mut(row * width);
        let sources = &lower[source * width..][from];
        for (cell, source) in upper[to.clone()].iter_mut().zip(sources) {
            *cell += factor * source;
        }
        let columns = self.columns[row].clone();
        self.columns[row] = if columns.is_empty() {
            to
        } else {
            columns.start.min(to.start)..columns.end.max(to.end)
        };
    }

    /// Empties the cells of a row outside `bounds`.
    fn narrow(&mut self, row: usize, bounds: &Range<usize>) {
        let columns = self.columns[row].clone();
        let start = bounds.start.clamp(columns.start, columns.end);
        let end = bounds.end.clamp(start, columns.end);
        let cells = &mut self.cells[row * (self.most + 1)..];
        cells[columns.start..start].fill(0.0);
        cells[end..columns.end].fill(0.0);
        self.columns[row] = start..end;
    }

    /// Empties the cells at both ends of a row that are negligible if all other regions are above the level, which has
    /// probability `above`.
    fn trim(&mut self, row: usize, above: f64) {
        let columns = self.columns[row].clone();
        let cells = &self.cells[row * (self.most + 1)..][columns.clone()];
        let matters = |cell: &f64| cell * above >= NEGLIGIBLE;
        let start = cells.iter().position(matters).unwrap_or(cells.len());
        let end = cells
            .iter()
            .rposition(matters)
            .map_or(start, |last| last + 1);
        self.narrow(row, &(columns.start + start..columns.start + end));
    }

    /// Whether no region is above the level any more.
    fn is_complete(&self) -> bool {
        self.columns[..self.regions].iter().all(Range::is_empty)
    }

    /// The probability of all regions with each of the numbers of machines that are asked about.
    fn complete(&self) -> &[f64] {
        &self.cells[self.regions * (self.most + 1)..][self.fewest..]
    }
}

/// Pascal's triangle up to the row of `regions`.
fn choices(regions: usize) -> Vec<Vec<f64>> {
    let mut rows = vec![vec![1.0]];
    for _ in 0..regions {
        let above = &rows[rows.len() - 1];
        let inner = above.windows(2).map(|pair| pair[0] + pair[1]);
        rows.push([1.0].into_iter().chain(inner).chain([1.0]).collect());
    }
    rows
}

/// A number of regions as a float.
fn exact(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
