//! A step that does not return a `Result`, or one whose error is not an error type.
//! The messages about types are rustc's.

use hatchet_client::Context;
use hatchet_compute::{Assignment, Declare, step, workflow};

struct Orders;
#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> u32 {
        order
    }
}

struct Shop;
struct Broken;
#[workflow(client = hatchet_client)]
impl Shop {
    #[step]
    async fn fetch(&self, _ctx: Context, _order: u32) -> Result<u32, Broken> {
        Err(Broken)
    }
}

struct Invoices;
#[workflow(client = hatchet_client)]
impl Invoices {
    #[step]
    async fn fetch(&self, _ctx: Context, _order: u32) {}
}

struct Carts;
#[workflow(client = hatchet_client)]
impl Carts {
    #[step]
    async fn check(&self, _ctx: Context, _order: u32) -> Result<(), u32> {
        Err(1)
    }
}

fn main() {
    let _ = Invoices.declare(Assignment::Anywhere);
}
