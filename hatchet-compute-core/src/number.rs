//! The rules on numbers and their messages, for literals, for values at run time, and for const evaluation.

use core::ops::RangeInclusive;

use crate::kind::CpuKind;
use crate::limits::{
    API_MEMORY_MB_MIN, CPUS, MACHINE_MEMORY_MB_MAX, MAX_REPLICAS, NUM_REPLICAS, PERFORMANCE_CPUS_MAX,
    PERFORMANCE_MEMORY_MB_PER_CPU, RETRIES, SHARED_MEMORY_MB_PER_CPU, SLOTS,
};
use crate::message::ConstMessage;

/// What is wrong with one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// `cpus` is outside [`CPUS`].
    CpusOutOfRange,
    /// `cpus` is more than [`PERFORMANCE_CPUS_MAX`] performance CPUs: no amount of memory is valid.
    TooManyPerformanceCpus,
    /// `memory_mb` is less than this kind and number of CPUs allow.
    MemoryBelowMin(CpuKind, u32),
    /// `memory_mb` is more than this kind and number of CPUs allow.
    MemoryAboveMax(CpuKind, u32),
    /// `memory_mb` is negative, in an annotation in which the kind or number of CPUs is not known.
    MemoryNegative,
    /// `memory_mb` is more than [`MACHINE_MEMORY_MB_MAX`]; the kind and number of CPUs, if known, may allow even less.
    MemoryAbovePlatformMax(Option<(CpuKind, u32)>),
    /// `num_replicas` is outside [`NUM_REPLICAS`].
    NumReplicasOutOfRange,
    /// `max_replicas` is outside [`MAX_REPLICAS`].
    MaxReplicasOutOfRange,
    /// `min_awake_replicas` is outside 0 to this number: `max_replicas` if it is known and valid, else its upper bound.
    MinAwakeReplicasOutOfRange(u32),
    /// `increment` is outside 1 to this number, as above.
    IncrementOutOfRange(u32),
    /// `retries` is outside 0 to [`RETRIES_MAX`](crate::RETRIES_MAX).
    RetriesOutOfRange,
    /// `slots` is outside [`SLOTS`].
    SlotsOutOfRange,
}

/// What is wrong with a number of CPUs; `cpu_kind` is `None` if the kind is not known.
///
/// More than [`PERFORMANCE_CPUS_MAX`] performance CPUs are rejected here, so that the error can point at the CPUs.
pub const fn cpus_problem(cpu_kind: Option<CpuKind>, cpus: i64) -> Option<NumberProblem> {
    if !is_in(&CPUS, cpus) {
        Some(NumberProblem::CpusOutOfRange)
    } else if matches!(cpu_kind, Some(CpuKind::Performance)) && cpus > PERFORMANCE_CPUS_MAX as i64 {
        Some(NumberProblem::TooManyPerformanceCpus)
    } else {
        None
    }
}

/// The message about a wrong number of CPUs. The help gives the nearest number that a machine of this kind can have,
/// with this memory, if they are known.
pub(crate) const fn cpus_message(
    problem: NumberProblem,
    cpu_kind: Option<CpuKind>,
    cpus: i64,
    memory_mb: Option<i64>,
) -> ConstMessage {
    let mut message = problem.message(cpus);
    let Some(cpu_kind) = cpu_kind else { return message };
    let is_performance = matches!(cpu_kind, CpuKind::Performance);
    let most = if is_performance { PERFORMANCE_CPUS_MAX } else { *CPUS.end() } as i64;
    let memory_mb = match memory_mb {
        // More than a machine has is a separate error.
        Some(memory_mb) => Some(clamp(memory_mb, i64::MIN, MACHINE_MEMORY_MB_MAX as i64)),
        None => None,
    };
    let (lowest, highest, is_shared_size) = match memory_mb {
        Some(memory_mb) => {
            let [min, max] = ends(&cpu_kind.memory_mb_per_cpu());
            let (lowest, highest) = ((memory_mb + max - 1) / max, memory_mb / min);
            let is_shared_size = memory_mb_problem(Some((CpuKind::Shared, cpus)), memory_mb).is_none();
            (clamp(lowest, 1, i64::MAX), clamp(highest, i64::MIN, most), is_shared_size)
        }
        None => (1, most, true),
    };
    if lowest > highest {
        message.begin_help();
        message.push_str("correct `memory_mb` too: no number of CPUs allows it");
        return message;
    }
    let (nearest, bound, why) =
        if cpus < lowest { (lowest, 1, ", the fewest for # MB") } else { (highest, most, ", the most for # MB") };
    message.begin_help_with("cpus", nearest);
    match memory_mb {
        _ if is_performance && is_in(&CPUS, cpus) && is_shared_size => message.push_str(OR_SHARED),
        Some(memory_mb) if nearest != bound => message.push(why, &[memory_mb]),
        _ => {}
    }
    message
}

/// What is wrong with an amount of memory in MB, first by the platform's limit, then by the kind and number of CPUs if
/// they are known and [`cpus_problem`] does not reject them.
pub const fn memory_mb_problem(size: Option<(CpuKind, i64)>, memory_mb: i64) -> Option<NumberProblem> {
    let size = match size {
        Some((cpu_kind, cpus)) if cpus_problem(Some(cpu_kind), cpus).is_some() => None,
        size => size,
    };
    match memory_mb_problems(size, memory_mb) {
        [by_size, None] => by_size,
        [_, by_platform] => by_platform,
    }
}

/// What is wrong by the rule for a kind and number of CPUs, which applies to 33 performance CPUs too; and by the platform's.
pub(crate) const fn memory_mb_problems(size: Option<(CpuKind, i64)>, memory_mb: i64) -> [Option<NumberProblem>; 2] {
    let (mut known, mut by_size) = (None, None);
    if let Some((cpu_kind, number)) = size {
        if is_in(&CPUS, number) {
            // In a range of `u32`, so nothing is lost.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let cpus = number as u32;
            let [min, max] = ends(&cpu_kind.memory_mb_per_cpu());
            known = Some((cpu_kind, cpus));
            if memory_mb < number * min {
                by_size = Some(NumberProblem::MemoryBelowMin(cpu_kind, cpus));
            } else if memory_mb > number * max {
                by_size = Some(NumberProblem::MemoryAboveMax(cpu_kind, cpus));
            }
        }
    }
    let is_too_much = memory_mb > MACHINE_MEMORY_MB_MAX as i64;
    [by_size, if is_too_much { Some(NumberProblem::MemoryAbovePlatformMax(known)) } else { None }]
}

/// What is wrong with a total number of machines.
pub const fn num_replicas_problem(num_replicas: i64) -> Option<NumberProblem> {
    if is_in(&NUM_REPLICAS, num_replicas) { None } else { Some(NumberProblem::NumReplicasOutOfRange) }
}

/// What is wrong with the maximum number of machines for autoscaling.
pub const fn max_replicas_problem(max_replicas: i64) -> Option<NumberProblem> {
    if is_in(&MAX_REPLICAS, max_replicas) { None } else { Some(NumberProblem::MaxReplicasOutOfRange) }
}

/// What is wrong with a number of always-awake machines, given `max_replicas` if it is known.
pub const fn min_awake_replicas_problem(max_replicas: Option<i64>, min_awake: i64) -> Option<NumberProblem> {
    let max = known_max(max_replicas);
    if is_in(&(0..=max), min_awake) { None } else { Some(NumberProblem::MinAwakeReplicasOutOfRange(max)) }
}

/// What is wrong with the number of machines to start or stop at a time, given `max_replicas` if it is known.
pub const fn increment_problem(max_replicas: Option<i64>, increment: i64) -> Option<NumberProblem> {
    let max = known_max(max_replicas);
    if is_in(&(1..=max), increment) { None } else { Some(NumberProblem::IncrementOutOfRange(max)) }
}

/// `max_replicas` if it is known and valid; else its upper bound.
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
            Self::MemoryBelowMin(..) | Self::MemoryNegative => ("memory_below_min", "memory_mb"),
            Self::MemoryAboveMax(..) => ("memory_above_max", "memory_mb"),
            Self::MemoryAbovePlatformMax(..) => ("memory_above_platform_max", "memory_mb"),
            Self::NumReplicasOutOfRange => ("replicas_out_of_range", "num_replicas"),
            Self::MaxReplicasOutOfRange => ("max_replicas_out_of_range", "max_replicas"),
            Self::MinAwakeReplicasOutOfRange(..) => ("min_awake_replicas_out_of_range", "min_awake_replicas"),
            Self::IncrementOutOfRange(..) => ("increment_out_of_range", "increment"),
            Self::RetriesOutOfRange => ("retries_out_of_range", "retries"),
            Self::SlotsOutOfRange => ("slots_out_of_range", "slots"),
        }
    }

    /// The message about the number that breaks the rule.
    ///
    /// ```
    /// use hatchet_compute_core::NumberProblem;
    ///
    /// let message = NumberProblem::CpusOutOfRange.message(65);
    /// assert_eq!(message.as_str(), "`cpus` is 65, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 64`");
    /// ```
    pub const fn message(self, number: i64) -> ConstMessage {
        let field = self.field();
        let mut message = ConstMessage::new();
        message.push_str("`");
        message.push_str(field);
        message.push("` is #", &[number]);
        let (text, range) = match self {
            Self::TooManyPerformanceCpus => return push_too_many_performance_cpus(message),
            Self::MemoryBelowMin(cpu_kind, cpus) => return push_memory(message, true, cpu_kind, cpus, number),
            Self::MemoryAboveMax(cpu_kind, cpus) => return push_memory(message, false, cpu_kind, cpus, number),
            Self::MemoryAbovePlatformMax(size) => return push_above_platform(message, size),
            Self::MemoryNegative => (", but a machine has at least # MB", SHARED_MEMORY_MB_PER_CPU),
            Self::CpusOutOfRange => (", but a machine has # to # CPUs", CPUS),
            Self::NumReplicasOutOfRange => (", but # to # machines are allowed", NUM_REPLICAS),
            Self::MaxReplicasOutOfRange => (", but # to # machines are allowed", MAX_REPLICAS),
            Self::MinAwakeReplicasOutOfRange(max_replicas) => (UP_TO_MAX_REPLICAS, 0..=max_replicas),
            Self::IncrementOutOfRange(max_replicas) => (UP_TO_MAX_REPLICAS, 1..=max_replicas),
            Self::RetriesOutOfRange => (", but # to # are allowed", RETRIES),
            Self::SlotsOutOfRange => (", but # to # are allowed", SLOTS),
        };
        let [min, max] = ends(&range);
        message.push(text, &[min, max]);
        match self {
            // The size may need more, so there is no number to write.
            Self::MemoryNegative => {}
            // A method or command-line argument, so there is no `slots = …` to write.
            Self::SlotsOutOfRange => {
                message.begin_help();
                message.push("choose from # to #", &[min, max]);
            }
            _ => message.begin_help_with(field, clamp(number, min, max)),
        }
        message
    }
}

const UP_TO_MAX_REPLICAS: &str = ", but # to # (`max_replicas`) are allowed";
const OR_SHARED: &str = ", or `cpu_kind = \"shared\"`";

// The rest of each message, after the number.

const fn push_memory(
    mut message: ConstMessage,
    is_below: bool,
    cpu_kind: CpuKind,
    cpus: u32,
    memory_mb: i64,
) -> ConstMessage {
    let Some(range) = cpu_kind.memory_mb_range(cpus) else {
        message.push(" with # performance CPUs", &[cpus as i64]);
        return push_too_many_performance_cpus(message);
    };
    message.push_str(", but ");
    push_size(&mut message, cpu_kind, cpus, &range);
    let ([lowest, highest], [min, max]) = (ends(&range), ends(&cpu_kind.memory_mb_per_cpu()));
    // Suggest nothing that would draw advice.
    let api_min = API_MEMORY_MB_MIN as i64;
    message.begin_help_with("memory_mb", if is_below { clamp(lowest, api_min, i64::MAX) } else { highest });
    if memory_mb < api_min {
        return message;
    }
    if is_below && memory_mb >= min {
        let most = memory_mb / min;
        let cpus = if most == 1 { ", or at most # CPU for # MB" } else { ", or at most # CPUs for # MB" };
        message.push(cpus, &[most, memory_mb]);
    } else if is_below && memory_mb_problem(Some((CpuKind::Shared, cpus as i64)), memory_mb).is_none() {
        message.push_str(OR_SHARED);
    } else if !is_below && memory_mb <= MACHINE_MEMORY_MB_MAX as i64 {
        // With enough CPUs, both kinds allow all the memory that a machine can have.
        message.push(", or at least # CPUs for # MB", &[(memory_mb + max - 1) / max, memory_mb]);
    }
    message
}

const fn push_above_platform(mut message: ConstMessage, size: Option<(CpuKind, u32)>) -> ConstMessage {
    let platform = MACHINE_MEMORY_MB_MAX as i64;
    message.push(", but a machine has at most # MB", &[platform]);
    // Without the size, which may allow less, there is no number to write.
    let Some((cpu_kind, cpus)) = size else { return message };
    let mut most = platform;
    if let Some(range) = cpu_kind.memory_mb_range(cpus) {
        if *range.end() < MACHINE_MEMORY_MB_MAX {
            message.push_str(", and ");
            push_size(&mut message, cpu_kind, cpus, &range);
            most = *range.end() as i64;
        }
    }
    message.begin_help_with("memory_mb", most);
    message
}

/// `2 shared CPUs take 512 to 4096 MB`.
const fn push_size(message: &mut ConstMessage, cpu_kind: CpuKind, cpus: u32, range: &RangeInclusive<u32>) {
    message.push("# ", &[cpus as i64]);
    message.push_str(cpu_kind.as_str());
    message.push_str(if cpus == 1 { " CPU takes " } else { " CPUs take " });
    let [min, max] = ends(range);
    message.push(if min == max { "exactly # MB" } else { "# to # MB" }, &[min, max]);
}

const fn push_too_many_performance_cpus(mut message: ConstMessage) -> ConstMessage {
    let (most, most_mb) = (PERFORMANCE_CPUS_MAX as i64, MACHINE_MEMORY_MB_MAX as i64);
    let one_more_mb = (most + 1) * *PERFORMANCE_MEMORY_MB_PER_CPU.start() as i64;
    message.push(", but a performance machine has at most # CPUs: # would need # MB", &[most, most + 1, one_more_mb]);
    message.push(", and a machine has at most # MB", &[most_mb]);
    message.begin_help_with("cpus", most);
    message.push_str(OR_SHARED);
    message
}

const fn ends(range: &RangeInclusive<u32>) -> [i64; 2] {
    [*range.start() as i64, *range.end() as i64]
}

/// `RangeInclusive::contains`, which is not `const`.
const fn is_in(range: &RangeInclusive<u32>, number: i64) -> bool {
    *range.start() as i64 <= number && number <= *range.end() as i64
}

/// `Ord::clamp`, which is not `const`.
const fn clamp(number: i64, min: i64, max: i64) -> i64 {
    if number < min {
        min
    } else if number > max {
        max
    } else {
        number
    }
}
