//! What steps, workflows and namespaces must be to make a plan, and why they do not.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use hatchet_compute_core::{Message, RETRIES_MAX, SLOTS};

use crate::record::RecordError;
use crate::step::Step;
use crate::workflow::Workflow;

/// The longest duration that Hatchet knows: Go's, a signed 64-bit number of nanoseconds.
const TIMEOUT_MAX: Duration = Duration::from_nanos(i64::MAX.unsigned_abs());

/// Why steps make no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PlanError {
    /// A record of the program cannot be read.
    Record(RecordError),
    /// Two steps have one action. Since actions are lower-cased, their names may differ in case.
    ActionTwice {
        /// The step whose location sorts first.
        first: Box<Step>,
        /// The other.
        second: Box<Step>,
    },
    /// Two workflows have one name, or names that differ only in case.
    WorkflowTwice {
        /// The workflow whose location sorts first.
        first: Box<Workflow>,
        /// The other.
        second: Box<Workflow>,
    },
    /// The name of a step or of its workflow is empty, or has a comma or a control character.
    Name {
        /// The step.
        step: Box<Step>,
        /// The name.
        name: String,
    },
    /// The retries of a step are more than [`RETRIES_MAX`].
    Retries(Box<Step>),
    /// The time limit of a step is longer than Hatchet's longest duration.
    Timeout(Box<Step>),
    /// The namespace has a comma or a control character.
    Namespace(String),
    /// The slots are outside [`SLOTS`].
    Slots(u32),
}

impl PlanError {
    /// What is wrong, and what to do about it.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Record(error) => error.message(),
            Self::ActionTwice { first, second } => action_twice(first, second),
            Self::WorkflowTwice { first, second } => workflow_twice(first, second),
            Self::Name { step, name } => bad_name(step, name),
            Self::Retries(step) => Message::new(format!(
                "`retries` of `{}` at {} is {}, but 0 to {RETRIES_MAX} are allowed",
                step.action(),
                step.location(),
                step.retries(),
            ))
            .with_help(format!("use at most {RETRIES_MAX}")),
            Self::Timeout(step) => Message::new(format!(
                "`timeout` of `{}` at {} is {} seconds, but a duration is at most 2562047h47m16.854775807s",
                step.action(),
                step.location(),
                step.timeout().unwrap_or_default().as_secs(),
            ))
            .with_help("leave `timeout` out to leave it to Hatchet"),
            Self::Namespace(namespace) => unlistable("the namespace", namespace),
            Self::Slots(slots) => {
                let (min, max) = (SLOTS.start(), SLOTS.end());
                Message::new(format!("`slots` is {slots}, but {min} to {max} are allowed"))
                    .with_help(format!("use {min} to {max}"))
            }
        }
    }
}

impl Display for PlanError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl Error for PlanError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Record(error) => Some(error),
            _ => None,
        }
    }
}

fn action_twice(first: &Step, second: &Step) -> Message {
    let of = |step: &Step| {
        let (name, workflow, location) = (step.name(), step.workflow(), step.location());
        format!("by step `{name}` of workflow `{workflow}` at {location}")
    };
    Message::new(format!("the action `{}` is given twice\n{}\nand {}", first.action(), of(first), of(second),))
        .with_help("give one of them another name; upper and lower case do not tell actions apart")
}

fn workflow_twice(first: &Workflow, second: &Workflow) -> Message {
    Message::new(format!(
        "the workflow `{}` is given twice\nat {}\nand as `{}` at {}",
        first.name(),
        first.location(),
        second.name(),
        second.location(),
    ))
    .with_help("give one of them another name; upper and lower case do not tell workflows apart")
}

fn bad_name(step: &Step, name: &str) -> Message {
    let whose = if name == step.name() { "step" } else { "workflow" };
    let what = format!("the name of the {whose} at {}", step.location());
    if name.is_empty() {
        return Message::new(format!("{what} is empty"))
            .with_help("use one or more letters (a-z, A-Z), digits, `.`, `-` or `_`");
    }
    unlistable(&what, name)
}

/// The message about a name or namespace with characters that are not allowed.
fn unlistable(what: &str, text: &str) -> Message {
    let replacement = text.replace(|character| !is_listable(character), "-");
    Message::new(format!(
        "{what} is `{text:?}`, but it cannot have commas or control characters, since the variable \
         `HATCHET_CLOUD_ACTIONS` lists actions separated by commas"
    ))
    .with_replacement(format!("{replacement:?}"))
}

/// Whether a character can be part of an action in `HATCHET_CLOUD_ACTIONS`, a list separated by commas.
fn is_listable(character: char) -> bool {
    character != ',' && !character.is_control()
}

/// Checks steps that are sorted by action, each by itself and whether two have one action.
pub(super) fn check_steps(steps: &[Step]) -> Result<(), PlanError> {
    let mut before: Option<&Step> = None;
    for step in steps {
        check_step(step)?;
        if let Some(before) = before.filter(|before| before.action() == step.action()) {
            return Err(PlanError::ActionTwice { first: Box::new(before.clone()), second: Box::new(step.clone()) });
        }
        before = Some(step);
    }
    Ok(())
}

fn check_step(step: &Step) -> Result<(), PlanError> {
    let is_bad = |name: &&str| name.is_empty() || !name.chars().all(is_listable);
    if let Some(name) = [step.name(), step.workflow()].into_iter().find(is_bad) {
        return Err(PlanError::Name { step: Box::new(step.clone()), name: name.to_owned() });
    }
    if step.retries() > RETRIES_MAX {
        return Err(PlanError::Retries(Box::new(step.clone())));
    }
    if step.timeout().is_some_and(|timeout| timeout > TIMEOUT_MAX) {
        return Err(PlanError::Timeout(Box::new(step.clone())));
    }
    Ok(())
}

/// Checks that no two of some sorted workflows have one name.
pub(super) fn check_workflows(workflows: &[Workflow]) -> Result<(), PlanError> {
    let name = |workflow: &Workflow| workflow.name().to_lowercase();
    for pair in workflows.windows(2) {
        if name(&pair[0]) == name(&pair[1]) {
            let [first, second] = [0, 1].map(|index| Box::new(pair[index].clone()));
            return Err(PlanError::WorkflowTwice { first, second });
        }
    }
    Ok(())
}

pub(super) fn check_namespace(namespace: &str) -> Result<(), PlanError> {
    if namespace.chars().all(is_listable) { Ok(()) } else { Err(PlanError::Namespace(namespace.to_owned())) }
}
