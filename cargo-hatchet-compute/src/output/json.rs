//! The plan as JSON: as it is saved, and as Hatchet Cloud expects it.

use serde::Serialize;

use crate::error::Error;
use crate::program::Program;
use crate::source::saved::SavedPlan;

/// The saved plan.
pub(crate) fn saved(program: &Program) -> Result<String, Error> {
    pretty(&SavedPlan::from(program))
}

/// The request body that Hatchet Cloud expects.
pub(crate) fn request(program: &Program) -> Result<String, Error> {
    pretty(&program.plan.request())
}

fn pretty(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string_pretty(value)
        .map_err(|error| Error::new(format!("the plan cannot be written as JSON: {error}")))
}
