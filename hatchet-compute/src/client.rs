//! Declaring an annotated workflow to an engine, and what the generated code for `#[workflow(client = …)]` uses.
//!
//! Rustc's errors would show any function here that has a bound on a type of a step. So the generated code calls trait
//! methods by their paths, and the client's functions; what [`handler`] requires is checked before, at the same place.
#![allow(clippy::missing_errors_doc, clippy::missing_panics_doc, reason = "most of this is for generated code only")]

mod error;
#[doc(hidden)]
mod json;

use std::any::Any;
use std::borrow::Borrow;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use hatchet_compute_core::Compute;

pub use self::error::{DowncastRef, StepError, StepFailure, WithText};
pub use self::json::{JsonResult, NotSerializable, Output};
use crate::cloud::WORKER_LABEL;
use crate::plan::key_of;

/// A workflow that a client of the engine can run.
///
/// `#[workflow(client = path)]` implements it. `path` is the path of the crate `hatchet-client`, version 0.1, in the
/// program: this library does not depend on it. Every step becomes a task of the client's workflow, with its name, time
/// limit, retries and parents; the workflow has its events, crons, description and version. All steps share `self`,
/// which must be `Send + Sync + 'static`: a connection pool, for example, belongs in its fields.
///
/// The client's other options are set on the returned workflow (`concurrency`, `default_priority`, `on_success` and
/// more), or on the task of a step with `configure = path`. With `sticky` on the workflow the engine ignores the labels
/// of [`Assignment::ByCompute`], so steps run on any machine.
///
/// The page [Running on an engine](crate::_engine) shows a whole program.
pub trait Declare {
    /// The client's workflow: `hatchet_client::Workflow`.
    type Workflow;

    /// The workflow as the client registers it on a worker.
    ///
    /// # Panics
    ///
    /// If the value of `cron_input` cannot be written as JSON.
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
    /// [`WORKER_LABEL`](crate::cloud::WORKER_LABEL) = [the key of its runtime config](crate::RuntimeConfig::key); other
    /// steps run on any worker that registers the workflow. On Hatchet Cloud
    /// [`cloud::worker_label`](crate::cloud::worker_label) gives the label; on a self-hosted engine, you set it.
    ByCompute,
}

/// What a step declares to a client, which sends time limits in whole seconds.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct TaskOptions {
    pub name: &'static str,
    pub compute: Option<Compute>,
    pub retries: u32,
    pub timeout_seconds: Option<u64>,
    pub schedule_timeout_seconds: Option<u64>,
}

impl TaskOptions {
    /// Makes a task with these options, by the client's functions.
    #[allow(clippy::too_many_arguments)]
    pub fn new_task<Task, Label>(
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

    /// Rejects an output that other steps wait for if it is a number, a list, a string or a boolean: the engine passes
    /// them only objects, so it would never start them, and the run would never end.
    pub fn check(&self, written: JsonResult) -> Result<(), String> {
        let text = written.unwrap_or_default();
        // With features that any crate of a program may enable, these types of serde_json are written as objects.
        let of_serde_json = ["{\"$serde_json::private::Number\":\"", "{\"$serde_json::private::RawValue\":\""];
        let inside = of_serde_json.iter().find_map(|start| text.strip_prefix(start)).unwrap_or(&text);
        let what = match inside.trim_start_matches('\\').bytes().next() {
            // The client reports an output that cannot be written.
            None | Some(b'{' | b'n') => return Ok(()),
            Some(b'[') => "a list",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(_) => "a number",
        };
        Err(format!(
            "step `{}` returned {what}, but other steps wait for it, and the engine passes them only objects; return a \
             struct, a map or `()`",
            self.name
        ))
    }
}

/// Accepts any output of a step that no others wait for.
pub fn no_check<Output>(_: &Output) -> Result<(), String> {
    Ok(())
}

/// Converts a value of `cron_input` to a client's type, by way of JSON; panics if it cannot be written as JSON.
pub fn cron_input<Value: FromStr>(written: JsonResult) -> Value {
    let text = written.unwrap_or_else(|error| panic!("`cron_input` cannot be written as JSON: {error}"));
    text.parse().unwrap_or_else(|_| panic!("`cron_input` cannot be written as JSON"))
}

/// What a step returns when it is awaited.
pub type Returned<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The value of a workflow. With this type, rustc's errors about what threads cannot share name only std's types.
pub type SharedValue<This> = Arc<dyn Borrow<This> + Send + Sync>;

/// What all steps of a workflow share: its value, and the client's functions for errors that are retried or not.
#[doc(hidden)]
pub struct Steps<This, Error> {
    pub value: SharedValue<This>,
    pub retried: fn(String) -> Error,
    pub not_retried: fn(String) -> Error,
    pub is_retried: fn(&Error) -> bool,
}

/// An empty list of a type's values: only the type is checked.
pub const fn none<'a, T>() -> &'a [T; 0] {
    &[]
}

impl<This, Error> Steps<This, Error> {
    /// `self`, if an input can be sent between threads. Without this, rustc's error would show a bound of [`handler`].
    pub fn with_input(&self, _: &(dyn Any + Send)) -> &Self {
        self
    }
}

/// The client's handler of a step: it calls the step's function, checks the output, and turns the function's error,
/// which may have one of the client's `inside`, into the client's. What `call` and `check` reject is not retried.
pub fn handler<This, Context, Input, Output, StepError, Error, Call, Check, Inside, Failed>(
    steps: &Steps<This, Error>,
    call: Call,
    check: Check,
    inside: Inside,
    failed: Failed,
) -> impl Fn(Context, Input) -> Returned<'static, Result<Output, Error>>
+ use<This, Context, Input, Output, StepError, Error, Call, Check, Inside, Failed>
where
    This: 'static,
    Call: for<'a> Fn(&'a This, Context, Input) -> Result<Returned<'a, Result<Output, StepError>>, String>,
    Call: Send + Sync + 'static,
    Check: Fn(&Output) -> Result<(), String> + Send + Sync + 'static,
    Inside: Fn(&StepError) -> Option<&Error> + Send + Sync + 'static,
    Failed: Fn(StepFailure<StepError, Error>) -> Error + Send + Sync + 'static,
    Context: Send + 'static,
    Input: Send + 'static,
    Error: Send + 'static,
{
    let (retried, not_retried, is_retried) = (steps.retried, steps.not_retried, steps.is_retried);
    let shared = Arc::new((Arc::clone(&steps.value), call, check, inside, failed));
    move |context, input| {
        let shared = Arc::clone(&shared);
        Box::pin(async move {
            let (value, call, check, inside, failed) = &*shared;
            let returned = call((**value).borrow(), context, input).map_err(not_retried)?;
            let output = returned.await.map_err(|error| {
                let new = if inside(&error).is_none_or(is_retried) { retried } else { not_retried };
                failed(StepFailure { error, new })
            })?;
            check(&output).map_err(not_retried)?;
            Ok(output)
        })
    }
}

/// The output of a parent, or why it cannot be read.
pub fn given<T>(output: Result<T, impl ToString>) -> Result<T, String> {
    output.map_err(|error| error.to_string())
}

/// Stands in for a declaration when a compile error says what is wrong with the workflow.
pub fn in_error<Unused, Workflow>(_: Unused) -> Workflow {
    unreachable!("a workflow with errors does not compile")
}
