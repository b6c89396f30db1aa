//! The facts and rules of Hatchet's managed compute: kinds, sizes, regions, names, times, and the sentences that say
//! what is wrong with them.
//!
//! For the other crates of `hatchet-compute`: its macros, its library and its command line all go by these rules.
//! **Users never name this crate**; what they need of it is in `hatchet_compute`.
//!
//! Examples of what the library re-exports name `hatchet_compute`, since its documentation shows them.
//!
//! What const evaluation needs is `const`: a [`Compute`], its getters, [`Regions`], the rules on numbers
//! ([`memory_mb_problem`] and its like), and their [`Sentence`]s. Nothing needs `std`.
//!
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `serde` | no | `Serialize` and `Deserialize` for [`Compute`], [`CpuKind`], [`Region`] and [`Regions`], by hand |

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod record;

mod advice;
mod compute;
mod cron;
mod duration;
mod judge;
mod kind;
mod limits;
mod message;
mod name;
mod region;
mod regions;
mod sentence;
#[cfg(feature = "serde")]
mod serde;
mod spec;
mod text;
mod violation;
mod words;

pub use advice::{Advice, machine_size_advice, memory_mb_advice, region_advice, replica_advice};
pub use compute::{Compute, Fields, Parts};
pub use cron::{CronError, check_cron};
pub use duration::{ParseDurationError, parse_duration};
pub use judge::{
    NumberProblem, Written, cpus_problem, memory_mb_problem, num_replicas_problem, retries_problem,
    slots_problem,
};
pub use kind::{CpuKind, ParseCpuKindError};
pub use limits::{
    API_MEMORY_MB_MIN, CPUS, DEFAULT_NUM_REPLICAS, DEFAULT_POOL, DEFAULT_SLOTS,
    MACHINE_MEMORY_MB_MAX, NUM_REPLICAS, PERFORMANCE_CPUS_MAX, PERFORMANCE_MEMORY_MB_PER_CPU,
    POOL_NAME_MAX, RETRIES_MAX, SHARED_MEMORY_MB_PER_CPU, SLOTS, TYPESCRIPT_MEMORY_MB_STEP,
};
pub use message::Message;
pub use name::{is_name, is_pool_name};

pub use region::{API_REGIONS_DATE, ParseRegionError, Region, regions_meant_by};
pub use regions::{Regions, RegionsIter};
pub use sentence::Sentence;
pub use spec::ComputeSpec;
pub use violation::{Violation, Violations};
pub use words::{
    duplicate_region, empty_regions, invalid_duration, invalid_name, invalid_pool,
    unknown_cpu_kind, unknown_region,
};
