//! Makes records in constants, which is what the macros expand to.
//!
//! The compiler runs this once for each step, so it only copies whole arrays: there is no loop, and no number becomes
//! text.

use super::layout::{Fixed, Record};
use super::{FIXED_LENGTH, FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, MAGIC, VERSION};
use crate::compute::Compute;

/// The record of a step with these lines of text.
#[must_use]
pub const fn step<const N: usize>(compute: Option<Compute>, retries: u32, text: &[u8; N]) -> Record<N> {
    let mut fixed = Fixed { length: length(N), retries: retries.to_le_bytes(), ..BLANK_STEP };
    if let Some(compute) = compute {
        let Compute { cpu_kind, cpus, memory_mb, num_replicas, regions, pool } = compute;
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
#[must_use]
pub const fn workflow<const N: usize>(text: &[u8; N]) -> Record<N> {
    let fixed = Fixed { kind: [KIND_WORKFLOW], length: length(N), ..BLANK_STEP };
    Record { fixed, text: *text }
}

/// The length of a record with so many bytes of text.
const fn length(text: usize) -> [u8; 4] {
    let [length_0, length_1, length_2, length_3, ..] = (FIXED_LENGTH + text).to_le_bytes();
    [length_0, length_1, length_2, length_3]
}

/// The fixed part of a step's record that says nothing yet.
const BLANK_STEP: Fixed = {
    let [offset_0, offset_1, ..] = FIXED_LENGTH.to_le_bytes();
    Fixed {
        magic: MAGIC,
        version: VERSION.to_le_bytes(),
        kind: [KIND_STEP],
        flags: [0],
        length: [0; 4],
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
};
