//! The context behind the input, as other clients have it.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, order: u32, _ctx: Context) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {}
