//! The rules on numbers and their messages, once: for [`ComputeSpec::check`](crate::ComputeSpec::check), for the macros
//! on literals, and for const evaluation.

use core::ops::RangeInclusive;

use crate::const_message::ConstMessage;
use crate::const_text::cut;
use crate::kind::CpuKind;
use crate::limits::{
    CPUS, MACHINE_MEMORY_MB_MAX, NUM_REPLICAS, PERFORMANCE_CPUS_MAX, PERFORMANCE_MEMORY_MB_PER_CPU, RETRIES, SLOTS,
};

/// What is wrong with one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// `cpus` is outside [`CPUS`].
    CpusOutOfRange,
    /// `cpus` is more than [`PERFORMANCE_CPUS_MAX`] performance CPUs: no memory would do.
    TooManyPerformanceCpus,
    /// `memory_mb` is less than this size of machine takes.
    MemoryBelowMin {
        /// The kind of CPU.
        cpu_kind: CpuKind,
        /// The number of CPUs, in [`CPUS`].
        cpus: u32,
    },
    /// `memory_mb` is more than this size of machine takes.
    MemoryAboveMax {
        /// The kind of CPU.
        cpu_kind: CpuKind,
        /// The number of CPUs, in [`CPUS`].
        cpus: u32,
    },
    /// `memory_mb` is more than [`MACHINE_MEMORY_MB_MAX`].
    MemoryAbovePlatformMax {
        /// The kind and number of CPUs, if they are known and such a machine exists: they may allow even less.
        size: Option<(CpuKind, u32)>,
    },
    /// `num_replicas` is outside [`NUM_REPLICAS`].
    NumReplicasOutOfRange,
    /// `retries` is outside 0 to [`RETRIES_MAX`](crate::RETRIES_MAX).
    RetriesOutOfRange,
    /// `slots` is outside [`SLOTS`].
    SlotsOutOfRange,
}

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written<'a> {
    /// A number.
    Number(i64),
    /// A literal too wide for `i64`, with its `-` if it has one. It breaks the same rules as `i64::MAX` or `i64::MIN`; the
    /// message shows its first 40 characters.
    TooWide(&'a str),
}

/// What is wrong with a number of CPUs; `cpu_kind` is `None` if the kind is not known.
///
/// More than [`PERFORMANCE_CPUS_MAX`] performance CPUs are refused here, so that the error can point at the CPUs;
/// [`memory_mb_problem`] then says nothing about them.
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
    if !is_in(&CPUS, cpus) {
        Some(NumberProblem::CpusOutOfRange)
    } else if matches!(cpu_kind, Some(CpuKind::Performance)) && cpus > PERFORMANCE_CPUS_MAX as i64 {
        Some(NumberProblem::TooManyPerformanceCpus)
    } else {
        None
    }
}

/// What is wrong with a memory in MB, given the kind and number of CPUs if they are known. At most one problem; that of
/// the platform comes before the others.
///
/// CPUs that [`cpus_problem`] refuses do not count as known: the memory is then checked against
/// [`MACHINE_MEMORY_MB_MAX`] only.
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
pub const fn memory_mb_problem(size: Option<(CpuKind, i64)>, memory_mb: i64) -> Option<NumberProblem> {
    let size = match size {
        Some((cpu_kind, cpus)) if cpus_problem(Some(cpu_kind), cpus).is_none() => known_size(cpu_kind, cpus),
        _ => None,
    };
    match (platform_memory_problem(size, memory_mb), size) {
        (None, Some((cpu_kind, cpus))) => size_memory_problem(cpu_kind, cpus, memory_mb),
        (problem, _) => problem,
    }
}

/// What is wrong with a number of machines in total.
#[must_use]
pub const fn num_replicas_problem(num_replicas: i64) -> Option<NumberProblem> {
    if is_in(&NUM_REPLICAS, num_replicas) { None } else { Some(NumberProblem::NumReplicasOutOfRange) }
}

/// What is wrong with a number of retries.
#[must_use]
pub const fn retries_problem(retries: i64) -> Option<NumberProblem> {
    if is_in(&RETRIES, retries) { None } else { Some(NumberProblem::RetriesOutOfRange) }
}

/// What is wrong with a number of slots: steps that one machine runs at the same time.
#[must_use]
pub const fn slots_problem(slots: i64) -> Option<NumberProblem> {
    if is_in(&SLOTS, slots) { None } else { Some(NumberProblem::SlotsOutOfRange) }
}

/// The kind with its number of CPUs if that is in [`CPUS`].
pub(crate) const fn known_size(cpu_kind: CpuKind, cpus: i64) -> Option<(CpuKind, u32)> {
    if is_in(&CPUS, cpus) {
        // In a range of `u32`, so nothing is lost.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some((cpu_kind, cpus as u32))
    } else {
        None
    }
}

/// The rules of kind × CPUs, as if a machine could have any memory: so they hold for 33 performance CPUs too. `cpus` is
/// in [`CPUS`].
pub(crate) const fn size_memory_problem(cpu_kind: CpuKind, cpus: u32, memory_mb: i64) -> Option<NumberProblem> {
    let per_cpu = cpu_kind.memory_mb_per_cpu();
    if memory_mb < (cpus * *per_cpu.start()) as i64 {
        Some(NumberProblem::MemoryBelowMin { cpu_kind, cpus })
    } else if memory_mb > (cpus * *per_cpu.end()) as i64 {
        Some(NumberProblem::MemoryAboveMax { cpu_kind, cpus })
    } else {
        None
    }
}

/// The rule of the platform, which needs only the memory; `size` is for its message.
pub(crate) const fn platform_memory_problem(size: Option<(CpuKind, u32)>, memory_mb: i64) -> Option<NumberProblem> {
    if memory_mb > MACHINE_MEMORY_MB_MAX as i64 { Some(NumberProblem::MemoryAbovePlatformMax { size }) } else { None }
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

    /// The name of the field or option that has the number.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::CpusOutOfRange | Self::TooManyPerformanceCpus => "cpus",
            Self::MemoryBelowMin { .. } | Self::MemoryAboveMax { .. } | Self::MemoryAbovePlatformMax { .. } => {
                "memory_mb"
            }
            Self::NumReplicasOutOfRange => "num_replicas",
            Self::RetriesOutOfRange => "retries",
            Self::SlotsOutOfRange => "slots",
        }
    }

    /// The message about the number that breaks the rule.
    ///
    /// ```
    /// use hatchet_compute_core::{NumberProblem, Written};
    ///
    /// let message = NumberProblem::CpusOutOfRange.message(Written::Number(65));
    /// assert_eq!(message.as_str(), "`cpus` is 65, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 64`");
    /// ```
    #[must_use]
    pub const fn message(self, written: Written<'_>) -> ConstMessage {
        let mut message = ConstMessage::new();
        message.push_str("`");
        message.push_str(self.field());
        message.push_str("` is ");
        written.push_to(&mut message);
        let number = written.nearest();
        match self {
            Self::CpusOutOfRange => {
                push_range(&mut message, ", but a machine has ", &CPUS, " CPUs");
                message.begin_help_with(self.field(), nearest_in(&CPUS, number));
            }
            Self::TooManyPerformanceCpus => {
                message.push_str(", but ");
                push_no_more_performance_cpus(&mut message);
            }
            Self::MemoryBelowMin { cpu_kind, cpus } => {
                push_below(&mut message, cpu_kind, cpus, number);
            }
            Self::MemoryAboveMax { cpu_kind, cpus } => {
                push_above(&mut message, cpu_kind, cpus, number);
            }
            Self::MemoryAbovePlatformMax { size } => push_above_platform(&mut message, size),
            Self::NumReplicasOutOfRange => {
                push_range(&mut message, ", but ", &NUM_REPLICAS, " machines are allowed");
                message.begin_help_with(self.field(), nearest_in(&NUM_REPLICAS, number));
            }
            Self::RetriesOutOfRange => {
                push_range(&mut message, ", but ", &RETRIES, " are allowed");
                message.begin_help_with(self.field(), nearest_in(&RETRIES, number));
            }
            Self::SlotsOutOfRange => {
                push_range(&mut message, ", but ", &SLOTS, " are allowed");
                // The argument of a method or of the command line, so there is no `slots = …` to write.
                message.begin_help();
                push_range(&mut message, "choose from ", &SLOTS, "");
            }
        }
        message
    }
}

impl Written<'_> {
    /// The longest literal that a message shows.
    const SHOWN_MAX: usize = 40;

    /// The number, or the nearest `i64`.
    const fn nearest(self) -> i64 {
        match self {
            Self::Number(number) => number,
            Self::TooWide(text) if !text.is_empty() && text.as_bytes()[0] == b'-' => i64::MIN,
            Self::TooWide(_) => i64::MAX,
        }
    }

    const fn push_to(self, message: &mut ConstMessage) {
        match self {
            Self::Number(number) => message.push_number(number),
            Self::TooWide(text) => {
                let shown = cut(text, Self::SHOWN_MAX);
                message.push_str(shown);
                if shown.len() < text.len() {
                    message.push_str("…");
                }
            }
        }
    }
}

/// The rest of the message about a memory below the minimum of the size.
const fn push_below(message: &mut ConstMessage, cpu_kind: CpuKind, cpus: u32, memory_mb: i64) {
    let Some(range) = push_range_of_size(message, cpu_kind, cpus) else {
        return;
    };
    message.begin_help_with("memory_mb", *range.start() as i64);
    let fewer_cpus = memory_mb / *cpu_kind.memory_mb_per_cpu().start() as i64;
    if fewer_cpus >= *CPUS.start() as i64 {
        push_other_cpus(message, ", or at most ", fewer_cpus, memory_mb);
    } else if matches!(cpu_kind, CpuKind::Performance)
        && memory_mb_problem(Some((CpuKind::Shared, cpus as i64)), memory_mb).is_none()
    {
        message.push_str(", or `cpu_kind = \"shared\"`");
    }
}

/// The rest of the message about a memory above the maximum of the size.
const fn push_above(message: &mut ConstMessage, cpu_kind: CpuKind, cpus: u32, memory_mb: i64) {
    let Some(range) = push_range_of_size(message, cpu_kind, cpus) else {
        return;
    };
    message.begin_help_with("memory_mb", *range.end() as i64);
    // With enough CPUs, both kinds take all the memory that a machine can have.
    if memory_mb <= MACHINE_MEMORY_MB_MAX as i64 {
        let per_cpu = *cpu_kind.memory_mb_per_cpu().end() as i64;
        let more_cpus = (memory_mb + per_cpu - 1) / per_cpu;
        push_other_cpus(message, ", or at least ", more_cpus, memory_mb);
    }
}

/// The rest of the message about a memory that no machine has.
const fn push_above_platform(message: &mut ConstMessage, size: Option<(CpuKind, u32)>) {
    message.push_str(", but a machine has at most ");
    message.push_number(MACHINE_MEMORY_MB_MAX as i64);
    message.push_str(" MB");
    let mut most = MACHINE_MEMORY_MB_MAX;
    if let Some((cpu_kind, cpus)) = size
        && let Some(range) = cpu_kind.memory_mb_range(cpus)
        && *range.end() < MACHINE_MEMORY_MB_MAX
    {
        message.push_str(", and ");
        push_size_takes(message, cpu_kind, cpus, &range);
        most = *range.end();
    }
    message.begin_help_with("memory_mb", most as i64);
}

/// `, but 2 shared CPUs take 512 to 4096 MB`, and the range; where no such machine exists, why, and what to do.
const fn push_range_of_size(message: &mut ConstMessage, cpu_kind: CpuKind, cpus: u32) -> Option<RangeInclusive<u32>> {
    let range = cpu_kind.memory_mb_range(cpus);
    if let Some(range) = &range {
        message.push_str(", but ");
        push_size_takes(message, cpu_kind, cpus, range);
    } else {
        message.push_str(" with ");
        push_size(message, cpu_kind, cpus);
        message.push_str(", but ");
        push_no_more_performance_cpus(message);
    }
    range
}

/// `2 shared CPUs take 512 to 4096 MB`.
const fn push_size_takes(message: &mut ConstMessage, cpu_kind: CpuKind, cpus: u32, range: &RangeInclusive<u32>) {
    push_size(message, cpu_kind, cpus);
    message.push_str(if cpus == 1 { " takes " } else { " take " });
    if *range.start() == *range.end() {
        message.push_str("exactly ");
        message.push_number(*range.start() as i64);
        message.push_str(" MB");
    } else {
        push_range(message, "", range, " MB");
    }
}

/// `2 shared CPUs`.
const fn push_size(message: &mut ConstMessage, cpu_kind: CpuKind, cpus: u32) {
    message.push_number(cpus as i64);
    message.push_str(" ");
    message.push_str(cpu_kind.as_str());
    message.push_str(if cpus == 1 { " CPU" } else { " CPUs" });
}

/// `a performance machine has at most 32 CPUs: 33 would need 67584 MB, …`, and the help.
const fn push_no_more_performance_cpus(message: &mut ConstMessage) {
    let one_more = PERFORMANCE_CPUS_MAX + 1;
    message.push_str("a performance machine has at most ");
    message.push_number(PERFORMANCE_CPUS_MAX as i64);
    message.push_str(" CPUs: ");
    message.push_number(one_more as i64);
    message.push_str(" would need ");
    message.push_number((one_more * *PERFORMANCE_MEMORY_MB_PER_CPU.start()) as i64);
    message.push_str(" MB, and a machine has at most ");
    message.push_number(MACHINE_MEMORY_MB_MAX as i64);
    message.push_str(" MB");
    message.begin_help_with("cpus", PERFORMANCE_CPUS_MAX as i64);
    message.push_str(", or `cpu_kind = \"shared\"`");
}

/// `, or at most 4 CPUs for 5000 MB`.
const fn push_other_cpus(message: &mut ConstMessage, how_many: &str, cpus: i64, memory_mb: i64) {
    message.push_str(how_many);
    message.push_number(cpus);
    message.push_str(if cpus == 1 { " CPU for " } else { " CPUs for " });
    message.push_number(memory_mb);
    message.push_str(" MB");
}

/// `1 to 64` between two texts.
const fn push_range(message: &mut ConstMessage, before: &str, range: &RangeInclusive<u32>, after: &str) {
    message.push_str(before);
    message.push_number(*range.start() as i64);
    message.push_str(" to ");
    message.push_number(*range.end() as i64);
    message.push_str(after);
}

/// The end of a range that is nearer to a number outside it.
const fn nearest_in(range: &RangeInclusive<u32>, number: i64) -> i64 {
    if number < *range.start() as i64 { *range.start() as i64 } else { *range.end() as i64 }
}

/// `RangeInclusive::contains`, which const evaluation does not have.
const fn is_in(range: &RangeInclusive<u32>, number: i64) -> bool {
    *range.start() as i64 <= number && number <= *range.end() as i64
}
