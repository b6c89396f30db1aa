//! The plan: which machines to ask for, and which actions run on them.

mod error;
mod key;
mod runtime_config;
mod text;

use std::sync::Arc;

use hatchet_compute_core::{DEFAULT_SLOTS, SLOTS};

pub use self::error::PlanError;
use self::error::{check_namespace, check_steps, check_workflows};
pub(crate) use self::key::key as key_of;
pub use self::runtime_config::RuntimeConfig;
use self::runtime_config::group;
use crate::record::Records;
use crate::registry;
use crate::step::Step;
use crate::workflow::Workflow;

/// Which machines to ask Hatchet Cloud for, and which actions run on them.
///
/// Steps of equal compute and pool share machines, whatever the order of their regions. The same steps always make the
/// same plan, whatever their order.
///
/// ```
/// use hatchet_compute::{Plan, Step, compute};
///
/// let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
/// let steps = [
///     Step::new("orders", "load"),
///     Step::new("orders", "charge").with_compute(small),
/// ];
/// let plan = Plan::from_steps(steps)?.with_namespace("dev")?;
/// assert_eq!(plan.runtime_configs()[0].actions(), ["dev_orders:charge"]);
/// assert_eq!(plan.steps_without_compute().count(), 1);
/// # Ok::<(), hatchet_compute::PlanError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Sorted by action. Shared, so that a plan of the running program has no copy of thousands of steps.
    steps: Arc<Vec<Step>>,
    prefix: String,
    slots: u32,
    /// Made of the steps and the prefix.
    runtime_configs: Vec<RuntimeConfig>,
}

impl Plan {
    /// The plan of the running program: of [`steps`](crate::steps) and [`workflows`](crate::workflows).
    ///
    /// # Errors
    ///
    /// A record that cannot be read, and what [`from_records`](Self::from_records) refuses.
    pub fn collect() -> Result<Self, PlanError> {
        let program = registry::program().map_err(|error| PlanError::Record(error.clone()))?;
        check_workflows(&program.workflows)?;
        Self::from_sorted(Arc::clone(&program.steps))
    }

    /// The plan of a program whose records were read from a file by [`record::read`](crate::record::read).
    ///
    /// # Errors
    ///
    /// Two workflows of one name, and what [`from_steps`](Self::from_steps) refuses.
    pub fn from_records(records: Records) -> Result<Self, PlanError> {
        let Records { steps, mut workflows } = records;
        workflows.sort_by(Workflow::compare);
        check_workflows(&workflows)?;
        Self::from_steps(steps)
    }

    /// The plan of these steps, without a namespace and with one slot.
    ///
    /// # Errors
    ///
    /// Two steps with one action; a name that is empty or has a comma or a control character; retries or a time limit
    /// out of their range. Of several errors, that of the action that sorts first.
    pub fn from_steps(steps: impl IntoIterator<Item = Step>) -> Result<Self, PlanError> {
        let mut steps: Vec<Step> = steps.into_iter().collect();
        steps.sort_unstable_by(Step::compare);
        Self::from_sorted(Arc::new(steps))
    }

    fn from_sorted(steps: Arc<Vec<Step>>) -> Result<Self, PlanError> {
        check_steps(&steps)?;
        Ok(Self { prefix: String::new(), slots: DEFAULT_SLOTS, runtime_configs: group(&steps, ""), steps })
    }

    /// The same plan with this namespace in front of every action, instead of any given before.
    ///
    /// Lower-cased, and followed by `_` unless it ends in one; empty for none. This is what `HATCHET_CLIENT_NAMESPACE`
    /// does in the SDKs.
    ///
    /// # Errors
    ///
    /// A comma or a control character in the namespace.
    pub fn with_namespace(mut self, namespace: &str) -> Result<Self, PlanError> {
        check_namespace(namespace)?;
        self.prefix = prefix_of(namespace);
        self.runtime_configs = group(&self.steps, &self.prefix);
        Ok(self)
    }

    /// The same plan with machines that run this many steps at the same time: 1 to 1000 ([`SLOTS`]).
    ///
    /// # Errors
    ///
    /// Slots out of that range.
    pub fn with_slots(mut self, slots: u32) -> Result<Self, PlanError> {
        if !SLOTS.contains(&slots) {
            return Err(PlanError::Slots(slots));
        }
        self.slots = slots;
        Ok(self)
    }

    /// What to ask for: one for each distinct compute and pool, sorted by first action.
    #[must_use]
    pub fn runtime_configs(&self) -> &[RuntimeConfig] {
        &self.runtime_configs
    }

    /// All steps, sorted by action.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The steps that ask for no machines, and run wherever the worker runs, sorted by action.
    pub fn steps_without_compute(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.compute().is_none())
    }

    /// The steps that one machine runs at the same time.
    #[must_use]
    pub fn slots(&self) -> u32 {
        self.slots
    }

    /// What is in front of every action: the namespace lower-cased, with `_` unless it ends in one; empty for none.
    ///
    /// `dev_` for the namespaces `Dev` and `dev_`; so a prefix can be given as a namespace, and stays as it is.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The action of a step of this plan, with the namespace: what Hatchet knows the step by.
    ///
    /// [`Step::action`] has no namespace, since a step does not know of any plan.
    ///
    /// ```
    /// use hatchet_compute::{Plan, Step};
    ///
    /// let plan = Plan::from_steps([Step::new("Orders", "load")])?.with_namespace("dev")?;
    /// let step = &plan.steps()[0];
    /// assert_eq!(step.action(), "orders:load");
    /// assert_eq!(plan.action_of(step), "dev_orders:load");
    /// # Ok::<(), hatchet_compute::PlanError>(())
    /// ```
    #[must_use]
    pub fn action_of(&self, step: &Step) -> String {
        format!("{}{}", self.prefix, step.action())
    }
}

/// What a namespace puts in front of every action: the namespace lower-cased, with `_` unless it ends in one.
pub(crate) fn prefix_of(namespace: &str) -> String {
    let mut prefix = namespace.to_lowercase();
    if !prefix.is_empty() && !prefix.ends_with('_') {
        prefix.push('_');
    }
    prefix
}
