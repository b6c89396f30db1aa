//! Six machines over three regions. Each is placed at random: do not expect two in each region.

use std::process::ExitCode;

use hatchet_compute::step;
use hatchet_compute_examples::{Context, print_plan};

/// Answers from any free machine in New Jersey, California or London.
#[step(
    name = "serve-request",
    compute(
        cpu_kind = "shared",
        cpus = 2,
        memory_mb = 2048,
        num_replicas = 6,
        regions = ["ewr", "lax", "lhr"],
    )
)]
pub async fn serve(request: String, _context: Context) -> String {
    request
}

fn main() -> ExitCode {
    print_plan()
}
