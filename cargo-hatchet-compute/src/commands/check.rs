//! `check`: what is wrong with a plan, what is probably a mistake, and whether it is the saved one.

use std::path::Path;

use hatchet_compute::DEFAULT_SLOTS;

use crate::args::{CheckArgs, Setting};
use crate::check::{Finding, machines};
use crate::diff::Diff;
use crate::error::{Error, ErrorKind};
use crate::output::{Answer, findings};
use crate::program::Program;
use crate::source;

pub(super) fn run(args: &CheckArgs) -> Result<Answer, Error> {
    let findings = match source::read(&super::file(&args.input, false)?) {
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
    let setting = &args.input.setting;
    let saved = args.locked.as_deref().map(|path| read_locked(path, args).map(|saved| (path, saved))).transpose();
    let (program, problem) = match saved {
        Ok(None) => (program.with_setting(setting, None)?, None),
        Ok(Some((path, saved))) => {
            let program = program.with_setting(setting, Some(&saved))?;
            let problem = difference(path, &saved, &program, args);
            (program, problem)
        }
        Err(error) => (program.with_setting(setting, None)?, Some(Finding::Problem(error, None))),
    };
    Ok(problem.into_iter().chain(machines(&program)).collect())
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

/// A problem if the plan is not the saved one.
fn difference(path: &Path, saved: &Program, program: &Program, args: &CheckArgs) -> Option<Finding> {
    let diff = Diff::between(saved, program);
    if diff.is_empty() {
        return None;
    }
    let command = save_command(path, args, program.plan.prefix(), program.plan.slots());
    let error = Error::new(format!("the plan is not the one in `{}`; these are the changes", path.display()))
        .with_help(format!("if this is intended, run `{command}` and commit the file"));
    Some(Finding::Problem(error, Some(diff)))
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
