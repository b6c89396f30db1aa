//! `check`: what is wrong with a plan, what is probably a mistake, and whether it is the saved one.

use std::path::Path;

use hatchet_compute::placement::describe_if_unlikely;
use hatchet_compute::{DEFAULT_SLOTS, Replicas};

use crate::args::{CheckArgs, Setting};
use crate::diff::Diff;
use crate::error::{Error, ErrorKind};
use crate::output::Answer;
use crate::output::findings::{self, Finding, Steps};
use crate::program::Program;
use crate::source;

pub(super) fn run(args: &CheckArgs) -> Result<Answer, Error> {
    let path = super::file(&args.input, false)?;
    let findings = match source::read(&path) {
        Ok(program) if program.plan.steps().is_empty() => {
            let error = Error::new("has no step").with_help("check that this is the right file").about(&path);
            vec![Finding::Problem(error, None)]
        }
        Ok(program) => check(program, args)?,
        Err(error) if error.kind == ErrorKind::Program => vec![Finding::Problem(error, None)],
        Err(error) => return Err(error),
    };
    let is_ok = findings.iter().all(|finding| match finding {
        Finding::Problem(..) => false,
        Finding::Warning(..) => !args.deny_advice,
        Finding::Note(..) => true,
    });
    Ok(Answer { is_ok, ..Answer::text(findings::text(&findings)) })
}

fn check(program: Program, args: &CheckArgs) -> Result<Vec<Finding>, Error> {
    let (saved, problem) = match args.locked.as_deref().map(|path| read_locked(path, args)).transpose() {
        Ok(saved) => (saved, None),
        Err(error) => (None, Some(Finding::Problem(error, None))),
    };
    let program = program.with_setting(&args.input.setting, saved.as_ref())?;
    let mut findings: Vec<Finding> = problem.into_iter().collect();
    if let Some((path, saved)) = args.locked.as_ref().zip(saved) {
        let diff = Diff::between(&saved, &program);
        let command = save_command(path, args, program.plan.prefix(), program.plan.slots());
        let error = Error::new(format!("the plan is not the one in `{}`; these are the changes", path.display()))
            .with_help(format!("if this is intended, run `{command}` and commit the file"));
        findings.extend((!diff.sections.is_empty()).then_some(Finding::Problem(error, Some(diff))));
    }
    add_advice(&program, &mut findings);
    Ok(findings)
}

/// Warnings and notes on the machines of a plan, in the order of the plan.
fn add_advice(program: &Program, findings: &mut Vec<Finding>) {
    let steps = program.plan.steps();
    for config in program.plan.runtime_configs() {
        let (compute, actions) = (config.compute(), config.actions());
        let first = actions.first().and_then(|action| action.strip_prefix(program.plan.prefix()));
        let index = first.and_then(|action| steps.binary_search_by(|step| step.action().cmp(action)).ok());
        let place = index.map(|index| steps[index].location().into()).unwrap_or_default();
        let steps = Steps { actions: actions.to_vec(), place };
        for advice in compute.advice() {
            findings.push(Finding::Warning(advice.id(), advice.to_string(), steps.clone()));
        }
        let regions = u32::try_from(compute.regions().len()).unwrap_or(u32::MAX);
        let chance = match compute.replicas() {
            Replicas::Fixed(number) => describe_if_unlikely(number, regions),
            Replicas::Autoscaling(_) => None,
        };
        findings.extend(chance.map(|chance| Finding::Note(chance, steps)));
    }
}

fn read_locked(path: &Path, args: &CheckArgs) -> Result<Program, Error> {
    if path.exists() {
        return source::read_saved(path);
    }
    let Setting { namespace, slots } = &args.input.setting;
    let command = save_command(path, args, namespace.as_deref().unwrap_or_default(), slots.unwrap_or(DEFAULT_SLOTS));
    Err(Error::new("does not exist, so there is no plan to compare with")
        .with_help(format!("create it with `{command}`"))
        .about(path))
}

/// The command that writes the saved plan.
fn save_command(path: &Path, args: &CheckArgs, namespace: &str, slots: u32) -> String {
    let mut words = ["cargo", "hatchet-compute", "plan", "--format", "json"].map(str::to_owned).to_vec();
    words.extend(args.input.cargo.arguments());
    if !namespace.is_empty() {
        words.extend(["--namespace".to_owned(), namespace.to_owned()]);
    }
    if slots != DEFAULT_SLOTS {
        words.extend(["--slots".to_owned(), slots.to_string()]);
    }
    words.extend(args.input.binary.iter().map(|binary| binary.display().to_string()));
    let words: Vec<String> = words.iter().map(|word| shell_word(word)).collect();
    format!("{} > {}", words.join(" "), shell_word(&path.display().to_string()))
}

/// A word as a shell takes it.
fn shell_word(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "-_./:=,@+".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
