//! The workflow of most tests: every option, and parents by parameter and by list.

use std::num::ParseIntError;

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Compute, compute, step, workflow};
use serde::{Deserialize, Serialize};

pub(crate) const SMALL: Compute =
    compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, num_replicas = 2, regions = ["ewr"] };
pub(crate) const LARGE: Compute =
    compute! { cpu_kind = "performance", cpus = 4, memory_mb = 16384, regions = ["lax", "ewr"], num_replicas = 3 };

#[derive(Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) id: u32,
    pub(crate) items: Vec<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fetched {
    pub(crate) of_order: u32,
    pub(crate) items: Vec<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Priced {
    pub(crate) next_order: u32,
    pub(crate) cents: u32,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Notice {
    pub(crate) text: String,
}

#[derive(Default)]
pub(crate) struct Shop;

#[workflow(
    client = hatchet_client,
    name = "Shop",
    description = "sells tea",
    version = "v2",
    on_events = ["order:created", "order:changed"],
    on_crons = ["0 3 * * *", "TZ=Europe/Berlin */5 8-18 * * mon-fri"],
    cron_input = Order { id: 0, items: vec!["tea".to_owned()] },
)]
impl Shop {
    #[step(compute = SMALL, retries = 3, timeout = "5m")]
    pub(crate) async fn fetch(&self, context: Context, order: Order) -> Result<Fetched, TaskError> {
        context.log("fetching").await?;
        Ok(Fetched { of_order: order.id, items: order.items })
    }

    /// Changes its parameters, which are `mut`.
    #[step(name = "Price-Items", compute = LARGE, timeout = "1h30m")]
    async fn price(&self, _: Context, mut order: Order, mut fetch: Fetched) -> Result<Priced, TaskError> {
        order.id += 1;
        fetch.items.retain(|item| item == "tea");
        let teas = u32::try_from(fetch.items.len())?;
        Ok(Priced { next_order: order.id, cents: 250 * teas })
    }

    /// Takes the output of a step whose name differs from its method, and has another error type.
    #[step]
    async fn notify(
        &self,
        _context: Context,
        _order: Order,
        price: Priced,
        _fetch: Fetched,
    ) -> Result<Notice, ParseIntError> {
        let rate: u32 = "2".parse()?;
        let text = format!("{} or {}", price.cents, price.cents * rate);
        Ok(Notice { text })
    }

    /// Waits for steps without taking their outputs.
    #[step(parents = [notify, price], retries = 1)]
    async fn file(&self, _: Context, _: Order, fetch: Fetched) -> Result<Fetched, TaskError> {
        Ok(fetch)
    }
}
