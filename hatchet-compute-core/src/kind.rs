//! The two kinds of CPU and what they allow.

use alloc::format;
use core::fmt;
use core::ops::RangeInclusive;
use core::str::FromStr;

use crate::limits::{CPUS, MACHINE_MEMORY_MB_MAX, PERFORMANCE_MEMORY_MB_PER_CPU, SHARED_MEMORY_MB_PER_CPU};
use crate::message::Message;
use crate::nearest::nearest;

/// The kind of CPU that a machine has.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use hatchet_compute::CpuKind;
///
/// assert_eq!("shared".parse(), Ok(CpuKind::Shared));
/// assert_eq!(CpuKind::Shared.memory_mb_range(4), Some(1024..=8192));
/// assert_eq!(CpuKind::Performance.memory_mb_range(33), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CpuKind {
    /// CPUs shared with other machines: development, tests, lighter work.
    Shared = 1,
    /// Dedicated CPUs: production, compute-heavy work.
    Performance = 2,
}

impl CpuKind {
    /// Both kinds.
    pub const ALL: &'static [Self] = &[Self::Shared, Self::Performance];

    /// The kind as it is written: `shared` or `performance`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Performance => "performance",
        }
    }

    /// The memory that a machine can have for each of its CPUs, in MB, both ends allowed.
    pub const fn memory_mb_per_cpu(self) -> RangeInclusive<u32> {
        match self {
            Self::Shared => SHARED_MEMORY_MB_PER_CPU,
            Self::Performance => PERFORMANCE_MEMORY_MB_PER_CPU,
        }
    }

    /// The memory that a machine with this many CPUs can have, in MB, both ends allowed; `None` for `cpus` outside
    /// [`CPUS`], and for more than [`PERFORMANCE_CPUS_MAX`](crate::PERFORMANCE_CPUS_MAX) performance CPUs.
    pub const fn memory_mb_range(self, cpus: u32) -> Option<RangeInclusive<u32>> {
        if cpus < *CPUS.start() || cpus > *CPUS.end() {
            return None;
        }
        let per_cpu = self.memory_mb_per_cpu();
        let (min, max) = (cpus * *per_cpu.start(), cpus * *per_cpu.end());
        if min > MACHINE_MEMORY_MB_MAX {
            return None;
        }
        let capped = if max > MACHINE_MEMORY_MB_MAX { MACHINE_MEMORY_MB_MAX } else { max };
        Some(min..=capped)
    }

    /// The numbers of CPUs that the machines of managed compute come with, ascending. Others are allowed, with
    /// [advice](crate::machine_size_advice). Some have no valid amount of memory ([`Self::memory_mb_range`]).
    pub const fn machine_cpus(self) -> &'static [u32] {
        match self {
            Self::Shared => &[1, 2, 4, 6, 8],
            Self::Performance => &[1, 2, 4, 6, 8, 10, 12, 14, 16, 32, 64],
        }
    }

    /// The kind's number in the record format. Numbers never change: a new kind gets the next one.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The kind of a [`number`](Self::number), if there is one.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.number() == number)
    }
}

impl fmt::Display for CpuKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Reads exactly what [`CpuKind::as_str`] writes, in lower case. The error is [`unknown_cpu_kind`].
impl FromStr for CpuKind {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let kind = Self::ALL.iter().copied().find(|kind| kind.as_str() == text);
        kind.ok_or_else(|| unknown_cpu_kind(text))
    }
}

/// The message about a text that is not a kind of CPU, with the nearest kind.
pub fn unknown_cpu_kind(text: &str) -> Message {
    let message = Message::new(format!("`cpu_kind` must be `\"shared\"` or `\"performance\"`, not `{text:?}`"));
    let kind = match text.trim().to_lowercase().as_str() {
        "dedicated" | "exclusive" | "high" => Some("performance"),
        "standard" | "basic" | "burstable" => Some("shared"),
        // The names of Fly.io's sizes: `shared-cpu-2x`.
        text if text.starts_with("shared-") => Some("shared"),
        text if text.starts_with("performance-") => Some("performance"),
        text => nearest(text, CpuKind::ALL.iter().map(|kind| kind.as_str())),
    };
    match kind {
        Some(kind) => message.with_replacement(format!("cpu_kind = {kind:?}")),
        None => message,
    }
}
