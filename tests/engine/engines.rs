//! Every scenario on the stand-in engine, and on a real one. A run that does not end is a failure.

use hatchet_client::Client;
use stand_in_engine::{Engine, in_time};

use crate::scenarios;

macro_rules! on_both_engines {
    ($($scenario:ident),* $(,)?) => {
        mod stand_in {$(
            #[tokio::test]
            async fn $scenario() {
                let engine = super::Engine::start().await;
                super::in_time(super::scenarios::$scenario(&engine.client())).await;
            }
        )*}

        mod real {$(
            #[tokio::test]
            #[ignore = "needs an engine and HATCHET_CLIENT_TOKEN: tests/engine/README.md"]
            async fn $scenario() {
                let client = super::client_with_its_own_namespace(stringify!($scenario));
                super::in_time(super::scenarios::$scenario(&client)).await;
            }
        )*}
    };
}

on_both_engines!(
    every_step_is_given_the_input_and_what_its_parents_returned,
    steps_that_return_nothing_give_that_to_their_children,
    an_event_runs_the_workflow,
    the_steps_share_the_value_that_was_declared,
    a_failing_step_is_tried_again_and_ends_its_children,
    a_step_that_may_not_be_tried_again_is_not,
    an_error_of_any_type_is_reported,
    errors_of_all_types_are_reported_and_keep_their_mark,
    an_output_that_is_not_an_object_fails_its_step_at_once,
    a_step_for_failed_runs_runs_on_its_machines,
    each_worker_runs_the_steps_of_its_own_machines,
    a_step_waits_for_its_machines,
    without_labels_any_worker_runs_all_steps,
    a_step_that_is_compiled_out_is_not_missed,
    a_generic_workflow_runs_with_its_type,
    steps_may_be_named_like_keywords_and_need_no_receiver,
);

/// A client with a namespace that no other test and no earlier run uses.
fn client_with_its_own_namespace(scenario: &str) -> Client {
    let namespace = format!("{scenario}_{}", std::process::id());
    let client = Client::builder().namespace(namespace).build();
    client.unwrap_or_else(|error| panic!("{error}: see tests/engine/README.md for how to start an engine"))
}
