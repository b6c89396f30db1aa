//! The compute of a step: the machines it runs on, valid by construction.

use core::fmt;

use crate::autoscaling::{Autoscaling, Replicas};
use crate::kind::CpuKind;
use crate::limits::{DEFAULT_POOL, POOL_NAME_MAX};
use crate::regions::Regions;

/// The machines that a step runs on: their kind, size, number and regions.
///
/// Valid by construction: made only by the macros, by [`ComputeSpec::check`](crate::ComputeSpec::check), or by serde,
/// which calls `check`. Equal computes share machines.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use hatchet_compute::ComputeSpec;
///
/// let spec = ComputeSpec { cpu_kind: "shared", cpus: 2, memory_mb: 1024, ..ComputeSpec::default() };
/// let compute = ComputeSpec { regions: Some(&["ewr"]), ..spec }.check()?;
/// assert_eq!(compute.num_replicas(), 1);
/// assert_eq!(compute.to_string(), "shared, 2 CPUs, 1024 MB, 1 replica in ewr");
/// # Ok::<(), hatchet_compute_core::Violations>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Compute {
    pub(crate) cpu_kind: CpuKind,
    pub(crate) cpus: u32,
    pub(crate) memory_mb: u32,
    pub(crate) replicas: Replicas,
    pub(crate) regions: Regions,
    /// Padded with zeros; all zero for the default pool.
    pub(crate) pool: [u8; POOL_NAME_MAX],
}

impl Compute {
    /// The kind of CPU.
    pub const fn cpu_kind(&self) -> CpuKind {
        self.cpu_kind
    }

    /// The CPUs of one machine, in [`CPUS`](crate::CPUS).
    pub const fn cpus(&self) -> u32 {
        self.cpus
    }

    /// The memory of one machine, in MB, in the [`memory_mb_range`](CpuKind::memory_mb_range) of the kind and CPUs.
    pub const fn memory_mb(&self) -> u32 {
        self.memory_mb
    }

    /// The machines in total, over all regions, in [`NUM_REPLICAS`](crate::NUM_REPLICAS); with autoscaling
    /// ([`replicas`](Self::replicas)), those that are always awake.
    pub const fn num_replicas(&self) -> u32 {
        self.replicas.lowest()
    }

    /// How many machines there are in total: a fixed number, or autoscaling.
    pub const fn replicas(&self) -> Replicas {
        self.replicas
    }

    /// The same compute, with this autoscaling.
    #[must_use]
    pub const fn with_autoscaling(self, autoscaling: Autoscaling) -> Self {
        Self { replicas: Replicas::Autoscaling(autoscaling), ..self }
    }

    /// Where the machines may be placed; empty if Hatchet chooses.
    pub const fn regions(&self) -> Regions {
        self.regions
    }

    /// The pool, [`DEFAULT_POOL`] if none was named. Steps in different pools run on separate machines.
    pub const fn pool(&self) -> &str {
        let mut name = self.pool.as_slice();
        while let [rest @ .., 0] = name {
            name = rest;
        }
        match core::str::from_utf8(name) {
            Ok(name) if !name.is_empty() => name,
            _ => DEFAULT_POOL,
        }
    }

    /// Whether the pool is the default one.
    pub const fn is_default_pool(&self) -> bool {
        self.pool[0] == 0
    }
}

/// Writes one line: `shared, 2 CPUs, 1024 MB, 2 replicas in ewr`, and `, pool heavy` if one is named.
impl fmt::Display for Compute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cpu_kind, cpus, memory_mb, replicas, regions, pool: _ } = *self;
        let cpu_noun = if cpus == 1 { "CPU" } else { "CPUs" };
        write!(f, "{cpu_kind}, {cpus} {cpu_noun}, {memory_mb} MB, {replicas}")?;
        if regions.is_empty() {
            f.write_str(", region chosen by Hatchet")?;
        } else {
            write!(f, " in {regions}")?;
        }
        if self.is_default_pool() { Ok(()) } else { write!(f, ", pool {}", self.pool()) }
    }
}

impl fmt::Debug for Compute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cpu_kind, cpus, memory_mb, replicas, regions, pool: _ } = *self;
        let mut f = f.debug_struct("Compute");
        f.field("cpu_kind", &cpu_kind).field("cpus", &cpus).field("memory_mb", &memory_mb);
        match replicas {
            Replicas::Fixed(number) => f.field("num_replicas", &number),
            Replicas::Autoscaling(scaling) => f.field("autoscaling", &scaling),
        };
        f.field("regions", &regions).field("pool", &self.pool()).finish()
    }
}
