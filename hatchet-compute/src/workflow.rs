//! A workflow: an annotated impl block, and what its annotation says.

use crate::location::Location;

/// A workflow as `#[workflow]` describes it; its steps are in [`steps`](crate::steps).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Workflow {
    pub(crate) name: String,
    pub(crate) on_events: Vec<String>,
    pub(crate) on_crons: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) location: Location,
}

impl Workflow {
    /// The name as it was written; Hatchet lower-cases it in actions.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The events that start the workflow, in the order given.
    pub fn on_events(&self) -> &[String] {
        &self.on_events
    }

    /// The cron expressions that start the workflow, in the order given.
    pub fn on_crons(&self) -> &[String] {
        &self.on_crons
    }

    /// What the workflow does, as its author describes it.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The version, as its author wrote it.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Where the annotation is.
    pub fn location(&self) -> &Location {
        &self.location
    }
}
