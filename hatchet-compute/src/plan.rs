//! The plan: which machines to ask for, and which actions run on them.

mod error;
mod text;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::Duration;

pub use self::error::PlanError;
use crate::record::Records;
use crate::request::InfraAsCodeRequest;
use crate::{Compute, DEFAULT_SLOTS, RETRIES_MAX, SLOTS, Step, Workflow, registry};

/// The longest duration that Hatchet knows: Go's, a signed 64-bit number of nanoseconds.
const TIMEOUT_MAX: Duration = Duration::from_nanos(i64::MAX.unsigned_abs());

/// Which machines to ask Hatchet Cloud for, and which actions run on them.
///
/// Steps of equal compute and pool share machines, whatever the order of their regions. The same steps always make the
/// same plan, whatever their order.
///
/// ```
/// use hatchet_compute::{ComputeSpec, Plan, Step};
///
/// let compute = ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, ..ComputeSpec::default() }.check()?;
/// let steps = [Step::new("orders", "load"), Step::new("orders", "charge").with_compute(compute)];
/// let plan = Plan::from_steps(steps)?.with_namespace("dev")?;
/// assert_eq!(plan.runtime_configs()[0].actions(), ["dev_orders:charge"]);
/// assert_eq!(plan.steps_without_compute().count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Sorted by action; those of the running program are where they were decoded.
    steps: Cow<'static, [Step]>,
    /// In front of every action: a namespace with its underscore, or nothing.
    prefix: String,
    slots: u32,
    /// Made of the steps and the prefix.
    runtime_configs: Vec<RuntimeConfig>,
}

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
}

impl Plan {
    /// The plan of the running program: of [`steps`](crate::steps) and [`workflows`](crate::workflows).
    ///
    /// # Errors
    ///
    /// A record that cannot be read, and what [`from_records`](Self::from_records) refuses.
    pub fn collect() -> Result<Self, PlanError> {
        let records = registry::records()
            .as_ref()
            .map_err(|error| PlanError::Record(error.clone()))?;
        check_workflows(records.workflows.clone())?;
        Self::from_sorted(Cow::Borrowed(&records.steps))
    }

    /// The plan of a program whose records were read from a file by [`record::read`](crate::record::read).
    ///
    /// # Errors
    ///
    /// Two workflows of one name, and what [`from_steps`](Self::from_steps) refuses.
    pub fn from_records(records: Records) -> Result<Self, PlanError> {
        let Records { steps, workflows } = records;
        check_workflows(workflows)?;
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
        steps.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        Self::from_sorted(Cow::Owned(steps))
    }

    fn from_sorted(steps: Cow<'static, [Step]>) -> Result<Self, PlanError> {
        steps.iter().try_for_each(check_step)?;
        check_actions(&steps)?;
        let runtime_configs = group("", &steps);
        Ok(Self {
            steps,
            prefix: String::new(),
            slots: DEFAULT_SLOTS,
            runtime_configs,
        })
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
        if !namespace.chars().all(is_listable) {
            return Err(PlanError::Namespace(namespace.to_owned()));
        }
        self.prefix = prefix_of(namespace);
        self.runtime_configs = group(&self.prefix, &self.steps);
        Ok(self)
    }

    /// The same plan with machines that run this many steps at the same time: 1 to 1000 ([`SLOTS`]).
    ///
    /// # Errors
    ///
    /// Slots outside of that.
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

    /// What stands in front of every action: the namespace, lower-cased and with its `_`, or nothing.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.prefix
    }

    /// The body with which the plan is registered at Hatchet Cloud, to be serialized.
    #[must_use]
    pub fn request(&self) -> InfraAsCodeRequest<'_> {
        InfraAsCodeRequest::new(self)
    }

    /// The action of a step with the namespace.
    fn action_of(&self, step: &Step) -> String {
        format!("{}{}", self.prefix, step.action())
    }
}

/// What stands in front of every action of a namespace: the namespace lower-cased, with `_` unless it ends in one.
pub(crate) fn prefix_of(namespace: &str) -> String {
    let mut prefix = namespace.to_lowercase();
    if !prefix.is_empty() && !prefix.ends_with('_') {
        prefix.push('_');
    }
    prefix
}

/// Groups steps by compute. They come sorted by action, so the groups come sorted by first action.
fn group(prefix: &str, steps: &[Step]) -> Vec<RuntimeConfig> {
    let mut configs: Vec<RuntimeConfig> = Vec::new();
    let mut index_of: BTreeMap<Compute, usize> = BTreeMap::new();
    for step in steps {
        let Some(&compute) = step.compute() else {
            continue;
        };
        let action = format!("{prefix}{}", step.action());
        match index_of.entry(compute) {
            Entry::Occupied(index) => configs[*index.get()].actions.push(action),
            Entry::Vacant(index) => {
                index.insert(configs.len());
                configs.push(RuntimeConfig {
                    compute,
                    actions: vec![action],
                });
            }
        }
    }
    configs
}

/// Whether a character can stand in an action of `HATCHET_CLOUD_ACTIONS`, a list separated by commas.
fn is_listable(character: char) -> bool {
    character != ',' && !character.is_control()
}

fn check_step(step: &Step) -> Result<(), PlanError> {
    for name in [step.name(), step.workflow()] {
        if name.is_empty() || !name.chars().all(is_listable) {
            return Err(PlanError::Name {
                step: Box::new(step.clone()),
                name: name.to_owned(),
            });
        }
    }
    if step.retries() > RETRIES_MAX {
        return Err(PlanError::Retries(Box::new(step.clone())));
    }
    if step.timeout().is_some_and(|timeout| timeout > TIMEOUT_MAX) {
        return Err(PlanError::Timeout(Box::new(step.clone())));
    }
    Ok(())
}

/// Refuses an action that two steps have; they come sorted.
fn check_actions(steps: &[Step]) -> Result<(), PlanError> {
    match steps
        .windows(2)
        .find(|pair| pair[0].action() == pair[1].action())
    {
        Some([first, second]) => Err(PlanError::ActionTwice {
            first: Box::new(first.clone()),
            second: Box::new(second.clone()),
        }),
        _ => Ok(()),
    }
}

/// Refuses a name that two workflows have.
fn check_workflows(mut workflows: Vec<Workflow>) -> Result<(), PlanError> {
    workflows.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    match workflows
        .windows(2)
        .find(|pair| pair[0].sort_key().0 == pair[1].sort_key().0)
    {
        Some([first, second]) => Err(PlanError::WorkflowTwice {
            first: Box::new(first.clone()),
            second: Box::new(second.clone()),
        }),
        _ => Ok(()),
    }
}
