//! The plan: which machines to ask for, and which actions run on them.

mod actions;
mod error;
mod group;
mod key;
mod text;

use std::borrow::Cow;
use std::time::Duration;

use hatchet_compute_core::slots_problem;

pub(crate) use self::actions::Actions;
pub use self::error::PlanError;
use self::group::Groups;
pub(crate) use self::key::key as key_of;
use crate::record::Records;
use crate::request::InfraAsCodeRequest;
use crate::{Compute, DEFAULT_SLOTS, RETRIES_MAX, Step, Workflow, registry};

/// The longest duration that Hatchet knows: Go's, a signed 64-bit number of nanoseconds.
const TIMEOUT_MAX: Duration = Duration::from_nanos(i64::MAX.unsigned_abs());

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
    actions: Actions,
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
        self.actions.as_slice()
    }

    /// The actions to be serialized, for which no texts of their own are made.
    pub(crate) fn serializable_actions(&self) -> &Actions {
        &self.actions
    }

    /// A name of these machines for people and labels, such as `performance-4x16384-ewr.lax-3r`.
    ///
    /// Kind, CPUs, MB, regions in code order (if any are given), replicas, and the pool (if it is not the default).
    /// Equal compute has equal keys in every build, other compute another. ASCII letters, digits, `.`, `-` and `_`, at
    /// most 63 of them: a key that would be longer is cut and ends in a hash of all of it.
    #[must_use]
    pub fn key(&self) -> String {
        key_of(&self.compute)
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
        check_workflows(&records.workflows)?;
        Self::from_sorted(Cow::Borrowed(&records.steps))
    }

    /// The plan of a program whose records were read from a file by [`record::read`](crate::record::read).
    ///
    /// # Errors
    ///
    /// Two workflows of one name, and what [`from_steps`](Self::from_steps) refuses.
    pub fn from_records(records: Records) -> Result<Self, PlanError> {
        let Records { steps, workflows } = records.sorted();
        check_workflows(&workflows)?;
        Self::from_sorted(Cow::Owned(steps))
    }

    /// The plan of these steps, without a namespace and with one slot.
    ///
    /// # Errors
    ///
    /// Two steps with one action; a name that is empty or has a comma or a control character; retries or a time limit
    /// out of their range. Of several errors, that of the action that sorts first.
    pub fn from_steps(steps: impl IntoIterator<Item = Step>) -> Result<Self, PlanError> {
        let steps = Step::sorted(steps.into_iter().collect());
        Self::from_sorted(Cow::Owned(steps))
    }

    fn from_sorted(steps: Cow<'static, [Step]>) -> Result<Self, PlanError> {
        let groups = checked_groups(&steps)?;
        let runtime_configs = match &steps {
            Cow::Borrowed(steps) => {
                groups.into_configs(|places| Actions::of_program(steps, places))
            }
            Cow::Owned(steps) => {
                groups.into_configs(|places| Actions::prefixed("", steps, &places))
            }
        };
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
        let mut groups = Groups::new();
        for (place, step) in (0..).zip(self.steps.iter()) {
            groups.add(place, step);
        }
        self.runtime_configs =
            groups.into_configs(|places| Actions::prefixed(&self.prefix, &self.steps, &places));
        Ok(self)
    }

    /// The same plan with machines that run this many steps at the same time: 1 to 1000 ([`SLOTS`](crate::SLOTS)).
    ///
    /// # Errors
    ///
    /// Slots outside of that.
    pub fn with_slots(mut self, slots: u32) -> Result<Self, PlanError> {
        if slots_problem(i64::from(slots)).is_some() {
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

    /// What stands in front of every action: the namespace lower-cased, with `_` unless it ends in one; empty for none.
    ///
    /// `dev_` for the namespaces `Dev` and `dev_`; so a prefix can be given as a namespace, and stays as it is.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The body with which the plan is registered at Hatchet Cloud, to be serialized.
    #[must_use]
    pub fn request(&self) -> InfraAsCodeRequest<'_> {
        InfraAsCodeRequest::new(self)
    }

    /// The action of a step of this plan, with the namespace: what Hatchet knows the step by.
    ///
    /// [`Step::action`] has no namespace, since a step knows of no plan.
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

/// The groups of steps that are sorted by action, if all are as they should be.
fn checked_groups(steps: &[Step]) -> Result<Groups, PlanError> {
    let mut groups = Groups::new();
    let mut before = None;
    // All at once, as thousands of steps are more than what processors keep near.
    for (place, step) in (0..).zip(steps) {
        check_step(step)?;
        check_action(before, step)?;
        groups.add(place, step);
        before = Some(step);
    }
    Ok(groups)
}

/// What stands in front of every action of a namespace: the namespace lower-cased, with `_` unless it ends in one.
pub(crate) fn prefix_of(namespace: &str) -> String {
    let mut prefix = namespace.to_lowercase();
    if !prefix.is_empty() && !prefix.ends_with('_') {
        prefix.push('_');
    }
    prefix
}

/// Whether all characters can stand in an action of `HATCHET_CLOUD_ACTIONS`.
fn are_listable(text: &str) -> bool {
    // All bytes at once are quicker than one after the other, and what is not ASCII is rare.
    let is_other = |byte: u8| !matches!(byte, b' '..=b'~') || byte == b',';
    let has_other = text.bytes().fold(false, |has, byte| has | is_other(byte));
    !has_other || text.chars().all(is_listable)
}

/// Whether a character can stand in an action of `HATCHET_CLOUD_ACTIONS`, a list separated by commas.
fn is_listable(character: char) -> bool {
    character != ',' && !character.is_control()
}

fn check_step(step: &Step) -> Result<(), PlanError> {
    let names = [step.name(), step.workflow()];
    // Lower case makes and removes no comma and no control character.
    if names.contains(&"") || !are_listable(step.action()) {
        let is_refused = |name: &&str| name.is_empty() || !are_listable(name);
        let name = names.into_iter().find(is_refused).unwrap_or_default();
        return Err(PlanError::Name {
            step: Box::new(step.clone()),
            name: name.to_owned(),
        });
    }
    if step.retries() > RETRIES_MAX {
        return Err(PlanError::Retries(Box::new(step.clone())));
    }
    if step.timeout().is_some_and(|timeout| timeout > TIMEOUT_MAX) {
        return Err(PlanError::Timeout(Box::new(step.clone())));
    }
    Ok(())
}

/// Refuses the action of the step before.
fn check_action(before: Option<&Step>, step: &Step) -> Result<(), PlanError> {
    match before {
        Some(before) if before.action() == step.action() => Err(PlanError::ActionTwice {
            first: Box::new(before.clone()),
            second: Box::new(step.clone()),
        }),
        _ => Ok(()),
    }
}

/// Refuses a name that two workflows have, which are sorted.
fn check_workflows(workflows: &[Workflow]) -> Result<(), PlanError> {
    let name = |workflow: &Workflow| workflow.name().to_lowercase();
    match workflows
        .windows(2)
        .find(|pair| name(&pair[0]) == name(&pair[1]))
    {
        Some([first, second]) => Err(PlanError::WorkflowTwice {
            first: Box::new(first.clone()),
            second: Box::new(second.clone()),
        }),
        _ => Ok(()),
    }
}
