//! rustc's own words: the record stands outside of the impl block.

use hatchet_compute::{step, workflow};

struct Orders;

#[workflow]
impl Orders {
    const CPUS: u32 = 2;

    #[step(compute(cpu_kind = "shared", cpus = Self::CPUS, memory_mb = 1024))]
    fn fetch(&self) {}
}

fn main() {}
