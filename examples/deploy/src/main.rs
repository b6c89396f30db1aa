//! A worker for Hatchet Cloud, for a self-hosted engine, and for your own machine.

use std::env;

use hatchet_client::{Client, Context, TaskError};
use hatchet_compute::cloud::{self, Registration};
use hatchet_compute::{Assignment, Compute, Declare, Plan, compute, step, workflow};
use serde::{Deserialize, Serialize};

/// How many steps a machine runs at the same time.
const SLOTS: u32 = 10;

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"] };
const LARGE: Compute = compute! { cpu_kind = "performance", cpus = 2, memory_mb = 4096, regions = ["ewr"] };

#[derive(Serialize, Deserialize)]
struct Article {
    text: String,
}

#[derive(Serialize, Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Summary {
    count: usize,
    longest: String,
}

struct Articles;

#[workflow(client = hatchet_client, on_events = ["article:written"])]
impl Articles {
    #[step(compute = SMALL, retries = 3, timeout = "1m")]
    async fn split(&self, _context: Context, article: Article) -> Result<Words, TaskError> {
        let words = article.text.split_whitespace().map(str::to_owned).collect();
        Ok(Words { words })
    }

    #[step(compute = LARGE, timeout = "10m")]
    async fn summarize(&self, _context: Context, _article: Article, split: Words) -> Result<Summary, TaskError> {
        let count = split.words.len();
        let longest = split.words.into_iter().max_by_key(|word| word.chars().count());
        Ok(Summary { count, longest: longest.unwrap_or_default() })
    }
}

fn main() -> anyhow::Result<()> {
    let namespace = env::var("HATCHET_CLIENT_NAMESPACE").unwrap_or_default();
    let plan = Plan::collect()?.with_namespace(&namespace)?.with_slots(SLOTS)?;
    if cloud::register(&plan)? == Registration::Registered {
        return Ok(()); // Hatchet Cloud starts the machines now.
    }
    println!("{plan}");
    work(&plan)
}

/// Runs the steps of this machine, or all steps if there is only one, until the process is told to stop.
#[tokio::main]
async fn work(plan: &Plan) -> anyhow::Result<()> {
    let label = cloud::worker_label(plan)?;
    let assignment = match label {
        Some(_) => Assignment::ByCompute,
        None => Assignment::Anywhere,
    };
    let articles = Articles.declare(assignment);
    let mut worker = Client::from_env()?.worker("articles").slots(plan.slots()).register(&articles);
    if let Some(label) = label {
        worker = worker.label(cloud::WORKER_LABEL, label);
    }
    worker.build().await?.run_until_shutdown().await?;
    Ok(())
}
