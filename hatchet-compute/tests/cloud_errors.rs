//! What an error says of the errors and messages in an answer of the server.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cloud_support::server::{Server, answer, answer_with};
use cloud_support::{SIGNATURE, With, failure, once, refused, register, settings, two_groups};
use hatchet_compute::cloud::RegisterError;
use hatchet_compute::{Plan, Step, compute};
use serde_json::json;

#[test]
fn errors_lead_to_steps_and_their_places() {
    let (failure, _) = refused(
        "400",
        r#"{"errors": [
            {"code": 1400, "field": "runtimeConfigs[1].regions[0]", "description": "unknown region", "docs_link": "https://docs"},
            {"description": "and another thing"}
        ]}"#,
    );
    let [first, second] = &failure.errors[..] else { panic!("{failure}") };
    let [step] = &first.steps[..] else { panic!("{first:?}") };
    assert_eq!(step.action(), "my workflow:step_two");
    let sent = two_groups();
    assert!(sent.steps().iter().any(|sent| sent.location() == step.location()));
    assert_eq!(second.steps, []);
    assert_eq!(
        failure.to_string(),
        format!(
            "the plan is not registered with Hatchet Cloud: the server answered 400 Bad Request\n\
             tried once: `POST {}`\n\
             `runtimeConfigs[1].regions[0]`: unknown region (code 1400) (see https://docs)\n    \
             requested by step `step_two` of workflow `My Workflow` at {}\n\
             the server said: and another thing\n\
             help: fix the errors the server reported, then register again",
            failure.url,
            step.location()
        )
    );
}

#[test]
fn places_are_those_of_the_plan_that_was_sent() {
    let server =
        Server::always(answer("400", r#"{"errors": [{"field": "runtimeConfigs[0].cpus", "description": "d"}]}"#));
    let settings = settings(&server.url()).with_namespace("Dev").with_actions("my workflow:step_two");
    let failure = failure(&settings);
    let [error] = &failure.errors[..] else { panic!("{failure}") };
    let steps: Vec<_> = error.steps.iter().map(|step| step.name()).collect();
    assert_eq!(steps, ["step_two"]);
}

#[test]
fn other_messages_are_shown_too() {
    for (body, message) in [
        ("nope", "nope"),
        ("{\"message\": \"not\\nfound\"}", "not found"),
        ("{\"error\": \"e\"}", "e"),
        ("\"text\"", "text"),
        ("{\"a\": 1}", "{\"a\":1}"),
        ("{}", ""),
        ("", ""),
    ] {
        let (failure, _) = refused("404", body);
        assert_eq!(failure.server_message, message, "{body}");
    }
    let (failure, _) = refused("400", &"ä".repeat(5000));
    assert_eq!(failure.server_message.chars().count(), 201);
}

#[test]
fn the_token_is_hidden_in_what_the_server_says() {
    let counted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&counted);
    let server = Server::answering(move |index, asked| {
        count.store(index, Ordering::Relaxed);
        let authorization = asked.header("authorization").unwrap();
        let token = authorization.strip_prefix("Bearer ").unwrap();
        match index {
            0 => answer("400", authorization),
            1 => answer(
                "400",
                &format!(
                    "{{\"errors\": [{{\"description\": \"{token}\", \"field\": \"{SIGNATURE}\", \"docs_link\": \"https://{token}\"}}]}}"
                ),
            ),
            2 => answer("400", &format!("{{\"errors\": {{\"{token}\": [\"{SIGNATURE}\"]}}}}")),
            3 => answer("400", &format!("{{\"message\": \"x{token}x\"}}")),
            4 => answer_with("200", &format!("Content-Type: {token}\r\n"), token),
            5 => answer_with("302", &format!("Location: /{token}\r\n"), ""),
            6 => answer_with("307", &format!("Location: https://{SIGNATURE}.example/{token}\r\n"), ""),
            7 => answer_with("307", &format!("Location: {token}\r\n"), ""),
            8 => answer("403", &format!("{}{token}", " ".repeat(64 * 1024 - 40))),
            _ => answer("403", &format!("{{\"message\": \"{}{token}\"}}", "x".repeat(980))),
        }
    });
    for index in 0..10 {
        // `register` searches errors and log for the token.
        let failure = failure(&settings(&server.url()).with_limits(once()));
        assert_eq!(counted.load(Ordering::Relaxed), index);
        if index < 5 {
            assert!(failure.to_string().contains("[hidden]"), "{failure}");
        }
    }
}

#[test]
fn an_empty_plan_is_an_error_and_nothing_is_sent() {
    let server = Server::always(answer("200", ""));
    let settings = settings(&server.url()).with_actions(" My Workflow:three, my workflow:local ");
    let error = register(&settings).unwrap_err();
    assert!(matches!(error, RegisterError::NotSent(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the plan is empty: no action in `HATCHET_CLOUD_ACTIONS` has compute: `My Workflow:three`, `my workflow:local`\n\
         help: unset `HATCHET_CLOUD_ACTIONS`, or list actions with compute: `my workflow:step one`, \
         `my workflow:step_two`, `my workflow:three`"
    );
    assert_eq!(server.asked(), []);
}

/// Errors name steps by what is in the request, however the server writes the field.
#[test]
fn fields_name_steps() {
    let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
    let large = compute! { cpu_kind = "performance", cpus = 2, memory_mb = 4096 };
    let step = |name, compute| Step::new("Orders", name).with_compute(compute);
    let steps = [step("a", small), step("b", large), step("c", large), Step::new("Orders", "d")];
    let plan = Plan::from_steps(steps).unwrap();
    let plan = plan.with_namespace("dev").unwrap();
    for (field, named) in [
        ("runtimeConfigs[1].regions", "bc"),
        ("InfraAsCodeRequest.RuntimeConfigs[0].CPUs", "a"),
        ("/runtimeConfigs/1/actions/1", "c"),
        ("runtimeConfigs.1.actions[9]", "bc"),
        ("runtimeConfigs", ""),
        ("runtimeConfigs[2]", ""),
        ("runtimeConfigs[x]", ""),
        ("runtimeConfigs[99999999999999999999999]", ""),
        ("runtimeConfigs1", ""),
        ("actions[0]", ""),
        ("", ""),
    ] {
        let body = json!({"errors": [{"description": "d", "field": field}]});
        let server = Server::always(answer("400", &body.to_string()));
        let Err(RegisterError::Failed(failure)) = settings(&server.url()).register(&plan) else {
            panic!("it is rejected")
        };
        let steps = failure.errors[0].steps.iter();
        assert_eq!(steps.map(|step| step.name()).collect::<String>(), named, "{field}");
    }
}

#[test]
fn errors_of_other_forms_are_shown_as_they_are() {
    let shown = |errors: serde_json::Value| -> Vec<String> {
        let (failure, _) = refused("400", &json!({ "errors": errors }).to_string());
        failure.errors.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        shown(json!(["text", 5, {"code": "7"}, {"message": "m"}, null])),
        ["text", "5", "{\"code\":\"7\"} (code 7)", "m", "null"]
    );
    assert_eq!(shown(json!({"description": "one"})), ["one"]);
    assert_eq!(shown(json!("text")), ["text"]);
    for none in [json!(null), json!([])] {
        assert_eq!(shown(none).len(), 0);
    }
}

#[test]
fn many_errors_and_steps_are_cut() {
    let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
    let steps = (0..25).map(|number| Step::new("w", format!("s{number}")).with_compute(small));
    let plan = Plan::from_steps(steps).unwrap();
    let error = json!({"description": "ä".repeat(2000), "field": "runtimeConfigs[0]"});
    let body = json!({"errors": [error, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]});
    let server = Server::always(answer("400", &body.to_string()));
    let error = settings(&server.url()).register(&plan).unwrap_err();
    let RegisterError::Failed(failure) = &error else { panic!("{error}") };
    assert_eq!(failure.errors.len(), 20);
    assert_eq!(failure.errors[0].description.chars().count(), 1001);
    assert_eq!(failure.errors[0].steps.len(), 10);
    let text = error.to_string();
    assert!(text.contains("\n    and by 15 more steps\nthe server said: 1\nthe server said: 2\n"), "{text}");
    assert!(text.contains("400 Bad Request; the first 20 of 21 errors\n"), "{text}");
}
