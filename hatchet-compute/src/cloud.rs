//! Registration with Hatchet Cloud, and what Hatchet Cloud tells its machines.
//!
//! [`runnable_actions`] and [`worker_label`] only read the environment and are always available. Everything else needs
//! the feature `cloud` of this crate, which brings an HTTP client.
#![cfg_attr(feature = "cloud", doc = include_str!("cloud/guide.md"))]

mod environment;
#[cfg(feature = "cloud")]
mod register;

pub use self::environment::{WORKER_LABEL, WorkerLabelError, runnable_actions, worker_label};
#[cfg(feature = "cloud")]
#[cfg_attr(docsrs, doc(cfg(feature = "cloud")))]
pub use self::register::{Failure, Limits, RegisterError, Registration, Request, ServerError, Settings, register};
