//! Registration with Hatchet Cloud, and what Hatchet Cloud tells its machines.
//!
//! [`runnable_actions`] and [`worker_label`] only read the environment and are always available. Everything else needs the
//! feature `cloud` of this crate, which brings an HTTP client.
#![cfg_attr(feature = "cloud", doc = include_str!("cloud/guide.md"))]

mod environment;
mod label;
#[cfg(feature = "cloud")]
mod register;
mod text;

pub use self::environment::runnable_actions;
pub use self::label::{WORKER_LABEL, WorkerLabelError, worker_label};
#[cfg(feature = "cloud")]
#[cfg_attr(docsrs, doc(cfg(feature = "cloud")))]
pub use self::register::{Failure, Limits, RegisterError, Registration, Request, ServerError, Settings, register};
