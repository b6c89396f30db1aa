//! Steps that wait for others: parents are methods of the same workflow.

use std::process::ExitCode;

use hatchet_compute::{Compute, compute, step, steps, workflow};
use hatchet_compute_examples::{Context, print_plan};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["iad"] };
const LARGE: Compute = compute! { cpu_kind = "performance", cpus = 8, memory_mb = 32768, regions = ["iad"] };

/// Loads last night's rows into the warehouse.
pub struct NightlyEtl;

#[workflow(
    name = "nightly-etl",
    on_crons = ["0 3 * * *"],
    description = "loads last night's rows into the warehouse",
    version = "v2"
)]
impl NightlyEtl {
    /// Reads the orders.
    #[step(compute = SMALL, timeout = "5m", retries = 3)]
    pub async fn extract_orders(&self, _context: Context) -> Vec<String> {
        Vec::new()
    }

    /// Reads the customers.
    #[step(compute = SMALL, timeout = "5m", retries = 3)]
    pub async fn extract_customers(&self, _context: Context) -> Vec<String> {
        Vec::new()
    }

    /// Joins both, which needs memory.
    #[step(compute = LARGE, timeout = "1h30m", parents = [extract_orders, extract_customers])]
    pub async fn join(&self, _context: Context) -> Vec<String> {
        Vec::new()
    }

    /// Writes the result.
    #[step(compute = SMALL, timeout = "10m", retries = 5, parents = [join])]
    pub async fn load(&self, _context: Context) -> usize {
        0
    }

    /// Notifies a person. It asks for no machines, so it runs wherever the worker runs.
    #[step(parents = [load])]
    pub fn notify(&self, _context: Context) {}
}

fn main() -> ExitCode {
    // On standard error, because with `--request` standard output has only the request.
    for step in steps() {
        eprintln!("{} waits for [{}]", step.action(), step.parents().join(", "));
    }
    print_plan()
}
