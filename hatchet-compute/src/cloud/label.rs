//! The label of a worker, which follows from the actions that Hatchet Cloud started its machine for.

use std::collections::HashSet;
use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::Message;

use super::environment::{ACTIONS, entries};
use crate::plan::Plan;
use crate::step::Step;

/// The key of the label that ties a step to its machines.
///
/// Its value is the [key of the runtime config](crate::RuntimeConfig::key): a step that was declared with
/// [`Assignment::ByCompute`](crate::Assignment::ByCompute) requires it, and a worker carries it.
pub const WORKER_LABEL: &str = "hatchet-compute";

/// Why the label of a worker is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WorkerLabelError {
    /// The plan has no action of `HATCHET_CLOUD_ACTIONS`.
    NotInPlan {
        /// The actions in the variable, `[hidden]` for those that look like a token.
        actions: Vec<String>,
    },
    /// The actions of `HATCHET_CLOUD_ACTIONS` belong to different runtime configs of the plan, and a worker is on one
    /// machine: this program is not the one that was registered.
    Several {
        /// An action and the key of its runtime config.
        first: (String, String),
        /// An action of another runtime config, and its key.
        second: (String, String),
    },
}

impl WorkerLabelError {
    /// What is wrong and what to do about it.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NotInPlan { actions } => {
                Message::new(format!("the plan has no action of `{ACTIONS}`: `{}`", actions.join("`, `"))).with_help(
                    "register the plan of this program, and give the plan the namespace it was registered with",
                )
            }
            Self::Several { first, second } => Message::new(format!(
                "the actions of `{ACTIONS}` belong to different machines: `{}` to `{}`, `{}` to `{}`",
                first.0, first.1, second.0, second.1
            ))
            .with_help("the compute of a step has changed since the plan was registered: register it again"),
        }
    }
}

impl Display for WorkerLabelError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl Error for WorkerLabelError {}

/// The value of the label [`WORKER_LABEL`] for the worker on this machine, or `None` if it needs none.
///
/// Hatchet Cloud lists in `HATCHET_CLOUD_ACTIONS` the actions that a machine is for; the label is the
/// [key](crate::RuntimeConfig::key) of the runtime config they belong to. There is none if the variable is not set, as
/// everywhere outside Hatchet Cloud, or if the steps of these actions have no compute.
///
/// An action may have the plan's namespace or not. Actions that the plan does not have are ignored, such as those of a
/// step that was removed since the plan was registered.
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
/// If the plan has none of the actions, or if they belong to different runtime configs: a worker with a wrong label, or
/// without one, would never be given the steps that the machine is for.
pub fn worker_label(plan: &Plan) -> Result<Option<String>, WorkerLabelError> {
    label(plan, env::var_os(ACTIONS))
}

fn label(plan: &Plan, actions: Option<OsString>) -> Result<Option<String>, WorkerLabelError> {
    let actions = actions.unwrap_or_default();
    let Some(actions) = entries(&actions.to_string_lossy()) else {
        return Ok(None);
    };
    let set: HashSet<&str> = actions.iter().map(String::as_str).collect();
    let listed = |action: &str| {
        let without_prefix = action.strip_prefix(plan.prefix());
        set.contains(action) || without_prefix.is_some_and(|action| set.contains(action))
    };
    let mut found: Option<(String, String)> = None;
    for config in plan.runtime_configs() {
        let Some(action) = config.actions().iter().find(|action| listed(action)) else {
            continue;
        };
        let this = (action.clone(), config.key());
        if let Some(first) = found {
            return Err(WorkerLabelError::Several { first, second: this });
        }
        found = Some(this);
    }
    let is_in_plan = |step: &Step| listed(&plan.action_of(step));
    match found {
        Some((_, key)) => Ok(Some(key)),
        None if plan.steps().iter().any(is_in_plan) => Ok(None),
        None => Err(WorkerLabelError::NotInPlan { actions: actions.iter().map(|action| shown(action)).collect() }),
    }
}

/// An entry of the variable for an error: one that begins as a JWT does may be a token in the wrong variable.
fn shown(action: &str) -> String {
    if action.contains("eyJ") {
        return "[hidden]".to_owned();
    }
    action.escape_debug().collect()
}

#[cfg(test)]
mod tests {
    use super::{WorkerLabelError, label};
    use crate::{ComputeSpec, Plan, Step};

    fn plan(namespace: &str) -> Plan {
        let compute = |cpus| {
            let spec = ComputeSpec { cpu_kind: "shared", cpus, memory_mb: 2048, ..ComputeSpec::default() };
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
        assert_eq!(label_of("", "orders:render"), Ok(Some("shared-2x2048-1r".into())));
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
        assert_eq!(label_of("", "orders:fetch,orders:notify,orders:gone"), small);
    }

    #[test]
    fn actions_of_two_machines_and_of_none_are_errors_that_say_which() {
        let several = label_of("", "orders:fetch,orders:render").unwrap_err();
        let text = several.to_string();
        for part in
            ["`orders:fetch` to `shared-1x2048-1r`", "`orders:render` to `shared-2x2048-1r`", "register it again"]
        {
            assert!(text.contains(part), "{text}");
        }
        let unknown = label_of("", "shop:pay").unwrap_err();
        assert!(unknown.to_string().contains("`shop:pay`"), "{unknown}");
    }

    #[test]
    fn an_error_shows_neither_a_token_nor_control_characters() {
        let error = label_of("", "shop:eyJhbGciOiJub25lIn0.e30.c2ln,a\u{1b}[31m\u{202e}").unwrap_err();
        assert!(error.to_string().contains("`[hidden]`, `a\\u{1b}[31m\\u{202e}`"), "{error}");
    }
}
