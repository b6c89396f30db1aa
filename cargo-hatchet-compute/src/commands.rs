//! The commands: those that need more than a few lines have files of their own.

mod check;
mod replicas;

use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::{Shell, generate};
use hatchet_compute::cloud::{RegisterError, Settings};
use hatchet_compute::{API_REGIONS_DATE, Region, RuntimeConfig};
use hatchet_compute_core::{escape, escape_lines, joined, regions_like, regions_meant_by};
use serde::Serialize;

use crate::args::{Args, Command, DiffArgs, Format, Input, PlanArgs, RegisterArgs};
use crate::diff::Diff;
use crate::error::Error;
use crate::output::{Answer, changes, mermaid, table};
use crate::program::{Program, count};
use crate::source::saved::SavedPlan;
use crate::source::{self, cargo};

pub(crate) fn run(command: &Command) -> Result<Answer, Error> {
    match command {
        Command::Plan(args) => plan(args),
        Command::Check(args) => check::run(args),
        Command::Diff(args) => diff(args),
        Command::Regions { word } => regions(word.as_deref()),
        Command::Replicas(args) => replicas::run(args),
        Command::Register(args) => register(args),
        Command::Completions { shell } => Ok(completions(*shell)),
    }
}

/// The file to read: the one given, or the one that cargo builds.
fn file(input: &Input, locked: bool) -> Result<PathBuf, Error> {
    match &input.binary {
        Some(path) => Ok(path.clone()),
        None => cargo::build(&input.cargo, locked),
    }
}

fn program(input: &Input, locked: bool) -> Result<Program, Error> {
    let program = source::read(&file(input, locked)?)?;
    Ok(program.with_setting(&input.setting, None)?)
}

fn plan(args: &PlanArgs) -> Result<Answer, Error> {
    let program = program(&args.input, args.locked)?;
    match args.format {
        Format::Table => Ok(Answer::text(table::plan(&program))),
        Format::Json => json(&SavedPlan::from(&program)),
        Format::Request => json(&program.plan.request()),
        Format::Mermaid => {
            let (chart, note) = mermaid::plan(&program);
            Ok(Answer { note, ..Answer::data(chart) })
        }
    }
}

fn json(value: &impl Serialize) -> Result<Answer, Error> {
    let text = serde_json::to_string_pretty(value);
    text.map(Answer::data).map_err(|error| Error::new(format!("the plan cannot be written as JSON: {error}")))
}

fn diff(args: &DiffArgs) -> Result<Answer, Error> {
    let (old, new) = (source::read(&args.old)?, source::read(&args.new)?);
    let old = old.with_setting(&args.setting, None)?;
    let new = new.with_setting(&args.setting, Some(&old))?;
    // Again, now that the namespace and the slots of the new plan are known.
    let old = old.with_setting(&args.setting, Some(&new))?;
    let diff = Diff::between(&old, &new);
    Ok(Answer { is_ok: diff.sections.is_empty(), ..Answer::text(changes::diff(&diff)) })
}

fn regions(word: Option<&str>) -> Result<Answer, Error> {
    let Some(word) = word else {
        return Ok(region_table(Region::ALL));
    };
    let regions = regions_meant_by(word);
    if !regions.is_empty() {
        return Ok(region_table(&regions));
    }
    let similar = regions_like(word).into_iter().map(|region| format!("`{region}` ({})", region.location()));
    let help = match joined(similar, "and") {
        similar if similar.is_empty() => "`cargo hatchet-compute regions` lists all regions".to_owned(),
        similar => format!("similar codes: {similar}"),
    };
    Err(Error::new(format!("no region matches `{word}`")).with_help(help))
}

fn region_table(regions: &[Region]) -> Answer {
    let rows = regions.iter().map(|region| {
        let is_accepted = match region.nearest_accepted() {
            None => "yes".to_owned(),
            Some(nearest) => format!("no; nearest: {nearest}"),
        };
        vec![region.code().to_owned(), region.location().to_owned(), is_accepted]
    });
    let api = format!("IN THE API ({})", API_REGIONS_DATE.to_uppercase());
    Answer::text(table::columns(&["CODE", "LOCATION", &api], rows))
}

fn register(args: &RegisterArgs) -> Result<Answer, Error> {
    let failed = |error: RegisterError| Error::new("`register` failed").with_details(error);
    // Before a program is built for nothing.
    let mut settings = Settings::from_env().map_err(failed)?;
    settings.ca_file = args.ca_file.clone().unwrap_or(settings.ca_file);
    let program = program(&args.input, args.locked)?;
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

fn completions(shell: Shell) -> Answer {
    // Into memory first: `generate` panics if its output is closed.
    let mut script = Vec::new();
    let mut command = Args::command().bin_name("cargo-hatchet-compute");
    generate(shell, &mut command, "cargo-hatchet-compute", &mut script);
    Answer::data(String::from_utf8_lossy(&script).into_owned())
}
