//! The bytes of a record as a type, arrays of bytes only, so that there is no padding, no pointer and no byte order; and
//! how records are made in constants, which is what the macros expand to.

use alloc::vec::Vec;

use super::{FIXED_LENGTH, FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, MAGIC, VERSION};
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

/// Makes [`Fixed`] of a table in the order of the bytes: field, length, what it is.
macro_rules! fixed_part {
    ($($(#[doc = $doc:literal])+ $field:ident: $length:literal,)+) => {
        /// The part of a record before the text. Numbers are little-endian.
        #[derive(Debug, Clone, Copy)]
        #[repr(C)]
        pub struct Fixed {
            $($(#[doc = $doc])+ pub $field: [u8; $length],)+
        }

        impl Fixed {
            const ZERO: Self = Self { $($field: [0; $length]),+ };

            /// The fixed part and the bytes after it; `None` if there are too few.
            pub fn split(bytes: &[u8]) -> Option<(Self, &[u8])> {
                $(let (&$field, bytes) = bytes.split_first_chunk()?;)+
                Some((Self { $($field),+ }, bytes))
            }

            /// The bytes as they are in the section.
            fn to_bytes(self) -> Vec<u8> {
                [$(self.$field.as_slice()),+].concat()
            }
        }
    };
}

/// The bytes of the compute, field by field.
pub type ComputeBytes = ([u8; 4], [u8; 8], [u8; 2], [u8; 1], [u8; 1], [u8; 32]);

impl Fixed {
    /// The bytes of the compute: two records with the same ones have the same compute, if they have one.
    pub const fn compute_bytes(&self) -> ComputeBytes {
        (self.memory_mb, self.regions, self.num_replicas, self.cpu_kind, self.cpus, self.pool)
    }
}

fixed_part! {
    /// [`MAGIC`](super::MAGIC).
    magic: 4,
    /// [`VERSION`](crate::record::VERSION).
    version: 2,
    /// What the record is of: a step or a workflow.
    kind: 1,
    /// One bit: whether there is a compute.
    flags: 1,
    /// The length of the whole record.
    length: 4,
    /// Where the text begins: the length of the fixed part, in the writer's version of it.
    text_offset: 2,
    /// Zero.
    reserved: 2,
    /// How often a step is tried again.
    retries: 4,
    /// Memory of one machine, in MB.
    memory_mb: 4,
    /// Bit n stands for the region with number n.
    regions: 8,
    /// Machines in total.
    num_replicas: 2,
    /// The number of the kind of CPU.
    cpu_kind: 1,
    /// CPUs of one machine.
    cpus: 1,
    /// The name of the pool, padded with zeros; all zero for the default one.
    pool: 32,
}

// The layout is part of the format.
const _: () = assert!(size_of::<Fixed>() == FIXED_LENGTH && align_of::<Fixed>() == 1);
const _: () = assert!(size_of::<Record<7>>() == FIXED_LENGTH + 7 && align_of::<Record<7>>() == 1);

/// The fixed part of a step's record that says nothing yet.
const BLANK_STEP: Fixed = {
    let [offset_0, offset_1, ..] = FIXED_LENGTH.to_le_bytes();
    let (version, text_offset) = (VERSION.to_le_bytes(), [offset_0, offset_1]);
    Fixed { magic: MAGIC, version, kind: [KIND_STEP], text_offset, ..Fixed::ZERO }
};

// The compiler runs these once for each step, so they only copy whole arrays: there is no loop, and no number becomes text.

/// The record of a step with these lines of text.
pub const fn step<const N: usize>(compute: Option<Compute>, retries: u32, text: &[u8; N]) -> Record<N> {
    let mut fixed = Fixed { length: length(N), retries: retries.to_le_bytes(), ..BLANK_STEP };
    if let Some(compute) = compute {
        let Compute { cpu_kind, cpus, memory_mb, replicas: _, regions, pool } = compute;
        let num_replicas = compute.num_replicas();
        // The bounds of these two fit the bytes they have.
        let [replicas_low, replicas_high, ..] = num_replicas.to_le_bytes();
        let [cpus, ..] = cpus.to_le_bytes();
        fixed.flags = [FLAG_COMPUTE];
        fixed.memory_mb = memory_mb.to_le_bytes();
        fixed.regions = regions.bits().to_le_bytes();
        fixed.num_replicas = [replicas_low, replicas_high];
        fixed.cpu_kind = [cpu_kind.number()];
        fixed.cpus = [cpus];
        fixed.pool = pool;
    }
    Record { fixed, text: *text }
}

/// The record of a workflow with these lines of text.
pub const fn workflow<const N: usize>(text: &[u8; N]) -> Record<N> {
    let fixed = Fixed { kind: [KIND_WORKFLOW], length: length(N), ..BLANK_STEP };
    Record { fixed, text: *text }
}

/// The length of a record with so many bytes of text.
const fn length(text: usize) -> [u8; 4] {
    let [length_0, length_1, length_2, length_3, ..] = (FIXED_LENGTH + text).to_le_bytes();
    [length_0, length_1, length_2, length_3]
}
