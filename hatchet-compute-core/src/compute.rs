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
    parts: Parts,
}

/// A [`Compute`] taken apart, for those that write all of it down.
///
/// A pattern of `Parts` without `..` no longer compiles when a field is added: so nobody forgets it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Parts {
    /// See [`Compute::cpu_kind`].
    pub cpu_kind: CpuKind,
    /// See [`Compute::cpus`].
    pub cpus: u32,
    /// See [`Compute::memory_mb`].
    pub memory_mb: u32,
    /// See [`Compute::num_replicas`].
    pub num_replicas: u32,
    /// See [`Compute::regions`].
    pub regions: Regions,
    /// See [`Compute::pool`]; padded with zeros, all zero for the default one.
    pub pool: [u8; POOL_NAME_MAX],
}

impl Compute {
    /// Puts the parts together. Judges nothing.
    pub(crate) const fn from_parts(parts: Parts) -> Self {
        Self { parts }
    }

    /// All fields.
    #[doc(hidden)]
    #[must_use]
    pub const fn parts(&self) -> Parts {
        self.parts
    }

    /// The kind of CPU.
    #[must_use]
    pub const fn cpu_kind(&self) -> CpuKind {
        self.parts.cpu_kind
    }

    /// The CPUs of one machine, in [`CPUS`](crate::CPUS).
    #[must_use]
    pub const fn cpus(&self) -> u32 {
        self.parts.cpus
    }

    /// The memory of one machine, in MB, in the [`memory_mb_range`](CpuKind::memory_mb_range) of the kind and CPUs.
    #[must_use]
    pub const fn memory_mb(&self) -> u32 {
        self.parts.memory_mb
    }

    /// The machines in total, over all regions, in [`NUM_REPLICAS`](crate::NUM_REPLICAS).
    #[must_use]
    pub const fn num_replicas(&self) -> u32 {
        self.parts.num_replicas
    }

    /// Where the machines may be placed; empty when Hatchet chooses.
    #[must_use]
    pub const fn regions(&self) -> Regions {
        self.parts.regions
    }

    /// The pool, [`DEFAULT_POOL`] when none was named. Computes equal but for the pool stay on separate machines.
    #[must_use]
    pub const fn pool(&self) -> &str {
        let name = unpadded(&self.parts.pool);
        if name.is_empty() { DEFAULT_POOL } else { name }
    }

    /// Whether the pool is the default one.
    #[must_use]
    pub const fn is_default_pool(&self) -> bool {
        self.parts.pool[0] == 0
    }
}

/// Writes one line: `shared, 2 CPUs, 1024 MB, 2 replicas in ewr`, and `, pool heavy` when one is named.
impl fmt::Display for Compute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts {
            cpu_kind,
            cpus,
            memory_mb,
            num_replicas,
            regions,
            pool: _,
        } = self.parts;
        let cpu_noun = if cpus == 1 { "CPU" } else { "CPUs" };
        let replica_noun = if num_replicas == 1 {
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
        let Parts {
            cpu_kind,
            cpus,
            memory_mb,
            num_replicas,
            regions,
            pool: _,
        } = self.parts;
        f.debug_struct("Compute")
            .field("cpu_kind", &cpu_kind)
            .field("cpus", &cpus)
            .field("memory_mb", &memory_mb)
            .field("num_replicas", &num_replicas)
            .field("regions", &regions)
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
    /// See [`Compute::pool`]; `None` for the default one.
    pub pool: Option<&'static str>,
}

impl Fields {
    /// The compute of these fields, unjudged: only the macros may call this. Never panics; the bytes of a pool's name
    /// past the longest are dropped.
    ///
    /// rustc runs this for each annotation, and takes longer for a call than for what is in one function.
    #[doc(hidden)]
    #[must_use]
    pub const fn into_compute(self) -> Compute {
        Compute::from_parts(Parts {
            cpu_kind: self.cpu_kind,
            cpus: self.cpus,
            memory_mb: self.memory_mb,
            num_replicas: self.num_replicas,
            regions: Regions::of(self.regions),
            pool: match self.pool {
                None => [0; POOL_NAME_MAX],
                Some(name) => pool_bytes(name),
            },
        })
    }
}

/// A pool's name as [`Parts`] has it.
pub(crate) const fn pool_bytes(name: &str) -> [u8; POOL_NAME_MAX] {
    padded(if equal(name, DEFAULT_POOL) { "" } else { name })
}
