//! A workflow whose steps ask for machines and return the worker that ran them.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Plan, step, workflow};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::shop::{LARGE, SMALL};

#[derive(Serialize, Deserialize)]
pub(crate) struct RanOn {
    pub(crate) worker: String,
}

impl RanOn {
    fn of(context: &Context) -> Self {
        let worker = context.worker_id().to_owned();
        Self { worker }
    }
}

pub(crate) struct Placed;

#[workflow(client = hatchet_client)]
impl Placed {
    #[step(compute = SMALL)]
    async fn small(&self, context: Context, _: Value) -> Result<RanOn, TaskError> {
        Ok(RanOn::of(&context))
    }

    #[step(compute = LARGE)]
    async fn large(&self, context: Context, _: Value, _small: RanOn) -> Result<RanOn, TaskError> {
        Ok(RanOn::of(&context))
    }

    #[step(compute = SMALL)]
    async fn again(&self, context: Context, _: Value, _large: RanOn) -> Result<RanOn, TaskError> {
        Ok(RanOn::of(&context))
    }

    /// Asks for no machines.
    #[step]
    async fn anywhere(&self, context: Context, _: Value) -> Result<RanOn, TaskError> {
        Ok(RanOn::of(&context))
    }
}

/// The label of the workers for an action, from the plan.
pub(crate) fn label_of(action: &str) -> String {
    let plan = Plan::collect().expect("the steps of this program make a plan");
    let mut configs = plan.runtime_configs().iter();
    let config = configs.find(|config| config.actions().iter().any(|one| one == action));
    config.expect("the step asks for machines").key()
}
