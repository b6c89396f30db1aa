//! Write the machines a step needs next to the step, and let the compiler refuse what the cloud would refuse.
//!
//! Hatchet is a distributed task queue; Hatchet Cloud can host its workers ("managed compute").
//!
//! ```standalone_crate
//! use hatchet_compute::{Plan, step};
//!
//! #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr"]))]
//! async fn process_data(text: String) -> usize {
//!     text.split_whitespace().count()
//! }
//!
//! let plan = Plan::collect()?; // all steps that are linked into the program
//! assert_eq!(plan.runtime_configs()[0].actions(), ["process_data:process_data"]);
//! # Ok::<(), hatchet_compute::PlanError>(())
//! ```
//!
//! An invalid configuration does not compile. One compile shows all mistakes of an annotation, each at its token:
//!
//! ```text
//! error: `memory_mb` is 5000, but 2 shared CPUs take 512 to 4096 MB
//!        help: use `memory_mb = 4096`, or at least 3 CPUs for 5000 MB
//!   |
//! 3 | #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000, regions = ["Tokyo"]))]
//!   |                                                           ^^^^
//!
//! error: `"Tokyo"` is not a region of Hatchet Cloud
//!        help: use `"nrt"` (Tokyo, Japan)
//!   |
//! 3 | #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000, regions = ["Tokyo"]))]
//!   |                                                                            ^^^^^^^
//! ```
//!
//! The function stays as it is written. The macro adds a record in a separate section, from which the program makes its
//! [`Plan`] and Hatchet Cloud's request, and which `cargo hatchet-compute` reads out of the finished file.
//!
//! # Fields and options
//!
//! | field of `compute` | value | left out |
//! | --- | --- | --- |
//! | `cpu_kind` | `"shared"` or `"performance"` | required |
//! | `cpus` | CPUs of one machine: 1 to 64, performance at most 32 | required |
//! | `memory_mb` | MB of one machine: 256 to 2048 per shared CPU, 2048 to 8192 per performance CPU, at most 65536 | required |
//! | `num_replicas` | machines in total, over all regions: 0 to 1000 | 1 |
//! | `regions` | codes such as `["ewr", "lhr"]` | Hatchet chooses |
//! | `pool` | a name that puts steps with the same compute on separate machines | `"default"` |
//!
//! | option of `#[step]` | value |
//! | --- | --- |
//! | `compute(…)`, `compute = EXPR` | the machines: fields, or a constant expression of type `Compute` |
//! | `name`, `timeout`, `retries` | `"process-data"`, `"1h30m"`, `3` |
//! | `parents = [a, b]` | the steps of the same workflow that it waits for |
//! | `crate = path` | the path of `hatchet_compute`, if it is renamed or re-exported |
//!
//! [`step`](macro@step), [`workflow`](macro@workflow) and [`compute!`](macro@compute) have the details. Numbers may be
//! any constant expression of type `u32`. [`Region`] lists the codes.
//!
//! # Pages
//!
//! | page | about |
//! | --- | --- |
//! | [Sharing](_sharing) | one configuration for many steps: constants, crates, pools |
//! | [Environments](_environments) | other machines for staging and production |
//! | [Workflows](_workflows) | steps that wait for each other, and what starts them |
//! | [Plans](_plans) | which machines a program asks for, as text, as a request, in a test |
//! | [Reading binaries](_binaries) | the same plan out of a finished file |
//! | [Registering](_registering) | telling Hatchet Cloud |
//! | [Running on an engine](_engine) | the annotated workflow is the one that runs, on the machines it asked for |
//! | [Errors](_errors) | what the compiler says about each mistake |
//! | [How it works](_how_it_works) | what an annotation becomes, with one expansion in full |
//! | [Dependencies](_dependencies) | what each is for, and what it costs |
//!
//! # Features
//!
//! `cloud`, off by default, adds registration with Hatchet Cloud: [`cloud`] in full, and an HTTP client.
//!
//! # Limits
//!
//! - A dependency that no code names is not linked, and its steps are not in the plan: `use the_crate as _;` names it.
//! - The steps of a `staticlib` that another language's linker links are lost.
//! - From edition 2024 on, rustdoc joins a crate's examples into one program: those that look at `steps()` or
//!   `Plan::collect()` need ```` ```standalone_crate ````.
//! - On targets without sections, such as WebAssembly, all compiles and [`steps`] is empty.
//! - The tests run on Linux. macOS and Windows are type-checked only: nothing has been linked or run there yet.

#![cfg_attr(docsrs, feature(doc_cfg))]
// Nobody calls a getter for nothing.
#![allow(clippy::must_use_candidate)]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod client;
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
    API_MEMORY_MB_MIN, API_REGIONS_DATE, Advice, CPUS, Compute, ComputeSpec, CpuKind, DEFAULT_NUM_REPLICAS,
    DEFAULT_POOL, DEFAULT_SLOTS, MACHINE_MEMORY_MB_MAX, Message, NUM_REPLICAS, PERFORMANCE_CPUS_MAX, POOL_NAME_MAX,
    ParseCpuKindError, ParseRegionError, RETRIES_MAX, Region, Regions, RegionsIter, SLOTS, TYPESCRIPT_MEMORY_MB_STEP,
    Violation, Violations,
};

pub use hatchet_compute_macros::{step, workflow};

pub use self::client::{Assignment, Declare};
pub use self::location::Location;
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
/// Fields that break a rule do not compile, with the message that `#[step]` has for it.
#[macro_export]
macro_rules! compute {
    ($($fields:tt)*) => {
        $crate::__private::compute_fields! { $crate; $($fields)* }
    };
}

/// The pages of the documentation, which are in no program.
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
    _engine "../docs/engine.md";
    _environments "../docs/environments.md";
    _errors "../docs/errors.md";
    _how_it_works "../docs/how_it_works.md" "../docs/expansion.md";
    _plans "../docs/plans.md";
    _sharing "../docs/sharing.md";
    _workflows "../docs/workflows.md";
}

#[cfg(doc)]
#[cfg_attr(feature = "cloud", doc = include_str!("../docs/registering.md"))]
#[cfg_attr(not(feature = "cloud"), doc = "This page needs the feature `cloud`.")]
pub mod _registering {}

/// The code of the README, which is tested as the examples here are; one of its programs registers.
#[cfg(all(doctest, feature = "cloud"))]
#[doc = include_str!("../README.md")]
struct Readme;
