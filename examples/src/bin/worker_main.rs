//! A `main` for Hatchet Cloud and for everywhere else: it registers and exits, or says its plan and goes on.
//!
//! Hatchet Cloud starts the program once with `HATCHET_CLOUD_REGISTER_ID`, to be told which machines it needs, and then
//! without it on those machines. Without any variables, as on a developer's machine, it prints its plan.
//!
//! `cargo run --bin worker_main --features cloud`

use std::env;
use std::process::ExitCode;

use hatchet_compute::cloud::{self, Registration};
use hatchet_compute::{Plan, step};
use hatchet_compute_examples::Context;

/// Makes a small picture of a large one.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr"]))]
pub async fn resize(picture: Vec<u8>, _context: Context) -> Vec<u8> {
    picture
}

/// Says what is in a picture, which takes more of a machine.
#[step(compute(cpu_kind = "performance", cpus = 4, memory_mb = 16384, regions = ["ewr"]))]
pub async fn describe(picture: Vec<u8>, _context: Context) -> usize {
    picture.len()
}

fn main() -> ExitCode {
    match register_or_work() {
        Ok(()) => ExitCode::SUCCESS,
        // Not 0, so that nobody takes the plan for registered.
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn register_or_work() -> anyhow::Result<()> {
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

/// Where a worker would be started with the steps of this machine.
fn work(plan: &Plan) {
    let runnable = cloud::runnable_actions();
    for step in plan.steps() {
        let action = plan.action_of(step);
        if runnable
            .as_ref()
            .is_none_or(|actions| actions.contains(&action))
        {
            println!("a worker would run `{action}` here");
        }
    }
}
