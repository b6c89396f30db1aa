//! `check`: what is wrong with a plan, what is probably a mistake, and whether it is the saved one.

use std::path::Path;
use std::process::ExitCode;

use hatchet_compute::placement::describe_if_unlikely;
use hatchet_compute::{DEFAULT_SLOTS, Replicas};

use super::limits;
use crate::args::{CheckArgs, LINKED_LIBRARY, PlanSettings};
use crate::diff::Diff;
use crate::error::{Error, ErrorKind};
use crate::output::findings::{self, Finding, Level};
use crate::output::{self, github};
use crate::program::Program;
use crate::source::{self, cargo};

pub(super) fn run(args: &CheckArgs) -> Result<ExitCode, Error> {
    let path = cargo::file(args.input.binary.as_deref(), &args.input.cargo, false)?;
    let findings = match source::read(&path) {
        Ok(program) if program.plan.steps().is_empty() => {
            let error = Error::new("has no step").with_help("check that this is the right file").about(&path);
            vec![Finding::problem("invalid_program", error)]
        }
        Ok(program) => check(program, args)?,
        Err(error) if error.kind == ErrorKind::Program => vec![Finding::problem("invalid_program", error)],
        Err(error) => return Err(error),
    };
    let is_ok = findings.iter().all(|finding| match finding.level {
        Level::Problem => false,
        Level::Warning => !args.deny_advice,
        Level::Note => true,
    });
    let printed = match args.format.as_str() {
        "json" => output::json(&findings::json(&findings, is_ok)),
        "github" => output::data(&github::findings(&findings)),
        _ => output::text(&findings::text(&findings)),
    };
    printed.map(|code| if is_ok { code } else { ExitCode::FAILURE })
}

fn check(program: Program, args: &CheckArgs) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let saved = args.locked.as_ref().and_then(|path| match read_locked(path, args) {
        Ok(saved) => Some((path, saved)),
        Err(error) => {
            findings.push(Finding::problem("saved_plan_unreadable", error).on_file(path));
            None
        }
    });
    let program = program.with_settings(&args.input.settings, saved.as_ref().map(|(_, saved)| saved))?;
    if let Some((path, saved)) = saved {
        let diff = Diff::between(&saved, &program, args.rates.get());
        let command = save_command(path, args, program.plan.prefix(), program.plan.slots());
        let error = Error::new(format!("the plan differs from the one in `{}`", path.display()))
            .with_help(format!("if this is intended, run `{command}` and commit the file"));
        if !diff.sections.is_empty() {
            let problem = Finding::problem("plan_differs", error).on_file(path);
            findings.push(Finding { diff: Some(diff), ..problem });
        }
    }
    findings.extend(limits::time_zones(&program));
    findings.extend(args.account_plan.iter().flat_map(|name| limits::account(name, &program)));
    findings.extend(args.max_monthly_cost.and_then(|most| limits::cost(most, &args.rates.get(), &program)));
    let libraries = program.libraries_text().filter(|_| !args.allow.iter().any(|id| id == LINKED_LIBRARY));
    findings.extend(libraries.map(|text| {
        let help = "link them statically, as `lib`, or check these files too";
        Finding::new(Level::Warning, LINKED_LIBRARY, Error::new(text).with_help(help))
    }));
    findings.extend(advice(&program, &args.allow));
    Ok(findings)
}

fn advice(program: &Program, allowed: &[String]) -> Vec<Finding> {
    let advice = program.plan.advice().into_iter().filter(|advice| !allowed.iter().any(|id| id == advice.id()));
    let warnings = advice.map(|advice| {
        let finding = Finding::new(Level::Warning, advice.id(), Error::new(advice.to_string()));
        finding.on_actions(advice.actions(), program)
    });
    let notes = program.plan.runtime_configs().iter().filter_map(|config| {
        let compute = config.compute();
        let Replicas::Fixed(number) = compute.replicas() else { return None };
        let text = describe_if_unlikely(number, compute.regions().bits().count_ones())?;
        let note = Finding::new(Level::Note, "placement", Error::new(text));
        Some(note.on_actions(config.actions(), program))
    });
    warnings.chain(notes).collect()
}

fn read_locked(path: &Path, args: &CheckArgs) -> Result<Program, Error> {
    if path.exists() {
        return source::read_saved(path);
    }
    let PlanSettings { namespace, slots } = &args.input.settings;
    let command = save_command(path, args, namespace.as_deref().unwrap_or_default(), slots.unwrap_or(DEFAULT_SLOTS));
    let error = Error::new("does not exist, so there is no plan to compare with");
    Err(error.with_help(format!("create it with `{command}`")).about(path))
}

fn save_command(path: &Path, args: &CheckArgs, namespace: &str, slots: u32) -> String {
    let mut words = ["cargo", "hatchet-compute", "save"].map(str::to_owned).to_vec();
    words.push(path.display().to_string());
    words.extend(args.input.binary.iter().map(|binary| binary.display().to_string()));
    words.extend(args.input.cargo.build.arguments());
    if !namespace.is_empty() {
        words.extend(["--namespace".to_owned(), namespace.to_owned()]);
    }
    if slots != DEFAULT_SLOTS {
        words.extend(["--slots".to_owned(), slots.to_string()]);
    }
    let words: Vec<String> = words.iter().map(|word| shell_word(word)).collect();
    words.join(" ")
}

fn shell_word(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "-_./:=,@+".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
