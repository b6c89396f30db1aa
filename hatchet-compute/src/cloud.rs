//! Registering the plan with Hatchet Cloud, and what Hatchet Cloud tells its machines.
//!
//! [`runnable_actions`] only reads the environment, and is always there. All else needs the feature `cloud` of this
//! crate, which brings an HTTP client.
#![cfg_attr(feature = "cloud", doc = include_str!("cloud/guide.md"))]

use std::env;
use std::ffi::OsString;

use crate::plan::prefix_of;

#[cfg(feature = "cloud")]
mod answer;
#[cfg(feature = "cloud")]
mod client;
#[cfg(feature = "cloud")]
mod error;
#[cfg(feature = "cloud")]
mod exchange;
#[cfg(feature = "cloud")]
mod failure;
#[cfg(feature = "cloud")]
mod hide;
#[cfg(feature = "cloud")]
mod limits;
#[cfg(feature = "cloud")]
mod quiet;
#[cfg(feature = "cloud")]
mod request;
#[cfg(feature = "cloud")]
mod server_error;
#[cfg(feature = "cloud")]
mod server_url;
#[cfg(feature = "cloud")]
mod settings;
#[cfg(feature = "cloud")]
mod token;

#[cfg(feature = "cloud")]
#[cfg_attr(docsrs, doc(cfg(feature = "cloud")))]
pub use self::{
    error::{RegisterError, SettingsError},
    failure::Failure,
    limits::Limits,
    request::Request,
    server_error::ServerError,
    settings::Settings,
};

/// The variable with the actions that a machine is to run.
const ACTIONS: &str = "HATCHET_CLOUD_ACTIONS";

/// The variable with the namespace of all actions.
const NAMESPACE: &str = "HATCHET_CLIENT_NAMESPACE";

/// The actions that this machine is to run, or `None` if it is to run all.
///
/// Hatchet Cloud lists them in `HATCHET_CLOUD_ACTIONS`, separated by commas; blanks around them and empty entries do
/// not count. The namespace of `HATCHET_CLIENT_NAMESPACE` is put in front of each as
/// [`Plan::with_namespace`](crate::Plan::with_namespace) does, so that they are the actions of a plan with that
/// namespace. If the variable is not set, or has no entry, there is no restriction.
///
/// A worker runs the steps whose action is in the list, whether they have compute or not:
///
/// ```standalone_crate
/// use std::env;
/// use hatchet_compute::{Plan, cloud};
///
/// let plan = Plan::collect()?.with_namespace(&env::var("HATCHET_CLIENT_NAMESPACE").unwrap_or_default())?;
/// let runnable = cloud::runnable_actions();
/// for step in plan.steps() {
///     let action = format!("{}{}", plan.namespace(), step.action());
///     if runnable.as_ref().is_none_or(|actions| actions.contains(&action)) {
///         println!("this worker runs {action}");
///     }
/// }
/// # Ok::<(), hatchet_compute::PlanError>(())
/// ```
#[must_use]
pub fn runnable_actions() -> Option<Vec<String>> {
    runnable(env::var_os(ACTIONS), env::var_os(NAMESPACE))
}

/// The runnable actions by the values of the two variables. What is no Unicode is the name of no action.
fn runnable(actions: Option<OsString>, namespace: Option<OsString>) -> Option<Vec<String>> {
    let actions = actions.unwrap_or_default();
    let namespace = namespace.unwrap_or_default();
    let prefix = prefix_of(&namespace.to_string_lossy());
    let actions = entries(&actions.to_string_lossy())?;
    Some(
        actions
            .iter()
            .map(|action| format!("{prefix}{action}"))
            .collect(),
    )
}

/// The entries of a list separated by commas, if there is one.
fn entries(list: &str) -> Option<Vec<String>> {
    let entries: Vec<String> = list
        .split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .map(str::to_owned)
        .collect();
    (!entries.is_empty()).then_some(entries)
}

/// What [`register`] did.
#[cfg(feature = "cloud")]
#[cfg_attr(docsrs, doc(cfg(feature = "cloud")))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[must_use = "a program that was started to be registered has to exit after it"]
pub enum Registration {
    /// There is no register id, so nothing was sent. The program goes on as a worker.
    Local,
    /// Hatchet Cloud has the plan. The program was started for that alone, and is to exit.
    Registered,
}

/// Registers the plan with Hatchet Cloud, if the environment asks for it.
///
/// The environment is that of [`Settings::from_env`]; see the [module](self) for a `main` that uses this, for async
/// programs, and for time limits.
///
/// # Errors
///
/// Whenever there is a register id and Hatchet Cloud has not confirmed that it has the plan. The program is then to
/// exit with a code other than 0. Without a register id, only a namespace that the plan cannot have and variables that
/// are no Unicode are errors.
#[cfg(feature = "cloud")]
#[cfg_attr(docsrs, doc(cfg(feature = "cloud")))]
pub fn register(plan: &crate::Plan) -> Result<Registration, RegisterError> {
    Settings::from_env()?.register(plan)
}

#[cfg(test)]
mod tests {
    use super::runnable;

    #[test]
    fn actions_are_split_trimmed_and_prefixed() {
        let actions =
            |list: &str, namespace: &str| runnable(Some(list.into()), Some(namespace.into()));
        assert_eq!(
            actions(" a:b ,, c:d,", "Dev").unwrap(),
            ["dev_a:b", "dev_c:d"]
        );
        assert_eq!(
            actions("My Workflow:three", "").unwrap(),
            ["My Workflow:three"]
        );
        for none in ["", " ", ",", " , "] {
            assert_eq!(actions(none, "dev"), None);
        }
        assert_eq!(runnable(None, None), None);
        assert_eq!(runnable(None, Some("dev".into())), None);
        assert_eq!(runnable(Some("a".into()), None).unwrap(), ["a"]);
    }
}
