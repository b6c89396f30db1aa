//! What a worker registers for an annotated workflow.

use std::collections::BTreeMap;

use hatchet_client::hatchet_proto::v1::{CreateTaskOpts, CreateWorkflowVersionRequest};
use hatchet_client::{Client, Workflow};
use hatchet_compute::{Assignment, Declare, Plan, cloud};
use stand_in_engine::{Engine, Working};

use crate::failures::Fails;
use crate::placement::{Placed, label_of};
use crate::shop::{LARGE, Shop};
use crate::varieties::{Configured, Defaults, Keywords, Limited};

/// The definition that the engine receives, and the actions that the worker offers.
async fn registered(
    engine: &Engine,
    client: &Client,
    workflow: Workflow,
) -> (CreateWorkflowVersionRequest, Vec<String>) {
    let worker = client.worker("only").register(&workflow);
    Working::start(worker).await.stop().await;
    let mut record = engine.record();
    let definition = record.definitions.pop().expect("the workflow was put");
    let worker = record.workers.pop().expect("the worker registered");
    (definition, worker.actions)
}

async fn definition(workflow: Workflow) -> CreateWorkflowVersionRequest {
    let engine = Engine::start().await;
    registered(&engine, &engine.client(), workflow).await.0
}

/// The value of `what` for each step, by name.
fn of_each<T>(definition: &CreateWorkflowVersionRequest, what: impl Fn(&CreateTaskOpts) -> T) -> BTreeMap<&str, T> {
    let steps = definition.tasks.iter();
    steps.map(|step| (step.readable_id.as_str(), what(step))).collect()
}

/// The planned actions of this workflow.
fn planned(plan: &Plan, workflow: &str) -> Vec<String> {
    let steps = plan.steps().iter().filter(|step| step.workflow() == workflow);
    steps.map(|step| plan.action_of(step)).collect()
}

fn plan() -> Plan {
    Plan::collect().expect("the steps of this program make a plan")
}

#[tokio::test]
async fn the_workflow_has_what_its_attribute_says() {
    let definition = definition(Shop.declare(Assignment::Anywhere)).await;
    // The client lower-cases the name, like the actions.
    assert_eq!(definition.name, "shop");
    assert_eq!(definition.description, "sells tea");
    assert_eq!(definition.version, "v2");
    assert_eq!(definition.event_triggers, ["order:created", "order:changed"]);
    assert_eq!(definition.cron_triggers, ["0 3 * * *", "TZ=Europe/Berlin */5 8-18 * * mon-fri"]);
    assert_eq!(definition.cron_input.as_deref(), Some(r#"{"id":0,"items":["tea"]}"#));
}

#[tokio::test]
async fn what_configure_sets_reaches_the_engine() {
    let definition = definition(Limited.declare(Assignment::ByCompute)).await;
    let [limited, plain] = definition.tasks.as_slice() else {
        panic!("{definition:?}");
    };
    assert_eq!((limited.backoff_factor, limited.backoff_max_seconds), (Some(2.0), Some(1)));
    assert_eq!(limited.rate_limits.len(), 1);
    assert_eq!(limited.rate_limits[0].key, "mails");
    // And what the annotation says.
    assert_eq!((limited.retries, limited.timeout.as_str()), (2, "60s"));
    assert_eq!(limited.worker_labels[cloud::WORKER_LABEL].str_value(), label_of("limited:send"));
    assert_eq!((plain.backoff_factor, plain.rate_limits.len()), (None, 0));
}

#[tokio::test]
async fn a_step_for_failed_runs_is_registered_under_its_planned_action() {
    let plan = plan();
    let definition = definition(Fails::default().declare(Assignment::ByCompute)).await;
    assert_eq!(definition.tasks.len(), 1);
    let on_failure = definition.on_failure_task.expect("there is one");
    assert_eq!((on_failure.action.as_str(), on_failure.readable_id.as_str()), ("fails:on-fail", "On-Fail"));
    assert!(planned(&plan, "Fails").contains(&on_failure.action));
    let step = plan.steps().iter().find(|step| step.action() == "fails:on-fail").expect("it is planned");
    assert_eq!((step.on_failure(), step.compute()), (true, Some(&LARGE)));
    assert_eq!(on_failure.worker_labels[cloud::WORKER_LABEL].str_value(), label_of("fails:on-fail"));
}

#[tokio::test]
async fn the_steps_have_what_their_attributes_say() {
    let definition = definition(Shop.declare(Assignment::Anywhere)).await;
    let names: Vec<&str> = definition.tasks.iter().map(|step| &*step.readable_id).collect();
    assert_eq!(names, ["fetch", "Price-Items", "notify", "file"]);
    assert_eq!(
        of_each(&definition, |step| (step.timeout.clone(), step.retries)),
        BTreeMap::from([
            ("fetch", ("300s".to_owned(), 3)),
            ("Price-Items", ("5400s".to_owned(), 0)),
            ("notify", (String::new(), 0)),
            ("file", (String::new(), 1)),
        ])
    );
}

#[tokio::test]
async fn parents_come_from_parameters_and_from_the_list() {
    let definition = definition(Shop.declare(Assignment::Anywhere)).await;
    let parents = of_each(&definition, |step| {
        let mut parents = step.parents.clone();
        parents.sort_unstable();
        parents
    });
    let expected: BTreeMap<&str, Vec<String>> = [
        ("fetch", &[][..]),
        ("Price-Items", &["fetch"]),
        ("notify", &["Price-Items", "fetch"]),
        ("file", &["Price-Items", "fetch", "notify"]),
    ]
    .into_iter()
    .map(|(step, parents)| (step, parents.iter().map(|&parent| parent.to_owned()).collect()))
    .collect();
    assert_eq!(parents, expected);
    // The plan has the same parents.
    for step in plan().steps().iter().filter(|step| step.workflow() == "Shop") {
        let mut planned = step.parents().to_vec();
        planned.sort_unstable();
        assert_eq!(planned, parents[step.name()], "{}", step.name());
    }
}

#[tokio::test]
async fn the_actions_are_those_of_the_plan() {
    let engine = Engine::start().await;
    for (namespace, plan) in [("", plan()), ("Dev", plan().with_namespace("Dev").expect("it is a namespace"))] {
        let client = engine.client_in(namespace);
        let workflow = Shop.declare(Assignment::Anywhere);
        let (definition, mut served) = registered(&engine, &client, workflow).await;
        let mut put: Vec<String> = definition.tasks.into_iter().map(|step| step.action).collect();
        let mut planned = planned(&plan, "Shop");
        for actions in [&mut put, &mut served, &mut planned] {
            actions.sort_unstable();
        }
        assert_eq!(put.len(), 4);
        assert_eq!(put, planned);
        assert_eq!(served, planned);
    }
}

#[tokio::test]
async fn without_an_assignment_no_step_requires_a_label() {
    let definition = definition(Placed.declare(Assignment::Anywhere)).await;
    for step in &definition.tasks {
        assert!(step.worker_labels.is_empty(), "{step:?}");
    }
}

#[tokio::test]
async fn by_compute_the_steps_require_the_keys_of_the_plan() {
    let definition = definition(Placed.declare(Assignment::ByCompute)).await;
    let labels = of_each(&definition, |step| step.worker_labels.clone());
    let (small, large) = (label_of("placed:small"), label_of("placed:large"));
    assert_ne!(small, large);
    for (step, key) in [("small", &small), ("large", &large), ("again", &small)] {
        let label = &labels[step][cloud::WORKER_LABEL];
        assert!(label.required(), "{step}: {label:?}");
        assert_eq!(label.str_value(), key, "{step}");
        assert_eq!(labels[step].len(), 1, "{step}");
    }
    assert!(labels["anywhere"].is_empty());
}

#[tokio::test]
async fn a_step_that_is_compiled_out_is_not_registered() {
    let definition = definition(Configured.declare(Assignment::Anywhere)).await;
    let parents = of_each(&definition, |step| step.parents.clone());
    assert_eq!(parents, BTreeMap::from([("first", vec![]), ("last", vec!["first".to_owned()])]));
}

#[tokio::test]
async fn a_generic_workflow_has_one_name_for_all_types() {
    let workflow = Defaults::<u8>::default().declare(Assignment::Anywhere);
    assert_eq!(workflow.name(), "defaults");
    let definition = definition(workflow).await;
    assert_eq!(definition.tasks[0].action, "defaults:show");
}

/// The client sends whole seconds, so a timeout is rounded up: a step must not get less time than declared.
#[tokio::test]
async fn timeouts_are_rounded_up_to_seconds() {
    let definition = definition(Keywords.declare(Assignment::Anywhere)).await;
    let timeouts = of_each(&definition, |step| step.timeout.clone());
    assert_eq!(
        timeouts,
        BTreeMap::from([("type", "2s".to_owned()), ("match", "1s".to_owned()), ("both", String::new()),])
    );
}
