//! The bytes of a record as a type: arrays of bytes only, so that there is no padding, no pointer and no byte order.

use alloc::vec::Vec;

use super::FIXED_LENGTH;

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
    #[must_use]
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
            /// The fixed part and the bytes after it; `None` if there are too few.
            #[must_use]
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
    #[must_use]
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
