//! What Hatchet Cloud tells its machines: which actions they run, and so which label a worker has.

use std::collections::HashSet;
use std::env;
use std::ffi::OsString;

use hatchet_compute_core::{Message, escape};

use crate::plan::{Plan, RuntimeConfig, prefix_of};

pub(super) const ACTIONS: &str = "HATCHET_CLOUD_ACTIONS";

pub(super) const NAMESPACE: &str = "HATCHET_CLIENT_NAMESPACE";

/// The actions that this machine runs, or `None` if it runs all of them.
///
/// Hatchet Cloud lists them in `HATCHET_CLOUD_ACTIONS`, separated by commas; white space around them and empty entries
/// are ignored. The namespace of `HATCHET_CLIENT_NAMESPACE` is put in front of each, as
/// [`Plan::with_namespace`](crate::Plan::with_namespace) does, so that they are the actions of a plan with that
/// namespace. If the variable is not set or has no entries, there is no restriction.
///
/// A worker runs the steps whose action is in the list, whether they have compute or not:
///
/// ```standalone_crate
/// use std::env;
/// use hatchet_compute::{Plan, cloud};
///
/// let namespace = env::var("HATCHET_CLIENT_NAMESPACE").unwrap_or_default();
/// let plan = Plan::collect()?.with_namespace(&namespace)?;
/// let runnable = cloud::runnable_actions();
/// for step in plan.steps() {
///     let action = plan.action_of(step);
///     if runnable.as_ref().is_none_or(|actions| actions.contains(&action)) {
///         println!("this worker runs {action}");
///     }
/// }
/// # Ok::<(), hatchet_compute::PlanError>(())
/// ```
pub fn runnable_actions() -> Option<Vec<String>> {
    runnable(env::var_os(ACTIONS), env::var_os(NAMESPACE))
}

/// The runnable actions for these values of the two variables. What is not valid Unicode names no action.
fn runnable(actions: Option<OsString>, namespace: Option<OsString>) -> Option<Vec<String>> {
    let prefix = prefix_of(&namespace.unwrap_or_default().to_string_lossy());
    let actions = entries(&actions.unwrap_or_default().to_string_lossy())?;
    Some(actions.iter().map(|action| format!("{prefix}{action}")).collect())
}

/// The entries of a list separated by commas, or `None` if it has none.
pub(super) fn entries(list: &str) -> Option<Vec<String>> {
    let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned);
    Some(entries.collect()).filter(|entries: &Vec<String>| !entries.is_empty())
}

/// Shown in place of a secret.
pub(super) const HIDDEN: &str = "[hidden]";

/// The first 20 of these actions, for a message. What looks like a token is hidden: it may be in the wrong variable.
pub(super) fn list(actions: &[impl AsRef<str>]) -> String {
    let mut shown = Vec::new();
    for action in actions.iter().take(20).map(AsRef::as_ref) {
        let action = if has_jwt(action) { HIDDEN.to_owned() } else { escape(action) };
        shown.push(format!("`{action}`"));
    }
    match actions.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Whether any part of the text begins like a JSON object in base64, as the parts of a JWT do.
pub(super) fn has_jwt(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|part| part.starts_with("eyJ"))
}

/// The key of the label that ties a step to its machines.
///
/// Its value is the [key of the runtime config](crate::RuntimeConfig::key): a step that was declared with
/// [`Assignment::ByCompute`](crate::Assignment::ByCompute) requires it, and a worker carries it.
pub const WORKER_LABEL: &str = "hatchet-compute";

/// Why the label of a worker is not known: the plan has none of the actions of `HATCHET_CLOUD_ACTIONS`, or they belong
/// to different runtime configs.
pub type WorkerLabelError = Message;

/// The value of the label [`WORKER_LABEL`] for the worker on this machine, or `None` if it needs none.
///
/// Hatchet Cloud lists the actions that a machine is for in `HATCHET_CLOUD_ACTIONS`; the label is the
/// [key](crate::RuntimeConfig::key) of the runtime config they belong to. There is none if the variable is not set, as
/// everywhere outside Hatchet Cloud, or if the steps of these actions have no compute.
///
/// Actions may be listed with or without the plan's namespace; one that could be either is read as one without it.
/// Actions that the plan does not have, such as those of a step removed since it was registered, are ignored.
/// [Deploying](crate::_deploy) has a worker that carries the label.
///
/// # Errors
///
/// If the plan has none of the actions, or if they belong to different runtime configs: a worker with a wrong label, or
/// without one, would never be given the steps that the machine is for.
pub fn worker_label(plan: &Plan) -> Result<Option<String>, WorkerLabelError> {
    label(plan, env::var_os(ACTIONS))
}

fn label(plan: &Plan, actions: Option<OsString>) -> Result<Option<String>, Message> {
    let Some(actions) = entries(&actions.unwrap_or_default().to_string_lossy()) else { return Ok(None) };
    let known: HashSet<String> = plan.steps().iter().map(|step| plan.action_of(step)).collect();
    let meant = |action: &String| {
        let with_prefix = format!("{}{action}", plan.prefix());
        if known.contains(&with_prefix) { with_prefix } else { action.clone() }
    };
    let listed: HashSet<String> = actions.iter().map(meant).collect();
    let listed_in = |config: &RuntimeConfig| config.actions().iter().find(|action| listed.contains(*action)).cloned();
    let mut found = plan.runtime_configs().iter().filter_map(|config| Some((listed_in(config)?, config.key())));
    match (found.next(), found.next()) {
        (Some((_, key)), None) => Ok(Some(key)),
        (None, _) if !listed.is_disjoint(&known) => Ok(None),
        (None, _) => {
            let problem = format!("the plan has none of the actions in `{ACTIONS}`: {}", list(&actions));
            let help = "register the plan of this program, and use the namespace it was registered with \
                        (`Plan::with_namespace`)";
            Err(Message::new(problem).with_help(help))
        }
        (Some(first), Some(second)) => {
            let [first, second] = [first, second].map(|(action, key)| format!("`{}` to `{key}`", escape(&action)));
            let problem = format!("the actions of `{ACTIONS}` belong to different machines: {first}, {second}");
            let help = "the compute of a step has changed since the plan was registered: register the plan again";
            Err(Message::new(problem).with_help(help))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{WorkerLabelError, label, runnable};
    use crate::{ComputeSpec, Plan, Step};

    #[test]
    fn actions_are_split_trimmed_and_prefixed() {
        let actions = |list: &str, namespace: &str| runnable(Some(list.into()), Some(namespace.into()));
        assert_eq!(actions(" a:b ,, c:d,", "Dev").unwrap(), ["dev_a:b", "dev_c:d"]);
        assert_eq!(actions("My Workflow:three", "").unwrap(), ["My Workflow:three"]);
        for none in ["", " ", ",", " , "] {
            assert_eq!(actions(none, "dev"), None);
        }
        assert_eq!(runnable(None, None), None);
        assert_eq!(runnable(None, Some("dev".into())), None);
        assert_eq!(runnable(Some("a".into()), None).unwrap(), ["a"]);
    }

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
        let small = Ok(Some("shared-1x2048".to_owned()));
        assert_eq!(label_of("", "orders:fetch"), small);
        assert_eq!(label_of("", " orders:check, orders:fetch ,"), small);
        assert_eq!(label_of("", "orders:render"), Ok(Some("shared-2x2048".into())));
    }

    #[test]
    fn an_action_counts_with_and_without_the_namespace() {
        let small = Ok(Some("shared-1x2048".to_owned()));
        assert_eq!(label_of("Dev", "orders:fetch"), small);
        assert_eq!(label_of("Dev", "dev_orders:fetch,orders:check"), small);
        assert!(label_of("", "dev_orders:fetch").is_err());
    }

    #[test]
    fn an_action_that_can_be_two_is_meant_without_the_namespace() {
        let compute = |cpus| ComputeSpec { cpu_kind: "shared", cpus, memory_mb: 2048, ..ComputeSpec::default() };
        let step = |workflow, cpus| Step::new(workflow, "a").with_compute(compute(cpus).check().unwrap());
        let plan = Plan::from_steps([step("x", 1), step("dev_x", 2)]).unwrap().with_namespace("dev").unwrap();
        assert_eq!(label(&plan, Some("dev_x:a".into())), Ok(Some("shared-2x2048".into())));
        assert_eq!(label(&plan, Some("x:a".into())), Ok(Some("shared-1x2048".into())));
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
        let small = Ok(Some("shared-1x2048".to_owned()));
        assert_eq!(label_of("", "orders:fetch,orders:notify,orders:gone"), small);
    }

    #[test]
    fn actions_of_two_machines_and_of_none_are_errors_that_say_which() {
        let several = label_of("", "orders:fetch,orders:render").unwrap_err();
        let text = several.to_string();
        for part in
            ["`orders:fetch` to `shared-1x2048`", "`orders:render` to `shared-2x2048`", "register the plan again"]
        {
            assert!(text.contains(part), "{text}");
        }
        assert_eq!(format!("{several:?}"), text);
        let unknown = label_of("", "shop:pay").unwrap_err();
        assert!(unknown.to_string().contains("`shop:pay`"), "{unknown}");
    }

    #[test]
    fn an_error_shows_neither_a_token_nor_control_characters() {
        let error = label_of("", "shop:eyJhbGciOiJub25lIn0.e30.c2ln,a\u{1b}[31m\u{202e}").unwrap_err();
        assert!(error.to_string().contains("`[hidden]`, `a\\u{1b}[31m\\u{202e}`"), "{error}");
    }
}
