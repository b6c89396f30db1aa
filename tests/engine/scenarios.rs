//! What must hold on any engine, checked by the outputs and errors of runs.

use hatchet_client::{Client, Error, PushOpts, TaskFailure, Workflow};
use hatchet_compute::{Assignment, Declare, cloud};
use serde_json::{Value, json};
use stand_in_engine::{Working, in_time, run, trigger};

use crate::failures::{Bare, Counting, Errors, Fails, Flaky, Foreign, Hopeless};
use crate::placement::{Placed, RanOn, label_of};
use crate::shop::{Fetched, Notice, Priced, Shop};
use crate::varieties::{Configured, Defaults, Keywords, Nothing};

/// A worker without labels, for this workflow only.
async fn worker(client: &Client, workflow: &Workflow) -> Working {
    Working::start(client.worker("only").register(workflow)).await
}

/// A worker for the machines of an action.
async fn worker_for(client: &Client, workflow: &Workflow, action: &str) -> Working {
    let key = label_of(action);
    // The key of the machines is a name that the engine accepts; `placed:small` is none.
    let worker = client.worker(&key).register(workflow);
    Working::start(worker.label(cloud::WORKER_LABEL, key)).await
}

pub(crate) async fn every_step_is_given_the_input_and_what_its_parents_returned(client: &Client) {
    let workflow = Shop.declare(Assignment::Anywhere);
    let worker = worker(client, &workflow).await;
    let order = json!({ "id": 7, "items": ["tea", "cake", "tea"] });
    let result = run(&workflow, client, &order).await.expect("the run succeeds");

    let items = ["tea", "cake", "tea"].map(str::to_owned).to_vec();
    let fetched = Fetched { of_order: 7, items };
    assert_eq!(result.output_by_name::<Fetched>("fetch").expect("there is one"), fetched);
    let priced: Priced = result.output_by_name("Price-Items").expect("there is one");
    assert_eq!(priced, Priced { next_order: 8, cents: 500 });
    let notice: Notice = result.output_by_name("notify").expect("there is one");
    assert_eq!(notice.text, "500 or 1000");
    assert_eq!(result.output_by_name::<Fetched>("file").expect("there is one"), fetched);
    worker.stop().await;
}

pub(crate) async fn steps_that_return_nothing_give_that_to_their_children(client: &Client) {
    let workflow = Nothing.declare(Assignment::Anywhere);
    let worker = worker(client, &workflow).await;
    let result = run(&workflow, client, &json!({})).await.expect("the run succeeds");
    assert_eq!(result.output_by_name::<Value>("last").expect("there is one"), json!({ "absent": null }));
    worker.stop().await;
}

pub(crate) async fn an_event_runs_the_workflow(client: &Client) {
    let counting = Counting::default();
    let (count, workflow) = (counting.count.clone(), counting.declare(Assignment::Anywhere));
    let worker = worker(client, &workflow).await;
    let (events, input) = (client.events(), json!({}));
    let pushed = events.push("count", &input, PushOpts::default());
    in_time(pushed).await.expect("the engine takes the event");
    in_time(count.reaches(2)).await;
    worker.stop().await;
}

pub(crate) async fn the_steps_share_the_value_that_was_declared(client: &Client) {
    let counting = Counting::default();
    let (count, workflow) = (counting.count.clone(), counting.declare(Assignment::Anywhere));
    let worker = worker(client, &workflow).await;
    for before in [0, 2] {
        let result = run(&workflow, client, &json!({})).await.expect("the run succeeds");
        let second: Value = result.output_by_name("second").expect("there is one");
        assert_eq!(second, json!({ "before": before + 1, "count": before + 2 }));
    }
    assert_eq!(count.value(), 4);
    worker.stop().await;
}

/// The failures of a run that must fail.
async fn failures(workflow: &Workflow, client: &Client) -> Vec<TaskFailure> {
    let worker = worker(client, workflow).await;
    let result = run(workflow, client, &json!({})).await;
    worker.stop().await;
    match result {
        Err(Error::RunFailed { errors, .. }) => errors,
        other => panic!("the run does not fail: {other:?}"),
    }
}

pub(crate) async fn a_failing_step_is_tried_again_and_ends_its_children(client: &Client) {
    let flaky = Flaky::default();
    let (tried, went_on) = (flaky.tried.clone(), flaky.went_on.clone());
    let errors = failures(&flaky.declare(Assignment::Anywhere), client).await;
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].task_name, "flaky");
    assert!(errors[0].message.contains("not today, try 2"), "{errors:?}");
    assert_eq!((tried.value(), went_on.value()), (2, 0));
}

pub(crate) async fn a_step_that_may_not_be_tried_again_is_not(client: &Client) {
    let hopeless = Hopeless::default();
    let tried = hopeless.tried.clone();
    let errors = failures(&hopeless.declare(Assignment::Anywhere), client).await;
    assert!(errors[0].message.contains("never"), "{errors:?}");
    assert_eq!(tried.value(), 1);
}

pub(crate) async fn an_error_of_any_type_is_reported(client: &Client) {
    let errors = failures(&Foreign.declare(Assignment::Anywhere), client).await;
    assert!(errors[0].message.contains("the disk is full"), "{errors:?}");
}

pub(crate) async fn errors_of_all_types_are_reported_and_keep_their_mark(client: &Client) {
    let errors = Errors::default();
    let (tried, tried_once) = (errors.tried.clone(), errors.tried_once.clone());
    let failed = failures(&errors.declare(Assignment::Anywhere), client).await;
    let mut messages: Vec<(&str, &str)> =
        failed.iter().map(|failure| (&*failure.task_name, failure.message.trim_matches('"'))).collect();
    messages.sort_unstable();
    let expected = [
        ("any", "cannot write: the disk is full"),
        ("boxed", "invalid digit found in string"),
        ("client", "no"),
        ("hopeless", "never"),
        ("in_context", "while charging: not ever"),
        ("literal", "a literal"),
        ("text", "a text"),
    ];
    for (message, (step, text)) in messages.iter().zip(expected) {
        assert_eq!(message.0, step);
        assert!(message.1.contains(text), "{messages:?}");
    }
    assert_eq!((messages.len(), tried_once.value()), (7, 3));
    // Twice each; a busy engine may give out an attempt once more.
    assert!(tried.value() >= 8, "{}", tried.value());
}

/// The engine gives the children of a step only objects: otherwise it never starts them, and the run does not end.
pub(crate) async fn an_output_that_is_not_an_object_fails_its_step_at_once(client: &Client) {
    for (output, what) in [
        (json!(7), "a number"),
        (json!([{ "a": 1 }]), "a list"),
        (json!("null"), "a string"),
        (json!(true), "a boolean"),
    ] {
        let bare = Bare::default();
        let tried = bare.tried.clone();
        let workflow = bare.declare(Assignment::Anywhere);
        let worker = worker(client, &workflow).await;
        let result = run(&workflow, client, &json!({ "output": output })).await;
        worker.stop().await;
        let Err(Error::RunFailed { errors, .. }) = result else {
            panic!("the run does not fail: {result:?}");
        };
        assert_eq!((errors.len(), errors[0].task_name.as_str()), (1, "any"), "{errors:?}");
        let message = format!(
            "step `any` returned {what}, but other steps wait for it, and the engine passes them only objects; return a \
             struct, a map or `()`"
        );
        assert!(errors[0].message.contains(&message), "{errors:?}");
        assert_eq!(tried.value(), 1);
    }
    let workflow = Bare::default().declare(Assignment::Anywhere);
    let worker = worker(client, &workflow).await;
    for output in [json!(null), json!({}), json!({ "a": 1 })] {
        let result = run(&workflow, client, &json!({ "output": output })).await.expect("the run succeeds");
        // That of a step without children may be anything.
        assert_eq!(result.output_by_name::<u32>("next").expect("there is one"), 7);
    }
    worker.stop().await;
}

pub(crate) async fn a_step_for_failed_runs_runs_on_its_machines(client: &Client) {
    let fails = Fails::default();
    let (mut seen, workflow) = (fails.seen.subscribe(), fails.declare(Assignment::ByCompute));
    let small = worker_for(client, &workflow, "fails:charge").await;
    let large = worker_for(client, &workflow, "fails:on-fail").await;
    let run = trigger(&workflow, client, &json!({})).await;
    let seen = in_time(seen.wait_for(Option::is_some)).await.expect("the workflow is there").clone();
    let (worker, errors) = seen.expect("it was waited for");
    assert_eq!(worker, large.id());
    assert!(errors["charge"].contains("no money"), "{errors:?}");
    in_time(run.result()).await.expect_err("the run has failed all the same");
    small.stop().await;
    large.stop().await;
}

pub(crate) async fn each_worker_runs_the_steps_of_its_own_machines(client: &Client) {
    let workflow = Placed.declare(Assignment::ByCompute);
    let small = worker_for(client, &workflow, "placed:small").await;
    let large = worker_for(client, &workflow, "placed:large").await;
    let result = run(&workflow, client, &json!({})).await.expect("the run succeeds");
    for (step, worker) in [("small", &small), ("large", &large), ("again", &small)] {
        let ran_on: RanOn = result.output_by_name(step).expect("there is one");
        assert_eq!(ran_on.worker, worker.id(), "{step}");
    }
    small.stop().await;
    large.stop().await;
}

pub(crate) async fn a_step_waits_for_its_machines(client: &Client) {
    let workflow = Placed.declare(Assignment::ByCompute);
    let small = worker_for(client, &workflow, "placed:small").await;
    // It may run only the steps without compute.
    let unlabelled = worker(client, &workflow).await;
    let run = trigger(&workflow, client, &json!({})).await;
    let large = worker_for(client, &workflow, "placed:large").await;
    let result = in_time(run.result()).await.expect("the run succeeds");
    let ran_on: RanOn = result.output_by_name("large").expect("there is one");
    assert_eq!(ran_on.worker, large.id());
    for worker in [small, unlabelled, large] {
        worker.stop().await;
    }
}

pub(crate) async fn without_labels_any_worker_runs_all_steps(client: &Client) {
    let workflow = Placed.declare(Assignment::Anywhere);
    let worker = worker(client, &workflow).await;
    let result = run(&workflow, client, &json!({})).await.expect("the run succeeds");
    for step in ["small", "large", "again", "anywhere"] {
        let ran_on: RanOn = result.output_by_name(step).expect("there is one");
        assert_eq!(ran_on.worker, worker.id(), "{step}");
    }
    worker.stop().await;
}

pub(crate) async fn a_step_that_is_compiled_out_is_not_missed(client: &Client) {
    let workflow = Configured.declare(Assignment::Anywhere);
    let worker = worker(client, &workflow).await;
    let result = run(&workflow, client, &json!({})).await.expect("the run succeeds");
    let last: Value = result.output_by_name("last").expect("there is one");
    assert_eq!(last, json!({ "steps": ["first", "last"] }));
    result.output_by_name::<Value>("gone").expect_err("there is none");
    worker.stop().await;
}

pub(crate) async fn a_generic_workflow_runs_with_its_type(client: &Client) {
    let workflow = Defaults::<bool>::default().declare(Assignment::Anywhere);
    let worker = worker(client, &workflow).await;
    let result = run(&workflow, client, &json!({})).await.expect("the run succeeds");
    let shown: Value = result.output_by_name("show").expect("there is one");
    assert_eq!(shown, json!({ "default": "false" }));
    worker.stop().await;
}

pub(crate) async fn steps_may_be_named_like_keywords_and_need_no_receiver(client: &Client) {
    let workflow = Keywords.declare(Assignment::Anywhere);
    let worker = worker(client, &workflow).await;
    let result = run(&workflow, client, &json!({ "of": "tea" })).await;
    let both = result.and_then(|result| result.output_by_name::<Value>("both"));
    let both = both.expect("the run succeeds");
    assert_eq!(both, json!({ "type": "tea" }));
    worker.stop().await;
}
