//! Registering a plan, as the environment or [`Settings`] ask for it: what feature `cloud` brings.
//!
//! `settings` and `token` say where to and by whom, `request` what; `client` sends it and tries again, one `exchange` at
//! a time, and `answer` judges what came back. Nothing leaves before `hide` has taken the token out of it.

mod answer;
mod client;
mod error;
mod exchange;
mod failure;
mod hide;
mod limits;
mod quiet;
mod request;
mod server_error;
mod server_url;
mod settings;
mod token;

pub use self::error::{RegisterError, SettingsError};
pub use self::failure::Failure;
pub use self::limits::Limits;
pub use self::request::Request;
pub use self::server_error::ServerError;
pub use self::settings::Settings;

/// The target of all log records: the public module, wherever in it they come from.
const LOG_TARGET: &str = "hatchet_compute::cloud";

/// What [`register`] did.
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
/// The environment is that of [`Settings::from_env`]. [Registering](crate::_registering) has a `main` that uses this; async
/// programs and time limits are the [module](super)'s.
///
/// # Errors
///
/// Whenever there is a register id and Hatchet Cloud has not confirmed that it has the plan. The program is then to
/// exit with a code other than 0. Without a register id, only a namespace that the plan cannot have and variables that
/// are no Unicode are errors.
pub fn register(plan: &crate::Plan) -> Result<Registration, RegisterError> {
    Settings::from_env()?.register(plan)
}
