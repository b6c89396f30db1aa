//! Steps to runtime configs, one for each distinct compute.

use std::collections::BTreeMap;

use hatchet_compute_core::Compute;

use super::key::key;
use crate::step::Step;

/// Machines of one configuration, and the actions that share them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeConfig {
    compute: Compute,
    actions: Vec<String>,
}

impl RuntimeConfig {
    /// The configuration, its pool included.
    pub fn compute(&self) -> &Compute {
        &self.compute
    }

    /// The actions with the plan's namespace, sorted. There is at least one.
    pub fn actions(&self) -> &[String] {
        &self.actions
    }

    /// A name for these machines, for people and labels, such as `performance-4x16384-ewr.lax-3r`.
    ///
    /// Kind, CPUs, MB, regions in code order (if any), replicas, and the pool (if not the default). Equal compute has
    /// equal keys in every build, and different compute different ones. At most 63 ASCII letters, digits, `.`, `-` and
    /// `_`: a longer key is cut and ends in a hash of all of it.
    pub fn key(&self) -> String {
        key(&self.compute)
    }
}

/// The runtime configs, sorted by first action, of steps that are sorted by action. Every action gets the prefix.
pub(super) fn group(steps: &[Step], prefix: &str) -> Vec<RuntimeConfig> {
    let mut actions: BTreeMap<Compute, Vec<String>> = BTreeMap::new();
    for step in steps {
        if let Some(compute) = step.compute() {
            actions.entry(*compute).or_default().push(format!("{prefix}{}", step.action()));
        }
    }
    let configs = actions.into_iter().map(|(compute, actions)| RuntimeConfig { compute, actions });
    let mut configs: Vec<RuntimeConfig> = configs.collect();
    configs.sort_by(|one, other| one.actions.cmp(&other.actions));
    configs
}
