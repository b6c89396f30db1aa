//! Makes records in constants: what the macros expand to.
//!
//! The compiler runs this once for each step, so it only copies whole arrays: there is no loop, and no number becomes
//! text.

use hatchet_compute_core::record::{
    FIXED_LENGTH, FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, MAGIC, VERSION,
};

use super::layout::{Fixed, Record};
use crate::Compute;

/// The record of a step with these lines of text.
#[must_use]
pub const fn step<const N: usize>(
    compute: Option<&Compute>,
    retries: u32,
    text: &[u8; N],
) -> Record<N> {
    let blank = Fixed {
        retries: retries.to_le_bytes(),
        ..blank(KIND_STEP, N)
    };
    let fixed = match compute {
        None => blank,
        Some(compute) => with_compute(blank, compute),
    };
    Record { fixed, text: *text }
}

/// The record of a workflow with these lines of text.
#[must_use]
pub const fn workflow<const N: usize>(text: &[u8; N]) -> Record<N> {
    Record {
        fixed: blank(KIND_WORKFLOW, N),
        text: *text,
    }
}

/// A fixed part that says nothing yet.
const fn blank(kind: u8, text_length: usize) -> Fixed {
    let [length_0, length_1, length_2, length_3, ..] = (FIXED_LENGTH + text_length).to_le_bytes();
    let [offset_0, offset_1, ..] = FIXED_LENGTH.to_le_bytes();
    Fixed {
        magic: MAGIC,
        version: VERSION.to_le_bytes(),
        kind: [kind],
        flags: [0],
        length: [length_0, length_1, length_2, length_3],
        text_offset: [offset_0, offset_1],
        reserved: [0; 2],
        retries: [0; 4],
        memory_mb: [0; 4],
        regions: [0; 8],
        num_replicas: [0; 2],
        cpu_kind: [0],
        cpus: [0],
        pool: [0; 32],
    }
}

/// The fixed part with the fields of a compute. Their bounds fit the bytes they have.
const fn with_compute(fixed: Fixed, compute: &Compute) -> Fixed {
    let [replicas_low, replicas_high, ..] = compute.num_replicas().to_le_bytes();
    let [cpus, ..] = compute.cpus().to_le_bytes();
    Fixed {
        flags: [FLAG_COMPUTE],
        memory_mb: compute.memory_mb().to_le_bytes(),
        regions: compute.regions().bits().to_le_bytes(),
        num_replicas: [replicas_low, replicas_high],
        cpu_kind: [compute.cpu_kind().number()],
        cpus: [cpus],
        pool: *compute.pool_bytes(),
        ..fixed
    }
}
