//! What goes wrong on the way: each ends in time, with an error that says what happened and how often it was tried.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use cloud_support::program::{End, run, start};
use cloud_support::server::{Asked, Server, answer, answer_with, nothing};
use cloud_support::{PATH, REGISTER_ID, assert_hidden, failure, register, settings, token_of};
use hatchet_compute::cloud::{Failure, Registration};

/// The program that the others start.
#[test]
#[ignore = "a separate process, started by the other tests"]
fn program() {
    run();
}

/// Panics unless the failure was tried as often and says as much.
fn assert_says(failure: &Failure, attempts: u32, what: &str) {
    let text = failure.to_string();
    assert_eq!(failure.attempts, attempts, "{text}");
    assert!(text.lines().next().unwrap().contains(what), "{text}");
}

#[test]
fn connection_refused() {
    let failure = failure(&settings(&nothing()));
    assert_says(&failure, 3, "the server refused the connection");
    assert_eq!(failure.status, None);
    assert_eq!(
        failure.to_string().lines().skip(1).collect::<Vec<_>>(),
        [
            format!("tried 3 times: `POST {}`", failure.url).as_str(),
            "help: check that the server runs and can be reached from here, then register again, which is safe",
        ]
    );
}

#[test]
fn connection_refused_then_accepted() {
    let server = Server::raw(|index, mut stream, remember| {
        if index < 2 {
            return None;
        }
        remember(Asked::read(&mut stream)?);
        stream.write_all(answer("200", "").as_bytes()).ok()
    });
    assert_eq!(register(&settings(&server.url())).unwrap(), Registration::Registered);
}

#[test]
fn reset_before_the_answer() {
    let server = Server::raw(|_, stream, _| {
        // What was sent and not read makes the end of the connection a reset.
        let _ = stream.peek(&mut [0]);
        None
    });
    let failure = failure(&settings(&server.url()));
    assert_says(&failure, 3, "the connection was closed before the response was complete");
}

#[test]
fn closed_without_an_answer() {
    let server = Server::raw(|_, mut stream, remember| Asked::read(&mut stream).map(remember));
    let failure = failure(&settings(&server.url()));
    assert_says(&failure, 3, "the connection was closed before the response was complete");
}

#[test]
fn closed_in_the_middle_of_the_answer() {
    for (part, status) in [
        ("HTTP/1.1 200 OK\r\nContent-", None),
        ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", Some(200)),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", Some(200)),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{}", Some(200)),
    ] {
        let server = Server::always(part.to_owned());
        let failure = failure(&settings(&server.url()));
        assert_says(&failure, 3, "the connection was closed before the response was complete");
        assert_eq!(failure.status, status, "{part}");
    }
}

#[test]
fn reset_in_the_middle_of_the_answer() {
    let server = Server::raw(|_, mut stream, _| {
        let _ = stream.peek(&mut [0]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        None
    });
    let failure = failure(&settings(&server.url()));
    assert_says(&failure, 3, "the connection was closed before the response was complete");
}

/// A body without a length ends with its connection, which must then end properly.
#[test]
fn reset_after_an_answer_without_a_length() {
    for (part, is_success) in [
        ("HTTP/1.1 200 OK\r\n\r\n", true),
        ("HTTP/1.1 200 OK\r\n\r\n{}", true),
        ("HTTP/1.0 201 Created\r\n\r\nnull", true),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", true),
        ("HTTP/1.1 500 Oops\r\n\r\n{}", false),
    ] {
        let server = Server::resetting(part);
        let failure = failure(&settings(&server.url()));
        assert_eq!(failure.attempts, 3, "{failure}");
        assert_eq!(server.asked().len(), 3);
        if is_success {
            let what = "but the connection was closed before the response was complete";
            assert_says(&failure, 3, what);
        }
    }
}

#[test]
fn closed_after_an_answer_without_a_length() {
    for answer in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n{}"] {
        let server = Server::always(answer.to_owned());
        assert!(register(&settings(&server.url())).is_ok(), "{answer}");
    }
}

#[test]
fn reset_after_a_complete_answer() {
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
    ] {
        let server = Server::resetting(answer);
        assert!(register(&settings(&server.url())).is_ok(), "{answer}");
    }
}

#[test]
fn what_of_a_refusal_arrived_is_shown() {
    let server = Server::always("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\nno such".to_owned());
    let failure = failure(&settings(&server.url()));
    assert_says(&failure, 1, "the server answered 400 Bad Request, and the rest of the response could not be read");
    assert_eq!(failure.server_message, "no such");
}

#[test]
fn no_answer() {
    let server = Server::endless("", "", Duration::from_millis(50));
    assert_says(&failure(&settings(&server.url())), 3, "there was no complete response within 800ms");
}

#[test]
fn slow_headers() {
    let server = Server::endless("HTTP/1.1 200 OK\r\nA: ", "a", Duration::from_millis(50));
    assert_says(&failure(&settings(&server.url())), 3, "there was no complete response within 800ms");
}

#[test]
fn slow_body() {
    let begin = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
    let server = Server::endless(begin, " ", Duration::from_millis(50));
    assert_says(&failure(&settings(&server.url())), 3, "there was no complete response within 800ms");
    // No connection is left open.
    let start = Instant::now();
    while server.asked().len() < 3 {
        assert!(start.elapsed() < Duration::from_secs(5));
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn endless_body() {
    for begin in [
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
    ] {
        let server = Server::endless(begin, "          ", Duration::ZERO);
        let failure = failure(&settings(&server.url()));
        assert_says(&failure, 1, "the response is longer than 65536 bytes");
        assert_eq!(failure.status, Some(200));
    }
}

#[test]
fn endless_headers() {
    let server = Server::endless("HTTP/1.1 200 OK\r\n", "A: a\r\n", Duration::ZERO);
    assert_says(&failure(&settings(&server.url())), 1, "the response is not valid HTTP");
}

#[test]
fn no_http() {
    for said in ["SSH-2.0-OpenSSH_9.9\r\n\r\n", "\0\0\0\0", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"] {
        let server = Server::always(said.to_owned());
        let failure = failure(&settings(&server.url()));
        assert!(failure.status.is_none(), "{said}: {failure}");
    }
}

#[test]
fn a_redirect_on_the_same_server_is_followed_with_the_plan() {
    for status in ["307", "308"] {
        let server = Server::answering(move |_, asked| match asked.path() {
            PATH => answer_with(status, "Location: /new/place?a=b\r\n", ""),
            _ => answer("200", ""),
        });
        assert_eq!(register(&settings(&server.url())).unwrap(), Registration::Registered);
        let asked = server.asked();
        let [first, second] = &asked[..] else { panic!("{asked:?}") };
        assert_eq!(second.line, "POST /new/place?a=b HTTP/1.1");
        assert_eq!((&first.body, &first.headers), (&second.body, &second.headers));
    }
}

#[test]
fn a_redirect_that_would_lose_the_plan_is_not_followed() {
    for status in ["301", "302", "303"] {
        let server = Server::always(answer_with(status, "Location: /new\r\n", ""));
        let failure = failure(&settings(&server.url()));
        assert_says(&failure, 1, ": `/new`, which would lose the plan");
        assert_eq!(server.asked().len(), 1);
    }
}

#[test]
fn a_redirect_to_another_server_is_not_followed() {
    let other = Server::always(answer("200", ""));
    for status in ["301", "302", "303", "307", "308"] {
        for place in [format!("{}{PATH}", other.url()), format!("//127.0.0.1:{}/", other.port)] {
            let location = format!("Location: {place}\r\n");
            let server = Server::always(answer_with(status, &location, ""));
            let failure = failure(&settings(&server.url()));
            let what = format!(": `{place}`, which is not a path of the same server; the token is not sent elsewhere");
            assert_says(&failure, 1, &what);
            let help = "help: if that is Hatchet Cloud, set `HATCHET_CLIENT_SERVER_URL` to its URL";
            assert!(failure.to_string().ends_with(help), "{failure}");
        }
    }
    assert_eq!(other.asked(), []);
}

#[test]
fn a_redirect_to_nowhere_is_an_error() {
    for (location, problem) in [
        ("", "307 Temporary Redirect without a location"),
        ("Location: \r\n", "307 Temporary Redirect without a location"),
        ("Location: relative\r\n", "`relative`, which is not a path of the same server"),
        ("Location: mailto:a@b\r\n", "which is not a path of the same server"),
    ] {
        let server = Server::always(answer_with("307", location, ""));
        assert_says(&failure(&settings(&server.url())), 1, problem);
    }
}

#[test]
fn a_redirect_loop_ends() {
    let server = Server::answering(|_, asked| answer_with("307", &format!("Location: {}\r\n", asked.path()), ""));
    let failure = failure(&settings(&server.url()));
    assert_says(&failure, 1, "which is one redirect too many");
    assert_eq!(failure.status, Some(307));
    assert_eq!(server.asked().len(), 6);
}

/// In a separate process, since variables may name a proxy.
#[test]
fn no_such_name() {
    let token = token_of("https://no-such-host.invalid");
    let variables = [("HATCHET_CLOUD_REGISTER_ID", REGISTER_ID), ("HATCHET_CLIENT_TOKEN", token.as_str())];
    let (end, printed) = start("two-groups", &variables, None, true);
    assert_eq!(end, End::Error);
    assert!(printed.contains("the name of the server was not found"), "{printed}");
    assert!(printed.contains("tried 3 times: `POST https://no-such-host.invalid/api"), "{printed}");
    assert_hidden(&printed);
}

#[test]
fn a_proxy_sees_neither_what_is_local_nor_the_token() {
    let server = Server::always(answer("200", ""));
    let proxy = Server::always(answer("502", ""));
    let (proxy_url, local) = (proxy.url(), token_of(&server.url()));
    let mut variables = [
        ("HATCHET_CLOUD_REGISTER_ID", REGISTER_ID),
        ("HATCHET_CLIENT_TOKEN", local.as_str()),
        ("ALL_PROXY", proxy_url.as_str()),
    ];
    assert_eq!(start("two-groups", &variables, None, false).0, End::Registered);
    assert_eq!(proxy.asked(), []);

    let foreign = token_of("https://no-such-host.invalid");
    variables[1].1 = &foreign;
    let (end, printed) = start("two-groups", &variables, None, true);
    assert_eq!(end, End::Error, "{printed}");
    let asked = proxy.asked();
    assert_eq!(asked.len(), 3, "{printed}");
    assert_eq!(asked[0].line, "CONNECT no-such-host.invalid:443 HTTP/1.1");
    assert_hidden(&format!("{asked:?}"));
}
