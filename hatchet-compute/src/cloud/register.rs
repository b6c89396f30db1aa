//! Registration of a plan: what the feature `cloud` adds.
//!
//! `settings` holds what was configured and `request` what is sent, with its `token`. `attempts` sends it, each time by
//! one `exchange`, and `response` decides whether the response confirms it.

mod attempts;
mod error;
mod exchange;
mod request;
mod response;
mod settings;
mod token;

pub use self::error::{Failure, RegisterError, ServerError};
pub use self::request::Request;
use self::settings::{LOG, REGISTER_ID};
pub use self::settings::{Limits, Settings};
use super::environment::{ACTIONS, entries, list};
use crate::plan::Plan;

/// What [`register`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[must_use = "a program that was started to register its plan has to exit afterwards"]
pub enum Registration {
    /// There is no register id, so nothing was sent. The program continues as a worker.
    Local,
    /// Hatchet Cloud has the plan. The program was started only for that and should exit.
    Registered,
}

/// Registers the plan with Hatchet Cloud, if the environment asks for it.
///
/// [`Settings`] names the variables. [Registering](crate::_registering) has a `main` that uses this function; the
/// [module](super) describes time limits and use in async programs.
///
/// # Errors
///
/// If there is a register id and Hatchet Cloud has not confirmed that it has the plan: the program should then exit
/// with a code other than 0. Without a register id, those of [`Settings::from_env`] and [`Settings::register`].
pub fn register(plan: &Plan) -> Result<Registration, RegisterError> {
    Settings::from_env()?.register(plan)
}

impl Settings {
    /// Registers the plan, if there is a register id.
    ///
    /// # Errors
    ///
    /// Those of [`request`](Self::request) and [`Request::send`]. Without a register id, only a setting that contains
    /// the token and a namespace that a plan cannot have.
    pub fn register(&self, plan: &Plan) -> Result<Registration, RegisterError> {
        if !self.register_id.is_empty() {
            self.request(plan)?.send()?;
            return Ok(Registration::Registered);
        }
        let plan = request::with_namespace(self, plan)?;
        let what = format!("`{REGISTER_ID}` is not set: nothing is registered with Hatchet Cloud");
        if let Some(actions) = entries(&self.actions) {
            log::info!(target: LOG, "{what}; this worker runs the actions of `{ACTIONS}`: {}", list(&actions));
        } else {
            log::warn!(target: LOG, "{what}, and all steps run here; Hatchet Cloud would get this plan:\n{plan}");
        }
        Ok(Registration::Local)
    }
}
