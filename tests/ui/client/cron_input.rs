//! Crons of a workflow with a client, without an input or with one that does not fit.
//! A cron starts a run with the input `null` unless `cron_input` gives another.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};
use serde::Deserialize;

#[derive(Deserialize)]
struct Order {
    id: u32,
}

struct Orders;
#[workflow(client = hatchet_client, on_crons = ["0 3 * * *"])]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: Order) -> Result<u32, TaskError> {
        Ok(order.id)
    }
}

struct Shop;
#[workflow(on_crons = ["0 3 * * *"], client = hatchet_client)]
impl Shop {
    #[step]
    async fn fetch(&self, _ctx: Context, _: ()) -> Result<(), TaskError> {
        Ok(())
    }
}

struct Invoices;
#[workflow(client = hatchet_client, on_crons = ["0 3 * * *"], cron_input = "all")]
impl Invoices {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

// The client sends it, so it has to be `Serialize`.
struct Carts;
#[workflow(client = hatchet_client, on_crons = ["0 3 * * *"], cron_input = Order { id: 0 })]
impl Carts {
    #[step]
    async fn fetch(&self, _ctx: Context, order: Order) -> Result<u32, TaskError> {
        Ok(order.id)
    }
}

struct Payments;
#[workflow(client = hatchet_client, cron_input = 1)]
impl Payments {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Mails;
#[workflow(on_crons = ["0 3 * * *"], cron_input = 1)]
impl Mails {
    #[step]
    fn fetch(&self) {}
}

struct Reports;
#[workflow(client = hatchet_client, on_crons = ["0 3 * * *"], cron_input = 1 +)]
impl Reports {
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
    let _ = Reports.declare(Assignment::Anywhere);
}
