//! A client that is in quotes, is missing, or is not a dependency of the program.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};

struct Orders;
#[workflow(client = "hatchet_client")]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Shop;
#[workflow(client)]
impl Shop {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// The message is rustc's.
struct Invoices;
#[workflow(client = hatchet_clint)]
impl Invoices {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Carts;
#[workflow(client = serde)]
impl Carts {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {
    let _ = Orders.declare(Assignment::Anywhere);
    let _ = Shop.declare(Assignment::Anywhere);
    let _ = Invoices.declare(Assignment::Anywhere);
    let _ = Carts.declare(Assignment::Anywhere);
}
