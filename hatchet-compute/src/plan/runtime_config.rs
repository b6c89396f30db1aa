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
    #[must_use]
    pub fn compute(&self) -> &Compute {
        &self.compute
    }

    /// The actions with the plan's namespace, sorted. There is at least one.
    #[must_use]
    pub fn actions(&self) -> &[String] {
        &self.actions
    }

    /// A name of these machines for people and labels, such as `performance-4x16384-ewr.lax-3r`.
    ///
    /// Kind, CPUs, MB, regions in code order (if any are given), replicas, and the pool (if it is not the default).
    /// Equal compute has equal keys in every build, other compute another. ASCII letters, digits, `.`, `-` and `_`, at
    /// most 63 of them: a key that would be longer is cut and ends in a hash of all of it.
    #[must_use]
    pub fn key(&self) -> String {
        key(&self.compute)
    }
}

/// The runtime configs of steps that are sorted by action, themselves sorted by first action. The prefix goes in front
/// of every action.
pub(super) fn group(steps: &[Step], prefix: &str) -> Vec<RuntimeConfig> {
    let mut actions: BTreeMap<Compute, Vec<String>> = BTreeMap::new();
    for step in steps {
        if let Some(compute) = step.compute() {
            let action = format!("{prefix}{}", step.action());
            actions.entry(*compute).or_default().push(action);
        }
    }
    let mut configs: Vec<RuntimeConfig> =
        actions.into_iter().map(|(compute, actions)| RuntimeConfig { compute, actions }).collect();
    configs.sort_by(|one, other| one.actions.cmp(&other.actions));
    configs
}
