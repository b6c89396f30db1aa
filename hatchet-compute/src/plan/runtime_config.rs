//! Groups steps into runtime configs, one for each distinct compute, each with a key: a short name for its machines.

use std::collections::HashMap;

use hatchet_compute_core::{Compute, Region};

use crate::step::Step;

/// Machines of one configuration, and the actions that share them.
///
/// ```
/// use hatchet_compute::{Plan, Step, compute};
///
/// let large = compute! { cpu_kind = "performance", cpus = 4, memory_mb = 16384, regions = ["ewr"] };
/// let plan = Plan::from_steps([Step::new("orders", "charge").with_compute(large)])?;
/// let [config] = plan.runtime_configs() else { panic!("there is one") };
/// assert_eq!((config.key().as_str(), config.compute()), ("performance-4x16384-ewr", &large));
/// # Ok::<(), hatchet_compute::PlanError>(())
/// ```
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

    /// A name for these machines, for people and labels, such as `performance-4x16384-ewr.lax`.
    ///
    /// It has the kind, CPUs, MB, regions in code order (if any), and pool (if not the default), but not the replicas,
    /// so that scaling changes no label. Equal machines have equal keys in every build, and different machines have
    /// different ones. A key has at most 63 ASCII letters, digits, `.`, `-` and `_`: a longer one ends in a hash of it.
    pub fn key(&self) -> String {
        key_of(&self.compute)
    }
}

/// The runtime configs, sorted by first action, of steps that are sorted by action. Every action gets the prefix.
pub(super) fn group(steps: &[Step], prefix: &str) -> Vec<RuntimeConfig> {
    let (mut configs, mut positions) = (Vec::<RuntimeConfig>::new(), HashMap::new());
    for step in steps {
        let Some(&compute) = step.compute() else { continue };
        let position = *positions.entry(compute).or_insert(configs.len());
        if position == configs.len() {
            configs.push(RuntimeConfig { compute, actions: Vec::new() });
        }
        configs[position].actions.push(format!("{prefix}{}", step.action()));
    }
    configs
}

/// Each config that has the key of an earlier one, paired with it.
pub(super) fn same_key(
    configs: &[RuntimeConfig],
    key: fn(&RuntimeConfig) -> String,
) -> impl Iterator<Item = [&RuntimeConfig; 2]> {
    let mut known = HashMap::new();
    configs.iter().filter_map(move |config| Some([known.insert(key(config), config)?, config]))
}

/// The usual limit on the value of a label.
const KEY_MAX: usize = 63;

pub(crate) fn key_of(compute: &Compute) -> String {
    let mut key = format!("{}-{}x{}", compute.cpu_kind(), compute.cpus(), compute.memory_mb());
    let regions: Vec<&str> = compute.regions().iter().map(Region::code).collect();
    if !regions.is_empty() {
        key.push_str(&format!("-{}", regions.join(".")));
    }
    if !compute.is_default_pool() {
        // Not `-`, which precedes regions: a pool may be named like one.
        key.push_str(&format!("_{}", compute.pool()));
    }
    if key.len() <= KEY_MAX {
        return key;
    }
    let hash = format!("-{:016x}", hash(&key));
    // Cut between parts: half the code of a region would be another code.
    let kept = &key[..=KEY_MAX - hash.len()];
    let end = kept.rfind(['.', '-']).unwrap_or(kept.len() - 1);
    format!("{}{hash}", &kept[..end])
}

/// 64-bit FNV-1a: a hash whose value no release of a compiler or a library changes.
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
fn hash(text: &str) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    text.bytes().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}
