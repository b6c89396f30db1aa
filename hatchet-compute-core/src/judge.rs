//! The rules on numbers, once: for [`ComputeSpec::check`](crate::ComputeSpec::check), for the macros on literals, and
//! for const evaluation. Their words are in `judge/words.rs`.

use core::ops::RangeInclusive;

use crate::kind::CpuKind;
use crate::limits::{
    CPUS, MACHINE_MEMORY_MB_MAX, NUM_REPLICAS, PERFORMANCE_CPUS_MAX, RETRIES, SLOTS,
};

mod words;

pub use words::Written;

/// What is wrong with one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// `cpus` is outside [`CPUS`].
    CpusOutOfRange,
    /// `cpus` is more than [`PERFORMANCE_CPUS_MAX`] performance CPUs: no memory would do.
    TooManyPerformanceCpus,
    /// `memory_mb` is less than so many CPUs of the kind take.
    MemoryBelowMin {
        /// The kind of CPU.
        cpu_kind: CpuKind,
        /// How many, in [`CPUS`].
        cpus: u32,
    },
    /// `memory_mb` is more than so many CPUs of the kind take.
    MemoryAboveMax {
        /// The kind of CPU.
        cpu_kind: CpuKind,
        /// How many, in [`CPUS`].
        cpus: u32,
    },
    /// `memory_mb` is more than [`MACHINE_MEMORY_MB_MAX`].
    MemoryAbovePlatformMax {
        /// The kind and number of CPUs, where these are known and such a machine exists: they may allow even less.
        size: Option<(CpuKind, u32)>,
    },
    /// `num_replicas` is outside [`NUM_REPLICAS`].
    NumReplicasOutOfRange,
    /// `retries` is outside 0 to [`RETRIES_MAX`](crate::RETRIES_MAX).
    RetriesOutOfRange,
    /// `slots` is outside [`SLOTS`].
    SlotsOutOfRange,
}

impl NumberProblem {
    /// The id of the rule that is broken, as [`Violation::id`](crate::Violation::id) gives it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::CpusOutOfRange => "cpus_out_of_range",
            Self::TooManyPerformanceCpus | Self::MemoryBelowMin { .. } => "memory_below_min",
            Self::MemoryAboveMax { .. } => "memory_above_max",
            Self::MemoryAbovePlatformMax { .. } => "memory_above_platform_max",
            Self::NumReplicasOutOfRange => "replicas_out_of_range",
            Self::RetriesOutOfRange => "retries_out_of_range",
            Self::SlotsOutOfRange => "slots_out_of_range",
        }
    }

    /// The name of the field whose number it is.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::CpusOutOfRange | Self::TooManyPerformanceCpus => "cpus",
            Self::MemoryBelowMin { .. }
            | Self::MemoryAboveMax { .. }
            | Self::MemoryAbovePlatformMax { .. } => "memory_mb",
            Self::NumReplicasOutOfRange => "num_replicas",
            Self::RetriesOutOfRange => "retries",
            Self::SlotsOutOfRange => "slots",
        }
    }
}

/// What is wrong with a number of CPUs; of an unknown kind if `cpu_kind` is `None`.
///
/// More than [`PERFORMANCE_CPUS_MAX`] performance CPUs are wrong here, so that the error can stand at the CPUs;
/// [`memory_mb_problem`] then says nothing of them.
///
/// ```
/// use hatchet_compute_core::{CpuKind, NumberProblem, cpus_problem};
///
/// assert_eq!(cpus_problem(None, 64), None);
/// assert_eq!(cpus_problem(None, 65), Some(NumberProblem::CpusOutOfRange));
/// assert_eq!(cpus_problem(Some(CpuKind::Performance), 33), Some(NumberProblem::TooManyPerformanceCpus));
/// ```
#[must_use]
pub const fn cpus_problem(cpu_kind: Option<CpuKind>, cpus: i64) -> Option<NumberProblem> {
    if cpus_in_range(cpus).is_none() {
        Some(NumberProblem::CpusOutOfRange)
    } else if matches!(cpu_kind, Some(CpuKind::Performance)) && cpus > PERFORMANCE_CPUS_MAX as i64 {
        Some(NumberProblem::TooManyPerformanceCpus)
    } else {
        None
    }
}

/// What is wrong with a memory in MB, given the kind and number of CPUs if they are known: one problem at most, that
/// of the platform before the others.
///
/// CPUs with which something is wrong already ([`cpus_problem`]) do not count as known: the memory is then judged only
/// against [`MACHINE_MEMORY_MB_MAX`].
///
/// ```
/// use hatchet_compute_core::{CpuKind, NumberProblem, memory_mb_problem};
///
/// let (cpu_kind, cpus) = (CpuKind::Shared, 2);
/// assert_eq!(memory_mb_problem(Some((cpu_kind, 2)), 4096), None);
/// assert_eq!(memory_mb_problem(Some((cpu_kind, 2)), 5000), Some(NumberProblem::MemoryAboveMax { cpu_kind, cpus }));
/// assert_eq!(memory_mb_problem(None, 65_537), Some(NumberProblem::MemoryAbovePlatformMax { size: None }));
/// ```
#[must_use]
pub const fn memory_mb_problem(
    size: Option<(CpuKind, i64)>,
    memory_mb: i64,
) -> Option<NumberProblem> {
    let known = match size {
        Some((cpu_kind, cpus)) if cpus_problem(Some(cpu_kind), cpus).is_none() => {
            known_size(cpu_kind, cpus)
        }
        _ => None,
    };
    match (memory_platform_problem(known, memory_mb), known) {
        (None, Some((cpu_kind, cpus))) => memory_size_problem(cpu_kind, cpus, memory_mb),
        (problem, _) => problem,
    }
}

/// What is wrong with a number of machines in total.
#[must_use]
pub const fn num_replicas_problem(num_replicas: i64) -> Option<NumberProblem> {
    if is_in(&NUM_REPLICAS, num_replicas) {
        None
    } else {
        Some(NumberProblem::NumReplicasOutOfRange)
    }
}

/// What is wrong with a number of retries.
#[must_use]
pub const fn retries_problem(retries: i64) -> Option<NumberProblem> {
    if is_in(&RETRIES, retries) {
        None
    } else {
        Some(NumberProblem::RetriesOutOfRange)
    }
}

/// What is wrong with a number of steps that one machine runs at the same time.
#[must_use]
pub const fn slots_problem(slots: i64) -> Option<NumberProblem> {
    if is_in(&SLOTS, slots) {
        None
    } else {
        Some(NumberProblem::SlotsOutOfRange)
    }
}

/// The number of CPUs if it is in [`CPUS`].
pub(crate) const fn cpus_in_range(cpus: i64) -> Option<u32> {
    // In the range, which is one of `u32`, so nothing is lost.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    if is_in(&CPUS, cpus) {
        Some(cpus as u32)
    } else {
        None
    }
}

/// The kind with its number of CPUs if that is in [`CPUS`].
pub(crate) const fn known_size(cpu_kind: CpuKind, cpus: i64) -> Option<(CpuKind, u32)> {
    match cpus_in_range(cpus) {
        Some(cpus) => Some((cpu_kind, cpus)),
        None => None,
    }
}

/// The rules of kind × CPUs, as if a machine could have any memory: so 33 performance CPUs are judged too. `cpus` is
/// in [`CPUS`].
pub(crate) const fn memory_size_problem(
    cpu_kind: CpuKind,
    cpus: u32,
    memory_mb: i64,
) -> Option<NumberProblem> {
    let per_cpu = cpu_kind.memory_mb_per_cpu();
    if memory_mb < (cpus * *per_cpu.start()) as i64 {
        Some(NumberProblem::MemoryBelowMin { cpu_kind, cpus })
    } else if memory_mb > (cpus * *per_cpu.end()) as i64 {
        Some(NumberProblem::MemoryAboveMax { cpu_kind, cpus })
    } else {
        None
    }
}

/// The rule of the platform, which needs only the memory; `size` is for its words.
pub(crate) const fn memory_platform_problem(
    size: Option<(CpuKind, u32)>,
    memory_mb: i64,
) -> Option<NumberProblem> {
    if memory_mb > MACHINE_MEMORY_MB_MAX as i64 {
        Some(NumberProblem::MemoryAbovePlatformMax { size })
    } else {
        None
    }
}

/// `RangeInclusive::contains`, which const evaluation does not have.
const fn is_in(range: &RangeInclusive<u32>, number: i64) -> bool {
    *range.start() as i64 <= number && number <= *range.end() as i64
}
