//! The facts and rules of Hatchet's managed compute (kinds, sizes, regions, names, times), and the messages for values
//! that break them.
//!
//! This crate is for the macros, the library and the command line of `hatchet-compute`. **Users never name it**;
//! `hatchet_compute` re-exports what they need, so examples for such items use that name.
//!
//! Everything that const evaluation needs is `const`: a [`Compute`], its getters, [`Regions`], the rules on numbers
//! ([`memory_mb_problem`] and the like) with their messages, and [`record`]s. Nothing needs `std`.
//!
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `serde` | no | `Serialize` and `Deserialize` for [`Compute`], [`Autoscaling`], [`CpuKind`], [`Region`] and [`Regions`], by hand |

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

#[doc(hidden)]
pub mod checks;
pub mod record;

mod advice;
mod autoscaling;
mod compute;
mod cron;
mod duration;
mod escape;
mod field;
mod kind;
mod limits;
mod message;
mod name;
mod nearest;
mod number;
mod other_words;
mod region;
mod region_lookup;
mod regions;
#[cfg(feature = "serde")]
mod serde;
mod spec;
mod violation;

pub use advice::*;
pub use autoscaling::{Autoscaling, AutoscalingSpec, Replicas, THOUSANDTHS, autoscaling_unchecked, thousandths};
pub use compute::Compute;
pub use cron::{check_cron, cron_advice};
pub use duration::*;
pub use escape::{escape, escape_at_most, escape_lines, is_hidden};
pub use field::{Field, Key, KeyInfo, ScaleField, StepOption, ValueType, WorkflowOption, key_position};
pub use kind::{CpuKind, unknown_cpu_kind};
pub use limits::*;
pub use message::{ConstMessage, Message, joined, quoted};
pub use name::{invalid_name, invalid_namespace, invalid_pool, is_name, is_pool_name, valid_name};
pub use nearest::nearest;
pub use number::*;
pub use other_words::{Meaning, meaning_of, normalized_key};
pub use region::Region;
pub use region_lookup::*;
pub use regions::Regions;
pub use spec::{ComputeSpec, compute_over, compute_unchecked, replicas_twice};
pub use violation::{Violation, Violations};
