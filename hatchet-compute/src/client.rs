//! Declaring an annotated workflow to an engine, and what the generated code for `#[workflow(client = …)]` uses.
//!
//! Only the compiler knows the types of a step's parameters. Each of the three `Takes…` traits is a bound on one, so a
//! wrong type is an error there, with a message of this library. With [`Nothing`] each trait has two implementations
//! for every type; with one, rustc would infer the given type from it and complain about the call.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use hatchet_compute_core::Compute;

use crate::cloud::WORKER_LABEL;
use crate::plan::key_of;

/// A workflow that a client of the engine can run.
///
/// `#[workflow(client = path)]` implements it. `path` is the path of the crate `hatchet-client`, version 0.1, in the
/// program: this library does not depend on it. Every step becomes a task of the client's workflow, with its name, time
/// limit, retries and parents; the workflow has its events, crons, description and version. All steps share the value,
/// which is `Send + Sync + 'static`: a connection pool, for example, belongs in its fields.
///
/// The page [Running on an engine](crate::_engine) shows a whole program.
pub trait Declare {
    /// The client's workflow: `hatchet_client::Workflow`.
    type Workflow;

    /// The workflow as the client registers it on a worker.
    #[must_use = "a declared workflow runs nothing until it is registered on a worker"]
    fn declare(self, assignment: Assignment) -> Self::Workflow;
}

/// Which workers may run the steps of a workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Assignment {
    /// Every worker that registers the workflow runs all of its steps: for development.
    Anywhere,
    /// A step with compute runs only on workers with the label
    /// [`WORKER_LABEL`](crate::cloud::WORKER_LABEL) = [the key of its runtime config](crate::RuntimeConfig::key), other
    /// steps on every worker that registers the workflow. On Hatchet Cloud
    /// [`cloud::worker_label`](crate::cloud::worker_label) gives the label; on a self-hosted engine, you set it.
    ByCompute,
}

/// What a step declares to a client.
#[derive(Clone, Copy)]
pub struct StepOptions {
    name: &'static str,
    compute: Option<Compute>,
    retries: u32,
    timeout_seconds: Option<u64>,
    schedule_timeout_seconds: Option<u64>,
}

/// The options of a step: its name, machines, retries, and its time limits in whole seconds, which is what the client sends.
#[must_use]
pub const fn step_options(
    name: &'static str,
    compute: Option<Compute>,
    retries: u32,
    timeout_seconds: Option<u64>,
    schedule_timeout_seconds: Option<u64>,
) -> StepOptions {
    StepOptions { name, compute, retries, timeout_seconds, schedule_timeout_seconds }
}

impl StepOptions {
    /// A task with these options, made by the client's functions.
    #[allow(clippy::too_many_arguments)]
    pub fn set_on<Task, Label>(
        &self,
        assignment: Assignment,
        new: impl FnOnce(&'static str) -> Task,
        retries: impl FnOnce(Task, u32) -> Task,
        timeout: impl FnOnce(Task, Duration) -> Task,
        schedule_timeout: impl FnOnce(Task, Duration) -> Task,
        worker_label: impl FnOnce(Task, &'static str, Label) -> Task,
        requires: impl FnOnce(String) -> Label,
    ) -> Task {
        let mut task = retries(new(self.name), self.retries);
        if let Some(seconds) = self.timeout_seconds {
            task = timeout(task, Duration::from_secs(seconds));
        }
        if let Some(seconds) = self.schedule_timeout_seconds {
            task = schedule_timeout(task, Duration::from_secs(seconds));
        }
        match (assignment, &self.compute) {
            (Assignment::ByCompute, Some(compute)) => worker_label(task, WORKER_LABEL, requires(key_of(compute))),
            (Assignment::ByCompute, None) | (Assignment::Anywhere, _) => task,
        }
    }
}

/// What a step returns when it is awaited.
pub type Returned<'a, Output> = Pin<Box<dyn Future<Output = Output> + Send + 'a>>;

/// The call of a step's function.
pub fn call<'a, F: Future + Send + 'a>(returned: F) -> Returned<'a, F::Output> {
    Box::pin(returned)
}

/// A reference to the value that the steps of a workflow share.
pub struct Shared<This>(Arc<This>);

/// Another reference to the shared value.
pub fn share<This: Send + Sync + 'static>(this: &Arc<This>) -> Shared<This> {
    Shared(Arc::clone(this))
}

impl<This> Shared<This> {
    /// The handler of a step that takes no outputs.
    pub fn handler<Step, Context, Input, Output, StepError, Error>(
        self,
        step: Step,
    ) -> impl Fn(Context, Input) -> Returned<'static, Result<Output, Error>>
    + use<This, Step, Context, Input, Output, StepError, Error>
    where
        This: Send + Sync + 'static,
        Step: for<'a> Fn(&'a This, Context, Input) -> Returned<'a, Result<Output, StepError>>,
        Step: Send + Sync + 'static,
        Context: Send + 'static,
        Input: Send + 'static,
        Error: From<StepError>,
    {
        let shared = Arc::new((self.0, step));
        move |context, input| {
            let shared = Arc::clone(&shared);
            Box::pin(async move {
                let (this, step) = &*shared;
                step(this, context, input).await.map_err(Error::from)
            })
        }
    }

    /// The handler of a step that takes the outputs of its parents, which `read` takes from the context. An output that
    /// cannot be read cannot be read in the next attempt either, so `not_retried` makes the error.
    pub fn handler_with_outputs<Parents, Read, Step, Context, Input, Outputs, ReadError, Output, StepError, Error>(
        self,
        parents: &Parents,
        read: Read,
        not_retried: fn(String) -> Error,
        step: Step,
    ) -> impl Fn(Context, Input) -> Returned<'static, Result<Output, Error>>
    + use<This, Parents, Read, Step, Context, Input, Outputs, ReadError, Output, StepError, Error>
    where
        This: Send + Sync + 'static,
        Parents: Clone + Send + Sync + 'static,
        Read: Fn(&Context, &Parents) -> Result<Outputs, ReadError> + Send + Sync + 'static,
        Step: for<'a> Fn(&'a This, Context, Input, Outputs) -> Returned<'a, Result<Output, StepError>>,
        Step: Send + Sync + 'static,
        Context: Send + 'static,
        Input: Send + 'static,
        ReadError: ToString,
        Output: 'static,
        StepError: 'static,
        Error: From<StepError> + Send + 'static,
    {
        let parents = parents.clone();
        self.handler(move |this, context, input| {
            let outputs = read(&context, &parents).map_err(|error| not_retried(error.to_string()));
            let returned = outputs.map(|outputs| step(this, context, input, outputs));
            Box::pin(async move { returned?.await.map_err(Error::from) })
        })
    }
}

/// What no parameter is given.
pub struct Nothing<T>(T);

/// The type of a step's first parameter, which the client gives.
#[diagnostic::on_unimplemented(
    message = "the first parameter of a step is the client's `{Given}`, but this one is `{Self}`",
    label = "not the client's context",
    note = "a step takes its context first and its input second: `ctx: Context, input: Input`"
)]
pub trait TakesContext<Given> {
    /// The same value.
    fn take(given: Given) -> Self;
}

/// The client's context as the step takes it.
pub fn context<Taken: TakesContext<Given>, Given>(given: Given) -> Taken {
    Taken::take(given)
}

/// The type of a step's second parameter, which is that of its workflow.
#[diagnostic::on_unimplemented(
    message = "the steps of a workflow take one input, but this one takes `{Self}` and the first takes `{Given}`",
    label = "not `{Given}`",
    note = "a parameter after the input takes the output of the parent step with its name"
)]
pub trait TakesInput<Given> {
    /// The same value.
    fn take(given: Given) -> Self;
}

/// The workflow's input as the step takes it.
pub fn input<Taken: TakesInput<Given>, Given>(given: Given) -> Taken {
    Taken::take(given)
}

/// The type of a step's further parameters, each of which is that of a parent's output.
#[diagnostic::on_unimplemented(
    message = "this parameter takes `{Self}`, but the step with its name returns `{Given}`",
    label = "not `{Given}`"
)]
pub trait TakesOutput<Given> {
    /// The same value.
    fn take(given: Given) -> Self;
}

/// A parent's output as the step takes it.
pub fn output<Taken: TakesOutput<Given>, Given>(given: Given) -> Taken {
    Taken::take(given)
}

macro_rules! take_the_same_type {
    ($($trait:ident)+) => {$(
        impl<T> $trait<T> for T {
            fn take(given: T) -> T {
                given
            }
        }

        impl<T> $trait<Nothing<T>> for T {
            fn take(given: Nothing<T>) -> T {
                given.0
            }
        }
    )+};
}

take_the_same_type!(TakesContext TakesInput TakesOutput);

/// Takes the place of a declaration where a compile error says what is wrong with the workflow.
pub fn in_error<Unused, Workflow>(_: Unused) -> Workflow {
    unreachable!("a workflow with errors does not compile")
}
