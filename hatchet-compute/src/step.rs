//! A step: a function that Hatchet runs, and what its annotation says.

use std::panic;
use std::time::Duration;

use hatchet_compute_core::{Compute, escape};

use crate::location::Location;

/// A step of a workflow, with the machines it asks for. Ordered by action, then by location.
///
/// [`steps`](crate::steps) holds those of the running program. For plans made at run time, [`Step::new`] makes others:
///
/// ```
/// use std::time::Duration;
/// use hatchet_compute::{ComputeSpec, Step};
///
/// let compute = ComputeSpec { cpu_kind: "shared", cpus: 2, memory_mb: 1024, ..ComputeSpec::default() }.check()?;
/// let step = Step::new("Orders", "charge")
///     .with_compute(compute)
///     .with_parents(["load"])
///     .with_timeout(Duration::from_secs(90))
///     .with_retries(3);
/// assert_eq!(step.action(), "orders:charge");
/// # Ok::<(), hatchet_compute::Violations>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    action: String,
    location: Location,
    workflow: String,
    name: String,
    pub(crate) compute: Option<Compute>,
    pub(crate) parents: Vec<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) schedule_timeout: Option<Duration>,
    pub(crate) retries: u32,
    pub(crate) on_failure: bool,
}

impl Step {
    /// A step without compute, parents, time limits or retries, at the location of the call.
    ///
    /// A step outside a workflow is a workflow of the same name. [`Plan::from_steps`](crate::Plan::from_steps)
    /// rejects names that are empty or have a comma or a control character.
    #[track_caller]
    pub fn new(workflow: impl Into<String>, name: impl Into<String>) -> Self {
        let caller = panic::Location::caller();
        let location = Location::new(caller.file(), caller.line(), caller.column());
        Self::at(location, workflow.into(), name.into())
    }

    pub(crate) fn at(location: Location, workflow: String, name: String) -> Self {
        Self {
            // Each by itself: how `Σ` is lower-cased depends on the letters next to it.
            action: [&workflow.to_lowercase(), ":", &name.to_lowercase()].concat(),
            workflow,
            name,
            compute: None,
            parents: Vec::new(),
            timeout: None,
            schedule_timeout: None,
            retries: 0,
            on_failure: false,
            location,
        }
    }

    /// The same step on machines of this configuration.
    #[must_use]
    pub fn with_compute(self, compute: Compute) -> Self {
        Self { compute: Some(compute), ..self }
    }

    /// The same step with these parents from its workflow, instead of any given before. A parent that names no step is
    /// not an error: `cfg` may have removed it.
    #[must_use]
    pub fn with_parents(self, parents: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { parents: parents.into_iter().map(Into::into).collect(), ..self }
    }

    /// The same step with a time limit. [`Plan::from_steps`](crate::Plan::from_steps) rejects more than
    /// 2562047h47m16.854775807s, the longest duration that Hatchet knows.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout: Some(timeout), ..self }
    }

    /// The same step with a time limit on the wait for a machine, with the same maximum.
    #[must_use]
    pub fn with_schedule_timeout(self, timeout: Duration) -> Self {
        Self { schedule_timeout: Some(timeout), ..self }
    }

    /// The same step; with `true`, it runs when a run of its workflow has failed, and only then.
    #[must_use]
    pub fn with_on_failure(self, on_failure: bool) -> Self {
        Self { on_failure, ..self }
    }

    /// The same step, tried again this many times when it fails: at most [`RETRIES_MAX`](crate::RETRIES_MAX) in a plan.
    #[must_use]
    pub fn with_retries(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// The same step at this location, which errors name, instead of the call of [`Step::new`].
    #[must_use]
    pub fn with_location(self, location: Location) -> Self {
        Self { location, ..self }
    }

    /// The step, its workflow and where it is, for errors.
    pub(crate) fn description(&self) -> String {
        let (name, workflow) = (escape(&self.name), escape(&self.workflow));
        format!("step `{name}` of workflow `{workflow}` at {}", self.location)
    }

    /// The name as it was written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the workflow as it was written; the step's own name if it is not part of one.
    pub fn workflow(&self) -> &str {
        &self.workflow
    }

    /// What Hatchet calls the step: `workflow:step`, both lower-cased, without a namespace.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The machines that the step asks for; `None` for a step that runs wherever the worker runs.
    pub fn compute(&self) -> Option<&Compute> {
        self.compute.as_ref()
    }

    /// The names of the steps of the same workflow that come before this one, in the order given.
    pub fn parents(&self) -> &[String] {
        &self.parents
    }

    /// The time limit of each attempt; `None` leaves it to Hatchet.
    pub fn timeout(&self) -> Option<Duration> {
        self.timeout
    }

    /// The time limit on the wait for a machine; `None` leaves it to Hatchet.
    pub fn schedule_timeout(&self) -> Option<Duration> {
        self.schedule_timeout
    }

    /// Whether the step runs when a run of its workflow has failed, and only then.
    pub fn on_failure(&self) -> bool {
        self.on_failure
    }

    /// How many times the step is retried when it fails, 0 to 2147483647.
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// Where the annotation is; for a step made at run time, the call of [`Step::new`], or what
    /// [`with_location`](Self::with_location) was given.
    pub fn location(&self) -> &Location {
        &self.location
    }
}
