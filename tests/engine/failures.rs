//! Workflows whose steps count and fail.

use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use std::sync::Arc;

use anyhow::Context as _;
use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::shop::{LARGE, SMALL};

/// A counter of runs that the test can read.
#[derive(Clone, Default)]
pub(crate) struct Count(Arc<watch::Sender<u32>>);

impl Count {
    pub(crate) fn value(&self) -> u32 {
        *self.0.borrow()
    }

    /// Waits until the counter reaches this value.
    pub(crate) async fn reaches(&self, value: u32) {
        let mut counted = self.0.subscribe();
        let reached = counted.wait_for(|count| *count >= value).await;
        reached.expect("the counter is still there");
    }

    fn increase(&self) -> u32 {
        self.0.send_modify(|count| *count += 1);
        self.value()
    }
}

/// Its steps share a counter.
#[derive(Default)]
pub(crate) struct Counting {
    pub(crate) count: Count,
}

#[workflow(client = hatchet_client, on_events = ["count"])]
impl Counting {
    #[step]
    async fn first(&self, _: Context, _: Value) -> Result<Value, TaskError> {
        Ok(json!({ "count": self.count.increase() }))
    }

    #[step]
    async fn second(&self, _: Context, _: Value, first: Value) -> Result<Value, TaskError> {
        Ok(json!({ "before": first["count"], "count": self.count.increase() }))
    }
}

/// Fails every time with a retryable error.
#[derive(Default)]
pub(crate) struct Flaky {
    pub(crate) tried: Count,
    pub(crate) went_on: Count,
}

#[workflow(client = hatchet_client)]
impl Flaky {
    #[step(retries = 1)]
    async fn flaky(&self, _: Context, _: Value) -> Result<Value, TaskError> {
        let tried = self.tried.increase();
        Err(TaskError::new(format!("not today, try {tried}")))
    }

    #[step]
    async fn by_output(&self, _: Context, _: Value, flaky: Value) -> Result<Value, TaskError> {
        self.went_on.increase();
        Ok(flaky)
    }

    #[step(parents = [by_output])]
    async fn by_list(&self, _: Context, input: Value) -> Result<Value, TaskError> {
        self.went_on.increase();
        Ok(input)
    }
}

/// Fails with an error that is not retried.
#[derive(Default)]
pub(crate) struct Hopeless {
    pub(crate) tried: Count,
}

#[workflow(client = hatchet_client)]
impl Hopeless {
    #[step(retries = 3)]
    async fn hopeless(&self, _: Context, _: Value) -> Result<Value, TaskError> {
        self.tried.increase();
        Err(TaskError::non_retryable("never"))
    }
}

/// Fails with an error type that is not the client's.
pub(crate) struct Foreign;

#[workflow(client = hatchet_client)]
impl Foreign {
    #[step]
    async fn read(&self, _: Context, _: Value) -> Result<Value, io::Error> {
        Err(io::Error::other("the disk is full"))
    }
}

/// Returns what its input says, to a child.
#[derive(Default)]
pub(crate) struct Bare {
    pub(crate) tried: Count,
}

#[workflow(client = hatchet_client)]
impl Bare {
    #[step(retries = 3)]
    async fn any(&self, _: Context, input: Value) -> Result<Value, TaskError> {
        self.tried.increase();
        Ok(input["output"].clone())
    }

    #[step(parents = [any])]
    async fn next(_: Context, _: Value) -> Result<u32, TaskError> {
        Ok(7)
    }
}

/// The worker of the step for failed runs, and the errors that it was given.
type Seen = (String, BTreeMap<String, String>);

/// Fails, and another step sees why.
#[derive(Clone, Default)]
pub(crate) struct Fails {
    pub(crate) seen: Arc<watch::Sender<Option<Seen>>>,
}

#[workflow(client = hatchet_client)]
impl Fails {
    #[step(compute = SMALL)]
    async fn charge(_: Context, _: Value) -> Result<(), TaskError> {
        Err(TaskError::non_retryable("no money"))
    }

    #[step(on_failure, name = "On-Fail", compute = LARGE)]
    async fn on_fail(&self, context: Context, _: Value) -> Result<u32, TaskError> {
        let errors = context.step_run_errors().clone();
        self.seen.send_replace(Some((context.worker_id().to_owned(), errors)));
        Ok(1)
    }
}

/// Fails with an error of each type that a step may have.
#[derive(Default)]
pub(crate) struct Errors {
    pub(crate) tried: Count,
    /// Attempts of the steps that are not to be retried.
    pub(crate) tried_once: Count,
}

#[workflow(client = hatchet_client, retries = 1)]
impl Errors {
    #[step]
    async fn text(&self, _: Context, _: Value) -> Result<(), String> {
        self.tried.increase();
        Err("a text".to_owned())
    }

    #[step]
    async fn literal(&self, _: Context, _: Value) -> Result<(), &'static str> {
        self.tried.increase();
        Err("a literal")
    }

    #[step]
    async fn boxed(&self, _: Context, _: Value) -> Result<(), Box<dyn Error + Send + Sync>> {
        self.tried.increase();
        "7x".parse::<u32>()?;
        Ok(())
    }

    #[step]
    async fn any(&self, _: Context, _: Value) -> anyhow::Result<()> {
        self.tried.increase();
        Err(io::Error::other("the disk is full")).context("cannot write")
    }

    #[step]
    async fn hopeless(&self, _: Context, _: Value) -> anyhow::Result<()> {
        self.tried_once.increase();
        Err(anyhow::Error::msg(TaskError::non_retryable("never")))
    }

    #[step]
    async fn in_context(&self, _: Context, _: Value) -> anyhow::Result<()> {
        self.tried_once.increase();
        Err(anyhow::Error::msg(TaskError::non_retryable("not ever"))).context("while charging")
    }

    #[step]
    async fn client(&self, _: Context, _: Value) -> Result<(), TaskError> {
        self.tried_once.increase();
        Err(TaskError::non_retryable("no"))
    }
}
