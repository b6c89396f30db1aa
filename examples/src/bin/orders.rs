//! A workflow on a Hatchet engine: three steps on two kinds of machines.
//!
//! Hatchet Cloud starts the program once with `HATCHET_CLOUD_REGISTER_ID` to learn which machines it needs. It then
//! starts the program on each machine with the actions for that machine. Anywhere else this is a worker that runs all
//! steps. It needs an engine and `HATCHET_CLIENT_TOKEN`.
//!
//! Run `cargo run --bin orders --features engine`, with `-- --request` to print only the request.

use std::collections::BTreeMap;
use std::env;
use std::process::ExitCode;

use hatchet_client::{Client, Context, TaskError};
use hatchet_compute::cloud::{self, Registration};
use hatchet_compute::{Assignment, Compute, Declare, Plan, compute, step, workflow};
use hatchet_compute_examples::print_plan;
use serde::{Deserialize, Serialize};
use tokio::runtime::Runtime;

const SMALL: Compute =
    compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, num_replicas = 2, regions = ["ewr"] };
const LARGE: Compute = compute! { cpu_kind = "performance", cpus = 4, memory_mb = 16384, regions = ["ewr"] };

/// The input of a run.
#[derive(Serialize, Deserialize)]
pub struct Order {
    customer: String,
    items: Vec<String>,
}

/// What the items of an order cost.
#[derive(Serialize, Deserialize)]
pub struct Fetched {
    cents: BTreeMap<String, u64>,
}

/// What the customer pays.
#[derive(Serialize, Deserialize)]
pub struct Summary {
    cents: u64,
}

/// The message to the customer.
#[derive(Serialize, Deserialize)]
pub struct Notice {
    text: String,
}

/// The workflow, with the data that its steps share.
pub struct Orders {
    prices: BTreeMap<&'static str, u64>,
}

#[workflow(client = hatchet_client, on_events = ["order:created"])]
impl Orders {
    /// Looks up the prices of the items.
    #[step(compute = SMALL, retries = 3, timeout = "5m")]
    async fn fetch(&self, _context: Context, order: Order) -> Result<Fetched, TaskError> {
        let mut cents = BTreeMap::new();
        for item in order.items {
            let Some(price) = self.prices.get(item.as_str()) else {
                // A retry would not find it either.
                return Err(TaskError::non_retryable(format!("no price for `{item}`")));
            };
            cents.insert(item, *price);
        }
        Ok(Fetched { cents })
    }

    /// Adds up the prices on a larger machine. `fetch` is the output of the step with that name.
    #[step(compute = LARGE)]
    async fn summarize(&self, _context: Context, _order: Order, fetch: Fetched) -> Result<Summary, TaskError> {
        let cents = fetch.cents.values().sum();
        Ok(Summary { cents })
    }

    /// Writes to the customer.
    #[step(compute = SMALL, retries = 3)]
    async fn notify(&self, context: Context, order: Order, summarize: Summary) -> Result<Notice, TaskError> {
        let (euros, cents) = (summarize.cents / 100, summarize.cents % 100);
        let text = format!("{}: {euros}.{cents:02} €", order.customer);
        context.log(&text).await?;
        Ok(Notice { text })
    }
}

fn main() -> ExitCode {
    if env::args().len() > 1 {
        return print_plan();
    }
    match register_or_work() {
        Ok(()) => ExitCode::SUCCESS,
        // Not 0: the plan was not registered.
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn register_or_work() -> anyhow::Result<()> {
    let plan = Plan::collect()?;
    if cloud::register(&plan)? == Registration::Registered {
        return Ok(()); // Hatchet Cloud starts the machines now.
    }
    let namespace = env::var("HATCHET_CLIENT_NAMESPACE").unwrap_or_default();
    let plan = plan.with_namespace(&namespace)?;
    println!("{plan}");
    Runtime::new()?.block_on(work(&plan))
}

/// Runs the steps of this machine, or all steps if there is only one, until the process is told to stop.
async fn work(plan: &Plan) -> anyhow::Result<()> {
    let prices = BTreeMap::from([("cake", 420), ("tea", 250)]);
    let label = cloud::worker_label(plan)?;
    let assignment = match label {
        Some(_) => Assignment::ByCompute,
        None => Assignment::Anywhere,
    };
    let workflow = Orders { prices }.declare(assignment);
    let name = label.as_deref().unwrap_or("orders");
    let mut worker = Client::from_env()?.worker(name).slots(plan.slots()).register(&workflow);
    if let Some(label) = label {
        worker = worker.label(cloud::WORKER_LABEL, label);
    }
    // Boxed, because the future is large.
    let worker = Box::pin(worker.build()).await?;
    worker.run_until_shutdown().await?;
    Ok(())
}
