//! A literal that rustc rejects.
//! Its own error is the only one about the literal, and each function stays for its callers.

use hatchet_compute::{Compute, compute, step, workflow};

#[step(name = "C:\data", retries = 0x)]
fn resize() {}

#[step(compute(cpu_kind = "shared", cpus = 0b12, memory_mb = 1024, regions = ["l\hr"]), crate = "\q")]
fn crop() {}

#[step(compute = "\xff")]
fn rotate() {}

#[step(nam = "C:\data")]
fn scale() {}

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1e, memory_mb = 1024 };

struct Orders;
#[workflow(on_crons = ["0 0 * * \*"])]
impl Orders {
    #[step(parents = ["\*"])]
    fn fetch(&self) {}
}

fn main() {
    resize();
    crop();
    rotate();
    scale();
    Orders.fetch();
    let _ = SMALL;
}
