//! The plan as JSON: saved, and as Hatchet Cloud is sent it.

use serde::Serialize;

use crate::error::Error;
use crate::program::Program;
use crate::saved::SavedPlan;

/// The saved plan.
pub(crate) fn saved(program: &Program) -> Result<String, Error> {
    pretty(&SavedPlan::from(program))
}

/// The body that Hatchet Cloud is sent.
pub(crate) fn request(program: &Program) -> Result<String, Error> {
    pretty(&program.plan.request())
}

fn pretty(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string_pretty(value)
        .map_err(|error| Error::Other(format!("the plan cannot be written as JSON: {error}")))
}
