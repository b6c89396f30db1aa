//! What is wrong with a plan, and what is probably a mistake.

use hatchet_compute::placement::sentence_if_unlikely;

use crate::diff::Diff;
use crate::error::Error;
use crate::program::{Place, Program};

/// Something that `check` reports.
pub(crate) enum Finding {
    /// Something wrong, with what changes if the plan is not the saved one.
    Problem(Error, Option<Diff>),
    /// Advice: valid, but probably a mistake. The id says which, and the text why.
    Warning(&'static str, String, Steps),
    /// Worth knowing, but not a mistake.
    Note(String, Steps),
}

/// The steps that a finding is about.
#[derive(Clone)]
pub(crate) struct Steps {
    /// With the namespace.
    pub(crate) actions: Vec<String>,
    /// Where the first of them is defined, if that is known.
    pub(crate) place: Option<Place>,
}

/// Warnings and notes on the machines of a plan, in the order of the plan.
pub(crate) fn machines(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    for config in program.plan.runtime_configs() {
        let (compute, actions) = (config.compute(), config.actions());
        let place = actions.first().and_then(|action| program.place(action)).cloned();
        let steps = Steps { actions: actions.to_vec(), place };
        let advice = compute.advice();
        findings.extend(advice.map(|advice| Finding::Warning(advice.id(), advice.to_string(), steps.clone())));
        let regions = u32::try_from(compute.regions().len()).unwrap_or(u32::MAX);
        if let Some(chance) = sentence_if_unlikely(compute.num_replicas(), regions) {
            findings.push(Finding::Note(chance, steps));
        }
    }
    findings
}
