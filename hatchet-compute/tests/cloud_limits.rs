//! The limits that a program has, which no other test waits for: a registration ends within a minute, whatever a server
//! or proxy does.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::thread;
use std::time::{Duration, Instant};

use cloud_support::program::{End, run, start};
use cloud_support::server::Server;
use cloud_support::{REGISTER_ID, token_of};

/// The program that the other starts.
#[test]
#[ignore = "a separate process, started by the other test"]
fn program() {
    run();
}

#[test]
fn a_registration_ends_within_a_minute() {
    // Goes on with one byte a second until nobody reads.
    let slow = |begin| Server::endless(begin, "a", Duration::from_secs(1));
    let (reason, head) = ("HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nA: ");
    let body = "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n";
    let cases = [("proxy", reason), ("proxy", head), ("server", reason), ("server", head), ("server", body)];
    let started = Instant::now();
    let programs = cases.map(|(what, begin)| {
        thread::spawn(move || {
            let server = slow(begin);
            let url = server.url();
            let token = token_of(if what == "proxy" { "https://hatchet.invalid" } else { &url });
            let mut variables =
                vec![("HATCHET_CLOUD_REGISTER_ID", REGISTER_ID), ("HATCHET_CLIENT_TOKEN", token.as_str())];
            if what == "proxy" {
                variables.push(("ALL_PROXY", &url));
            }
            let (end, printed) = start("two-groups", &variables, None, false);
            assert_eq!(end, End::Error, "{what}: {printed}");
            assert!(printed.contains("tried 5 times"), "{what}: {printed}");
        })
    });
    for program in programs {
        program.join().expect("the program ends with an error");
    }
    let elapsed = started.elapsed();
    assert!(elapsed < Duration::from_secs(65), "{elapsed:?}");
}
