//! Steps that wait for each other, one by a parameter and one by its list.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32, _notify: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn charge(&self, _ctx: Context, _order: u32, fetch: u32) -> Result<u32, TaskError> {
        Ok(fetch)
    }

    #[step(parents = [charge])]
    async fn notify(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {
    let _ = Orders.declare(Assignment::Anywhere);
}
