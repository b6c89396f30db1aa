//! How probable each number of machines is that some regions can have together.

use core::ops::Range;

/// The probabilities by number of machines (the columns), as far as they count; all others are 0.
#[derive(Default)]
pub(super) struct Row {
    first: usize,
    cells: Vec<f64>,
}

impl Row {
    /// One cell in column 0.
    pub(super) fn one(cell: f64) -> Self {
        Self {
            first: 0,
            cells: vec![cell],
        }
    }

    /// The columns that are not 0.
    pub(super) fn columns(&self) -> Range<usize> {
        self.first..self.first + self.cells.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell of any column.
    pub(super) fn cell(&self, column: usize) -> f64 {
        let index = column.checked_sub(self.first);
        let cell = index.and_then(|index| self.cells.get(index));
        cell.copied().unwrap_or_default()
    }

    /// Makes it zero in these columns, for [`add`](Self::add) to fill.
    pub(super) fn reset(&mut self, columns: Range<usize>) {
        self.first = columns.start;
        self.cells.clear();
        self.cells.resize(columns.len(), 0.0);
    }

    /// Adds `factor` times some columns of another row, each `shift` further to the right.
    pub(super) fn add(&mut self, factor: f64, row: &Self, columns: Range<usize>, shift: usize) {
        let start = columns.start + shift - self.first;
        let cells = &mut self.cells[start..start + columns.len()];
        let added = &row.cells[columns.start - row.first..columns.end - row.first];
        for (cell, added) in cells.iter_mut().zip(added) {
            *cell += factor * added;
        }
    }

    /// Drops the columns from the left for which `bound` of column and cell is less than `negligible`, up to the first
    /// one for which it is not. Gives back the sum of the bounds.
    pub(super) fn drop_first(&mut self, negligible: f64, bound: impl Fn(usize, f64) -> f64) -> f64 {
        let mut sum = 0.0;
        let mut count = 0;
        for (column, &cell) in self.columns().zip(&self.cells) {
            let bound = bound(column, cell);
            if bound >= negligible {
                break;
            }
            sum += bound;
            count += 1;
        }
        self.cells.drain(..count);
        self.first += count;
        sum
    }

    /// The same from the right.
    pub(super) fn drop_last(&mut self, negligible: f64, bound: impl Fn(usize, f64) -> f64) -> f64 {
        let mut sum = 0.0;
        while let Some(&cell) = self.cells.last() {
            let bound = bound(self.first + self.cells.len() - 1, cell);
            if bound >= negligible {
                break;
            }
            sum += bound;
            self.cells.pop();
        }
        sum
    }
}
