//! `Self` in a value.
//! Values are evaluated outside of the impl block.

use hatchet_compute::{step, workflow};

struct Orders;
#[workflow]
impl Orders {
    const CPUS: u32 = 2;

    #[step(compute(cpu_kind = "shared", cpus = Self::CPUS, memory_mb = 1024))]
    fn fetch(&self) {}

    #[step(retries = 1 + <Self as Retries>::COUNT)]
    fn check(&self) {}
}

trait Retries {
    const COUNT: u32;
}
impl Retries for Orders {
    const COUNT: u32 = 2;
}

// The type has generics.
struct Shop<T>(T);
#[workflow]
impl<T> Shop<T> {
    #[step(retries = Self::COUNT)]
    fn fetch(&self) {}
}

fn main() {}
