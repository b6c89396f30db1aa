//! A step: a function that Hatchet runs, and what was said about it.

use std::borrow::Cow;
use std::time::Duration;

use crate::Compute;
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
    /// Of the running program's steps, texts are where the record has them.
    workflow: Cow<'static, str>,
    name: Cow<'static, str>,
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
    /// A step that is no part of a workflow is a workflow of its own, which has its name. Names are one or more
    /// characters, none of them a comma or a control character; [`Plan::from_steps`](crate::Plan::from_steps) refuses
    /// others.
    #[must_use]
    #[track_caller]
    pub fn new(workflow: impl Into<String>, name: impl Into<String>) -> Self {
        Self::at(
            Location::caller(),
            Cow::Owned(workflow.into()),
            Cow::Owned(name.into()),
        )
    }

    /// The same at a location that is known.
    pub(crate) fn at(
        location: Location,
        workflow: Cow<'static, str>,
        name: Cow<'static, str>,
    ) -> Self {
        let action = action(&workflow, &name);
        Self {
            workflow,
            name,
            action,
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
    /// A parent that names no step is no error: it may have been taken away by `cfg`.
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

    /// The name of the workflow as it was written; the step's own name if it is part of none.
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

    /// Where the annotation stands; of a step made at run time, the call of [`Step::new`].
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Sorts steps by action, and equal ones by what tells them apart.
    pub(crate) fn sorted(mut steps: Vec<Self>) -> Vec<Self> {
        // A step is long and its action is elsewhere in memory: so numbers are sorted, and each step moves once.
        let begins = steps.iter().map(|step| beginning(&step.action));
        let mut order: Vec<_> = begins.zip(0_usize..).collect();
        order.sort_unstable_by(|(begin, index), (other_begin, other)| {
            begin
                .cmp(other_begin)
                .then_with(|| steps[*index].sort_key().cmp(&steps[*other].sort_key()))
                .then(index.cmp(other))
        });
        for place in 0..order.len() {
            // A step that stood before this place has been swapped to where the one that came here was.
            let mut index = order[place].1;
            while index < place {
                index = order[index].1;
            }
            order[place].1 = index;
            steps.swap(place, index);
        }
        steps
    }

    /// What steps are sorted by: the action, and among equal ones what tells them apart.
    pub(crate) fn sort_key(&self) -> (&str, &Location, &str, &str) {
        (&self.action, &self.location, &self.workflow, &self.name)
    }
}

/// The first bytes of a text as a number, which sorts as the text does unless another begins with the same bytes.
fn beginning(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = text.len().min(bytes.len());
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// The action of a step without a namespace.
fn action(workflow: &str, name: &str) -> String {
    let mut action = String::with_capacity(workflow.len() + 1 + name.len());
    push_lower_case(&mut action, workflow);
    action.push(':');
    push_lower_case(&mut action, name);
    action
}

fn push_lower_case(text: &mut String, name: &str) {
    if name.is_ascii() {
        text.push_str(name);
        let start = text.len() - name.len();
        text[start..].make_ascii_lowercase();
    } else {
        text.push_str(&name.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn location_is_that_of_the_call() {
        let (step, line) = (Step::new("w", "s"), line!());
        assert_eq!(
            (step.location().file(), step.location().line()),
            (file!(), line)
        );
    }

    #[test]
    fn action_is_lower_case_beyond_ascii() {
        assert_eq!(Step::new("Größe", "ÜBER").action(), "größe:über");
    }

    #[test]
    fn later_parents_replace_earlier_ones() {
        assert_eq!(
            Step::new("w", "s")
                .with_parents(["a"])
                .with_parents(["c", "b"])
                .parents(),
            ["c", "b"]
        );
    }

    #[test]
    fn sorting_is_by_the_whole_action() {
        let names = [
            "",
            "a",
            "ab",
            "a\0",
            "a\0b",
            "long-name-of-a-step",
            "long-name-of-a-step-2",
            "long-name-of-a-st",
            "é",
            "z",
        ];
        let all = names
            .iter()
            .flat_map(|workflow| names.map(|name| Step::new(*workflow, name)));
        let steps: Vec<Step> = all.collect();
        let mut expected = steps.clone();
        expected.sort_by(|one, other| one.sort_key().cmp(&other.sort_key()));
        // In several orders; 37 and the number of steps have no divisor in common.
        for first in 0..steps.len() {
            let places = (0..steps.len()).map(|place| (first + place * 37) % steps.len());
            let shuffled = places.map(|place| steps[place].clone()).collect();
            assert_eq!(Step::sorted(shuffled), expected);
        }
    }
}
