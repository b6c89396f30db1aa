//! `check`: what is wrong with a plan, what is probably a mistake, and whether it is the saved one.

use std::path::Path;

use hatchet_compute::DEFAULT_SLOTS;

use super::input;
use crate::args::CheckArgs;
use crate::check::{self, Finding};
use crate::error::{Error, ErrorKind};
use crate::output::{Answer, findings};
use crate::program::Program;
use crate::source;

pub(super) fn run(args: &CheckArgs) -> Result<Answer, Error> {
    let path = input::file(&args.input, false)?;
    let findings = match source::read(&path) {
        Ok(program) => check(program, &path, args)?,
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

fn check(program: Program, path: &Path, args: &CheckArgs) -> Result<Vec<Finding>, Error> {
    let locked = args.locked.as_deref();
    let saved = locked.map(|locked| read_locked(locked, args)).transpose();
    let (saved, mut findings) = match saved {
        Ok(saved) => (saved, Vec::new()),
        Err(error) => (None, vec![Finding::Problem(error, None)]),
    };
    let program = input::with_setting(program, path, &args.setting, saved.as_ref())?;
    if let Some((locked, saved)) = locked.zip(saved.as_ref()) {
        let (namespace, slots) = (program.plan.prefix(), program.plan.slots());
        let command = save_command(locked, args, namespace, slots);
        findings.extend(check::locked(saved, &program, locked, &command));
    }
    findings.extend(check::plan(&program));
    Ok(findings)
}

fn read_locked(locked: &Path, args: &CheckArgs) -> Result<Program, Error> {
    if locked.exists() {
        return source::read_saved(locked);
    }
    let namespace = args.setting.namespace.as_deref().unwrap_or_default();
    let slots = args.setting.slots.unwrap_or(DEFAULT_SLOTS);
    let command = save_command(locked, args, namespace, slots);
    let problem = format!("`{}` does not exist, so there is no plan to compare with", locked.display());
    Err(Error::new(problem).with_help(format!("create it with `{command}`")))
}

/// The command that writes the saved plan.
fn save_command(locked: &Path, args: &CheckArgs, namespace: &str, slots: u32) -> String {
    let mut arguments = args.input.cargo.build(false).arguments();
    if !namespace.is_empty() {
        arguments.extend(["--namespace".to_owned(), namespace.to_owned()]);
    }
    if slots != DEFAULT_SLOTS {
        arguments.extend(["--slots".to_owned(), slots.to_string()]);
    }
    if let Some(binary) = &args.input.binary {
        arguments.push(binary.display().to_string());
    }
    let mut command = String::from("cargo hatchet-compute plan --format json");
    for argument in arguments {
        command.push_str(&format!(" {}", quoted(&argument)));
    }
    let file = quoted(&locked.display().to_string());
    format!("{command} > {file}")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "-_./:=,@+".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
