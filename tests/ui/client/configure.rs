//! `configure` with something that is not a function from the task to itself, or without a client.

use hatchet_client::{Context, TaskBuilder, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};

fn limits(task: TaskBuilder<String, u32>) -> TaskBuilder<String, u32> {
    task.retry_backoff(2.0, 60)
}

struct Orders;
#[workflow(client = hatchet_client)]
impl Orders {
    // The input of the steps is a `u32`.
    #[step(configure = limits)]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step(configure = Self::charge)]
    async fn charge(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Shop;
#[workflow(client = hatchet_client)]
impl Shop {
    #[step(configure = "limits")]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step(configure = limits())]
    async fn charge(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step(configure)]
    async fn refund(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// Without a client there is no task.
struct Invoices;
#[workflow]
impl Invoices {
    #[step(configure = limits)]
    fn fetch(&self) {}
}

#[step(configure = limits)]
fn alone() {}

fn main() {
    let _ = Orders.declare(Assignment::Anywhere);
    let _ = Shop.declare(Assignment::Anywhere);
    alone();
}
