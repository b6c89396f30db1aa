//! A `main` for Hatchet Cloud and for everywhere else: it registers and exits, or prints its plan and goes on.
//!
//! Hatchet Cloud starts the program once with `HATCHET_CLOUD_REGISTER_ID` to learn which machines it needs, and then on
//! those machines without that variable. On a developer's machine it prints its plan.
//!
//! Run `cargo run --bin worker_main --features cloud`.

use std::env;

use hatchet_compute::cloud::{self, Registration};
use hatchet_compute::{Plan, step};
use hatchet_compute_examples::Context;

/// Makes a small picture from a large one.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr"]))]
pub async fn resize(picture: Vec<u8>, _context: Context) -> Vec<u8> {
    picture
}

/// Describes a picture, which needs a larger machine.
#[step(compute(cpu_kind = "performance", cpus = 4, memory_mb = 16384, regions = ["ewr"]))]
pub async fn describe(picture: Vec<u8>, _context: Context) -> usize {
    picture.len()
}

/// An error ends the program with exit code 1, and is shown with what to do about it.
fn main() -> anyhow::Result<()> {
    let plan = Plan::collect()?;
    if cloud::register(&plan)? == Registration::Registered {
        return Ok(());
    }
    let namespace = env::var("HATCHET_CLIENT_NAMESPACE").unwrap_or_default();
    let plan = plan.with_namespace(&namespace)?;
    println!("{plan}");
    work(&plan);
    Ok(())
}

/// Here a real program starts a worker with the steps of this machine.
fn work(plan: &Plan) {
    let runnable = cloud::runnable_actions();
    for step in plan.steps() {
        let action = plan.action_of(step);
        if runnable.as_ref().is_none_or(|actions| actions.contains(&action)) {
            println!("a worker would run `{action}` here");
        }
    }
}
