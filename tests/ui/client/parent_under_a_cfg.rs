//! A parent that is not there, but whose output is taken.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[cfg(windows)]
    #[cfg(target_pointer_width = "16")]
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn charge(&self, _ctx: Context, _order: u32, fetch: u32) -> Result<u32, TaskError> {
        Ok(fetch)
    }
}

fn main() {
    let _ = Orders.declare(Assignment::Anywhere);
}
