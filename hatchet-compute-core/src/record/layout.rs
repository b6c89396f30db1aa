//! The bytes of a record as a type made only of byte arrays, so that it has no padding, no pointers and no byte order;
//! and how records are built in constants, which is what the macros expand to.
//!
//! The checksum is the remainder of the bytes, read as one little-endian number, modulo 65521. Each part adds its own
//! number, times a power of 256 that depends only on the part's offset. What the text adds is known when it is
//! assembled, so const evaluation adds only the numbers of the fixed part.

use alloc::vec::Vec;
use core::mem::offset_of;

use super::numbers::{
    FIXED_LENGTH, FLAG_AUTOSCALING, FLAG_COMPUTE, FLAG_SCALE_TO_ZERO, KIND_STEP, KIND_WORKFLOW, MAGIC, VERSION,
};
use crate::autoscaling::{Autoscaling, Replicas};
use crate::compute::Compute;

/// One record as it is in its section: the fixed part, then `N` bytes of text.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Record<const N: usize> {
    /// The fixed part.
    pub fixed: Fixed,
    /// The lines of text.
    pub text: [u8; N],
}

impl<const N: usize> Record<N> {
    /// The bytes as they are in the section.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.fixed.to_bytes();
        bytes.extend_from_slice(&self.text);
        bytes
    }
}

/// Generates [`Fixed`] from a table in byte order: field, length, its factor in the checksum, and its description.
macro_rules! fixed_part {
    ($($field:ident: $length:literal * $weight:literal, $doc:literal;)+) => {
        /// The part of a record before the text. Numbers are little-endian.
        #[derive(Debug, Clone, Copy)]
        #[repr(C)]
        pub struct Fixed {
            $(#[doc = $doc] pub $field: [u8; $length],)+
        }

        impl Fixed {
            const ZERO: Self = Self { $($field: [0; $length]),+ };

            /// The fixed part that these bytes begin with; missing fields are zero.
            #[allow(unused_assignments, reason = "after the last field")]
            pub fn of(mut bytes: &[u8]) -> Self {
                let mut fixed = Self::ZERO;
                $(if let Some((field, rest)) = bytes.split_first_chunk() {
                    fixed.$field = *field;
                    bytes = rest;
                })+
                fixed
            }

            /// The bytes as they are in the section.
            pub fn to_bytes(self) -> Vec<u8> {
                [$(self.$field.as_slice()),+].concat()
            }
        }

        $(const _: () = assert!($weight == weight(offset_of!(Fixed, $field)), "256 to the power of the offset, modulo 65521");)+

        /// The factor of a field's number in the checksum: a literal, since the compiler would look up a constant for
        /// each step.
        macro_rules! weight_of {
            $(($field) => { $weight };)+
        }
    };
}

impl Fixed {
    /// The bytes of the compute: records with equal bytes have the same compute, if any.
    pub fn compute_bytes(&self) -> Vec<u8> {
        let mut bytes = self.to_bytes();
        bytes.drain(..offset_of!(Self, memory_mb));
        bytes.extend(self.flags);
        bytes
    }

    /// The bytes of autoscaling, without the flags.
    pub fn scaling_bytes(&self) -> Vec<u8> {
        self.to_bytes().split_off(offset_of!(Self, wait_duration))
    }
}

fixed_part! {
    magic: 4 * 1, "[`MAGIC`](super::MAGIC).";
    version: 2 * 225, "[`VERSION`](crate::record::VERSION).";
    kind: 1 * 3375, "What the record describes: a step or a workflow.";
    flags: 1 * 12_227, "Bits: whether there is a compute, autoscaling, and scaling to zero.";
    length: 4 * 50_625, "The length of the whole record.";
    text_offset: 2 * 55_492, "Where the text begins: the length of the fixed part, in the writer's version of it.";
    checksum: 2 * 46_128, "The [`checksum`](super::checksum()) of the whole record.";
    retries: 4 * 36_710, "How many times a step is retried.";
    memory_mb: 4 * 4104, "Memory of one machine, in MB.";
    regions: 8 * 6106, "Bit n stands for the region with number n.";
    num_replicas: 2 * 53_693, "Machines in total.";
    cpu_kind: 1 * 19_143, "The number of the kind of CPU.";
    cpus: 1 * 52_054, "CPUs of one machine.";
    pool: 32 * 25_061, "The name of the pool, padded with zeros; all zero for the default one.";
    wait_duration: 8 * 61_017, "With autoscaling: the time between two changes, in nanoseconds.";
    rolling_window_duration: 8 * 63_601, "With autoscaling: the time over which the utilization is measured, in nanoseconds.";
    max_replicas: 2 * 33_164, "With autoscaling: the maximum number of machines.";
    min_awake_replicas: 2 * 38_813, "With autoscaling: the machines that are always awake.";
    increment: 2 * 58_027, "With autoscaling: how many machines start or stop at a time.";
    scale_up: 2 * 18_632, "With autoscaling: the utilization above which machines start, in thousandths.";
    scale_down: 2 * 17_396, "With autoscaling: the utilization below which machines stop, in thousandths.";
    // Later fields go here, with a flag if no reader may overlook them (FORMAT.md); `step` adds them to the checksum.
}

// The layout is part of the format.
const _: () = assert!(size_of::<Fixed>() == FIXED_LENGTH && align_of::<Fixed>() == 1);
const _: () = assert!(size_of::<Record<7>>() == FIXED_LENGTH + 7 && align_of::<Record<7>>() == 1);

/// The fixed part of a step's record with nothing filled in yet.
const BLANK_STEP: Fixed = {
    let [offset_0, offset_1, ..] = FIXED_LENGTH.to_le_bytes();
    let (version, text_offset) = (VERSION.to_le_bytes(), [offset_0, offset_1]);
    Fixed { magic: MAGIC, version, kind: [KIND_STEP], text_offset, ..Fixed::ZERO }
};

// The compiler runs these once for each step, so they only copy whole arrays and add numbers. There is no loop (except
// for a named pool), no number becomes text, and the macro adds up the rest of the checksum.

/// The record of a step with these lines of text and their [`sum`].
#[allow(clippy::cast_possible_truncation, reason = "the numbers are within the bounds of a compute and of a program")]
pub const fn step<const N: usize>(compute: Option<Compute>, retries: u32, sum: u64, text: &[u8; N]) -> Record<N> {
    let mut sum = sum + weight_of!(retries) * retries as u64;
    let length = (FIXED_LENGTH + N) as u32;
    // One copy; `..BLANK_STEP` would make one for each field.
    let mut fixed = BLANK_STEP;
    fixed.length = length.to_le_bytes();
    fixed.retries = retries.to_le_bytes();
    if let Some(compute) = compute {
        let Compute { cpu_kind, cpus, memory_mb, replicas, regions, pool } = compute;
        let (cpu_kind, regions) = (cpu_kind as u8, regions.bits);
        sum += weight_of!(memory_mb) * memory_mb as u64
            + weight_of!(regions) * regions
            + weight_of!(cpu_kind) * cpu_kind as u64
            + weight_of!(cpus) * cpus as u64;
        if pool[0] != 0 {
            sum += weight_of!(pool) * remainder(&pool);
        }
        fixed.flags = [FLAG_COMPUTE];
        fixed.memory_mb = memory_mb.to_le_bytes();
        fixed.regions = regions.to_le_bytes();
        fixed.cpu_kind = [cpu_kind];
        fixed.cpus = [cpus as u8];
        fixed.pool = pool;
        match replicas {
            Replicas::Fixed(number) => {
                fixed.num_replicas = (number as u16).to_le_bytes();
                sum += weight_of!(num_replicas) * number as u64;
            }
            Replicas::Autoscaling(scaling) => sum += set_autoscaling(&mut fixed, scaling),
        }
    }
    fixed.checksum = ((sum % MODULUS) as u16).to_le_bytes();
    Record { fixed, text: *text }
}

/// Writes autoscaling. Returns what it adds to the checksum.
#[allow(clippy::cast_possible_truncation, reason = "the numbers are within the bounds of autoscaling")]
const fn set_autoscaling(fixed: &mut Fixed, scaling: Autoscaling) -> u64 {
    let Autoscaling { max_replicas, min_awake_replicas, scale_to_zero, increment, scale_up, scale_down, .. } = scaling;
    let wait = scaling.wait_duration.as_nanos() as u64;
    let window = scaling.rolling_window_duration.as_nanos() as u64;
    let flags = if scale_to_zero { FLAG_AUTOSCALING | FLAG_SCALE_TO_ZERO } else { FLAG_AUTOSCALING };
    fixed.flags = [FLAG_COMPUTE | flags];
    fixed.wait_duration = wait.to_le_bytes();
    fixed.rolling_window_duration = window.to_le_bytes();
    fixed.max_replicas = (max_replicas as u16).to_le_bytes();
    fixed.min_awake_replicas = (min_awake_replicas as u16).to_le_bytes();
    fixed.increment = (increment as u16).to_le_bytes();
    fixed.scale_up = scale_up.to_le_bytes();
    fixed.scale_down = scale_down.to_le_bytes();
    weight_of!(flags) * flags as u64
        + weight_of!(wait_duration) * (wait % MODULUS)
        + weight_of!(rolling_window_duration) * (window % MODULUS)
        + weight_of!(max_replicas) * max_replicas as u64
        + weight_of!(min_awake_replicas) * min_awake_replicas as u64
        + weight_of!(increment) * increment as u64
        + weight_of!(scale_up) * scale_up as u64
        + weight_of!(scale_down) * scale_down as u64
}

/// The record of a workflow with these lines of text and their [`sum`].
#[allow(clippy::cast_possible_truncation, reason = "the modulus has 16 bits, and no program has 4 GB")]
pub const fn workflow<const N: usize>(sum: u64, text: &[u8; N]) -> Record<N> {
    let (length, checksum) = ((FIXED_LENGTH + N) as u32, (sum % MODULUS) as u16);
    let (length, checksum) = (length.to_le_bytes(), checksum.to_le_bytes());
    Record { fixed: Fixed { kind: [KIND_WORKFLOW], length, checksum, ..BLANK_STEP }, text: *text }
}

/// The factor of the text in the checksum.
const TEXT_WEIGHT: u64 = weight(FIXED_LENGTH);

/// What everything but `retries` and the compute adds to the checksum of a record of this kind.
pub const fn sum(kind: u8, flags: u8, text: &[u8]) -> u64 {
    let length = (FIXED_LENGTH + text.len()) as u64;
    let sum = u32::from_le_bytes(MAGIC) as u64
        + weight_of!(version) * VERSION as u64
        + weight_of!(kind) * kind as u64
        + weight_of!(flags) * flags as u64
        + weight_of!(length) * (length % MODULUS)
        + weight_of!(text_offset) * FIXED_LENGTH as u64
        + TEXT_WEIGHT * remainder(text);
    sum % MODULUS
}

/// The checksum that a record must have: the remainder of its bytes with zeros in place of the checksum.
pub fn checksum(fixed: &Fixed, record: &[u8]) -> u16 {
    let in_place = weight_of!(checksum) * u64::from(u16::from_le_bytes(fixed.checksum)) % MODULUS;
    u16::try_from((remainder(record) + MODULUS - in_place) % MODULUS).unwrap_or_default()
}

/// The largest prime below 2^16. It divides no power of 2, so changing a single bit always changes the checksum.
const MODULUS: u64 = 65_521;

/// The factor by which a number at this offset of a record counts.
const fn weight(offset: usize) -> u64 {
    let (mut weight, mut left) = (1, offset);
    while left > 0 {
        weight = weight * 256 % MODULUS;
        left -= 1;
    }
    weight
}

const fn remainder(bytes: &[u8]) -> u64 {
    let (mut left, mut rest) = (0, bytes);
    while let Some((others, last)) = rest.split_last_chunk::<4>() {
        left = (left << 32 | u32::from_le_bytes(*last) as u64) % MODULUS;
        rest = others;
    }
    while let [others @ .., last] = rest {
        left = (left << 8 | *last as u64) % MODULUS;
        rest = others;
    }
    left
}
