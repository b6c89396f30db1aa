//! A step: a function that Hatchet runs, and what its annotation says.

use std::cmp::Ordering;
use std::time::Duration;

use hatchet_compute_core::Compute;

use crate::location::Location;

/// A step of a workflow, with the machines it asks for.
///
/// [`steps`](crate::steps) holds those of the running program. For plans made at run time, [`Step::new`] makes others:
///
/// ```
/// use std::time::Duration;
/// use hatchet_compute::{ComputeSpec, Step};
///
/// let spec = ComputeSpec {
///     cpu_kind: "shared",
///     cpus: 2,
///     memory_mb: 1024,
///     ..ComputeSpec::default()
/// };
/// let compute = spec.check()?;
/// let step = Step::new("Orders", "charge")
///     .with_compute(compute)
///     .with_parents(["load"])
///     .with_timeout(Duration::from_secs(90))
///     .with_retries(3);
/// assert_eq!(step.action(), "orders:charge");
/// assert_eq!(step.compute(), Some(&compute));
/// # Ok::<(), hatchet_compute::Violations>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    workflow: String,
    name: String,
    action: String,
    pub(crate) compute: Option<Compute>,
    pub(crate) parents: Vec<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retries: u32,
    location: Location,
}

impl Step {
    /// A step without compute, parents, time limit and retries; its location is that of the call.
    ///
    /// A step outside of a workflow is a workflow by itself, under its own name. Names are one or more characters,
    /// none of them a comma or a control character; [`Plan::from_steps`](crate::Plan::from_steps) refuses others.
    #[must_use]
    #[track_caller]
    pub fn new(workflow: impl Into<String>, name: impl Into<String>) -> Self {
        Self::at(Location::caller(), workflow.into(), name.into())
    }

    /// The same at a known location.
    pub(crate) fn at(location: Location, workflow: String, name: String) -> Self {
        Self {
            action: action(&workflow, &name),
            workflow,
            name,
            compute: None,
            parents: Vec::new(),
            timeout: None,
            retries: 0,
            location,
        }
    }

    /// The same step on machines of this configuration.
    #[must_use]
    pub fn with_compute(mut self, compute: Compute) -> Self {
        self.compute = Some(compute);
        self
    }

    /// The same step after these steps of its workflow, instead of any given before.
    ///
    /// A parent that names no step is not an error: `cfg` may have removed it.
    #[must_use]
    pub fn with_parents(mut self, parents: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.parents = parents.into_iter().map(Into::into).collect();
        self
    }

    /// The same step with a time limit of at most 2562047h47m16.854775807s, the longest duration that Hatchet knows;
    /// [`Plan::from_steps`](crate::Plan::from_steps) refuses longer ones.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The same step, tried again this many times when it fails: 0 to 2147483647
    /// ([`RETRIES_MAX`](crate::RETRIES_MAX)); [`Plan::from_steps`](crate::Plan::from_steps) refuses more.
    #[must_use]
    pub fn with_retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// The name as it was written.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the workflow as it was written; the step's own name if it is not part of one.
    #[must_use]
    pub fn workflow(&self) -> &str {
        &self.workflow
    }

    /// What Hatchet calls the step: `workflow:step`, both lower-cased, without a namespace.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The machines that the step asks for; `None` for a step that runs wherever the worker runs.
    #[must_use]
    pub fn compute(&self) -> Option<&Compute> {
        self.compute.as_ref()
    }

    /// The names of the steps of the same workflow that come before this one, in the order given.
    #[must_use]
    pub fn parents(&self) -> &[String] {
        &self.parents
    }

    /// The time limit; `None` leaves it to Hatchet.
    #[must_use]
    pub fn timeout(&self) -> Option<Duration> {
        self.timeout
    }

    /// How often the step is tried again when it fails, 0 to 2147483647.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// Where the annotation is; for a step made at run time, the call of [`Step::new`].
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The order of steps: by action, and equal ones by what tells them apart.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key())
    }

    fn sort_key(&self) -> (&str, &Location, &str, &str) {
        (&self.action, &self.location, &self.workflow, &self.name)
    }
}

/// The action of a step without a namespace.
fn action(workflow: &str, name: &str) -> String {
    let mut action = [workflow, ":", name].concat();
    if action.is_ascii() {
        action.make_ascii_lowercase();
        action
    } else {
        // Each by itself: how `Σ` is lower-cased depends on the letters next to it.
        [&workflow.to_lowercase(), ":", &name.to_lowercase()].concat()
    }
}
