//! Workflows whose steps count and fail.

use std::io;
use std::sync::Arc;

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};
use serde_json::{Value, json};
use tokio::sync::watch;

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

/// Passes a number to its child, although the engine passes only objects.
pub(crate) struct Bare;

#[workflow(client = hatchet_client)]
impl Bare {
    #[step]
    async fn number(&self, _: Context, _: Value) -> Result<u32, TaskError> {
        Ok(7)
    }

    #[step(retries = 3)]
    async fn next(&self, _: Context, _: Value, number: u32) -> Result<Value, TaskError> {
        Ok(json!({ "next": number + 1 }))
    }
}
