//! The commands: those that need more than a few lines have files of their own.

mod check;
mod completions;
mod limits;
mod replicas;

use std::fs;
use std::process::ExitCode;

use hatchet_compute::cloud::{RegisterError, Settings};
use hatchet_compute::{API_REGIONS_DATE, Region, RuntimeConfig};
use hatchet_compute_core::{escape_lines, joined, regions_matching, similar_regions};
use serde_json::json;

use crate::args::{Command, DiffArgs, LockableInput, PlanArgs, RegisterArgs, SaveArgs};
use crate::diff::Diff;
use crate::error::Error;
use crate::output::{self, changes, json_text, markdown, mermaid, notes, table};
use crate::program::{Program, count};
use crate::source::saved::SavedPlan;
use crate::source::{self, cargo};

pub(crate) fn run(command: &Command) -> Result<ExitCode, Error> {
    match command {
        Command::Plan(args) => plan(args),
        Command::Check(args) => check::run(args),
        Command::Save(args) => save(args),
        Command::Diff(args) => diff(args),
        Command::Regions { word, format } => regions(word.as_deref(), format),
        Command::Replicas(args) => replicas::run(args),
        Command::Register(args) => register(args),
        Command::Completions { shell } => completions::run(*shell),
    }
}

fn program(LockableInput { input, locked }: &LockableInput) -> Result<Program, Error> {
    let program = source::read(&cargo::file(input.binary.as_deref(), &input.cargo, *locked)?)?;
    Ok(program.with_settings(&input.settings, None)?)
}

fn plan(args: &PlanArgs) -> Result<ExitCode, Error> {
    let program = program(&args.input)?;
    let rates = args.rates.get();
    let text = match args.format.as_str() {
        "json" => json_text(&SavedPlan::new(&program, Some(&rates)))?,
        "request" => json_text(&program.plan.request())?,
        "mermaid" => {
            let (chart, note) = mermaid::plan(&program);
            notes(note);
            chart
        }
        _ => table::plan(&program, &rates),
    };
    notes(program.libraries_text());
    notes(limits::time_zones(&program).into_iter().map(|finding| {
        let Error { problem, help, .. } = finding.message;
        format!("{problem}; {}", help.unwrap_or_default())
    }));
    if args.format == "table" { output::text(&text) } else { output::data(&text) }
}

fn save(args: &SaveArgs) -> Result<ExitCode, Error> {
    let path = &args.file;
    // It may be the program, given in place of the file.
    if !source::is_replaceable(path) {
        let help = "remove it first, or give another file to write as the first argument: \
                    `cargo hatchet-compute save plan.json target/release/worker`";
        return Err(Error::usage("is not a saved plan, so it is not replaced", help).about(path));
    }
    let program = program(&args.input)?;
    let text = json_text(&SavedPlan::new(&program, None))? + "\n";
    fs::write(path, text).map_err(|error| {
        let help = "give the path of a file in an existing folder in which you may write";
        Error::new(format!("cannot be written: {error}")).with_help(help).about(path)
    })?;
    notes([format!("saved the plan to `{}`", path.display())].into_iter().chain(program.libraries_text()));
    Ok(ExitCode::SUCCESS)
}

fn diff(args: &DiffArgs) -> Result<ExitCode, Error> {
    // First, so that no program is built for nothing.
    let old = source::read(&args.old)?;
    let new = source::read(&cargo::file(args.new.as_deref(), &args.cargo, args.locked)?)?;
    let old = old.with_settings(&args.settings, None)?;
    let new = new.with_settings(&args.settings, Some(&old))?;
    // Again, now that the namespace and the slots of the new plan are known.
    let old = old.with_settings(&args.settings, Some(&new))?;
    let diff = Diff::between(&old, &new, args.rates.get());
    notes(new.libraries_text());
    let printed = match args.format.as_str() {
        "json" => output::json(&changes::json(&diff)),
        "markdown" => output::data(&markdown::diff(&diff)),
        _ => output::text(&changes::text(&diff)),
    };
    printed.map(|code| if diff.sections.is_empty() { code } else { ExitCode::FAILURE })
}

fn regions(word: Option<&str>, format: &str) -> Result<ExitCode, Error> {
    let found = word.map(regions_matching);
    let regions = found.as_deref().unwrap_or(Region::ALL);
    if let Some(word) = word.filter(|_| regions.is_empty()) {
        let similar = similar_regions(word).into_iter().map(|region| format!("`{region}` ({})", region.location()));
        let help = match joined(similar, "and") {
            similar if similar.is_empty() => "`cargo hatchet-compute regions` lists all regions".to_owned(),
            similar => format!("similar codes: {similar}"),
        };
        return Err(Error::new(format!("no region matches `{word}`")).with_help(help));
    }
    if format == "json" {
        let regions = regions.iter().map(|region| {
            json!({
                "code": region.code(),
                "location": region.location(),
                "is_accepted": region.is_accepted(),
                "nearest_accepted": region.nearest_accepted().map(|nearest| nearest.code()),
            })
        });
        let regions: Vec<_> = regions.collect();
        return output::json(&json!({ "accepted_in": API_REGIONS_DATE, "regions": regions }));
    }
    let rows = regions.iter().map(|region| {
        let is_accepted = match region.nearest_accepted() {
            None => "yes".to_owned(),
            Some(nearest) => format!("no; nearest: {nearest}"),
        };
        vec![region.code().to_owned(), region.location().to_owned(), is_accepted]
    });
    let api = format!("IN THE API ({})", API_REGIONS_DATE.to_uppercase());
    output::text(&table::columns(&["CODE", "LOCATION", &api], rows))
}

fn register(args: &RegisterArgs) -> Result<ExitCode, Error> {
    let failed = |error: RegisterError| Error::new("`register` failed").with_details(error);
    // First, so that no program is built for nothing.
    let mut settings = Settings::from_env().map_err(failed)?;
    settings.ca_file = args.ca_file.clone().unwrap_or(settings.ca_file);
    settings.namespace = args.input.input.settings.namespace.clone().unwrap_or(settings.namespace);
    let filled_in = if args.dry_run { fill_in(&mut settings) } else { Vec::new() };
    let program = program(&args.input)?;
    // Without a register id this is an error, while a worker would run the steps itself: the user asked to register.
    let request = settings.request(&program.plan).map_err(failed)?;
    if args.dry_run {
        notes(filled_in.into_iter().chain(program.libraries_text()));
        return output::text(&escape_lines(&request.to_string()));
    }
    request.send().map_err(failed)?;
    let configs = request.plan().runtime_configs();
    let actions = configs.iter().flat_map(RuntimeConfig::actions);
    let registered = format!(
        "registered {} with {} at {}",
        count(configs.len() as u64, "runtime config"),
        count(actions.count() as u64, "action"),
        request.url()
    );
    notes([registered].into_iter().chain(program.libraries_text()));
    Ok(ExitCode::SUCCESS)
}

/// Fills in missing settings with examples, for a request that is only shown. Returns a note about each.
fn fill_in(settings: &mut Settings) -> Vec<String> {
    let is_without_token = settings.token.trim().is_empty();
    let mut notes = Vec::new();
    let mut fill = |setting: &mut String, variable: &str, example: &str| {
        if setting.trim().is_empty() {
            example.clone_into(setting);
            notes.push(format!("`{variable}` is not set: the request is shown with an example value"));
        }
    };
    fill(&mut settings.register_id, "HATCHET_CLOUD_REGISTER_ID", "00000000-0000-0000-0000-000000000000");
    // A JWT without claims.
    fill(&mut settings.token, "HATCHET_CLIENT_TOKEN", "e30.e30.e30");
    if is_without_token {
        fill(&mut settings.server_url, "HATCHET_CLIENT_SERVER_URL", "https://cloud.onhatchet.run");
    }
    notes
}
