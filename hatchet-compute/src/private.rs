//! What the macros expand to. Generated code names only this module. Other code must not: any version may change it.

pub use std::boxed::Box as Boxed;
pub use std::prelude::v1::{Err, None, Ok, Option, Result, Some};
pub use std::primitive::{bool, u32};
pub use std::sync::Arc;
pub use std::time::Duration;

pub use hatchet_compute_core::autoscaling_unchecked as autoscaling;
pub use hatchet_compute_core::checks::*;
pub use hatchet_compute_core::compute_over;
pub use hatchet_compute_core::compute_unchecked as compute;
pub use hatchet_compute_core::record::{Record, step, sum, workflow};
pub use hatchet_compute_macros::compute_fields;

pub use crate::client::*;
pub use crate::registry::generated::*;
pub use crate::{Compute, CpuKind};
