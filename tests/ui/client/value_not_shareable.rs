//! A workflow whose value cannot be shared between steps.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders(std::cell::Cell<u32>);

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {}
