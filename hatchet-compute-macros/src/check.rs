//! Stage 3: what was meant, against the rules of the core crate and those between the steps of a workflow. Each violation is
//! an error at its span.
//!
//! A literal is checked here. What only rustc can evaluate is marked, for stage 4 to emit the same rule as a check in const
//! evaluation. Whatever stage 4 emits is decided here.

pub(crate) mod client;
pub(crate) mod compute;
pub(crate) mod declaration;
mod graph;
pub(crate) mod step;
pub(crate) mod workflow;
pub(crate) mod workflow_step;
