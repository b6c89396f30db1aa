//! What each answer of the server leads to: how often it is asked, and what the error says.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use cloud_support::server::{Server, answer, answer_with};
use cloud_support::{SIGNATURE, With, failure, once, register, settings, two_groups};
use hatchet_compute::cloud::{Failure, Limits, RegisterError, Registration};
use hatchet_compute::{Plan, Step, compute};
use serde_json::json;

/// The failure at a server that always answers the same.
fn refused(status: &str, body: &str) -> (Failure, Server) {
    let server = Server::always(answer(status, body));
    (failure(&settings(&server.url())), server)
}

#[test]
fn success_is_2xx_with_a_body_that_says_nothing() {
    for (status, body) in [
        ("200", ""),
        ("200", "{}"),
        ("200", " \n"),
        ("200", "{\"errors\": []}"),
        ("200", "null"),
        ("200", "{ \"errors\" :\r\n\t[ ] }"),
        ("201", "{ }"),
        ("202", ""),
        ("204", ""),
    ] {
        let server = Server::always(answer(status, body));
        let registered = register(&settings(&server.url())).unwrap();
        assert_eq!(registered, Registration::Registered, "{status} {body}");
        assert_eq!(server.asked().len(), 1);
    }
}

#[test]
fn other_json_is_not_a_confirmation() {
    for body in [
        r#"{"error": "unauthorized"}"#,
        r#"{"success": false}"#,
        r#"{"success": true}"#,
        r#"{"code": 401}"#,
        r#"{"id": 1}"#,
        r#"{"type": "about:blank", "title": "Forbidden", "status": 403}"#,
        r#"{"data": {"errors": [{"description": "no"}]}}"#,
        r#"{"errors": null}"#,
        r#"{"errors": [], "errors": ["no"]}"#,
        r#"{"errors": ["no"], "errors": []}"#,
        r#"{"er rors": []}"#,
        "[]",
        "[{}]",
        "false",
        "true",
        "0",
        "401",
        "\"\"",
        "\"no\"",
        "nul l",
        "\u{feff}{}",
    ] {
        let (failure, server) = refused("200", body);
        assert_eq!((failure.status, failure.attempts), (Some(200), 1), "{body}");
        assert_eq!(server.asked().len(), 1);
        let text = failure.to_string();
        assert!(text.contains("the server answered 200 OK"), "{text}");
        let shown = body.chars().filter(char::is_ascii_digit).all(|digit| text.contains(digit));
        let shown = shown && (!body.contains("no") || text.contains("no"));
        assert!(shown, "{body}: {text}");
    }
}

#[test]
fn json_is_confirmation_whatever_it_is_called() {
    let server = Server::always(answer_with("200", "Content-Type: text/plain\r\n", "{}"));
    assert!(register(&settings(&server.url())).is_ok());
}

#[test]
fn a_page_is_not_a_confirmation() {
    let page = "<!doctype html>\n<title>Hatchet</title>";
    let server = Server::always(answer_with("200", "Content-Type: text/html\r\n", page));
    let failure = failure(&settings(&server.url()));
    assert_eq!((failure.status, failure.attempts), (Some(200), 1));
    assert_eq!(failure.server_message, "<!doctype html> <title>Hatchet</title>");
    assert_eq!(
        failure.to_string(),
        format!(
            "the plan is not registered with Hatchet Cloud: the server answered 200 OK with a body of type \
             `text/html` that does not confirm the registration\n\
             tried once: `POST {}`\n\
             the server said: <!doctype html> <title>Hatchet</title>\n\
             help: check that the URL is that of Hatchet Cloud's API: `HATCHET_CLIENT_SERVER_URL`, \
             `HATCHET_CLIENT_API_URL`, or the claim `server_url` of the token",
            failure.url
        )
    );
}

#[test]
fn rubbish_is_not_a_confirmation() {
    for body in ["OK", "{\"errors\":", "\0\u{1b}[2J", "{} {}"] {
        let (failure, _) = refused("200", body);
        assert_eq!((failure.status, failure.attempts), (Some(200), 1), "{body:?}");
        assert!(!failure.server_message.contains(char::is_control), "{body:?}");
    }
}

#[test]
fn characters_that_cannot_be_seen_are_escaped() {
    let text = "a\u{1b}[2J\u{9b}\u{7f}\u{202e}b\u{200b}\u{2066}\u{feff}\u{2028}c\r\n::error::d";
    let shown = "a\\u{1b}[2J\\u{9b}\\u{7f}\\u{202e}b\\u{200b}\\u{2066}\\u{feff}\\u{2028}c  ::error::d";
    let error = json!({"description": text, "field": text, "docs_link": text});
    let (failure, _) = refused("400", &json!({"errors": [error], "message": text}).to_string());
    assert_eq!(failure.server_message, shown);
    let [error] = &failure.errors[..] else { panic!("{failure}") };
    assert_eq!(error.description, shown);
    assert_eq!(error.field.as_deref(), Some(shown));
    assert_eq!(error.docs_link.as_deref(), Some(shown));
    let (failure, _) = refused("500", text);
    assert_eq!(failure.server_message, shown);
}

/// Names and places of a plan that was read from a file may be anything.
#[test]
fn names_of_steps_are_escaped_in_errors() {
    let server = Server::always(answer("400", r#"{"errors": [{"description": "d", "field": "runtimeConfigs[0]"}]}"#));
    let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
    let step = Step::new("w\u{202e}", "\u{200b}s").with_compute(small);
    let plan = Plan::from_steps([step]).unwrap();
    let error = settings(&server.url()).register(&plan).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("step `\\u{200b}s` of workflow `w\\u{202e}`"), "{text}");
}

#[test]
fn errors_are_not_a_confirmation_whatever_the_status() {
    let (failure, _) = refused("200", "{\"errors\": [{\"description\": \"no such tenant\"}]}");
    assert_eq!(failure.errors[0].description, "no such tenant");
    assert!(failure.to_string().contains("200 OK, but reported errors"), "{failure}");
}

#[test]
fn what_does_not_pass_is_not_tried_again() {
    for (status, reason) in [
        ("400", "400 Bad Request"),
        ("401", "401 Unauthorized"),
        ("403", "403 Forbidden"),
        ("404", "404 Not Found"),
        ("409", "409 Conflict"),
        ("413", "413 Payload Too Large"),
        ("422", "422 Unprocessable Entity"),
        ("501", "501 Not Implemented"),
        ("505", "505 HTTP Version Not Supported"),
        ("511", "511 Network Authentication Required"),
        ("599", "599"),
        ("304", "304 Not Modified"),
        ("300", "300 Multiple Choices"),
    ] {
        let (failure, server) = refused(status, "");
        assert_eq!((failure.attempts, server.asked().len()), (1, 1), "{status}");
        assert_eq!(failure.status.unwrap().to_string(), status);
        assert!(failure.to_string().contains(reason), "{failure}");
        assert!(failure.to_string().contains("\ntried once: `POST http"), "{failure}");
    }
}

#[test]
fn what_may_pass_is_tried_again_as_the_same_bytes() {
    for status in ["408", "425", "429", "500", "502", "503", "504"] {
        let (failure, server) = refused(status, "boom");
        let asked = server.asked();
        assert_eq!((failure.attempts, asked.len()), (3, 3), "{status}");
        assert!(asked.windows(2).all(|pair| pair[0] == pair[1]), "{asked:?}");
        let text = failure.to_string();
        assert!(text.contains("\ntried 3 times: `POST http"), "{text}");
        assert!(text.contains("\nthe server said: boom\n"), "{text}");
        assert!(text.ends_with("\nhelp: register again later, which is safe"), "{text}");
    }
}

#[test]
fn one_success_is_enough() {
    let server = Server::answering(|index, _| match index {
        0 => answer("500", "boom"),
        1 => answer("429", ""),
        _ => answer("200", ""),
    });
    assert_eq!(register(&settings(&server.url())).unwrap(), Registration::Registered);
    assert_eq!(server.asked().len(), 3);
    let log = cloud_support::log::records().join("\n");
    assert!(log.contains("WARN hatchet_compute::cloud: attempt 1 of 3"), "{log}");
    assert!(log.contains("the server answered 500 Internal Server Error; the next is in"), "{log}");
}

#[test]
fn the_server_may_ask_to_wait() {
    let server = Server::answering(|index, _| match index {
        0 => answer_with("429", "Retry-After: 1\r\n", ""),
        _ => answer("200", ""),
    });
    let start = Instant::now();
    assert!(register(&settings(&server.url())).is_ok());
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[test]
fn the_server_may_not_ask_to_wait_for_long() {
    for status in ["429", "503"] {
        let server = Server::always(answer_with(status, "Retry-After: 3600\r\n", ""));
        let failure = failure(&settings(&server.url()));
        assert_eq!((failure.attempts, server.asked().len()), (1, 1));
        let text = failure.to_string();
        assert!(text.ends_with("\nhelp: register again in 3600 seconds or later"), "{text}");
    }
}

#[test]
fn a_pause_that_is_not_a_number_of_seconds_is_ours() {
    for value in ["Wed, 21 Oct 2026 07:28:00 GMT", "-1", "soon", "1.5", "99999999999999999999999"] {
        let server = Server::always(answer_with("503", &format!("Retry-After: {value}\r\n"), ""));
        assert_eq!(failure(&settings(&server.url())).attempts, 3, "{value}");
    }
}

#[test]
fn an_answer_of_the_longest_pause_does_not_overflow() {
    let server = Server::always(answer_with("503", &format!("Retry-After: {}\r\n", u64::MAX), ""));
    assert_eq!(failure(&settings(&server.url())).attempts, 1);
}

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
             and another thing\n\
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
        "the plan is empty: no action of `HATCHET_CLOUD_ACTIONS` has compute: `My Workflow:three`, `my workflow:local`\n\
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
            panic!("it is refused")
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
    assert!(text.contains("\n    and by 15 more steps\n1\n2\n"), "{text}");
    assert!(text.contains("400 Bad Request; the first 20 of 21 errors\n"), "{text}");
}

/// With the limits that users have.
#[test]
fn a_server_that_is_slow_and_busy_is_waited_for() {
    let server = Server::answering(|index, _| {
        thread::sleep(Duration::from_secs(1));
        match index {
            0 => answer("503", ""),
            _ => answer("200", ""),
        }
    });
    let settings = settings(&server.url()).with_limits(Limits::default());
    let start = Instant::now();
    assert!(register(&settings).is_ok());
    assert!(start.elapsed() >= Duration::from_millis(2250));
    assert_eq!(server.asked().len(), 2);
}

/// All that is done with the actions of a plan takes a time that grows with their number and not with its square.
#[test]
fn a_large_plan_is_sent_soon() {
    let server = Server::answering(|index, _| match index {
        0 => answer("400", r#"{"errors": [{"description": "d", "field": "runtimeConfigs[0].cpus"}]}"#),
        _ => answer("200", ""),
    });
    let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
    let steps = (0..100_000).map(|number| Step::new("w", format!("s{number}")).with_compute(small));
    let plan = Plan::from_steps(steps).unwrap();
    let actions: Vec<_> = plan.steps().iter().map(|step| step.action()).collect();
    let (listed, unknown) = (&actions[..50_000], "w:x,".repeat(50_000));
    let settings = settings(&server.url())
        .with_actions(format!("{unknown}{}", listed.join(",")))
        .with_limits(Limits { attempt: Duration::from_secs(10), ..once() });
    let start = Instant::now();
    let error = settings.register(&plan).unwrap_err();
    assert!(error.to_string().len() < 10_000);
    assert!(settings.register(&plan).is_ok());
    let none = settings.with_actions("w:x,".repeat(50_000)).register(&plan);
    assert!(none.unwrap_err().to_string().len() < 10_000);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}
