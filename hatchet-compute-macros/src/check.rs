//! Stage 3: checks the typed values against the rules of the core crate and those between the steps of a workflow. A
//! value that only rustc can evaluate is marked, so that stage 4 emits the same rule as a check in const evaluation.

pub(crate) mod client;
pub(crate) mod compute;
pub(crate) mod declaration;
mod graph;
pub(crate) mod lone_step;
pub(crate) mod step;
pub(crate) mod workflow;
