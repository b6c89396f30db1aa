//! Annotated workflows on an engine: what a worker registers, and how the steps run.
//!
//! The tests in `scenarios` are written for any engine. They run on the stand-in, and by hand on a real engine (see
//! `README.md` in this folder). `registration` and `dispatch` look into the stand-in.

mod dispatch;
mod engines;
mod failures;
mod placement;
mod registration;
mod scenarios;
mod shop;
mod varieties;
