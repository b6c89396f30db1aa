//! An error from which the client can make none of its own.

use hatchet_client::Context;
use hatchet_compute::{step, workflow};

struct Orders;
struct Broken;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, _order: u32) -> Result<u32, Broken> {
        Err(Broken)
    }
}

fn main() {}
