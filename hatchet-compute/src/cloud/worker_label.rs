//! The label of a worker, by the actions that Hatchet Cloud started its machine for.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fmt::{self, Display, Formatter};

use super::actions::{ACTIONS, entries};
use crate::Plan;

/// The key of the label that ties a step to its machines.
///
/// Its value is the [key of the runtime config](crate::RuntimeConfig::key): a step that was declared with
/// [`Assignment::ByCompute`](crate::Assignment::ByCompute) requires it, a worker carries it.
pub const WORKER_LABEL: &str = "hatchet-compute";

/// Why it is not known which label a worker is to carry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WorkerLabelError {
    /// No action of `HATCHET_CLOUD_ACTIONS` is in the plan.
    NotInPlan {
        /// The actions, as they stand in the variable.
        actions: Vec<String>,
    },
    /// The actions of `HATCHET_CLOUD_ACTIONS` belong to different runtime configs of the plan, and a worker is on one
    /// machine: the program is another than the one that was registered.
    Several {
        /// An action, and the key of its runtime config.
        first: (String, String),
        /// An action of another runtime config, and its key.
        second: (String, String),
    },
}

impl Display for WorkerLabelError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInPlan { actions } => write!(
                f,
                "no action of {ACTIONS} is in the plan: `{}`\n\
                 help: register the plan of this program, and give the plan the namespace it was registered with",
                actions.join("`, `")
            ),
            Self::Several { first, second } => write!(
                f,
                "the actions of {ACTIONS} belong to different machines: `{}` to `{}`, `{}` to `{}`\n\
                 help: the compute of a step has changed since the plan was registered: register it again",
                first.0, first.1, second.0, second.1
            ),
        }
    }
}

impl Error for WorkerLabelError {}

/// The value of the label [`WORKER_LABEL`] that the worker on this machine is to carry, or `None` if it needs none.
///
/// Hatchet Cloud says in `HATCHET_CLOUD_ACTIONS` which actions a machine is for; the label is the
/// [key](crate::RuntimeConfig::key) of the runtime config they belong to. There is none where the variable is not set, which
/// is everywhere but on Hatchet Cloud, and where the actions ask for no machines.
///
/// An action counts with and without the plan's namespace; actions that the plan does not have, such as those of a
/// step that has gone since the plan was registered, do not count.
///
/// ```text
/// let mut worker = client.worker("orders").register(&workflow);
/// if let Some(label) = cloud::worker_label(&plan)? {
///     worker = worker.label(cloud::WORKER_LABEL, label);
/// }
/// ```
///
/// # Errors
///
/// Actions of which the plan has none, and actions of different runtime configs: a worker with a wrong label, or
/// without one, would never be given the steps that the machine is for.
pub fn worker_label(plan: &Plan) -> Result<Option<String>, WorkerLabelError> {
    label(plan, env::var_os(ACTIONS))
}

fn label(plan: &Plan, actions: Option<OsString>) -> Result<Option<String>, WorkerLabelError> {
    let actions = actions.unwrap_or_default();
    let Some(actions) = entries(&actions.to_string_lossy()) else {
        return Ok(None);
    };
    let prefix = plan.prefix();
    let listed = |action: &str| {
        let without_prefix = action.strip_prefix(prefix).unwrap_or(action);
        let is_action = |listed: &String| listed == action || listed == without_prefix;
        actions.iter().any(is_action)
    };
    let mut found: Option<(String, String)> = None;
    for config in plan.runtime_configs() {
        let Some(action) = config.actions().iter().find(|action| listed(action)) else {
            continue;
        };
        let this = (action.clone(), config.key());
        if let Some(first) = found {
            return Err(WorkerLabelError::Several {
                first,
                second: this,
            });
        }
        found = Some(this);
    }
    let is_in_plan = |step: &crate::Step| listed(&plan.action_of(step));
    match found {
        Some((_, key)) => Ok(Some(key)),
        None if plan.steps().iter().any(is_in_plan) => Ok(None),
        None => Err(WorkerLabelError::NotInPlan { actions }),
    }
}

#[cfg(test)]
mod tests {
    use super::{WorkerLabelError, label};
    use crate::{ComputeSpec, Plan, Step};

    fn plan(namespace: &str) -> Plan {
        let compute = |cpus| {
            let spec = ComputeSpec {
                cpu_kind: "shared",
                cpus,
                memory_mb: 2048,
                ..ComputeSpec::default()
            };
            spec.check().unwrap()
        };
        let steps = [
            Step::new("orders", "fetch").with_compute(compute(1)),
            Step::new("orders", "check").with_compute(compute(1)),
            Step::new("orders", "render").with_compute(compute(2)),
            Step::new("orders", "notify"),
        ];
        let plan = Plan::from_steps(steps).unwrap();
        plan.with_namespace(namespace).unwrap()
    }

    fn label_of(namespace: &str, actions: &str) -> Result<Option<String>, WorkerLabelError> {
        label(&plan(namespace), Some(actions.into()))
    }

    #[test]
    fn the_actions_of_a_machine_make_its_label() {
        let small = Ok(Some("shared-1x2048-1r".to_owned()));
        assert_eq!(label_of("", "orders:fetch"), small);
        assert_eq!(label_of("", " orders:check, orders:fetch ,"), small);
        assert_eq!(
            label_of("", "orders:render"),
            Ok(Some("shared-2x2048-1r".into()))
        );
    }

    #[test]
    fn an_action_counts_with_and_without_the_namespace() {
        let small = Ok(Some("shared-1x2048-1r".to_owned()));
        assert_eq!(label_of("Dev", "orders:fetch"), small);
        assert_eq!(label_of("Dev", "dev_orders:fetch,orders:check"), small);
        assert!(label_of("", "dev_orders:fetch").is_err());
    }

    #[test]
    fn without_a_list_or_without_compute_there_is_no_label() {
        assert_eq!(label(&plan(""), None), Ok(None));
        for empty in ["", " ", ",", " , "] {
            assert_eq!(label_of("", empty), Ok(None));
        }
        assert_eq!(label_of("", "orders:notify"), Ok(None));
    }

    #[test]
    fn steps_without_compute_and_steps_that_are_gone_do_not_count() {
        let small = Ok(Some("shared-1x2048-1r".to_owned()));
        assert_eq!(
            label_of("", "orders:fetch,orders:notify,orders:gone"),
            small
        );
    }

    #[test]
    fn actions_of_two_machines_and_of_none_are_errors_that_say_which() {
        let several = label_of("", "orders:fetch,orders:render").unwrap_err();
        let text = several.to_string();
        for part in [
            "`orders:fetch` to `shared-1x2048-1r`",
            "`orders:render` to `shared-2x2048-1r`",
            "register it again",
        ] {
            assert!(text.contains(part), "{text}");
        }
        let unknown = label_of("", "shop:pay").unwrap_err();
        assert!(unknown.to_string().contains("`shop:pay`"), "{unknown}");
    }
}
