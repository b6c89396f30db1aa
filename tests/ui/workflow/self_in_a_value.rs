//! `Self` in a value.
//! The message is rustc's: values are evaluated outside of the impl block. Write the type, here `Orders::CPUS`.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow]
impl Orders {
    const CPUS: u32 = 2;

    #[step(compute(cpu_kind = "shared", cpus = Self::CPUS, memory_mb = 1024))]
    fn fetch(&self) {}
}

fn main() {}
