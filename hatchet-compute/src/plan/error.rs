//! What a plan requires of its steps and workflows, and the error if they do not meet it.

use hatchet_compute_core::{DURATION_MAX, Message, RETRIES_MAX, error_with_message, escape, format_duration};

use super::runtime_config::{RuntimeConfig, same_key};
use crate::record::RecordError;
use crate::step::Step;
use crate::workflow::Workflow;

/// Why a plan cannot be made. `Debug` writes the same as `Display`, so that a `main` that returns it shows it well.
///
/// ```
/// use hatchet_compute::{Plan, PlanError, Step};
///
/// let error = Plan::from_steps([Step::new("orders", "load"), Step::new("Orders", "load")]).unwrap_err();
/// assert!(matches!(error, PlanError::ActionTwice { .. }));
/// assert!(error.to_string().starts_with("the action `orders:load` is given twice\n"));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PlanError {
    /// On this platform, such as WebAssembly, or in Miri, a program cannot find its steps.
    Platform,
    /// A record of the program cannot be read.
    Record(RecordError),
    /// Two steps have the same action. Since actions are lower-cased, their names may differ in case.
    ActionTwice {
        /// The step whose location sorts first.
        first: Box<Step>,
        /// The other.
        second: Box<Step>,
    },
    /// Two workflows have the same name, or names that differ only in case.
    WorkflowTwice {
        /// The workflow whose location sorts first.
        first: Box<Workflow>,
        /// The other.
        second: Box<Workflow>,
    },
    /// Hatchet does not accept a name, the retries or a time limit of a step, the namespace or the slots; or different
    /// machines have the same [key](RuntimeConfig::key), since a long one ends in a hash.
    Invalid(Message),
}

impl PlanError {
    /// What is wrong, and what to do about it.
    pub fn message(&self) -> Message {
        match self {
            Self::Platform if cfg!(miri) => Message::new("a program cannot find its steps in Miri").with_help(
                "run it without Miri (put `#[cfg_attr(miri, ignore)]` on a test), or use `Plan::from_steps`",
            ),
            Self::Platform => Message::new("a program cannot find its steps on this platform")
                .with_help("make the plan in a program for Linux, macOS or Windows, or with `Plan::from_steps`"),
            Self::Record(error) => error.message(),
            Self::ActionTwice { first, second } => {
                let (action, first, second) = (escape(first.action()), first.description(), second.description());
                Message::new(format!("the action `{action}` is given twice\nby {first}\nand by {second}"))
                    .with_help("rename one of them; actions that differ only in case are the same")
            }
            Self::WorkflowTwice { first, second } => {
                let (name, at) = (escape(first.name()), first.location());
                let (other_name, other_at) = (escape(second.name()), second.location());
                Message::new(format!(
                    "the workflow `{name}` is given twice\nat {at}\nand as `{other_name}` at {other_at}"
                ))
                .with_help("rename one of them; workflows that differ only in case are the same")
            }
            Self::Invalid(message) => message.clone(),
        }
    }
}

error_with_message!(PlanError);

impl From<Message> for PlanError {
    fn from(message: Message) -> Self {
        Self::Invalid(message)
    }
}

/// Checks steps that are sorted by action: each by itself, and that no two have the same action.
pub(super) fn check_steps(steps: &[Step]) -> Result<(), PlanError> {
    for (index, second) in steps.iter().enumerate() {
        check_step(second)?;
        if let Some(first) = steps[..index].last().filter(|first| first.action() == second.action()) {
            return Err(PlanError::ActionTwice { first: first.clone().into(), second: second.clone().into() });
        }
    }
    Ok(())
}

fn check_step(step: &Step) -> Result<(), Message> {
    let (location, retries, action) = (step.location(), step.retries(), escape(step.action()));
    for (whose, name) in [("step", step.name()), ("workflow", step.workflow())] {
        if name.is_empty() {
            return Err(Message::new(format!("the name of the {whose} at {location} is empty"))
                .with_help("use one or more letters (a-z, A-Z), digits, `.`, `-` or `_`"));
        }
        let is_separator = |character: char| character == ',' || character.is_control();
        if name.contains(is_separator) {
            return Err(Message::new(format!(
                "the name of the {whose} at {location} is `{name:?}`, but it cannot have commas or control characters, \
                 since the variable `HATCHET_CLOUD_ACTIONS` lists actions separated by commas"
            ))
            .with_replacement(format!("{:?}", name.replace(is_separator, "-"))));
        }
    }
    if retries > RETRIES_MAX {
        let problem = format!("`retries` of `{action}` at {location} is {retries}, but 0 to {RETRIES_MAX} are allowed");
        return Err(Message::new(problem).with_help(format!("use at most {RETRIES_MAX}")));
    }
    for (name, timeout) in [("timeout", step.timeout()), ("schedule_timeout", step.schedule_timeout())] {
        if let Some(timeout) = timeout.filter(|timeout| *timeout > DURATION_MAX) {
            let (seconds, most) = (timeout.as_secs(), format_duration(DURATION_MAX));
            return Err(Message::new(format!(
                "`{name}` of `{action}` at {location} is {seconds} seconds, but a duration is at most {most}"
            ))
            .with_help(format!("leave `{name}` out to use Hatchet's default")));
        }
    }
    Ok(())
}

/// Checks workflows that are sorted by name: no two may have one name.
pub(super) fn check_workflows(workflows: &[Workflow]) -> Result<(), PlanError> {
    for (first, second) in workflows.iter().zip(workflows.iter().skip(1)) {
        if first.name().to_lowercase() == second.name().to_lowercase() {
            return Err(PlanError::WorkflowTwice { first: first.clone().into(), second: second.clone().into() });
        }
    }
    Ok(())
}

/// Checks that machines with the same `key` differ only in replicas: workers would run the steps of both.
pub(super) fn check_keys(configs: &[RuntimeConfig], key: fn(&RuntimeConfig) -> String) -> Result<(), PlanError> {
    let machine = |config: &RuntimeConfig| {
        let compute = config.compute();
        (compute.cpu_kind(), compute.cpus(), compute.memory_mb(), compute.regions(), compute.pool().to_owned())
    };
    let Some(pair) = same_key(configs, key).find(|[one, other]| machine(one) != machine(other)) else { return Ok(()) };
    let [one, other] = pair.map(|config| escape(&config.actions()[0]));
    let problem = format!("the machines of `{one}` and `{other}` differ, but have the same key");
    Err(Message::new(problem).with_help("give one of them a different pool").into())
}

#[cfg(test)]
mod tests {
    use super::check_keys;
    use crate::plan::runtime_config::group;
    use crate::{ComputeSpec, RuntimeConfig, Step};

    /// No two computes with equal hashes are known.
    #[test]
    fn equal_keys_of_different_machines_are_an_error() {
        let step = |name, cpus| {
            let spec = ComputeSpec { cpu_kind: "shared", cpus, memory_mb: 1024, ..ComputeSpec::default() };
            Step::new("w", name).with_compute(spec.check().unwrap())
        };
        let more = ComputeSpec {
            cpu_kind: "shared",
            cpus: 1,
            memory_mb: 1024,
            num_replicas: Some(2),
            ..ComputeSpec::default()
        };
        let scaled = group(&[step("a", 1), Step::new("w", "b").with_compute(more.check().unwrap())], "");
        assert_eq!(scaled.len(), 2);
        assert_eq!(check_keys(&scaled, RuntimeConfig::key), Ok(()));
        let configs = group(&[step("a", 1), step("b", 2)], "");
        assert_eq!(check_keys(&configs, RuntimeConfig::key), Ok(()));
        assert_eq!(
            check_keys(&configs, |_| "key".to_owned()).unwrap_err().to_string(),
            "the machines of `w:a` and `w:b` differ, but have the same key\n\
             help: give one of them a different pool"
        );
    }
}
