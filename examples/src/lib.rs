//! The `main` of every example: print the plan, or with `--request` the request.

use std::env;
use std::process::ExitCode;

use hatchet_compute::Plan;

/// Stands in for the context that a Hatchet client passes to a step.
pub struct Context;

/// Prints the plan of all linked steps. With `--request`, prints only the JSON body that Hatchet Cloud expects.
#[must_use]
pub fn print_plan() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let printed = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => plan(),
        ["--request"] => request(),
        _ => Err(anyhow::anyhow!("the only argument is `--request`")),
    };
    match printed {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn plan() -> anyhow::Result<String> {
    Ok(Plan::collect()?.to_string().trim_end().to_owned())
}

fn request() -> anyhow::Result<String> {
    let plan = Plan::collect()?;
    Ok(serde_json::to_string_pretty(&plan.request())?)
}
