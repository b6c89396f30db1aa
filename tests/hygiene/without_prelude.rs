//! Without the prelude.

#![no_implicit_prelude]

const CPUS: u32 = 2;

/// Used by a step.
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

/// A workflow with a client.
#[derive(::std::fmt::Debug)]
pub struct Run;

#[::hatchet_compute::workflow(name = "run-without-prelude", client = ::hatchet_client)]
impl Run {
    /// A step with machines.
    #[::hatchet_compute::step(compute = SMALL, timeout = "11s", retries = CPUS)]
    pub async fn first(
        &self,
        _: ::hatchet_client::Context,
        (): (),
    ) -> ::std::result::Result<u32, ::hatchet_client::TaskError> {
        ::std::result::Result::Ok(1)
    }

    /// A step that takes an output.
    #[::hatchet_compute::step]
    pub async fn second(
        &self,
        _: ::hatchet_client::Context,
        (): (),
        first: u32,
    ) -> ::std::result::Result<u32, ::hatchet_client::TaskError> {
        ::std::result::Result::Ok(first)
    }
}
