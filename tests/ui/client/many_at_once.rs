//! Mistakes of signatures, options and machines together.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};

struct Orders;

#[workflow(client = hatchet_client, on_crons = ["@daily"])]
impl Orders {
    #[step(retries = -1)]
    fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
    async fn charge(&mut self, _ctx: Context, _order: u32, fech: u32) -> Result<u32, TaskError> {
        Ok(fech)
    }
}

fn main() {
    let _ = Orders.declare(Assignment::Anywhere);
}
