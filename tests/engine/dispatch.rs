//! What only the stand-in engine records: which worker got which action, when, and with which payload.

use hatchet_client::{Client, Error, Workflow};
use hatchet_compute::{Assignment, Declare, cloud};
use serde_json::{Value, json};
use stand_in_engine::{Assignment as Given, Engine, Working, in_time, run, trigger};

use crate::failures::{Bare, Flaky};
use crate::placement::{Placed, label_of};
use crate::shop::Shop;

async fn worker_for(client: &Client, workflow: &Workflow, name: &str, action: &str) -> Working {
    let worker = client.worker(name).register(workflow);
    Working::start(worker.label(cloud::WORKER_LABEL, label_of(action))).await
}

fn payload(given: &Given) -> Value {
    serde_json::from_str(&given.action.action_payload).expect("a payload is JSON")
}

#[tokio::test]
async fn each_step_is_given_once_with_the_input_and_its_parents() {
    let engine = Engine::start().await;
    let client = engine.client();
    let workflow = Shop.declare(Assignment::Anywhere);
    let worker = Working::start(client.worker("only").register(&workflow)).await;
    let order = json!({ "id": 1, "items": ["tea"] });
    run(&workflow, &client, &order).await.expect("the run succeeds");
    worker.stop().await;

    let record = engine.record();
    assert_eq!(record.given_to("only"), ["shop:fetch", "shop:price-items", "shop:notify", "shop:file"]);
    let payloads: Vec<Value> = record.assignments.iter().map(payload).collect();
    for payload in &payloads {
        assert_eq!(payload["input"], order);
    }
    let fetched = json!({ "of_order": 1, "items": ["tea"] });
    let priced = json!({ "next_order": 2, "cents": 250 });
    assert_eq!(payloads[0]["parents"], json!({}));
    assert_eq!(payloads[1]["parents"], json!({ "fetch": fetched }));
    assert_eq!(payloads[2]["parents"], json!({ "fetch": fetched, "Price-Items": priced }));
}

#[tokio::test]
async fn a_worker_is_not_given_the_work_of_other_machines() {
    let engine = Engine::start().await;
    let client = engine.client();
    let workflow = Placed.declare(Assignment::ByCompute);
    // The engine prefers the worker that registered first: without labels it would get every step.
    let large = worker_for(&client, &workflow, "large", "placed:large").await;
    let small = worker_for(&client, &workflow, "small", "placed:small").await;
    run(&workflow, &client, &json!({})).await.expect("the run succeeds");
    let record = engine.record();
    assert_eq!(record.given_to("large"), ["placed:anywhere", "placed:large"]);
    assert_eq!(record.given_to("small"), ["placed:small", "placed:again"]);
    large.stop().await;
    small.stop().await;
}

#[tokio::test]
async fn a_step_without_a_worker_for_it_is_not_given_to_another() {
    let engine = Engine::start().await;
    let client = engine.client();
    let workflow = Placed.declare(Assignment::ByCompute);
    let small = worker_for(&client, &workflow, "small", "placed:small").await;
    let unlabelled = Working::start(client.worker("unlabelled").register(&workflow)).await;
    let run = trigger(&workflow, &client, &json!({})).await;
    // Two steps start and end. The large one is next.
    let record = engine.wait_until("what small workers may do", |record| record.reports.len() == 4).await;
    assert!(!record.assignments.iter().any(|given| given.action.action_id == "placed:large"));
    let large = worker_for(&client, &workflow, "large", "placed:large").await;
    in_time(run.result()).await.expect("the run succeeds");
    let record = engine.record();
    assert_eq!(record.given_to("large"), ["placed:large"]);
    assert!(record.given_to("unlabelled").is_empty());
    for worker in [small, unlabelled, large] {
        worker.stop().await;
    }
}

#[tokio::test]
async fn children_of_a_failed_step_are_not_given_to_anyone() {
    let engine = Engine::start().await;
    let client = engine.client();
    let workflow = Flaky::default().declare(Assignment::Anywhere);
    let worker = Working::start(client.worker("only").register(&workflow)).await;
    let result = run(&workflow, &client, &json!({})).await;
    assert!(matches!(result, Err(Error::RunFailed { .. })), "{result:?}");
    worker.stop().await;

    let record = engine.record();
    assert_eq!(record.given_to("only"), ["flaky:flaky", "flaky:flaky"]);
    let tries: Vec<i32> = record.assignments.iter().map(|given| given.action.retry_count).collect();
    assert_eq!(tries, [0, 1]);
}

#[tokio::test]
async fn a_cron_starts_a_run_with_its_input() {
    let engine = Engine::start().await;
    let client = engine.client();
    let worker = Working::start(client.worker("only").register(&Shop.declare(Assignment::Anywhere))).await;
    engine.start_cron("shop");
    let record = engine.wait_until("all steps", |record| record.reports.len() == 8).await;
    assert_eq!(payload(&record.assignments[0])["input"], json!({ "id": 0, "items": ["tea"] }));
    worker.stop().await;
}

#[tokio::test]
async fn the_engine_rejects_other_names_of_workers() {
    let engine = Engine::start().await;
    let workflow = Placed.declare(Assignment::ByCompute);
    let worker = engine.client().worker("placed:small").register(&workflow).build().await;
    let error = worker.expect_err("it is not a name").to_string();
    assert!(error.contains("`placed:small` is not a name"), "{error}");
}

/// What would hang without this library's check.
#[tokio::test]
async fn a_number_of_a_step_with_children_is_not_sent_as_its_output() {
    let engine = Engine::start().await;
    let client = engine.client();
    let workflow = Bare::default().declare(Assignment::Anywhere);
    let worker = Working::start(client.worker("only").register(&workflow)).await;
    let result = run(&workflow, &client, &json!({ "output": 7 })).await;
    assert!(matches!(result, Err(Error::RunFailed { .. })), "{result:?}");
    worker.stop().await;
    assert_eq!(engine.record().given_to("only"), ["bare:any"]);
}
