//! Registering the plan with Hatchet Cloud, and what Hatchet Cloud tells its machines.
//!
//! [`runnable_actions`] and [`worker_label`] only read the environment, and are always there. All else needs the feature
//! `cloud` of this crate, which brings an HTTP client.
#![cfg_attr(feature = "cloud", doc = include_str!("cloud/guide.md"))]

mod actions;
#[cfg(feature = "cloud")]
mod register;
mod worker_label;

pub use self::actions::runnable_actions;
#[cfg(feature = "cloud")]
#[cfg_attr(docsrs, doc(cfg(feature = "cloud")))]
pub use self::register::{
    Failure, Limits, RegisterError, Registration, Request, ServerError, Settings, SettingsError,
    register,
};
pub use self::worker_label::{WORKER_LABEL, WorkerLabelError, worker_label};
