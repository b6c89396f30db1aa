//! The words for [`NumberProblem`], in const evaluation and elsewhere the same.

use core::ops::RangeInclusive;

use super::NumberProblem;
use crate::kind::CpuKind;
use crate::limits::{
    CPUS, MACHINE_MEMORY_MB_MAX, NUM_REPLICAS, PERFORMANCE_CPUS_MAX, PERFORMANCE_MEMORY_MB_PER_CPU,
    RETRIES, SLOTS,
};
use crate::sentence::Sentence;
use crate::text::cut;

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written<'a> {
    /// A number.
    Number(i64),
    /// A literal too wide for `i64`, with its `-` if it has one. Its problems are those of `i64::MAX`, or of
    /// `i64::MIN`; the sentence shows its first 40 characters.
    Text(&'a str),
}

impl Written<'_> {
    /// The longest text that a sentence shows.
    const TEXT_MAX: usize = 40;

    /// The number, or the nearest that an `i64` can be.
    const fn nearest(self) -> i64 {
        match self {
            Self::Number(number) => number,
            Self::Text(text) if !text.is_empty() && text.as_bytes()[0] == b'-' => i64::MIN,
            Self::Text(_) => i64::MAX,
        }
    }

    const fn push_to(self, sentence: &mut Sentence) {
        match self {
            Self::Number(number) => sentence.push_number(number),
            Self::Text(text) => {
                let shown = cut(text, Self::TEXT_MAX);
                sentence.push_str(shown);
                if shown.len() < text.len() {
                    sentence.push_str("…");
                }
            }
        }
    }
}

impl NumberProblem {
    /// What to tell the user about the number that broke the rule: what is wrong, what is allowed, and behind `help:`
    /// on the next line what to write instead.
    ///
    /// ```
    /// use hatchet_compute_core::{NumberProblem, Written};
    ///
    /// let sentence = NumberProblem::CpusOutOfRange.sentence(Written::Number(65));
    /// assert_eq!(sentence.as_str(), "`cpus` is 65, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 64`");
    /// ```
    #[must_use]
    pub const fn sentence(self, value: Written<'_>) -> Sentence {
        let mut sentence = Sentence::new()
            .with_str("`")
            .with_str(self.field())
            .with_str("` is ");
        value.push_to(&mut sentence);
        let number = value.nearest();
        match self {
            Self::CpusOutOfRange => {
                sentence.push_str(", but a machine has ");
                push_range(&mut sentence, &CPUS);
                sentence.push_str(" CPUs");
                push_help(&mut sentence, self, nearest_in(&CPUS, number));
            }
            Self::TooManyPerformanceCpus => {
                sentence.push_str(", but more than ");
                sentence.push_number(PERFORMANCE_CPUS_MAX as i64);
                sentence.push_str(" performance CPUs cannot be had");
                push_why_no_more_performance_cpus(&mut sentence);
            }
            Self::MemoryBelowMin { cpu_kind, cpus } => {
                push_below(&mut sentence, cpu_kind, cpus, number);
            }
            Self::MemoryAboveMax { cpu_kind, cpus } => {
                push_above(&mut sentence, cpu_kind, cpus, number);
            }
            Self::MemoryAbovePlatformMax { size } => push_above_platform(&mut sentence, size),
            Self::NumReplicasOutOfRange => {
                sentence.push_str(", but ");
                push_range(&mut sentence, &NUM_REPLICAS);
                sentence.push_str(" machines are allowed");
                push_help(&mut sentence, self, nearest_in(&NUM_REPLICAS, number));
            }
            Self::RetriesOutOfRange => {
                sentence.push_str(", but ");
                push_range(&mut sentence, &RETRIES);
                sentence.push_str(" are allowed");
                push_help(&mut sentence, self, nearest_in(&RETRIES, number));
            }
            Self::SlotsOutOfRange => {
                sentence.push_str(", but ");
                push_range(&mut sentence, &SLOTS);
                // The argument of a method, so there is no `slots = …` to write.
                sentence.push_str(" are allowed\nhelp: use ");
                push_range(&mut sentence, &SLOTS);
            }
        }
        sentence
    }
}

/// The rest of the sentence on a memory below the minimum of the size.
const fn push_below(sentence: &mut Sentence, cpu_kind: CpuKind, cpus: u32, memory_mb: i64) {
    let Some(range) = push_what_size_takes(sentence, cpu_kind, cpus) else {
        return;
    };
    push_help(
        sentence,
        NumberProblem::MemoryBelowMin { cpu_kind, cpus },
        *range.start(),
    );
    let fewer_cpus = memory_mb / *cpu_kind.memory_mb_per_cpu().start() as i64;
    if fewer_cpus >= *CPUS.start() as i64 {
        push_other_cpus(sentence, ", or at most ", fewer_cpus, memory_mb);
    } else if matches!(cpu_kind, CpuKind::Performance) && takes(CpuKind::Shared, cpus, memory_mb) {
        sentence.push_str(", or `cpu_kind = \"shared\"`");
    }
}

/// The rest of the sentence on a memory above the maximum of the size.
const fn push_above(sentence: &mut Sentence, cpu_kind: CpuKind, cpus: u32, memory_mb: i64) {
    let Some(range) = push_what_size_takes(sentence, cpu_kind, cpus) else {
        return;
    };
    push_help(
        sentence,
        NumberProblem::MemoryAboveMax { cpu_kind, cpus },
        *range.end(),
    );
    // With enough CPUs, both kinds take whatever a machine can have.
    if memory_mb <= MACHINE_MEMORY_MB_MAX as i64 {
        let per_cpu = *cpu_kind.memory_mb_per_cpu().end() as i64;
        push_other_cpus(
            sentence,
            ", or at least ",
            (memory_mb + per_cpu - 1) / per_cpu,
            memory_mb,
        );
    }
}

/// The rest of the sentence on a memory that no machine has.
const fn push_above_platform(sentence: &mut Sentence, size: Option<(CpuKind, u32)>) {
    let problem = NumberProblem::MemoryAbovePlatformMax { size };
    sentence.push_str(", but a machine has at most ");
    sentence.push_number(MACHINE_MEMORY_MB_MAX as i64);
    sentence.push_str(" MB");
    if let Some((cpu_kind, cpus)) = size
        && let Some(range) = cpu_kind.memory_mb_range(cpus)
        && *range.end() < MACHINE_MEMORY_MB_MAX
    {
        sentence.push_str(", and ");
        push_size_takes(sentence, cpu_kind, cpus, &range);
        push_help(sentence, problem, *range.end());
    } else {
        push_help(sentence, problem, MACHINE_MEMORY_MB_MAX);
    }
}

/// `, but 2 shared CPUs take 512 to 4096 MB`, and the range; where no such machine exists, why, and what to do.
const fn push_what_size_takes(
    sentence: &mut Sentence,
    cpu_kind: CpuKind,
    cpus: u32,
) -> Option<RangeInclusive<u32>> {
    let range = cpu_kind.memory_mb_range(cpus);
    if let Some(range) = &range {
        sentence.push_str(", but ");
        push_size_takes(sentence, cpu_kind, cpus, range);
    } else {
        sentence.push_str(" with ");
        push_size(sentence, cpu_kind, cpus);
        sentence.push_str(", but more than ");
        sentence.push_number(PERFORMANCE_CPUS_MAX as i64);
        sentence.push_str(" cannot be had");
        push_why_no_more_performance_cpus(sentence);
    }
    range
}

/// `2 shared CPUs take 512 to 4096 MB`.
const fn push_size_takes(
    sentence: &mut Sentence,
    cpu_kind: CpuKind,
    cpus: u32,
    range: &RangeInclusive<u32>,
) {
    push_size(sentence, cpu_kind, cpus);
    sentence.push_str(if cpus == 1 { " takes " } else { " take " });
    push_range(sentence, range);
    sentence.push_str(" MB");
}

/// `2 shared CPUs`.
const fn push_size(sentence: &mut Sentence, cpu_kind: CpuKind, cpus: u32) {
    sentence.push_number(cpus as i64);
    sentence.push_str(" ");
    sentence.push_str(cpu_kind.as_str());
    sentence.push_str(if cpus == 1 { " CPU" } else { " CPUs" });
}

/// `: 33 would need 67584 MB, and a machine has at most 65536 MB`, and the help.
const fn push_why_no_more_performance_cpus(sentence: &mut Sentence) {
    let one_more = PERFORMANCE_CPUS_MAX + 1;
    sentence.push_str(": ");
    sentence.push_number(one_more as i64);
    sentence.push_str(" would need ");
    sentence.push_number((one_more * *PERFORMANCE_MEMORY_MB_PER_CPU.start()) as i64);
    sentence.push_str(" MB, and a machine has at most ");
    sentence.push_number(MACHINE_MEMORY_MB_MAX as i64);
    sentence.push_str(" MB");
    push_help(
        sentence,
        NumberProblem::TooManyPerformanceCpus,
        PERFORMANCE_CPUS_MAX,
    );
    sentence.push_str(", or `cpu_kind = \"shared\"`");
}

/// `, or at most 4 CPUs for 5000 MB`.
const fn push_other_cpus(sentence: &mut Sentence, how_many: &str, cpus: i64, memory_mb: i64) {
    sentence.push_str(how_many);
    sentence.push_number(cpus);
    sentence.push_str(if cpus == 1 { " CPU for " } else { " CPUs for " });
    sentence.push_number(memory_mb);
    sentence.push_str(" MB");
}

/// `1 to 64`.
const fn push_range(sentence: &mut Sentence, range: &RangeInclusive<u32>) {
    sentence.push_number(*range.start() as i64);
    sentence.push_str(" to ");
    sentence.push_number(*range.end() as i64);
}

/// The next line: ``help: use `cpus = 64` ``.
const fn push_help(sentence: &mut Sentence, problem: NumberProblem, number: u32) {
    sentence.push_str("\nhelp: use `");
    sentence.push_str(problem.field());
    sentence.push_str(" = ");
    sentence.push_number(number as i64);
    sentence.push_str("`");
}

/// The end of a range that is nearer to a number outside it.
const fn nearest_in(range: &RangeInclusive<u32>, number: i64) -> u32 {
    if number < *range.start() as i64 {
        *range.start()
    } else {
        *range.end()
    }
}

/// Whether so many CPUs of the kind take the memory.
const fn takes(cpu_kind: CpuKind, cpus: u32, memory_mb: i64) -> bool {
    match cpu_kind.memory_mb_range(cpus) {
        Some(range) => *range.start() as i64 <= memory_mb && memory_mb <= *range.end() as i64,
        None => false,
    }
}
