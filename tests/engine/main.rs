//! Annotated workflows on an engine: what a worker registers of them, and that their steps run as they are written.
//!
//! What can be asked of any engine stands in `scenarios`, and runs on the one that stands in and, by hand, on a real one;
//! `README.md` beside this file says how. What only the one that stands in can tell is in `registration` and `dispatch`.

mod dispatch;
mod engines;
mod failures;
mod placement;
mod registration;
mod scenarios;
mod shop;
mod varieties;
