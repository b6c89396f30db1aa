//! A mistake in `compute!`.
//! The error is in the constant, not at the steps that name it.

use hatchet_compute::{Compute, compute, step};

const BASE_MB: u32 = 2500;
const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 2 * BASE_MB };
#[step(compute = SMALL)]
fn resize() {}
#[step(compute = SMALL)]
fn crop() {}

const MANY: Compute = compute! { cpu_kind = "gpu", cpus = 65, memory_mb = 70000, regions = ["mars"], pool = "a b" };

const MEMORY: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 5000 };

const FIELD_MISSING: Compute = compute! { cpu_kind = "shared" };

const EMPTY: Compute = compute! {  };

const COMMA_MISSING: Compute = compute! { cpu_kind = "shared" cpus = 2, memory_mb = 1024 };

const OPTION: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024, retries = 3 };

fn main() {
    println!("{MANY} {MEMORY} {FIELD_MISSING} {EMPTY} {COMMA_MISSING} {OPTION}");
}
