//! Declare the machines that a step needs on the step itself, and let the compiler reject what Hatchet Cloud would reject.
//!
//! Hatchet is a distributed task queue, and Hatchet Cloud can host its workers ("managed compute").
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
//! An invalid configuration does not compile. All mistakes appear at once, each at the token to change:
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
//! The function stays as it is written. Next to it, the macro places a record in a separate section of the binary. The
//! program makes its [`Plan`] and the request to Hatchet Cloud from these records, and `cargo hatchet-compute` reads them
//! from the finished file.
//!
//! # Fields and options
//!
//! <!-- fields -->
//!
//! | field of `compute` | value | default |
//! | --- | --- | --- |
//! | `cpu_kind` | kind of CPU: `"shared"` or `"performance"` | required |
//! | `cpus` | CPUs of each machine: 1 to 64 shared or 1 to 32 performance CPUs | required |
//! | `memory_mb` | memory of each machine in MB: 256 to 2048 for each shared CPU, 2048 to 8192 for each performance CPU, at most 65536 | required |
//! | `num_replicas` | machines in total, over all regions: 0 to 1000 | `1` |
//! | `regions` | codes of regions, such as `["ewr", "lhr"]`, each at most once | Hatchet chooses |
//! | `pool` | name of a pool, 1 to 32 letters (a-z, A-Z), digits, `.`, `-` or `_`: steps with the same compute share machines unless their pools differ | `"default"` |
//!
//! <!-- end -->
//!
//! <!-- options of step -->
//!
//! | option of `#[step]` | value | default |
//! | --- | --- | --- |
//! | `compute` | the machines: `compute(…)` with the fields, or `compute = EXPR` with a constant expression of type `Compute` | the step runs where the worker runs |
//! | `name` | name of the step, such as `"process-data"`: letters (a-z, A-Z), digits, `.`, `-` or `_` | the function's name |
//! | `timeout` | time limit of each attempt, such as `"11s"`, `"1h30m"` or `"1.5s"`; the units are `ms`, `s`, `m` and `h` | Hatchet's default |
//! | `retries` | how many times a failed step is tried again: 0 to 2147483647 | `0` |
//! | `parents` | methods of the same `#[workflow]` whose steps must finish first, such as `[fetch, convert]` | none |
//! | `crate` | path of `hatchet_compute`, if it is renamed or re-exported | `::hatchet_compute` |
//!
//! <!-- end -->
//!
//! <!-- options of workflow -->
//!
//! | option of `#[workflow]` | value | default |
//! | --- | --- | --- |
//! | `name` | name of the workflow, such as `"nightly-etl"`: letters (a-z, A-Z), digits, `.`, `-` or `_` | the type's name |
//! | `client` | path of the crate `hatchet-client`, version 0.1, which runs the workflow on an engine | the workflow is only described |
//! | `on_events` | keys of the events that start the workflow, such as `["order:created"]` | none |
//! | `on_crons` | cron expressions of the times that start the workflow, such as `["TZ=Europe/Berlin 0 3 * * *"]`: five fields, or six with seconds first; a time zone may precede them | none |
//! | `description` | description of the workflow, for people | none |
//! | `version` | version of the workflow, such as `"v1"` | none |
//! | `crate` | path of `hatchet_compute`, if it is renamed or re-exported | `::hatchet_compute` |
//!
//! <!-- end -->
//!
//! [`step`](macro@step), [`workflow`](macro@workflow) and [`compute!`](macro@compute) have the details. A number may be any
//! constant expression of type `u32`. [`Region`] lists the codes.
//!
//! # Pages
//!
//! | page | about |
//! | --- | --- |
//! | [Sharing](_sharing) | one configuration for many steps: constants, crates, pools |
//! | [Environments](_environments) | different machines for staging and production |
//! | [Workflows](_workflows) | steps that wait for each other, and what starts them |
//! | [Plans](_plans) | which machines a program requests: as text, as a request body, in a test |
//! | [Reading binaries](_binaries) | the plan of a finished file |
//! | [Registering](_registering) | sending the plan to Hatchet Cloud |
//! | [Running on an engine](_engine) | the annotated workflow runs, each step on the machines it asks for |
//! | [Errors](_errors) | what the compiler says about each mistake |
//! | [How it works](_how_it_works) | what an annotation expands to, with one expansion in full |
//! | [Dependencies](_dependencies) | what each one is for, and how many crates it adds |
//!
//! # Features
//!
//! `cloud`, off by default, adds registration with Hatchet Cloud: [`cloud`] in full, and an HTTP client.
//!
//! # Limits
//!
//! - A dependency that no code names is not linked, so its steps are not in the plan. Add `use the_crate as _;`.
//! - The steps of a `staticlib` are lost when a linker of another language links it.
//! - From edition 2024 on, rustdoc merges the examples of a crate into one program. An example that calls `steps()` or
//!   `Plan::collect()` needs ```` ```standalone_crate ````.
//! - On targets without sections, such as WebAssembly, everything compiles, and [`steps`] is empty.
//! - The tests run on Linux. macOS and Windows are only type-checked: nothing has been linked or run there yet.

#![cfg_attr(docsrs, feature(doc_cfg))]

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
    RETRIES_MAX, Region, Regions, SLOTS, TYPESCRIPT_MEMORY_MB_STEP, Violation, Violations,
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
