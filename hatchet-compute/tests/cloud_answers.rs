//! What each answer of the server leads to: how often it is asked, and what the error says.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cloud_support::server::{Server, answer, answer_with};
use cloud_support::{SIGNATURE, failure, register, settings, short, two_groups};
use hatchet_compute::cloud::{Failure, RegisterError, Registration};

/// The failure at a server that always answers the same.
fn refused(status: &str, body: &str) -> (Failure, Server) {
    let server = Server::always(answer(status, body));
    (failure(&settings(&server.url())), server)
}

#[test]
fn success_is_2xx_with_an_empty_body_or_json() {
    for (status, body) in [
        ("200", ""),
        ("200", "{}"),
        ("200", " \n"),
        ("200", "{\"errors\": []}"),
        ("200", "null"),
        ("201", ""),
        ("202", "{\"id\": 1}"),
        ("204", ""),
    ] {
        let server = Server::always(answer(status, body));
        let registered = register(&settings(&server.url())).unwrap();
        assert_eq!(registered, Registration::Registered, "{status} {body}");
        assert_eq!(server.asked().len(), 1);
    }
}

#[test]
fn json_is_confirmation_whatever_it_is_called() {
    let server = Server::always(answer_with("200", "Content-Type: text/plain\r\n", "{}"));
    assert!(register(&settings(&server.url())).is_ok());
}

#[test]
fn a_page_is_no_confirmation() {
    let page = "<!doctype html>\n<title>Hatchet</title>";
    let server = Server::always(answer_with("200", "Content-Type: text/html\r\n", page));
    let failure = failure(&settings(&server.url()));
    assert_eq!((failure.status(), failure.attempts()), (Some(200), 1));
    assert_eq!(failure.message(), "<!doctype html> <title>Hatchet</title>");
    assert_eq!(
        failure.to_string(),
        format!(
            "the plan is not registered with Hatchet Cloud: the server answered 200 OK with a page of type \
             `text/html`, which is not what Hatchet Cloud answers\n\
             tried once: `POST {}`\n\
             the server said: <!doctype html> <title>Hatchet</title>\n\
             help: check that the URL is that of Hatchet Cloud's API: `HATCHET_CLIENT_SERVER_URL`, \
             `HATCHET_CLIENT_API_URL`, or the claim `server_url` of the token",
            failure.url()
        )
    );
}

#[test]
fn rubbish_is_no_confirmation() {
    for body in ["OK", "{\"errors\":", "\0\u{1b}[2J", "{} {}"] {
        let (failure, _) = refused("200", body);
        assert_eq!(
            (failure.status(), failure.attempts()),
            (Some(200), 1),
            "{body:?}"
        );
        assert!(!failure.message().contains(char::is_control), "{body:?}");
    }
}

#[test]
fn errors_are_no_confirmation_whatever_the_status() {
    let (failure, _) = refused(
        "200",
        "{\"errors\": [{\"description\": \"no such tenant\"}]}",
    );
    assert_eq!(failure.errors()[0].description(), "no such tenant");
    assert!(
        failure.to_string().contains("200 OK, but names errors"),
        "{failure}"
    );
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
        ("304", "304 Not Modified"),
        ("300", "300 Multiple Choices"),
    ] {
        let (failure, server) = refused(status, "");
        assert_eq!(
            (failure.attempts(), server.asked().len()),
            (1, 1),
            "{status}"
        );
        assert_eq!(failure.status().unwrap().to_string(), status);
        assert!(failure.to_string().contains(reason), "{failure}");
        assert!(
            failure.to_string().contains("\ntried once: `POST http"),
            "{failure}"
        );
    }
}

#[test]
fn what_may_pass_is_tried_again_as_the_same_bytes() {
    for status in ["429", "500", "501", "502", "503", "504", "599"] {
        let (failure, server) = refused(status, "boom");
        let asked = server.asked();
        assert_eq!((failure.attempts(), asked.len()), (3, 3), "{status}");
        assert!(asked.windows(2).all(|pair| pair[0] == pair[1]), "{asked:?}");
        let text = failure.to_string();
        assert!(text.contains("\ntried 3 times: `POST http"), "{text}");
        assert!(text.contains("\nthe server said: boom\n"), "{text}");
        assert!(
            text.ends_with("\nhelp: register again later, which is safe"),
            "{text}"
        );
    }
}

#[test]
fn one_success_is_enough() {
    let server = Server::answering(|index, _| match index {
        0 => answer("500", "boom"),
        1 => answer("429", ""),
        _ => answer("200", ""),
    });
    assert_eq!(
        register(&settings(&server.url())).unwrap(),
        Registration::Registered
    );
    assert_eq!(server.asked().len(), 3);
    let log = cloud_support::log::records().join("\n");
    assert!(
        log.contains("WARN hatchet_compute::cloud: attempt 1 of 3"),
        "{log}"
    );
    assert!(
        log.contains("the server answered 500 Internal Server Error; the next is in"),
        "{log}"
    );
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
        assert_eq!((failure.attempts(), server.asked().len()), (1, 1));
        let text = failure.to_string();
        assert!(
            text.ends_with("\nhelp: register again, in 3600 seconds at the earliest"),
            "{text}"
        );
    }
}

#[test]
fn a_pause_that_is_no_number_of_seconds_is_ours() {
    for value in [
        "Wed, 21 Oct 2026 07:28:00 GMT",
        "-1",
        "soon",
        "1.5",
        "99999999999999999999999",
    ] {
        let server = Server::always(answer_with("503", &format!("Retry-After: {value}\r\n"), ""));
        assert_eq!(failure(&settings(&server.url())).attempts(), 3, "{value}");
    }
}

#[test]
fn an_answer_of_the_longest_pause_does_not_overflow() {
    let server = Server::always(answer_with(
        "503",
        &format!("Retry-After: {}\r\n", u64::MAX),
        "",
    ));
    assert_eq!(failure(&settings(&server.url())).attempts(), 1);
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
    let [first, second] = failure.errors() else {
        panic!("{failure}")
    };
    let plan = two_groups();
    assert_eq!(first.runtime_config(), Some(&plan.runtime_configs()[1]));
    let [step] = first.steps() else {
        panic!("{first:?}")
    };
    assert_eq!(step.action(), "my workflow:step_two");
    assert_eq!((second.runtime_config(), second.steps()), (None, &[][..]));
    assert_eq!(
        failure.to_string(),
        format!(
            "the plan is not registered with Hatchet Cloud: the server answered 400 Bad Request\n\
             tried once: `POST {}`\n\
             `runtimeConfigs[1].regions[0]`: unknown region (code 1400, see https://docs)\n    \
             asked for by step `step_two` of workflow `My Workflow` at {}\n\
             and another thing\n\
             help: change what the server has something against, then register again",
            failure.url(),
            step.location()
        )
    );
}

#[test]
fn places_are_those_of_the_plan_that_was_sent() {
    let server = Server::always(answer(
        "400",
        r#"{"errors": [{"field": "runtimeConfigs[0].cpus", "description": "d"}]}"#,
    ));
    let settings = settings(&server.url())
        .with_namespace("Dev")
        .with_actions("my workflow:step_two");
    let failure = failure(&settings);
    let [error] = failure.errors() else {
        panic!("{failure}")
    };
    assert_eq!(
        error.runtime_config().unwrap().actions(),
        ["dev_my workflow:step_two"]
    );
    assert_eq!(error.steps()[0].name(), "step_two");
}

#[test]
fn other_messages_are_shown_too() {
    for (body, message) in [
        ("nope", "nope"),
        ("{\"message\": \"not\\nfound\"}", "not found"),
        ("{\"error\": \"e\"}", "e"),
        ("\"text\"", "text"),
        ("{\"a\": 1}", ""),
        ("", ""),
    ] {
        let (failure, _) = refused("404", body);
        assert_eq!(failure.message(), message, "{body}");
    }
    let (failure, _) = refused("400", &"ä".repeat(5000));
    assert_eq!(failure.message().chars().count(), 201);
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
            2 => answer(
                "400",
                &format!("{{\"errors\": {{\"{token}\": [\"{SIGNATURE}\"]}}}}"),
            ),
            3 => answer("400", &format!("{{\"message\": \"x{token}x\"}}")),
            4 => answer_with("200", &format!("Content-Type: {token}\r\n"), token),
            5 => answer_with("302", &format!("Location: /{token}\r\n"), ""),
            6 => answer_with(
                "307",
                &format!("Location: https://{SIGNATURE}.example/{token}\r\n"),
                "",
            ),
            7 => answer_with("307", &format!("Location: {token}\r\n"), ""),
            8 => answer("403", &format!("{}{token}", " ".repeat(64 * 1024 - 40))),
            _ => answer(
                "403",
                &format!("{{\"message\": \"{}{token}\"}}", "x".repeat(980)),
            ),
        }
    });
    for index in 0..10 {
        // `register` searches errors and log for the token.
        let failure = failure(&settings(&server.url()).with_limits(short().with_attempts(1)));
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
    let RegisterError::Empty { runnable, left_out } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        runnable.as_deref().unwrap(),
        ["My Workflow:three", "my workflow:local"]
    );
    assert_eq!(left_out.len(), 3);
    assert_eq!(
        error.to_string(),
        "the plan is empty: `HATCHET_CLOUD_ACTIONS` is `My Workflow:three, my workflow:local`, and no step with compute \
         is one of these\n\
         help: unset `HATCHET_CLOUD_ACTIONS`, or name actions with compute: `my workflow:step one`, \
         `my workflow:three`, `my workflow:step_two`"
    );
    assert_eq!(server.asked(), []);
}
