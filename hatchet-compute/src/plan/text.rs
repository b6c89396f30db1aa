//! The plan as lines that a person reads, worded as in the SDKs.

use std::fmt::{self, Display, Formatter};

use super::Plan;
use super::runtime_config::RuntimeConfig;
use crate::placement;

/// The lines of the SDKs' "managed cloud compute plan", with advice on each configuration.
impl Display for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("managed cloud compute plan:")?;
        if self.runtime_configs().is_empty() {
            f.write_str("\n    empty: no step has compute")?;
        }
        for config in self.runtime_configs() {
            config_lines(f, config, self.slots())?;
        }
        let mut without = self.steps_without_compute().peekable();
        if without.peek().is_none() {
            return Ok(());
        }
        let actions: Vec<String> = without.map(|step| self.action_of(step)).collect();
        write!(f, "\n    steps without compute (they run where the worker runs): {}", actions.join(", "))
    }
}

fn config_lines(f: &mut Formatter<'_>, config: &RuntimeConfig, slots: u32) -> fmt::Result {
    let compute = config.compute();
    f.write_str("\n    ----------------------------")?;
    write!(f, "\n    actions: {}", config.actions().join(", "))?;
    write!(f, "\n    num replicas: {}", compute.num_replicas())?;
    write!(f, "\n    cpu kind: {}", compute.cpu_kind())?;
    write!(f, "\n    cpus: {}", compute.cpus())?;
    write!(f, "\n    memory mb: {}", compute.memory_mb())?;
    let regions = compute.regions();
    if regions.is_empty() {
        f.write_str("\n    regions: chosen by Hatchet")?;
    } else {
        write!(f, "\n    regions: {regions}")?;
    }
    let regions_count = u32::try_from(regions.len()).unwrap_or(u32::MAX);
    if let Some(chance) = placement::describe(compute.num_replicas(), regions_count) {
        write!(f, "\n    placement: {chance}")?;
    }
    write!(f, "\n    slots: {slots}")?;
    if !compute.is_default_pool() {
        write!(f, "\n    pool: {}", compute.pool())?;
    }
    compute.advice().try_for_each(|advice| write!(f, "\n    note: {advice}"))
}
