//! An output that cannot be sent on.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders;
struct Page;

#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, _order: u32) -> Result<Page, TaskError> {
        Ok(Page)
    }

    #[step]
    async fn charge(&self, _ctx: Context, order: u32, _fetch: Page) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {}
