//! Steps to runtime configs, once for each distinct compute.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Actions, RuntimeConfig};
use crate::{Compute, Step};

/// The runtime configs of the steps so far, which come sorted by action; so they are sorted by first action.
pub(super) struct Groups {
    configs: Vec<RuntimeConfig>,
    index_of: BTreeMap<Compute, usize>,
    /// The index of a config that was asked for lately, by [`place_of`]; most are found here.
    recent: [usize; RECENT_COUNT],
}

/// One for each value of a byte.
const RECENT_COUNT: usize = 1 << 8;

impl Groups {
    /// No step yet.
    pub(super) fn new() -> Self {
        Self {
            configs: Vec::new(),
            index_of: BTreeMap::new(),
            recent: [0; RECENT_COUNT],
        }
    }

    /// Takes in the next step, with its action in the plan if it asks for machines.
    pub(super) fn add(&mut self, step: &Step, action: impl FnOnce() -> Cow<'static, str>) {
        if let Some(compute) = step.compute() {
            self.of(compute).actions.push(action());
        }
    }

    pub(super) fn into_configs(self) -> Vec<RuntimeConfig> {
        self.configs
    }

    /// The runtime config of a compute.
    fn of(&mut self, compute: &Compute) -> &mut RuntimeConfig {
        let recent = &mut self.recent[place_of(compute)];
        let found = self.configs.get(*recent);
        if found.is_none_or(|config| config.compute != *compute) {
            *recent = *self.index_of.entry(*compute).or_insert_with(|| {
                self.configs.push(RuntimeConfig {
                    compute: *compute,
                    actions: Actions::default(),
                });
                self.configs.len() - 1
            });
        }
        &mut self.configs[*recent]
    }
}

/// Where a compute is looked for first: different ones mostly at different places.
fn place_of(compute: &Compute) -> usize {
    let numbers = [compute.cpus(), compute.memory_mb(), compute.num_replicas()];
    // Knuth's multiplicative hashing, with 2^64 divided by the golden ratio.
    let mixed = numbers
        .iter()
        .fold(compute.regions().bits(), |mixed, &number| {
            (mixed ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
    usize::from(mixed.to_be_bytes()[0])
}
