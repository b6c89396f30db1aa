//! What is wrong with a plan, and what is probably a mistake.

use std::path::Path;

use hatchet_compute::RuntimeConfig;
use hatchet_compute::placement::describe_if_unlikely;

use crate::diff::Diff;
use crate::error::Error;
use crate::program::{Place, Program};

/// Something that `check` reports.
#[derive(Debug)]
pub(crate) enum Finding {
    /// Something wrong, with what changes if the plan is not the saved one.
    Problem(Error, Option<Diff>),
    /// Advice: valid, but probably a mistake. The id says which, and the text why.
    Warning(&'static str, String, Steps),
    /// Worth knowing, but not a mistake.
    Note(String, Steps),
}

/// The steps that a finding is about.
#[derive(Debug, Clone)]
pub(crate) struct Steps {
    /// With the namespace.
    pub(crate) actions: Vec<String>,
    /// Where the first of them is defined, if that is known.
    pub(crate) place: Option<Place>,
}

/// Warnings and notes on the machines of a plan, in the order of the plan.
pub(crate) fn plan(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    for config in program.plan.runtime_configs() {
        let first = config.actions().first();
        let steps = Steps {
            actions: config.actions().to_vec(),
            place: first.and_then(|action| program.place(action)).cloned(),
        };
        let advice = config.compute().advice();
        findings.extend(advice.map(|advice| Finding::Warning(advice.id(), advice.to_string(), steps.clone())));
        if let Some(chance) = unlikely_placement(config) {
            findings.push(Finding::Note(chance, steps));
        }
    }
    findings
}

/// How likely it is that every region gets a machine, if that is less than one would rely on.
fn unlikely_placement(config: &RuntimeConfig) -> Option<String> {
    let compute = config.compute();
    let regions = u32::try_from(compute.regions().len()).ok()?;
    describe_if_unlikely(compute.num_replicas(), regions)
}

/// A problem if a plan is not the saved one at this path, which the command would write again.
pub(crate) fn locked(saved: &Program, program: &Program, path: &Path, command: &str) -> Option<Finding> {
    let diff = Diff::between(saved, program);
    if diff.is_empty() {
        return None;
    }
    let problem = format!("the plan is not the one in `{}`; these are the changes", path.display());
    let help = format!("if this is intended, run `{command}` and commit the file");
    Some(Finding::Problem(Error::new(problem).with_help(help), Some(diff)))
}
