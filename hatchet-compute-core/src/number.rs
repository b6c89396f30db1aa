//! The rules on numbers and their messages, once: for [`ComputeSpec::check`](crate::ComputeSpec::check), for the macros
//! on literals, and for const evaluation.

use core::ops::RangeInclusive;

use crate::kind::CpuKind;
use crate::limits::{
    API_MEMORY_MB_MIN, CPUS, MACHINE_MEMORY_MB_MAX, MAX_REPLICAS, NUM_REPLICAS, PERFORMANCE_CPUS_MAX,
    PERFORMANCE_MEMORY_MB_PER_CPU, RETRIES, SLOTS,
};
use crate::message::ConstMessage;

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
    /// `max_replicas` is outside [`MAX_REPLICAS`].
    MaxReplicasOutOfRange,
    /// `min_awake_replicas` is outside 0 to `max_replicas`.
    MinAwakeReplicasOutOfRange {
        /// `max_replicas`, if it is known and valid; else the most that it can be.
        max_replicas: u32,
    },
    /// `increment` is outside 1 to `max_replicas`.
    IncrementOutOfRange {
        /// `max_replicas`, if it is known and valid; else the most that it can be.
        max_replicas: u32,
    },
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
pub const fn num_replicas_problem(num_replicas: i64) -> Option<NumberProblem> {
    if is_in(&NUM_REPLICAS, num_replicas) { None } else { Some(NumberProblem::NumReplicasOutOfRange) }
}

/// What is wrong with the most machines of autoscaling.
pub const fn max_replicas_problem(max_replicas: i64) -> Option<NumberProblem> {
    if is_in(&MAX_REPLICAS, max_replicas) { None } else { Some(NumberProblem::MaxReplicasOutOfRange) }
}

/// What is wrong with the machines that are always awake, given `max_replicas` if it is known.
pub const fn min_awake_replicas_problem(max_replicas: Option<i64>, min_awake: i64) -> Option<NumberProblem> {
    let max_replicas = known_max(max_replicas);
    if is_in(&(0..=max_replicas), min_awake) {
        None
    } else {
        Some(NumberProblem::MinAwakeReplicasOutOfRange { max_replicas })
    }
}

/// What is wrong with how many machines start or stop at a time, given `max_replicas` if it is known.
pub const fn increment_problem(max_replicas: Option<i64>, increment: i64) -> Option<NumberProblem> {
    let max_replicas = known_max(max_replicas);
    if is_in(&(1..=max_replicas), increment) { None } else { Some(NumberProblem::IncrementOutOfRange { max_replicas }) }
}

/// `max_replicas` if it is known and valid; else the most that it can be.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
const fn known_max(max_replicas: Option<i64>) -> u32 {
    match max_replicas {
        Some(number) if is_in(&MAX_REPLICAS, number) => number as u32,
        _ => *MAX_REPLICAS.end(),
    }
}

/// What is wrong with a number of retries.
pub const fn retries_problem(retries: i64) -> Option<NumberProblem> {
    if is_in(&RETRIES, retries) { None } else { Some(NumberProblem::RetriesOutOfRange) }
}

/// What is wrong with a number of slots: steps that one machine runs at the same time.
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
    pub const fn id(self) -> &'static str {
        self.id_and_field().0
    }

    /// The name of the field or option that has the number.
    pub const fn field(self) -> &'static str {
        self.id_and_field().1
    }

    const fn id_and_field(self) -> (&'static str, &'static str) {
        match self {
            Self::CpusOutOfRange => ("cpus_out_of_range", "cpus"),
            Self::TooManyPerformanceCpus => ("memory_below_min", "cpus"),
            Self::MemoryBelowMin { .. } => ("memory_below_min", "memory_mb"),
            Self::MemoryAboveMax { .. } => ("memory_above_max", "memory_mb"),
            Self::MemoryAbovePlatformMax { .. } => ("memory_above_platform_max", "memory_mb"),
            Self::NumReplicasOutOfRange => ("replicas_out_of_range", "num_replicas"),
            Self::MaxReplicasOutOfRange => ("max_replicas_out_of_range", "max_replicas"),
            Self::MinAwakeReplicasOutOfRange { .. } => ("min_awake_replicas_out_of_range", "min_awake_replicas"),
            Self::IncrementOutOfRange { .. } => ("increment_out_of_range", "increment"),
            Self::RetriesOutOfRange => ("retries_out_of_range", "retries"),
            Self::SlotsOutOfRange => ("slots_out_of_range", "slots"),
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
    pub const fn message(self, written: Written<'_>) -> ConstMessage {
        let (field, number) = (self.field(), written.nearest());
        let mut message = ConstMessage::new();
        message.push_str("`");
        message.push_str(field);
        message.push_str("` is ");
        match written {
            Written::Number(number) => message.push("#", &[number]),
            Written::TooWide(text) => {
                let (shown, _) = text.split_at(text.floor_char_boundary(SHOWN_MAX));
                message.push_str(shown);
                message.push_str(if shown.len() < text.len() { "…" } else { "" });
            }
        }
        match self {
            Self::CpusOutOfRange => {
                push_range(&mut message, ", but a machine has # to # CPUs", &CPUS, field, number);
            }
            Self::TooManyPerformanceCpus => push_too_many_performance_cpus(&mut message),
            Self::MemoryBelowMin { cpu_kind, cpus } => push_memory(&mut message, true, cpu_kind, cpus, number),
            Self::MemoryAboveMax { cpu_kind, cpus } => push_memory(&mut message, false, cpu_kind, cpus, number),
            Self::MemoryAbovePlatformMax { size } => push_above_platform(&mut message, size),
            Self::NumReplicasOutOfRange => {
                push_range(&mut message, ", but # to # machines are allowed", &NUM_REPLICAS, field, number);
            }
            Self::MaxReplicasOutOfRange => {
                push_range(&mut message, ", but # to # machines are allowed", &MAX_REPLICAS, field, number);
            }
            Self::MinAwakeReplicasOutOfRange { max_replicas } => {
                push_up_to_max(&mut message, &(0..=max_replicas), field, number);
            }
            Self::IncrementOutOfRange { max_replicas } => {
                push_up_to_max(&mut message, &(1..=max_replicas), field, number);
            }
            Self::RetriesOutOfRange => push_range(&mut message, ", but # to # are allowed", &RETRIES, field, number),
            Self::SlotsOutOfRange => {
                message.push(", but # to # are allowed", &ends(&SLOTS));
                // The argument of a method or of the command line, so there is no `slots = …` to write.
                message.begin_help();
                message.push("choose from # to #", &ends(&SLOTS));
            }
        }
        message
    }
}

/// The longest literal that a message shows, in bytes.
const SHOWN_MAX: usize = 40;

impl Written<'_> {
    /// The number, or the nearest `i64`.
    const fn nearest(self) -> i64 {
        match self {
            Self::Number(number) => number,
            Self::TooWide(text) if matches!(text.as_bytes(), [b'-', ..]) => i64::MIN,
            Self::TooWide(_) => i64::MAX,
        }
    }
}

// The rest of each message, after the number.

const fn push_range(message: &mut ConstMessage, text: &str, range: &RangeInclusive<u32>, field: &str, number: i64) {
    let [min, max] = ends(range);
    message.push(text, &[min, max]);
    message.begin_help_with(field, if number < min { min } else { max });
}

const fn push_up_to_max(message: &mut ConstMessage, range: &RangeInclusive<u32>, field: &str, number: i64) {
    push_range(message, ", but # to # are allowed, the most being `max_replicas`", range, field, number);
}

const fn push_memory(message: &mut ConstMessage, is_below: bool, cpu_kind: CpuKind, cpus: u32, memory_mb: i64) {
    let Some(range) = cpu_kind.memory_mb_range(cpus) else {
        message.push(" with # performance CPUs", &[cpus as i64]);
        return push_too_many_performance_cpus(message);
    };
    message.push_str(", but ");
    push_size(message, cpu_kind, cpus, &range);
    let ([lowest, highest], [min, max]) = (ends(&range), ends(&cpu_kind.memory_mb_per_cpu()));
    // Nothing that advice would be against.
    let api_min = API_MEMORY_MB_MIN as i64;
    let lowest = if lowest < api_min { api_min } else { lowest };
    message.begin_help_with("memory_mb", if is_below { lowest } else { highest });
    if memory_mb < api_min {
        return;
    }
    if is_below && memory_mb >= min {
        let most = memory_mb / min;
        message.push(if most == 1 { ", or at most # CPU" } else { ", or at most # CPUs" }, &[most]);
        message.push(" for # MB", &[memory_mb]);
    } else if is_below && memory_mb_problem(Some((CpuKind::Shared, cpus as i64)), memory_mb).is_none() {
        message.push_str(", or `cpu_kind = \"shared\"`");
    } else if !is_below && memory_mb <= MACHINE_MEMORY_MB_MAX as i64 {
        // With enough CPUs, both kinds take all the memory that a machine can have.
        message.push(", or at least # CPUs for # MB", &[(memory_mb + max - 1) / max, memory_mb]);
    }
}

const fn push_above_platform(message: &mut ConstMessage, size: Option<(CpuKind, u32)>) {
    message.push(", but a machine has at most # MB", &[MACHINE_MEMORY_MB_MAX as i64]);
    let Some((cpu_kind, cpus)) = size else {
        // The size may allow less.
        return;
    };
    let mut most = MACHINE_MEMORY_MB_MAX;
    if let Some(range) = cpu_kind.memory_mb_range(cpus)
        && *range.end() < MACHINE_MEMORY_MB_MAX
    {
        message.push_str(", and ");
        push_size(message, cpu_kind, cpus, &range);
        most = *range.end();
    }
    message.begin_help_with("memory_mb", most as i64);
}

/// `2 shared CPUs take 512 to 4096 MB`.
const fn push_size(message: &mut ConstMessage, cpu_kind: CpuKind, cpus: u32, range: &RangeInclusive<u32>) {
    message.push("# ", &[cpus as i64]);
    message.push_str(cpu_kind.as_str());
    message.push_str(if cpus == 1 { " CPU takes " } else { " CPUs take " });
    let [min, max] = ends(range);
    message.push(if min == max { "exactly # MB" } else { "# to # MB" }, &[min, max]);
}

const fn push_too_many_performance_cpus(message: &mut ConstMessage) {
    let (most, most_mb) = (PERFORMANCE_CPUS_MAX as i64, MACHINE_MEMORY_MB_MAX as i64);
    let one_more_mb = (most + 1) * *PERFORMANCE_MEMORY_MB_PER_CPU.start() as i64;
    message.push(", but a performance machine has at most # CPUs: # would need # MB", &[most, most + 1, one_more_mb]);
    message.push(", and a machine has at most # MB", &[most_mb]);
    message.begin_help_with("cpus", most);
    message.push_str(", or `cpu_kind = \"shared\"`");
}

const fn ends(range: &RangeInclusive<u32>) -> [i64; 2] {
    [*range.start() as i64, *range.end() as i64]
}

/// `RangeInclusive::contains`, which const evaluation does not have.
const fn is_in(range: &RangeInclusive<u32>, number: i64) -> bool {
    *range.start() as i64 <= number && number <= *range.end() as i64
}

/// The checks of values that only the compiler knows, for the code that the macros write.
///
/// Each is `#[track_caller]`, so that an error is at the tokens of the call, which are the user's, and does not point into
/// this crate.
#[doc(hidden)]
pub mod checks {
    use super::{
        CpuKind, NumberProblem, Written, cpus_problem, increment_problem, max_replicas_problem, memory_mb_problem,
        min_awake_replicas_problem, num_replicas_problem, retries_problem,
    };

    /// Refuses CPUs that no machine has, of this kind if it is known.
    #[track_caller]
    pub const fn check_cpus(cpu_kind: Option<CpuKind>, cpus: u32) {
        refuse(cpus_problem(cpu_kind, cpus as i64), cpus);
    }

    /// Refuses memory that no machine of this kind and number of CPUs has, or that no machine has if these are not known.
    #[track_caller]
    pub const fn check_memory_mb(size: Option<(CpuKind, u32)>, memory_mb: u32) {
        let size = if let Some((cpu_kind, cpus)) = size { Some((cpu_kind, cpus as i64)) } else { None };
        refuse(memory_mb_problem(size, memory_mb as i64), memory_mb);
    }

    /// Refuses CPUs of a base that no machine of the given kind has.
    #[track_caller]
    pub const fn check_cpus_of_base(cpu_kind: Option<CpuKind>, cpus: u32) {
        refuse_base(cpus_problem(cpu_kind, cpus as i64), cpus, "write `cpus` here too: the base gives it");
    }

    /// Refuses memory of a base that no machine of this kind and number of CPUs has.
    #[track_caller]
    pub const fn check_memory_mb_of_base(size: Option<(CpuKind, u32)>, memory_mb: u32) {
        let size = if let Some((cpu_kind, cpus)) = size { Some((cpu_kind, cpus as i64)) } else { None };
        let problem = memory_mb_problem(size, memory_mb as i64);
        refuse_base(problem, memory_mb, "write `memory_mb` here too: the base gives it");
    }

    /// Refuses a number of machines that is out of range.
    #[track_caller]
    pub const fn check_num_replicas(num_replicas: u32) {
        refuse(num_replicas_problem(num_replicas as i64), num_replicas);
    }

    /// Refuses a number of machines that autoscaling cannot have.
    #[track_caller]
    pub const fn check_max_replicas(max_replicas: u32) {
        refuse(max_replicas_problem(max_replicas as i64), max_replicas);
    }

    /// Refuses more machines that are always awake than there can be.
    #[track_caller]
    pub const fn check_min_awake_replicas(max_replicas: u32, min_awake: u32) {
        refuse(min_awake_replicas_problem(Some(max_replicas as i64), min_awake as i64), min_awake);
    }

    /// Refuses a number of machines to start or stop at a time that is out of range.
    #[track_caller]
    pub const fn check_increment(max_replicas: u32, increment: u32) {
        refuse(increment_problem(Some(max_replicas as i64), increment as i64), increment);
    }

    /// Refuses a number of retries that is out of range.
    #[track_caller]
    pub const fn check_retries(retries: u32) {
        refuse(retries_problem(retries as i64), retries);
    }

    /// Panics with the message about a value of the base, which has no token to replace.
    #[track_caller]
    const fn refuse_base(problem: Option<NumberProblem>, value: u32, help: &str) {
        if let Some(problem) = problem {
            let mut message = problem.message(Written::Number(value as i64));
            message.set_help(help);
            panic!("{}", message.as_str());
        }
    }

    /// Panics with the message about the value if there is a problem.
    #[track_caller]
    const fn refuse(problem: Option<NumberProblem>, value: u32) {
        if let Some(problem) = problem {
            panic!("{}", problem.message(Written::Number(value as i64)).as_str());
        }
    }
}
