//! A parameter whose type is not that of the context, the input or the parent's output.
//! The messages are rustc's. An output is in the `Result` of its step, and the input in the `TaskBuilder` of the client.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Orders;
#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn charge(&self, _ctx: Context, order: u32, _fetch: String) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Shop;
#[workflow(client = hatchet_client)]
impl Shop {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn notify(&self, _ctx: Context, order: u32, _fetch: Vec<u32>) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Invoices;
#[workflow(client = hatchet_client)]
impl Invoices {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    // All steps of a workflow have one input.
    #[step]
    async fn check(&self, _ctx: Context, _orders: Vec<u32>) -> Result<u32, TaskError> {
        Ok(1)
    }
}

struct Carts;
#[workflow(client = hatchet_client)]
impl Carts {
    #[step]
    async fn fetch(&self, _ctx: &Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn check(&self, _ctx: String, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Receipts;
#[workflow(client = hatchet_client)]
impl Receipts {
    #[step]
    async fn fetch(&self, _ctx: String, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn check(_ctx: std::string::String, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

fn main() {}
