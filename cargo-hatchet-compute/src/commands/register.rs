//! `register`: sends the plan of a program to Hatchet Cloud without running the program.

use hatchet_compute::RuntimeConfig;
use hatchet_compute::cloud::{RegisterError, Settings};

use super::input;
use crate::args::RegisterArgs;
use crate::error::Error;
use crate::output::escape::{escape, escape_lines};
use crate::output::{Answer, count};

pub(super) fn run(args: &RegisterArgs) -> Result<Answer, Error> {
    // Before a program is built for nothing.
    let settings = Settings::from_env().map_err(failed)?;
    let program = input::program(&args.input, args.lock.locked, &args.setting)?;
    // Without a register id this is an error, while a worker would run the steps itself: the user asked to register.
    let request = settings.request(&program.plan).map_err(failed)?;
    if args.dry_run {
        return Ok(Answer::text(escape_lines(&request.to_string())));
    }
    request.send().map_err(failed)?;
    let configs = request.plan().runtime_configs();
    let actions = configs.iter().flat_map(RuntimeConfig::actions);
    Ok(Answer::text(format!(
        "registered {} with {} at {}",
        count(configs.len() as u64, "runtime config"),
        count(actions.count() as u64, "action"),
        escape(&request.url())
    )))
}

fn failed(error: RegisterError) -> Error {
    Error::new("`register` failed").with_details(error)
}
