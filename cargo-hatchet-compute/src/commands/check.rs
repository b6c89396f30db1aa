//! `check`: problems of a plan and advice on it.

use std::path::Path;

use anstyle::{AnsiColor, Style};
use hatchet_compute::RuntimeConfig;
use hatchet_compute::placement::sentence_if_unlikely;

use crate::answer::{Answer, styled};
use crate::arguments::{CargoOptions, CheckArguments, Lock};
use crate::difference::Difference;
use crate::error::Error;
use crate::format::{changes, count, plain};
use crate::program::Program;

/// What was found, as text, and how much of it.
#[derive(Default)]
struct Findings {
    text: String,
    problems: u64,
    advice: u64,
}

impl Findings {
    fn problem(&mut self, text: &str) {
        let word = styled("problem:", AnsiColor::Red.on_default().bold());
        self.text.push_str(&format!("{word} {text}\n\n"));
        self.problems += 1;
    }

    fn advice(&mut self, id: &str, text: &str, actions: &str) {
        let word = styled(
            &format!("advice[{id}]:"),
            AnsiColor::Yellow.on_default().bold(),
        );
        self.text
            .push_str(&format!("{word} {text}\n    asked for by {actions}\n\n"));
        self.advice += 1;
    }

    /// What is worth knowing but no advice: it changes neither count nor verdict.
    fn note(&mut self, text: &str, actions: &str) {
        let word = styled("note:", AnsiColor::Cyan.on_default().bold());
        self.text
            .push_str(&format!("{word} {text}\n    asked for by {actions}\n\n"));
    }

    fn into_answer(mut self, arguments: &CheckArguments) -> Answer {
        let pieces = count(self.advice, "piece");
        let summary = format!("{}, {pieces} of advice", count(self.problems, "problem"));
        self.text.push_str(&styled(&summary, Style::new().bold()));
        let is_denied = arguments.deny_advice && self.advice > 0;
        Answer::new(self.text).with_verdict(self.problems == 0 && !is_denied)
    }
}

pub(crate) fn run(arguments: &CheckArguments) -> Result<Answer, Error> {
    let path = super::file(&arguments.source, Lock::default())?;
    let mut findings = Findings::default();
    match Program::read(&path) {
        Ok(program) => check(&program, &path, arguments, &mut findings)?,
        Err(error) if error.is_problem_of_the_program() => findings.problem(&error.to_string()),
        Err(error) => return Err(error),
    }
    Ok(findings.into_answer(arguments))
}

fn check(
    program: &Program,
    path: &Path,
    arguments: &CheckArguments,
    findings: &mut Findings,
) -> Result<(), Error> {
    let setting = &arguments.setting;
    let mut program = program
        .clone()
        .with(setting.namespace.as_deref(), setting.slots)
        .map_err(|error| Error::plan(path, error))?;
    if let Some(locked) = &arguments.locked {
        match locked_plan(locked, arguments) {
            Ok(saved) => {
                // What is not said on the command line is as in the saved plan: it is in no program.
                program = program
                    .with_setting_of(&saved, setting)
                    .map_err(|error| Error::plan(path, error))?;
                compare(&saved, &program, locked, arguments, findings);
            }
            Err(problem) => findings.problem(&problem),
        }
    }
    for config in program.plan.runtime_configs() {
        let actions = actions(&program, config);
        for advice in config.compute().advice() {
            findings.advice(advice.id(), &advice.to_string(), &actions);
        }
        if let Some(chance) = unlikely_placement(config) {
            findings.note(&chance, &actions);
        }
    }
    Ok(())
}

/// The chance that every region has a machine, where it is less than one would count on.
fn unlikely_placement(config: &RuntimeConfig) -> Option<String> {
    let compute = config.compute();
    let regions = u32::try_from(compute.regions().len()).ok()?;
    sentence_if_unlikely(compute.num_replicas(), regions)
}

/// The actions of one configuration, the first with its place.
fn actions(program: &Program, config: &RuntimeConfig) -> String {
    let location = config
        .actions()
        .first()
        .and_then(|action| program.location(action))
        .map(|location| plain(&location.to_string()))
        .filter(|location| !location.is_empty());
    match (config.actions(), location) {
        ([first, rest @ ..], Some(location)) => {
            let mut all = format!("{first} ({location})");
            for action in rest {
                all.push_str(&format!(", {action}"));
            }
            all
        }
        (actions, _) => actions.join(", "),
    }
}

/// The saved plan to compare with; what is wrong with it is a problem of its own.
fn locked_plan(locked: &Path, arguments: &CheckArguments) -> Result<Program, String> {
    let make = |arguments| {
        format!(
            "help: make it with\n    {}",
            refresh(locked, arguments, None)
        )
    };
    if !locked.exists() {
        return Err(format!(
            "`{}` is not there, so there is no plan to compare with\n{}",
            locked.display(),
            make(arguments)
        ));
    }
    Program::read_saved(locked).map_err(|error| error.to_string())
}

fn compare(
    saved: &Program,
    program: &Program,
    locked: &Path,
    arguments: &CheckArguments,
    findings: &mut Findings,
) {
    let difference = Difference::between(saved, program);
    if difference.is_empty() {
        return;
    }
    let changes = changes::lines(&difference);
    let changes: Vec<String> = changes
        .lines()
        .map(|line| match line {
            "" => String::new(),
            line => format!("    {line}"),
        })
        .collect();
    findings.problem(&format!(
        "the plan is not the one in `{}`; from that to this:\n\n{}\n\n\
         help: if it is meant so, write the file again and commit it:\n    {}",
        locked.display(),
        changes.join("\n"),
        refresh(locked, arguments, Some(program))
    ));
}

/// The command that writes the saved plan again.
fn refresh(locked: &Path, arguments: &CheckArguments, program: Option<&Program>) -> String {
    let mut words: Vec<String> = ["cargo", "hatchet-compute", "plan", "--format", "json"]
        .map(str::to_owned)
        .into();
    words.extend(cargo_words(&arguments.source.cargo));
    let namespace = program.map_or_else(
        || arguments.setting.namespace.clone().unwrap_or_default(),
        |program| program.plan.prefix().to_owned(),
    );
    if !namespace.is_empty() {
        words.extend(["--namespace".to_owned(), quoted(&namespace)]);
    }
    let slots = program.map_or(arguments.setting.slots, |program| {
        Some(program.plan.slots())
    });
    if let Some(slots) = slots.filter(|slots| *slots != hatchet_compute::DEFAULT_SLOTS) {
        words.extend(["--slots".to_owned(), slots.to_string()]);
    }
    if let Some(binary) = &arguments.source.binary {
        words.push(quoted(&binary.display().to_string()));
    }
    words.extend([">".to_owned(), quoted(&locked.display().to_string())]);
    words.join(" ")
}

/// Cargo's options as they were given.
fn cargo_words(options: &CargoOptions) -> Vec<String> {
    let values = [
        ("--package", &options.package),
        ("--bin", &options.bin),
        ("--example", &options.example),
    ];
    values
        .into_iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| [name.to_owned(), value.clone()]))
        .flatten()
        .chain(options.settings())
        .map(|word| quoted(&word))
        .collect()
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
