//! The log of a registration, at every level and of the HTTP client too: what is in it, and that the token is not.
#![cfg(feature = "cloud")]

mod cloud_support;

use cloud_support::log::{keep, records};
use cloud_support::server::{Server, answer, nothing};
use cloud_support::{assert_hidden, register, settings};
use log::LevelFilter;

/// The only test of its program, so that no other test logs.
#[test]
fn no_record_shows_the_token_that_is_sent() {
    keep();
    let server = Server::answering(|index, asked| {
        assert!(asked.header("authorization").unwrap().starts_with("Bearer eyJ"));
        match index {
            0 => answer("503", "busy"),
            1 => answer("200", ""),
            _ => answer("400", "no"),
        }
    });
    assert!(register(&settings(&server.url())).is_ok());
    assert!(register(&settings(&server.url())).is_err());
    assert!(register(&settings(&nothing())).is_err());
    // The level is the program's.
    assert_eq!(log::max_level(), LevelFilter::Trace);

    let records = records();
    let has = |start: &str| records.iter().any(|record| record.starts_with(start));
    assert!(has("INFO hatchet_compute::cloud: registered with Hatchet Cloud"), "{records:?}");
    // The client logs what it writes, in rows of 16 bytes, as numbers and as text.
    assert!(has("TRACE ureq"), "{records:?}");
    let written = records.iter().any(|record| record.ends_with(&"*".repeat(16)));
    assert!(written, "{records:?}");
    assert_hidden(&records.join("\n"));
}
