//! A port of Hatchet's own managed-compute example: four steps on three kinds of machines. Step 3 has the same machine
//! as steps 1 and 4, but a separate pool.

use std::process::ExitCode;

use hatchet_compute::{Compute, compute, step, workflow};
use hatchet_compute_examples::{Context, print_plan};

const DEFAULT_COMPUTE: Compute =
    compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, num_replicas = 1, regions = ["ewr"] };

const BLOCKED_COMPUTE: Compute = compute! {
    pool = "blocked-pool",
    cpu_kind = "shared",
    cpus = 1,
    memory_mb = 1024,
    num_replicas = 1,
    regions = ["ewr"],
};

/// The workflow.
pub struct ManagedWorkflow;

#[workflow(on_events = ["user:create"])]
impl ManagedWorkflow {
    /// Runs on the default machines.
    #[step(compute = DEFAULT_COMPUTE, timeout = "11s", retries = 3)]
    pub async fn step1(&self, _context: Context) -> &'static str {
        "step1"
    }

    /// Runs on a machine with two performance CPUs.
    #[step(
        compute(cpu_kind = "performance", cpus = 2, memory_mb = 4096, num_replicas = 1, regions = ["ewr"]),
        timeout = "11s",
        retries = 3,
    )]
    pub async fn step2(&self, _context: Context) -> &'static str {
        "step2"
    }

    /// Blocks its machine, so it must not share one.
    #[step(compute = BLOCKED_COMPUTE, timeout = "11s", retries = 3)]
    pub async fn step3(&self, _context: Context) -> &'static str {
        "step3"
    }

    /// Shares the default machines with step 1.
    #[step(compute = DEFAULT_COMPUTE, timeout = "11s", retries = 3)]
    pub async fn step4(&self, _context: Context) -> &'static str {
        "step4"
    }
}

fn main() -> ExitCode {
    print_plan()
}
