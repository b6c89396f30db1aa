//! The shapes of Hatchet's own example workflows: a DAG, a cron, a failure task, concurrency, retries, affinity,
//! timeouts, events, priority and stickiness. What an annotation has no key for is set by `configure`, or on the
//! client's workflow that `declare` returns.

use std::collections::BTreeMap;
use std::time::Duration;

use hatchet_client::{
    Concurrency, ConcurrencyLimitStrategy, Context, Priority, StickyStrategy, TaskBuilder, TaskError, Workflow,
};
use hatchet_compute::{Assignment, Compute, Declare, Plan, compute, step, workflow, workflows};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
const LARGE: Compute = compute! { cpu_kind = "performance", cpus = 4, memory_mb = 16384, regions = ["ewr"] };

#[derive(Serialize, Deserialize)]
struct Sum {
    number: u32,
}

/// A diamond: two steps at a time, then one that takes the outputs of both, then one that takes none.
struct Diamond;

#[workflow(client = hatchet_client, compute = SMALL)]
impl Diamond {
    #[step]
    async fn left(&self, _: Context, (): ()) -> Result<Sum, TaskError> {
        Ok(Sum { number: 1 })
    }

    #[step]
    async fn right(&self, _: Context, (): ()) -> Result<Sum, TaskError> {
        Ok(Sum { number: 2 })
    }

    #[step(compute = LARGE)]
    async fn join(&self, _: Context, (): (), left: Sum, right: Sum) -> Result<Sum, TaskError> {
        Ok(Sum { number: left.number + right.number })
    }

    #[step(parents = [left, join])]
    async fn report(&self, context: Context, (): ()) -> Result<(), TaskError> {
        Ok(context.log("joined").await?)
    }
}

/// Every night, and when somebody runs it with other tables.
struct Nightly;

#[workflow(client = hatchet_client, on_crons = ["0 3 * * *"], cron_input = vec!["sessions".to_owned(), "drafts".to_owned()])]
impl Nightly {
    #[step(compute = SMALL, timeout = "30m")]
    async fn clean(&self, _: Context, tables: Vec<String>) -> Result<Value, TaskError> {
        Ok(json!({ "tables": tables.len() }))
    }
}

/// A step that fails, and one that looks at why.
struct Payment;

#[workflow(client = hatchet_client, compute = SMALL)]
impl Payment {
    #[step]
    async fn charge(&self, _: Context, cents: u32) -> Result<Sum, std::io::Error> {
        Err(std::io::Error::other(format!("no {cents} cents")))
    }

    #[step(on_failure)]
    async fn refund(&self, context: Context, _: u32) -> Result<Value, TaskError> {
        Ok(json!({ "errors": context.step_run_errors() }))
    }
}

#[derive(Deserialize)]
struct Request {
    tenant: String,
}

/// At most five runs of a tenant at a time, the tenants in turn.
struct Tenants;

#[workflow(client = hatchet_client, compute = SMALL)]
impl Tenants {
    #[step]
    async fn answer(&self, _: Context, request: Request) -> Result<Value, TaskError> {
        Ok(json!({ "tenant": request.tenant }))
    }
}

/// Tried again until the third attempt, and never again after an input that is wrong.
struct Attempts;

#[workflow(client = hatchet_client, compute = SMALL, retries = 3)]
impl Attempts {
    #[step(configure = wait_longer_each_time)]
    async fn call(&self, context: Context, url: String) -> Result<Value, TaskError> {
        if url.is_empty() {
            return Err(TaskError::non_retryable("no URL"));
        }
        if context.retry_count() < 2 {
            return Err(std::io::Error::other("not yet").into());
        }
        Ok(json!({ "attempt": context.retry_count() }))
    }

    #[step(retries = 0)]
    async fn once(&self, _: Context, _: String, call: Value) -> Result<Value, TaskError> {
        Ok(call)
    }
}

fn wait_longer_each_time<I, O>(task: TaskBuilder<I, O>) -> TaskBuilder<I, O> {
    task.retry_backoff(2.0, 60)
}

/// Steps on different machines: the one that trains on the large one only.
struct Models;

#[workflow(client = hatchet_client)]
impl Models {
    #[step(compute = SMALL)]
    async fn load(&self, _: Context, (): ()) -> Result<Sum, TaskError> {
        Ok(Sum { number: 1 })
    }

    #[step(compute = LARGE)]
    async fn train(&self, _: Context, (): (), load: Sum) -> Result<Sum, TaskError> {
        Ok(load)
    }
}

/// One step may wait for a machine, another may run for long and asks for more time.
struct Limits;

#[workflow(client = hatchet_client, compute = SMALL)]
impl Limits {
    #[step(schedule_timeout = "10m", timeout = "4s")]
    async fn short(&self, _: Context, (): ()) -> Result<(), TaskError> {
        Ok(())
    }

    #[step(timeout = "1m30s")]
    async fn long(&self, context: Context, (): (), _short: ()) -> Result<(), TaskError> {
        context.refresh_timeout(Duration::from_secs(60)).await?;
        Ok(())
    }
}

#[derive(Deserialize)]
struct Signup {
    name: String,
}

/// Started by either of two events, urgent, and kept on one worker if it can be.
struct Welcome;

#[workflow(client = hatchet_client, on_events = ["user:create", "user:invite"], compute = SMALL, version = "v2")]
impl Welcome {
    #[step]
    async fn greet(&self, _: Context, user: Signup) -> Result<Value, TaskError> {
        Ok(json!({ "text": format!("Hello, {}", user.name) }))
    }

    #[step]
    async fn send(&self, context: Context, _: Signup, greet: Value) -> Result<(), TaskError> {
        Ok(context.log(greet.to_string()).await?)
    }
}

/// All workflows, as a worker registers them.
fn declared(assignment: Assignment) -> Vec<Workflow> {
    let per_tenant = Concurrency::expr("input.tenant").max_runs(5);
    let per_tenant = per_tenant.strategy(ConcurrencyLimitStrategy::GroupRoundRobin);
    vec![
        Diamond.declare(assignment),
        Nightly.declare(assignment),
        Payment.declare(assignment),
        Tenants.declare(assignment).concurrency(per_tenant),
        Attempts.declare(assignment),
        Models.declare(assignment),
        Limits.declare(assignment),
        Welcome.declare(assignment).default_priority(Priority::High).sticky(StickyStrategy::Soft),
    ]
}

#[test]
fn all_are_declared_and_planned() {
    for assignment in [Assignment::Anywhere, Assignment::ByCompute] {
        let names: Vec<String> = declared(assignment).iter().map(|workflow| workflow.name().to_owned()).collect();
        let expected = ["Diamond", "Nightly", "Payment", "Tenants", "Attempts", "Models", "Limits", "Welcome"];
        assert_eq!(names, expected);
    }
    let plan = Plan::collect().expect("the steps make a plan");
    let machines: BTreeMap<String, usize> =
        plan.runtime_configs().iter().map(|config| (config.key(), config.actions().len())).collect();
    assert_eq!(machines, [("performance-4x16384-ewr".to_owned(), 2), ("shared-1x1024".to_owned(), 14)].into());
    assert_eq!(plan.steps_without_compute().count(), 0);

    let step = |action: &str| plan.steps().iter().find(|step| step.action() == action).expect(action);
    assert_eq!(step("diamond:join").parents(), ["left", "right"]);
    assert_eq!(step("diamond:report").parents(), ["left", "join"]);
    assert_eq!((step("attempts:call").retries(), step("attempts:once").retries()), (3, 0));
    assert_eq!(step("limits:short").schedule_timeout(), Some(Duration::from_secs(600)));
    assert_eq!(step("limits:long").timeout(), Some(Duration::from_secs(90)));
    assert!(step("payment:refund").on_failure() && !step("payment:charge").on_failure());
    let welcome = workflows().iter().find(|workflow| workflow.name() == "Welcome").expect("it is a workflow");
    assert_eq!(welcome.on_events(), ["user:create", "user:invite"]);
}
