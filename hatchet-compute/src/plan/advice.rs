//! What is probably a mistake in a plan: advice on each of its computes, and what only the whole plan shows.

use std::fmt::{self, Display, Formatter};

use super::runtime_config::same_key;
use super::{Plan, RuntimeConfig};

/// One piece of advice on a plan, never an error. Written on one line: what, why, and what to do.
///
/// ```
/// use hatchet_compute::{Plan, Step, compute};
///
/// let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
/// let plan = Plan::from_steps([Step::new("orders", "load"), Step::new("orders", "charge").with_compute(small)])?;
/// let [advice] = &plan.advice()[..] else { panic!("one step has no compute") };
/// assert_eq!((advice.id(), advice.actions()), ("step_without_compute", &["orders:load".to_owned()][..]));
/// # Ok::<(), hatchet_compute::PlanError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAdvice {
    id: &'static str,
    text: String,
    actions: Vec<String>,
}

impl PlanAdvice {
    /// All ids: those of an [`Advice`](crate::Advice) on a compute, and the two that are about the whole plan.
    pub const IDS: [&str; 7] = [
        "cpus_not_a_machine_size",
        "memory_below_api_minimum",
        "memory_not_multiple_of_256",
        "fewer_replicas_than_regions",
        "region_not_in_api",
        "same_machines_twice",
        "step_without_compute",
    ];

    /// The id: that of an [`Advice`](crate::Advice) on a compute, or `step_without_compute`, or `same_machines_twice`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The actions of the plan that the advice is about, at least one.
    pub fn actions(&self) -> &[String] {
        &self.actions
    }
}

impl Display for PlanAdvice {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Plan {
    /// All advice: on the compute of each runtime config, in the order of the plan, and what only the whole plan shows.
    ///
    /// `same_machines_twice` is about two runtime configs that differ only in replicas, and so have the same
    /// [key](RuntimeConfig::key). `step_without_compute` is about each step without compute, if others have it: on
    /// Hatchet Cloud no machine would run it.
    pub fn advice(&self) -> Vec<PlanAdvice> {
        let mut found = Vec::new();
        for config in self.runtime_configs() {
            for advice in config.compute().advice() {
                let (id, text) = (advice.id(), advice.to_string());
                found.push(PlanAdvice { id, text, actions: config.actions().to_vec() });
            }
        }
        found.extend(same_key(self.runtime_configs(), RuntimeConfig::key).map(same_machines));
        if !self.runtime_configs().is_empty() {
            found.extend(self.steps_without_compute().map(|step| without_compute(self.action_of(step))));
        }
        found
    }
}

fn same_machines([one, other]: [&RuntimeConfig; 2]) -> PlanAdvice {
    let actions = [one.actions(), other.actions()].concat();
    let [replicas, others] = [one, other].map(|config| config.compute().replicas().to_string());
    let difference =
        if replicas == others { "in how they scale".into() } else { format!("in replicas ({replicas} and {others})") };
    let text = format!(
        "the machines of `{}` and `{}` differ only {difference}, so the worker label cannot tell them apart; \
         use one compute for both, or give one of them a different `pool`",
        one.actions().join("`, `"),
        other.actions().join("`, `"),
    );
    PlanAdvice { id: "same_machines_twice", text, actions }
}

fn without_compute(action: String) -> PlanAdvice {
    let text = format!(
        "`{action}` has no compute, but other steps do: on Hatchet Cloud, no machine would run it; \
         add `compute(…)` here too, or to `#[workflow]` for all its steps"
    );
    PlanAdvice { id: "step_without_compute", text, actions: vec![action] }
}
