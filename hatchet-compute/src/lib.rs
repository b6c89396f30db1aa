#![doc = include_str!("../docs/front_page.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod client;
pub mod cloud;
pub mod cost;
mod location;
pub mod placement;
mod plan;
pub mod record;
mod registry;
mod request;
mod step;
mod workflow;

pub use hatchet_compute_core::{
    API_MEMORY_MB_MIN, API_REGIONS_DATE, Advice, Autoscaling, AutoscalingSpec, CPUS, Compute, ComputeSpec, CpuKind,
    DEFAULT_NUM_REPLICAS, DEFAULT_POOL, DEFAULT_SLOTS, MACHINE_MEMORY_MB_MAX, MAX_REPLICAS, Message, NUM_REPLICAS,
    PERFORMANCE_CPUS_MAX, POOL_NAME_MAX, RETRIES_MAX, Region, Regions, Replicas, SLOTS, TYPESCRIPT_MEMORY_MB_STEP,
    Violation, Violations,
};

pub use hatchet_compute_macros::{step, workflow};

pub use self::client::{Assignment, Declare, StepError};
pub use self::location::Location;
pub use self::plan::advice::PlanAdvice;
pub use self::plan::{Plan, PlanError, RuntimeConfig};
pub use self::registry::{steps, workflows};
pub use self::request::InfraAsCodeRequest;
pub use self::step::Step;
pub use self::workflow::Workflow;

/// A [`Compute`] from the [fields](macro@step#fields-of-compute) of `#[step(compute(…))]`: a constant expression, so
/// that one configuration can serve many steps.
///
/// ```
/// use hatchet_compute::{Compute, compute, step};
///
/// const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
/// const LARGE: Compute = compute! { cpu_kind = "performance", cpus = 4, memory_mb = 4 * 4096 };
///
/// #[step(compute = SMALL)]
/// fn download() {}
///
/// #[step(compute = if cfg!(debug_assertions) { SMALL } else { LARGE })]
/// fn index() {}
/// ```
///
/// Fields that break a rule do not compile; the message is the same as for `#[step]`.
#[macro_export]
macro_rules! compute {
    ($($fields:tt)*) => {
        $crate::__private::compute_fields! { $crate; $($fields)* }
    };
}

/// The pages of the documentation, which are not part of any program.
#[cfg(doc)]
macro_rules! pages {
    ($($page:ident $($file:literal)+;)+) => {$(
        $(#[doc = include_str!($file)])+
        pub mod $page {}
    )+};
}

#[cfg(doc)]
pages! {
    _binaries "../docs/binaries.md";
    _dependencies "../docs/dependencies.md";
    _deploy "../docs/deploy.md";
    _editor "../docs/editor.md" "../docs/editor.svg";
    _engine "../docs/engine.md";
    _environments "../docs/environments.md";
    _errors "../docs/errors.md";
    _how_it_works "../docs/how_it_works.md" "../docs/expansion.md";
    _plans "../docs/plans.md";
    _platforms "../docs/platforms.md";
    _sharing "../docs/sharing.md";
    _workflows "../docs/workflows.md";
}

#[cfg(doc)]
#[cfg_attr(feature = "cloud", doc = include_str!("../docs/registering.md"))]
#[cfg_attr(not(feature = "cloud"), doc = "This page needs the feature `cloud`.")]
pub mod _registering {}

/// The code in the READMEs, tested like the examples here; one of the programs registers.
#[cfg(all(doctest, feature = "cloud"))]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../README.md")]
struct Readmes;
