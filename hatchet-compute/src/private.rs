//! What the macros expand to. Generated code names only this module. It may change with any version, and no other code
//! should use it.

pub use std::prelude::v1::{Clone, None, Ok, Some};
pub use std::primitive::u32;
pub use std::sync::Arc;

pub use hatchet_compute_core::checks::*;
pub use hatchet_compute_core::compute_of_checked as compute;
pub use hatchet_compute_core::record::{Record, step, sum, workflow};
pub use hatchet_compute_macros::compute_fields;

pub use crate::__hatchet_compute_expression as expression;
pub use crate::client::*;
pub use crate::registry::generated::*;
pub use crate::{Compute, CpuKind};

/// The user's expression; anything else is an error at its tokens.
#[doc(hidden)]
#[macro_export]
macro_rules! __hatchet_compute_expression {
    ($expression:expr) => {
        $expression
    };
}
