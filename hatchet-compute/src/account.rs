//! What the plans of a Hatchet account include.
//!
//! Hatchet's dashboard refuses machines that the plan of an account does not include; the SDKs and the API's contract say
//! nothing of it. `cargo hatchet-compute check --account-plan` follows this table.
//!
//! ```
//! use hatchet_compute::account::AccountPlan;
//!
//! let starter = AccountPlan::ALL.into_iter().find(|plan| plan.name == "starter").unwrap();
//! assert_eq!((starter.configs_max, starter.replicas_max, starter.cpus_max), (2, 5, 4));
//! ```

use hatchet_compute_core::{CPUS, CpuKind, MACHINE_MEMORY_MB_MAX};

/// The month in which Hatchet's dashboard had the limits of [`AccountPlan::ALL`].
pub const ACCOUNT_PLANS_DATE: &str = "August 2026";

/// What the plan of an account includes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccountPlan {
    /// The name in lower case.
    pub name: &'static str,
    /// The most configurations of machines.
    pub configs_max: usize,
    /// The most replicas of each configuration; with autoscaling, `max_replicas` counts.
    pub replicas_max: u32,
    /// The only kind of CPU, if there is only one.
    pub only_kind: Option<CpuKind>,
    /// The most CPUs of a machine.
    pub cpus_max: u32,
    /// The most memory of a machine, in MB.
    pub memory_mb_max: u32,
}

impl AccountPlan {
    /// All plans, the smallest first. Source: Hatchet's dashboard in [`ACCOUNT_PLANS_DATE`].
    pub const ALL: [Self; 4] = [
        Self {
            name: "free",
            configs_max: 1,
            replicas_max: 2,
            only_kind: Some(CpuKind::Shared),
            cpus_max: 1,
            memory_mb_max: 1024,
        },
        Self { name: "starter", configs_max: 2, replicas_max: 5, only_kind: None, cpus_max: 4, memory_mb_max: 4096 },
        Self { name: "growth", ..Self::LARGE },
        Self { name: "enterprise", ..Self::LARGE },
    ];

    const LARGE: Self = Self {
        name: "",
        configs_max: 5,
        replicas_max: 20,
        only_kind: None,
        cpus_max: *CPUS.end(),
        memory_mb_max: MACHINE_MEMORY_MB_MAX,
    };
}
