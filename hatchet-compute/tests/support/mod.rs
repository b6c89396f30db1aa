//! Records as the macros make them.
// Not every test uses everything.
#![allow(dead_code)]

use std::time::Duration;

use hatchet_compute::__private::{self as hidden, Compute, Record};
use hatchet_compute_core::record::{Fixed, checksum};

/// The zero bytes after each record of [`section`].
pub(crate) const FILL: usize = 3;

const LARGE: Compute = hidden::compute("performance", 32, 65_536, 1000, &["yyz", "ams"], "heavy");

/// The record of a step, as the macros make it.
pub(crate) const fn step<const N: usize>(compute: Option<Compute>, retries: u32, text: &[u8; N]) -> Record<N> {
    hidden::step(compute, retries, hidden::sum(1, compute.is_some() as u8, text), text)
}

/// The record of a workflow, as the macros make it.
pub(crate) const fn workflow<const N: usize>(text: &[u8; N]) -> Record<N> {
    hidden::workflow(hidden::sum(2, 0, text), text)
}

/// A record that was changed on purpose: its checksum is right.
pub(crate) fn changed(mut bytes: Vec<u8>, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    change(&mut bytes);
    seal(&mut bytes);
    bytes
}

/// Writes the checksum of a record that was changed on purpose.
pub(crate) fn seal(record: &mut [u8]) {
    if record.len() >= 16 {
        let checksum = checksum(&Fixed::of(record), record);
        record[14..16].copy_from_slice(&checksum.to_le_bytes());
    }
}

/// A step with every option.
pub(crate) const FULL: Record<132> = step(
    Some(LARGE),
    3,
    b"step=charge\nworkflow=Orders\ntimeout=1m30.5s\nparent=load\nparent=check\nat=C:\\\\src\\\\main.rs:12:10\npackage=demo 0.1.0\nkey of later=\\r\\n\n",
);

/// A step with autoscaling and what the first writers did not know.
pub(crate) const SCALED: Record<103> = step(
    Some(LARGE.with_autoscaling(hidden::autoscaling(
        1000,
        5,
        true,
        Duration::from_secs(30),
        Duration::from_secs(120),
        900,
        125,
        2,
    ))),
    0,
    b"step=alert\nworkflow=Orders\nschedule_timeout=10m\non_failure=true\nat=src/main.rs:20:1\npackage=demo 0.1.0\n",
);

/// A step with none.
pub(crate) const BARE: Record<18> = step(None, 0, b"workflow=w\nstep=s\n");

/// A workflow with every option.
pub(crate) const WORKFLOW: Record<144> = workflow(
    b"workflow=Orders\nevent=order:created\nevent=order:paid\ncron=0 5 * * *\ndescription=two\\nlines = \\\\\nversion=2\nat=src/main.rs:3:1\npackage=demo 0.1.0\n",
);

/// A section with all four, each followed by [`FILL`] zero bytes.
pub(crate) fn section() -> Vec<u8> {
    [FULL.to_bytes(), SCALED.to_bytes(), BARE.to_bytes(), WORKFLOW.to_bytes()]
        .join(&[0; FILL][..])
        .into_iter()
        .chain([0; FILL])
        .collect()
}
