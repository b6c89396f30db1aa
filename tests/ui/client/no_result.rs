//! A step that returns no `Result`.

use hatchet_client::Context;
use hatchet_compute::{step, workflow};

struct Orders;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> u32 {
        order
    }
}

fn main() {}
