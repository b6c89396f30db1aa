//! Records as the macros make them.
// Not every test uses everything.
#![allow(dead_code)]

use hatchet_compute::__private::{self as hidden, Compute, Record};

/// The zero bytes after each record of [`section`].
pub(crate) const FILL: usize = 3;

const LARGE: Compute = hidden::compute("performance", 32, 65_536, 1000, &["yyz", "ams"], "heavy");

/// A step with every option.
pub(crate) const FULL: Record<132> = hidden::step(
    Some(LARGE),
    3,
    b"step=charge\nworkflow=Orders\ntimeout=1m30.5s\nparent=load\nparent=check\nat=C:\\\\src\\\\main.rs:12:10\npackage=demo 0.1.0\nkey of later=\\r\\n\n",
);

/// A step with none.
pub(crate) const BARE: Record<18> = hidden::step(None, 0, b"workflow=w\nstep=s\n");

/// A workflow with every option.
pub(crate) const WORKFLOW: Record<144> = hidden::workflow(
    b"workflow=Orders\nevent=order:created\nevent=order:paid\ncron=0 5 * * *\ndescription=two\\nlines = \\\\\nversion=2\nat=src/main.rs:3:1\npackage=demo 0.1.0\n",
);

/// A section with all three, each followed by [`FILL`] zero bytes.
pub(crate) fn section() -> Vec<u8> {
    [FULL.to_bytes(), BARE.to_bytes(), WORKFLOW.to_bytes()].join(&[0; FILL][..]).into_iter().chain([0; FILL]).collect()
}
