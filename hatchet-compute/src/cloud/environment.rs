//! The variables that tell a machine of Hatchet Cloud which actions it runs.

use std::env;
use std::ffi::OsString;

use crate::plan::prefix_of;

/// The variable that lists the actions that a machine runs.
pub(super) const ACTIONS: &str = "HATCHET_CLOUD_ACTIONS";

/// The variable that holds the namespace of all actions.
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
    let entries: Vec<String> =
        list.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect();
    (!entries.is_empty()).then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::runnable;

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
}
