//! Why there is no plan.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::{NumberProblem, Written};

use super::is_listable;
use crate::record::RecordError;
use crate::{RETRIES_MAX, Step, Workflow};

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
    /// The slots are outside [`SLOTS`](crate::SLOTS).
    Slots(u32),
}

impl Display for PlanError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(error) => write!(f, "{error}"),
            Self::ActionTwice { first, second } => action_twice(f, first, second),
            Self::WorkflowTwice { first, second } => workflow_twice(f, first, second),
            Self::Name { step, name } => name_refused(f, step, name),
            Self::Retries(step) => write!(
                f,
                "`retries` of `{}` at {} is {}, but 0 to {RETRIES_MAX} are allowed\nhelp: use at most {RETRIES_MAX}",
                step.action(),
                step.location(),
                step.retries(),
            ),
            Self::Timeout(step) => write!(
                f,
                "`timeout` of `{}` at {} is {} seconds, but a duration is at most 2562047h47m16.854775807s\n\
                 help: leave `timeout` out to leave it to Hatchet",
                step.action(),
                step.location(),
                step.timeout().unwrap_or_default().as_secs(),
            ),
            Self::Namespace(namespace) => write!(
                f,
                "the namespace is `{namespace:?}`, but it {LISTABLE}\nhelp: use `{:?}`",
                listable(namespace)
            ),
            Self::Slots(slots) => {
                let sentence =
                    NumberProblem::SlotsOutOfRange.message(Written::Number(i64::from(*slots)));
                f.write_str(sentence.as_str())
            }
        }
    }
}

fn action_twice(f: &mut Formatter<'_>, first: &Step, second: &Step) -> fmt::Result {
    writeln!(f, "the action `{}` is given twice", first.action())?;
    for (step, and) in [(first, ""), (second, "and ")] {
        writeln!(
            f,
            "{and}by step `{}` of workflow `{}` at {}",
            step.name(),
            step.workflow(),
            step.location()
        )?;
    }
    write!(
        f,
        "help: give one of them another name; upper and lower case do not tell actions apart"
    )
}

fn workflow_twice(f: &mut Formatter<'_>, first: &Workflow, second: &Workflow) -> fmt::Result {
    writeln!(f, "the workflow `{}` is given twice", first.name())?;
    writeln!(f, "at {}", first.location())?;
    writeln!(f, "and as `{}` at {}", second.name(), second.location())?;
    write!(
        f,
        "help: give one of them another name; upper and lower case do not tell workflows apart"
    )
}

fn name_refused(f: &mut Formatter<'_>, step: &Step, name: &str) -> fmt::Result {
    let whose = if name == step.name() {
        "step"
    } else {
        "workflow"
    };
    let location = step.location();
    if name.is_empty() {
        return write!(
            f,
            "the name of the {whose} at {location} is empty\n\
             help: use one or more letters (a-z, A-Z), digits, `.`, `-` or `_`"
        );
    }
    write!(
        f,
        "the name of the {whose} at {location} is `{name:?}`, but it {LISTABLE}\nhelp: use `{:?}`",
        listable(name)
    )
}

/// What is asked of names and namespaces, and why.
const LISTABLE: &str = "cannot have commas or control characters, since the variable \
    `HATCHET_CLOUD_ACTIONS` lists actions separated by commas";

/// The nearest text that can be listed.
fn listable(text: &str) -> String {
    text.replace(|character| !is_listable(character), "-")
}

impl Error for PlanError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Record(error) => Some(error),
            _ => None,
        }
    }
}
