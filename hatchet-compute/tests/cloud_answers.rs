//! What each answer of the server leads to: whether it confirms the plan, and how often the server is asked.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::thread;
use std::time::{Duration, Instant};

use cloud_support::server::{Server, answer, answer_with};
use cloud_support::{With, failure, once, refused, register, settings};
use hatchet_compute::cloud::{Limits, Registration};
use hatchet_compute::{Plan, Step, compute};
use serde_json::json;

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
    let shown = "a\\u{1b}[2J\\u{9b}\\u{7f}\\u{202e}b\\u{200b}\\u{2066}\\u{feff}\\u{2028}c  \\u{3a}:error::d";
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
    assert!(log.contains("the server answered 500 Internal Server Error; the next attempt is in"), "{log}");
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
