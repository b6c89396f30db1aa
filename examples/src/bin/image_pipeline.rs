//! Machines that follow the load, defaults for a whole workflow, a base that steps start from, and a step for failed
//! runs.

use std::process::ExitCode;

use hatchet_compute::{Compute, compute, step, workflow};
use hatchet_compute_examples::{Context, print_plan};

/// One machine that is always awake, and up to ten when there is work.
const ELASTIC: Compute = compute! {
    cpu_kind = "shared",
    cpus = 2,
    memory_mb = 2048,
    regions = ["ewr"],
    autoscaling(max_replicas = 10, utilization_scale_up_threshold = 0.8, wait_duration = "30s"),
};

/// Resizes and publishes the images of a shop.
#[derive(Debug)]
pub struct Images;

// What every step has that does not say otherwise.
#[workflow(compute = ELASTIC, timeout = "5m", schedule_timeout = "15m", retries = 2)]
impl Images {
    /// Downloads an image.
    #[step]
    pub async fn download(&self, address: String, _context: Context) -> String {
        address
    }

    /// Resizes it, on larger machines of the same kind.
    #[step(parents = [download], compute(cpus = 4, memory_mb = 8192, ..ELASTIC), timeout = "20m")]
    pub async fn resize(&self, image: String, _context: Context) -> String {
        image
    }

    /// Publishes it.
    #[step(parents = [resize], retries = 10)]
    pub async fn publish(&self, image: String, _context: Context) -> String {
        image
    }

    /// Tells a person, when a run has failed.
    #[step(on_failure, compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"]))]
    pub async fn alert(&self, address: String, _context: Context) -> String {
        address
    }
}

fn main() -> ExitCode {
    print_plan()
}
