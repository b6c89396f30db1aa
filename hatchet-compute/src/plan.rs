//! The plan: which machines to ask for, and which actions run on them.

pub(crate) mod advice;
mod error;
mod runtime_config;

use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::{DEFAULT_SLOTS, Replicas, escape, invalid_namespace, is_name, slots_problem};

pub use self::error::PlanError;
use self::error::{check_keys, check_steps, check_workflows};
pub use self::runtime_config::RuntimeConfig;
use self::runtime_config::group;
pub(crate) use self::runtime_config::key_of;
use crate::record::Records;
use crate::step::Step;
use crate::{placement, registry};

/// Which machines to ask Hatchet Cloud for, and which actions run on them.
///
/// Steps with equal compute and pool share machines. Neither the order of regions nor that of the steps matters.
///
/// ```
/// use hatchet_compute::{Plan, Step, compute};
///
/// let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
/// let steps = [Step::new("orders", "load"), Step::new("orders", "charge").with_compute(small)];
/// let plan = Plan::from_steps(steps)?.with_namespace("dev")?;
/// assert_eq!(plan.runtime_configs()[0].actions(), ["dev_orders:charge"]);
/// assert_eq!(plan.steps_without_compute().count(), 1);
/// # Ok::<(), hatchet_compute::PlanError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Sorted by action.
    steps: Vec<Step>,
    prefix: String,
    slots: u32,
    /// Made of the steps and the prefix.
    runtime_configs: Vec<RuntimeConfig>,
}

impl Plan {
    /// The plan of the running program, made from [`steps`](crate::steps) and [`workflows`](crate::workflows).
    ///
    /// # Errors
    ///
    /// [`PlanError::Platform`] where a program cannot find its steps, such as on WebAssembly; a record that cannot be
    /// read; and what [`from_records`](Self::from_records) rejects.
    pub fn collect() -> Result<Self, PlanError> {
        let records = registry::records().ok_or(PlanError::Platform)?;
        Self::from_records(records.clone().map_err(PlanError::Record)?)
    }

    /// The plan of a program whose records were read from a file by [`record::read`](crate::record::read).
    ///
    /// # Errors
    ///
    /// Two workflows with one name, and what [`from_steps`](Self::from_steps) rejects.
    pub fn from_records(records: Records) -> Result<Self, PlanError> {
        let Records { steps, workflows } = records.sorted();
        check_workflows(&workflows)?;
        Self::from_steps(steps)
    }

    /// The plan of these steps, without a namespace and with one slot.
    ///
    /// # Errors
    ///
    /// Two steps with one action; a name that is empty or has a comma or a control character; retries or a time limit
    /// out of range; two different machines with one key. If there are several, the one whose action sorts first.
    pub fn from_steps(steps: impl IntoIterator<Item = Step>) -> Result<Self, PlanError> {
        let mut steps: Vec<Step> = steps.into_iter().collect();
        steps.sort_unstable();
        check_steps(&steps)?;
        let runtime_configs = group(&steps, "");
        check_keys(&runtime_configs, RuntimeConfig::key)?;
        Ok(Self { prefix: String::new(), slots: DEFAULT_SLOTS, runtime_configs, steps })
    }

    /// The same plan with this namespace in front of every action, as [`prefix`](Self::prefix), instead of any given
    /// before. This is what `HATCHET_CLIENT_NAMESPACE` does in the SDKs.
    ///
    /// # Errors
    ///
    /// A namespace with characters that names cannot have: other than letters (a-z, A-Z), digits, `.`, `-` and `_`.
    pub fn with_namespace(mut self, namespace: &str) -> Result<Self, PlanError> {
        if !namespace.is_empty() && !is_name(namespace) {
            return Err(invalid_namespace(namespace).into());
        }
        self.prefix = prefix_of(namespace);
        self.runtime_configs = group(&self.steps, &self.prefix);
        Ok(self)
    }

    /// The same plan with machines that run this many steps at the same time: 1 to 1000 ([`SLOTS`](crate::SLOTS)).
    ///
    /// # Errors
    ///
    /// Slots out of that range.
    pub fn with_slots(self, slots: u32) -> Result<Self, PlanError> {
        match slots_problem(slots.into()) {
            Some(problem) => Err(PlanError::Invalid(problem.message(slots.into()).into())),
            None => Ok(Self { slots, ..self }),
        }
    }

    /// The machines to ask for: one entry for each distinct compute and pool, sorted by first action.
    pub fn runtime_configs(&self) -> &[RuntimeConfig] {
        &self.runtime_configs
    }

    /// All steps, sorted by action.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The steps that ask for no machines, and run wherever the worker runs, sorted by action.
    pub fn steps_without_compute(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.compute().is_none())
    }

    /// How many steps one machine runs at the same time: 1 to 1000.
    pub fn slots(&self) -> u32 {
        self.slots
    }

    /// The prefix of every action: the namespace in lower case, followed by `_` unless it ends in one; empty if there
    /// is no namespace. It is `dev_` for both `Dev` and `dev_`: a prefix given as a namespace stays as it is.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The name by which Hatchet knows a step of this plan: [`Step::action`] after the [`prefix`](Self::prefix).
    pub fn action_of(&self, step: &Step) -> String {
        format!("{}{}", self.prefix, step.action())
    }
}

/// The lines of the SDKs' "managed cloud compute plan", with advice on each configuration.
impl Display for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("managed cloud compute plan:")?;
        if self.runtime_configs.is_empty() {
            f.write_str("\n    empty: no step has compute")?;
        }
        for config in &self.runtime_configs {
            config_lines(f, config, self.slots)?;
        }
        let without: Vec<String> = self.steps_without_compute().map(|step| self.action_of(step)).collect();
        if without.is_empty() {
            return Ok(());
        }
        let without = escape(&without.join(", "));
        write!(f, "\n    steps without compute (they run where the worker runs): {without}")
    }
}

fn config_lines(f: &mut Formatter<'_>, config: &RuntimeConfig, slots: u32) -> fmt::Result {
    let compute = config.compute();
    let (replicas, regions) = (compute.replicas(), compute.regions());
    write!(f, "\n    ----------------------------\n    actions: {}", escape(&config.actions().join(", ")))?;
    match replicas {
        Replicas::Fixed(number) => write!(f, "\n    num replicas: {number}")?,
        Replicas::Autoscaling(scaling) => write!(f, "\n    autoscaling: {scaling}")?,
    }
    write!(f, "\n    cpu kind: {}", compute.cpu_kind())?;
    write!(f, "\n    cpus: {}\n    memory mb: {}", compute.cpus(), compute.memory_mb())?;
    let shown = if regions.is_empty() { "chosen by Hatchet".to_owned() } else { regions.to_string() };
    write!(f, "\n    regions: {shown}")?;
    if let Replicas::Fixed(number) = replicas {
        if let Some(chance) = placement::describe(number, regions.bits().count_ones()) {
            write!(f, "\n    placement: {chance}")?;
        }
    }
    write!(f, "\n    slots: {slots}")?;
    if !compute.is_default_pool() {
        write!(f, "\n    pool: {}", compute.pool())?;
    }
    compute.advice().try_for_each(|advice| write!(f, "\n    note: {advice}"))
}

pub(crate) fn prefix_of(namespace: &str) -> String {
    let mut prefix = namespace.to_lowercase();
    if !prefix.is_empty() && !prefix.ends_with('_') {
        prefix.push('_');
    }
    prefix
}
