//! Write the machines a step needs next to the step, and let the compiler refuse what the cloud would refuse.
//!
//! Hatchet is a distributed task queue; Hatchet Cloud can host the workers on machines of its own ("managed compute").
//!
//! ```standalone_crate
//! use hatchet_compute::{Plan, step};
//!
//! #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr"]))]
//! async fn process_data(text: String) -> usize {
//!     text.split_whitespace().count()
//! }
//!
//! let plan = Plan::collect()?;
//! assert_eq!(plan.runtime_configs()[0].actions(), ["process_data:process_data"]);
//! # Ok::<(), hatchet_compute::PlanError>(())
//! ```
//!
//! What cannot be had does not compile. Every mistake of an annotation shows in one compile, each at the token to change:
//!
//! ```text
//! error: `memory_mb` is 5000, but 2 shared CPUs take 512 to 4096 MB
//!        help: use `memory_mb = 4096`, or at least 3 CPUs for 5000 MB
//!   |
//! 3 | #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000, regions = ["Tokyo"]))]
//!   |                                                           ^^^^
//!
//! error: `"Tokyo"` is not a region of Hatchet Cloud
//!        help: write `"nrt"` (Tokyo, Japan)
//!   |
//! 3 | #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000, regions = ["Tokyo"]))]
//!   |                                                                            ^^^^^^^
//! ```
//!
//! - [`step`](macro@step), [`workflow`](macro@workflow) and [`compute!`](macro@compute): what can be written, with
//!   tables of all options and fields.
//! - [`_errors`]: what the compiler says of each mistake.
//! - [`_expansion`]: what becomes of an annotation: the function as it was, and one anonymous constant.
//! - [`steps`], [`workflows`]: all that are linked into the program. [`Plan`]: which machines they ask for, and the
//!   request that Hatchet Cloud takes.
//! - [`placement`]: how many replicas it takes, since Hatchet spreads them at random.
//! - [`cloud`]: which actions a machine is to run and, with feature `cloud`, registration with Hatchet Cloud.
//! - [`record`]: the same plan out of a finished binary.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod cloud;
mod location;
pub mod placement;
mod plan;
pub mod record;
mod registry;
mod request;
mod step;
mod workflow;

pub use hatchet_compute_core::{
    API_MEMORY_MB_MIN, API_REGIONS_DATE, Advice, CPUS, Compute, ComputeSpec, CpuKind,
    DEFAULT_NUM_REPLICAS, DEFAULT_POOL, DEFAULT_SLOTS, MACHINE_MEMORY_MB_MAX, NUM_REPLICAS,
    PERFORMANCE_CPUS_MAX, POOL_NAME_MAX, ParseCpuKindError, ParseRegionError, RETRIES_MAX, Region,
    Regions, SLOTS, TYPESCRIPT_MEMORY_MB_STEP, Violation, Violations,
};

pub use hatchet_compute_macros::{step, workflow};

pub use self::location::Location;
pub use self::plan::{Plan, PlanError, RuntimeConfig};
pub use self::registry::{steps, workflows};
pub use self::request::InfraAsCodeRequest;
pub use self::step::Step;
pub use self::workflow::Workflow;

/// A [`Compute`] from the fields of `#[step(compute(…))]`, checked when it is compiled.
///
/// It is a constant expression, so that one configuration can serve many steps:
///
/// ```
/// use hatchet_compute::{Compute, compute, step};
///
/// const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"] };
///
/// #[step(compute = SMALL)]
/// fn download() {}
///
/// #[step(compute = if cfg!(debug_assertions) { SMALL } else { LARGE })]
/// fn index() {}
///
/// const LARGE: Compute = compute! { cpu_kind = "performance", cpus = 4, memory_mb = 4 * 4096 };
/// ```
///
/// The fields, their ranges and what is taken for those left out are those of
/// [`step`](macro@step#fields-of-compute).
///
/// # Errors
///
/// What breaks a rule does not compile, with the sentence that `#[step]` has for it; a missing field is reported at
/// the call.
///
/// ```compile_fail
/// # use hatchet_compute::{Compute, compute};
/// // error: `memory_mb` is 16384, but 2 shared CPUs take 512 to 4096 MB
/// const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 16384 };
/// ```
#[macro_export]
macro_rules! compute {
    ($($fields:tt)*) => {
        $crate::__private::compute_fields! { $crate; $($fields)* }
    };
}

#[cfg(doc)]
#[doc = include_str!("../docs/errors.md")]
pub mod _errors {}

#[cfg(doc)]
#[doc = include_str!("../docs/expansion.md")]
pub mod _expansion {}

/// The code of the README, which is tested as the examples here are.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
