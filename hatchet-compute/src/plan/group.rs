//! Steps to runtime configs, once for each distinct compute.

use std::collections::BTreeMap;

use super::{Actions, RuntimeConfig};
use crate::{Compute, Step};

/// The steps so far of each compute. They come sorted by action; so computes are sorted by first action.
pub(super) struct Groups {
    /// Each compute, and the places of its steps among all.
    computes: Vec<(Compute, Vec<u32>)>,
    index_of: BTreeMap<Compute, usize>,
    /// The index of a compute that was asked for lately, by [`hash`]; most are found here.
    recent: [usize; RECENT_COUNT],
}

/// One for each value of a byte.
const RECENT_COUNT: usize = 1 << 8;

impl Groups {
    /// No step yet.
    pub(super) fn new() -> Self {
        Self {
            computes: Vec::new(),
            index_of: BTreeMap::new(),
            recent: [0; RECENT_COUNT],
        }
    }

    /// Takes in the next step, which is at this place among all.
    pub(super) fn add(&mut self, place: u32, step: &Step) {
        if let Some(compute) = step.compute() {
            self.of(compute).push(place);
        }
    }

    /// A runtime config for each compute, with what `actions` makes of the places of its steps.
    pub(super) fn into_configs(self, actions: impl Fn(Vec<u32>) -> Actions) -> Vec<RuntimeConfig> {
        let config = |(compute, places)| RuntimeConfig {
            compute,
            actions: actions(places),
        };
        self.computes.into_iter().map(config).collect()
    }

    /// The places of a compute's steps.
    fn of(&mut self, compute: &Compute) -> &mut Vec<u32> {
        let recent = &mut self.recent[hash(compute)];
        let found = self.computes.get(*recent);
        if found.is_none_or(|(other, _)| other != compute) {
            *recent = *self.index_of.entry(*compute).or_insert_with(|| {
                self.computes.push((*compute, Vec::new()));
                self.computes.len() - 1
            });
        }
        &mut self.computes[*recent].1
    }
}

/// Where a compute is looked for first: different ones mostly at different places.
fn hash(compute: &Compute) -> usize {
    let numbers = [compute.cpus(), compute.memory_mb(), compute.num_replicas()];
    // Knuth's multiplicative hashing, with 2^64 divided by the golden ratio.
    let mixed = numbers
        .iter()
        .fold(compute.regions().bits(), |mixed, &number| {
            (mixed ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
    usize::from(mixed.to_be_bytes()[0])
}
