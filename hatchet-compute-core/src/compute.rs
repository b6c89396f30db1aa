//! The compute of a step: what machines it runs on, valid by construction.

use core::fmt;

use crate::kind::CpuKind;
use crate::limits::{DEFAULT_POOL, POOL_NAME_MAX};
use crate::region::Region;
use crate::regions::Regions;
use crate::text::{equal, padded, unpadded};

/// The machines that a step runs on: their kind, size, number and places.
///
/// Valid by construction: it is made only by the macros, by [`ComputeSpec::check`](crate::ComputeSpec::check), or by
/// serde, which goes through it. Equal computes share machines.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use hatchet_compute::ComputeSpec;
///
/// let spec = ComputeSpec {
///     cpu_kind: "shared",
///     cpus: 2,
///     memory_mb: 1024,
///     regions: Some(&["ewr"]),
///     ..ComputeSpec::default()
/// };
/// let compute = spec.check()?;
/// assert_eq!(compute.num_replicas(), 1);
/// assert_eq!(compute.to_string(), "shared, 2 CPUs, 1024 MB, 1 replica in ewr");
/// # Ok::<(), hatchet_compute_core::Violations>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Compute {
    cpu_kind: CpuKind,
    cpus: u32,
    memory_mb: u32,
    num_replicas: u32,
    regions: Regions,
    /// Zero padded; all zero for the default pool, however it was given.
    pool: [u8; POOL_NAME_MAX],
}

impl Compute {
    /// Puts the fields together. Judges nothing; the bytes of a pool's name past the longest are dropped.
    pub(crate) const fn new(
        cpu_kind: CpuKind,
        cpus: u32,
        memory_mb: u32,
        num_replicas: u32,
        regions: Regions,
        pool: &str,
    ) -> Self {
        let name = if equal(pool, DEFAULT_POOL) { "" } else { pool };
        Self {
            cpu_kind,
            cpus,
            memory_mb,
            num_replicas,
            regions,
            pool: padded(name),
        }
    }

    /// The kind of CPU.
    #[must_use]
    pub const fn cpu_kind(&self) -> CpuKind {
        self.cpu_kind
    }

    /// The CPUs of one machine, in [`CPUS`](crate::CPUS).
    #[must_use]
    pub const fn cpus(&self) -> u32 {
        self.cpus
    }

    /// The memory of one machine, in MB, in the [`memory_mb_range`](CpuKind::memory_mb_range) of the kind and CPUs.
    #[must_use]
    pub const fn memory_mb(&self) -> u32 {
        self.memory_mb
    }

    /// The machines in total, over all regions, in [`NUM_REPLICAS`](crate::NUM_REPLICAS).
    #[must_use]
    pub const fn num_replicas(&self) -> u32 {
        self.num_replicas
    }

    /// Where the machines may be placed; empty when Hatchet chooses.
    #[must_use]
    pub const fn regions(&self) -> Regions {
        self.regions
    }

    /// The pool, [`DEFAULT_POOL`] when none was named. Computes equal but for the pool stay on separate machines.
    #[must_use]
    pub const fn pool(&self) -> &str {
        let name = unpadded(&self.pool);
        if name.is_empty() { DEFAULT_POOL } else { name }
    }

    /// The pool as the record format has it: padded with zeros, all zero for the default one.
    #[must_use]
    pub const fn pool_bytes(&self) -> &[u8; POOL_NAME_MAX] {
        &self.pool
    }

    /// Whether the pool is the default one.
    #[must_use]
    pub const fn is_default_pool(&self) -> bool {
        self.pool[0] == 0
    }
}

/// Writes one line: `shared, 2 CPUs, 1024 MB, 2 replicas in ewr`, and `, pool heavy` when one is named.
impl fmt::Display for Compute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            cpu_kind,
            cpus,
            memory_mb,
            num_replicas,
            regions,
            ..
        } = self;
        let cpu_noun = if *cpus == 1 { "CPU" } else { "CPUs" };
        let replica_noun = if *num_replicas == 1 {
            "replica"
        } else {
            "replicas"
        };
        write!(
            f,
            "{cpu_kind}, {cpus} {cpu_noun}, {memory_mb} MB, {num_replicas} {replica_noun} "
        )?;
        if regions.is_empty() {
            f.write_str("wherever Hatchet chooses")?;
        } else {
            write!(f, "in {regions}")?;
        }
        if self.is_default_pool() {
            Ok(())
        } else {
            write!(f, ", pool {}", self.pool())
        }
    }
}

impl fmt::Debug for Compute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compute")
            .field("cpu_kind", &self.cpu_kind)
            .field("cpus", &self.cpus)
            .field("memory_mb", &self.memory_mb)
            .field("num_replicas", &self.num_replicas)
            .field("regions", &self.regions)
            .field("pool", &self.pool())
            .finish()
    }
}

/// The fields of a [`Compute`] in clear, for the code that the macros write, and for nobody else.
///
/// The macros judge the values, or emit the checks of them beside this; so nothing is judged here.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// See [`Compute::cpu_kind`].
    pub cpu_kind: CpuKind,
    /// See [`Compute::cpus`].
    pub cpus: u32,
    /// See [`Compute::memory_mb`].
    pub memory_mb: u32,
    /// See [`Compute::num_replicas`].
    pub num_replicas: u32,
    /// See [`Compute::regions`]; empty when none are given.
    pub regions: &'static [Region],
    /// See [`Compute::pool`]; [`DEFAULT_POOL`] when none is named.
    pub pool: &'static str,
}

impl Fields {
    /// The compute of these fields, unjudged: only the macros may call this. Never panics.
    #[doc(hidden)]
    #[must_use]
    pub const fn into_compute(self) -> Compute {
        let regions = Regions::of(self.regions);
        Compute::new(
            self.cpu_kind,
            self.cpus,
            self.memory_mb,
            self.num_replicas,
            regions,
            self.pool,
        )
    }
}
