//! A step whose signature is not `async fn name(&self, ctx: Context, input: Input)`.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};
use std::borrow::Cow;
use std::sync::Arc;

struct Orders;
#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Counts;
#[workflow(client = hatchet_client)]
impl Counts {
    #[step]
    const fn fetch(&self, _ctx: &Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// Receivers.
struct Shop;
#[workflow(client = hatchet_client)]
impl Shop {
    #[step]
    async fn fetch(&mut self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn check(self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn charge(self: Arc<Self>, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// Context and input.
struct Invoices;
#[workflow(client = hatchet_client)]
impl Invoices {
    #[step]
    async fn fetch(&self) -> Result<u32, TaskError> {
        Ok(1)
    }

    #[step]
    async fn check(&self, _ctx: Context) -> Result<u32, TaskError> {
        Ok(1)
    }

    #[step]
    async fn charge(order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// Other clients have the context last.
struct Carts;
#[workflow(client = hatchet_client)]
impl Carts {
    #[step]
    async fn fetch(&self, order: u32, _ctx: Context) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// A type without a size.
trait Job {}
#[workflow(client = hatchet_client)]
impl dyn Job + Send + Sync {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// What the client cannot call.
struct Payments;
#[workflow(client = hatchet_client)]
impl Payments {
    #[step]
    async fn fetch<T>(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn check(&self, _ctx: Context, _order: impl Into<u32>) -> Result<u32, TaskError> {
        Ok(1)
    }

    #[step]
    async unsafe fn charge(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn refund(&self, _ctx: Context, _order: &str) -> Result<u32, TaskError> {
        Ok(1)
    }

    #[step]
    async fn report(&self, _ctx: Context, _order: &'static [u32]) -> Result<u32, TaskError> {
        Ok(1)
    }

    #[step]
    async fn name(&self, _ctx: Context, _order: u32) -> Result<&str, TaskError> {
        Ok("")
    }

    #[step]
    async fn title(&self, _ctx: Context, _order: u32) -> Result<Cow<'_, str>, TaskError> {
        Ok("".into())
    }

    #[step]
    async fn rename<'a>(&self, _ctx: Context, order: Cow<'a, str>) -> Result<Cow<'static, str>, TaskError> {
        Ok(order.into_owned().into())
    }

    #[step]
    fn ship(&self, _ctx: Context, order: u32) -> impl Future<Output = Result<u32, TaskError>> + Send {
        async move { Ok(order) }
    }

    #[step]
    async fn notify(&self, #[cfg(unix)] _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// A value that borrows.
struct Mails<'a>(&'a str);
#[workflow(client = hatchet_client)]
impl<'a> Mails<'a> {
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
    let _ = Payments.declare(Assignment::Anywhere);
    let _ = Mails("").declare(Assignment::Anywhere);
}
