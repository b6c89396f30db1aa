//! What each plan of a Hatchet account includes. Hatchet's dashboard rejects other machines; the SDKs and the API's
//! contract do not mention these limits.

use hatchet_compute::{CPUS, CpuKind, MACHINE_MEMORY_MB_MAX};

/// The month in which Hatchet's dashboard showed the limits of [`AccountPlan::ALL`].
pub(crate) const ACCOUNT_PLANS_DATE: &str = "August 2026";

/// What the plan of an account includes: the most configurations, replicas of each (with autoscaling, `max_replicas`),
/// CPUs and MB of a machine, and the only kind of CPU, if there is only one.
pub(crate) struct AccountPlan {
    pub(crate) name: &'static str,
    pub(crate) configs_max: usize,
    pub(crate) replicas_max: u32,
    pub(crate) cpus_max: u32,
    pub(crate) memory_mb_max: u32,
    pub(crate) only_kind: Option<CpuKind>,
}

impl AccountPlan {
    /// All plans, the smallest first. Source: Hatchet's dashboard in [`ACCOUNT_PLANS_DATE`].
    pub(crate) const ALL: [Self; 4] = [
        Self { only_kind: Some(CpuKind::Shared), ..Self::new("free", 1, 2, 1, 1024) },
        Self::new("starter", 2, 5, 4, 4096),
        Self::new("growth", 5, 20, *CPUS.end(), MACHINE_MEMORY_MB_MAX),
        Self::new("enterprise", 5, 20, *CPUS.end(), MACHINE_MEMORY_MB_MAX),
    ];

    const fn new(name: &'static str, configs_max: usize, replicas_max: u32, cpus_max: u32, memory_mb_max: u32) -> Self {
        Self { name, configs_max, replicas_max, cpus_max, memory_mb_max, only_kind: None }
    }
}
