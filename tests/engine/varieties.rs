//! Workflows with less common types and steps.

use std::fmt::Display;
use std::marker::PhantomData;

use hatchet_client::{Context, RateLimit, TaskBuilder, TaskError};
use hatchet_compute::{step, workflow};
use serde_json::{Value, json};

use crate::shop::SMALL;

/// One of its steps is compiled out.
pub(crate) struct Configured;

#[workflow(client = hatchet_client)]
impl Configured {
    #[step]
    async fn first(&self, _: Context, _: Value) -> Result<Value, TaskError> {
        Ok(json!({ "steps": ["first"] }))
    }

    #[cfg(any())]
    #[step(retries = 9)]
    async fn gone(&self, _: Context, _: Value, first: Value) -> Result<Value, TaskError> {
        Ok(first)
    }

    #[step]
    async fn last(&self, _: Context, _: Value, mut first: Value) -> Result<Value, TaskError> {
        if let Some(steps) = first["steps"].as_array_mut() {
            steps.push("last".into());
        }
        Ok(first)
    }
}

/// A generic workflow, for any type with a default.
#[derive(Default)]
pub(crate) struct Defaults<T>(PhantomData<fn() -> T>);

#[workflow(client = hatchet_client, name = "defaults")]
impl<T: Default + Display + 'static> Defaults<T> {
    #[step]
    async fn show(&self, _: Context, _: Value) -> Result<Value, TaskError> {
        Ok(json!({ "default": T::default().to_string() }))
    }
}

/// Steps without a receiver, named like keywords.
pub(crate) struct Keywords;

#[workflow(client = hatchet_client)]
impl Keywords {
    #[step(timeout = "1500ms")]
    async fn r#type(_: Context, input: Value) -> Result<Value, TaskError> {
        Ok(json!({ "type": input["of"] }))
    }

    #[step(timeout = "1ms", parents = [r#type])]
    async fn r#match(_context: Context, _: Value) -> Result<Value, TaskError> {
        Ok(json!({ "matches": true }))
    }

    #[step]
    async fn both(_: Context, _: Value, r#type: Value, _match: Value) -> Result<Value, TaskError> {
        Ok(r#type)
    }
}

/// A step with what only the client has.
pub(crate) struct Limited;

fn limits<I, O>(task: TaskBuilder<I, O>) -> TaskBuilder<I, O> {
    task.retry_backoff(2.0, 1).rate_limit(RateLimit::new("mails", 1))
}

#[workflow(client = hatchet_client)]
impl Limited {
    #[step(compute = SMALL, retries = 2, timeout = "1m", configure = limits)]
    async fn send(&self, _: Context, _: Value) -> Result<(), TaskError> {
        Ok(())
    }

    #[step(configure = std::convert::identity)]
    async fn plain(&self, _: Context, _: Value) -> Result<(), TaskError> {
        Ok(())
    }
}

/// Steps that return nothing to the steps that wait for them.
pub(crate) struct Nothing;

#[workflow(client = hatchet_client)]
impl Nothing {
    #[step]
    async fn unit(&self, _: Context, _: Value) -> Result<(), TaskError> {
        Ok(())
    }

    #[step]
    async fn absent(&self, _: Context, _: Value) -> Result<Option<Value>, TaskError> {
        Ok(None)
    }

    #[step]
    async fn last(&self, _: Context, _: Value, _unit: (), absent: Option<Value>) -> Result<Value, TaskError> {
        Ok(json!({ "absent": absent }))
    }
}
