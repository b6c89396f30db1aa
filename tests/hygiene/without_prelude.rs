//! Without any name that was not written.

#![no_implicit_prelude]

const CPUS: u32 = 2;

/// Named by a step.
pub const SMALL: ::hatchet_compute::Compute =
    ::hatchet_compute::compute! { cpu_kind = "shared", cpus = CPUS, memory_mb = CPUS * 512 };

/// With checks and advice.
#[::hatchet_compute::step(
    compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 1024, num_replicas = CPUS, regions = ["ewr"]),
    retries = CPUS,
)]
pub fn without_prelude() {}

/// A workflow.
#[derive(::std::fmt::Debug)]
pub struct Orders;

#[::hatchet_compute::workflow(name = "orders-without-prelude")]
impl Orders {
    /// A step.
    #[::hatchet_compute::step(compute = SMALL)]
    pub fn fetch(&self) {}
}
