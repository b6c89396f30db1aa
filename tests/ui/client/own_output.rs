//! A step that takes its own output.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32, mut fetch: u32) -> Result<u32, TaskError> {
        fetch += order;
        Ok(fetch)
    }
}

fn main() {}
