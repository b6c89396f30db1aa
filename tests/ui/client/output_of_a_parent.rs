//! A parameter after the input that is not the output of a parent.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};

struct Orders;
#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn charge(&self, _ctx: Context, _order: u32, fetsh: u32) -> Result<u32, TaskError> {
        Ok(fetsh)
    }
}

struct Shop;
#[workflow(client = hatchet_client)]
impl Shop {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<(u32, u32), TaskError> {
        Ok((order, 1))
    }

    // A method without `#[step]`.
    #[step]
    async fn notify(&self, _ctx: Context, _order: u32, helper: u32) -> Result<u32, TaskError> {
        Ok(helper)
    }

    // A pattern, which has no name.
    #[step]
    async fn charge(&self, _ctx: Context, _order: u32, (amount, _): (u32, u32)) -> Result<u32, TaskError> {
        Ok(amount)
    }

    // One output as two parameters.
    #[step]
    async fn refund(&self, _ctx: Context, _order: u32, fetch: u32, _fetch: u32) -> Result<u32, TaskError> {
        Ok(fetch)
    }

    async fn helper(&self) {}
}

// Its own output.
struct Invoices;
#[workflow(client = hatchet_client)]
impl Invoices {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32, mut fetch: u32) -> Result<u32, TaskError> {
        fetch += order;
        Ok(fetch)
    }
}

// Outputs and `parents` make a cycle.
struct Carts;
#[workflow(client = hatchet_client)]
impl Carts {
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

// The parent is configured away.
struct Payments;
#[workflow(client = hatchet_client)]
impl Payments {
    #[cfg(windows)]
    #[cfg(target_pointer_width = "16")]
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn charge(&self, _ctx: Context, _order: u32, fetch: u32) -> Result<u32, TaskError> {
        Ok(fetch)
    }
}

fn main() {
    let _ = Orders.declare(Assignment::Anywhere);
    let _ = Shop.declare(Assignment::Anywhere);
    let _ = Invoices.declare(Assignment::Anywhere);
    let _ = Carts.declare(Assignment::Anywhere);
    let _ = Payments.declare(Assignment::Anywhere);
}
