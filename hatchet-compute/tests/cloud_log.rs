//! The log of a registration, at every level: what is in it, and that the token is not.
#![cfg(feature = "cloud")]

mod cloud_support;

use cloud_support::log::{keep, records};
use cloud_support::server::{Server, answer, nothing};
use cloud_support::{register, settings};

/// The only test of its program, so that the level of the log is nobody else's.
#[test]
fn the_bytes_of_a_request_are_in_no_record() {
    keep();
    log::trace!("before");
    let server = Server::always(answer("200", ""));
    assert!(register(&settings(&server.url())).is_ok());
    assert!(register(&settings(&nothing())).is_err());
    log::trace!("after");

    let records = records();
    let has = |start: &str| records.iter().any(|record| record.starts_with(start));
    assert!(
        has("TRACE cloud_log: before") && has("TRACE cloud_log: after"),
        "{records:?}"
    );
    assert!(
        has("INFO hatchet_compute::cloud: registered with Hatchet Cloud"),
        "{records:?}"
    );
    // The client would log what it writes.
    assert!(!has("TRACE ureq") && !has("DEBUG ureq"), "{records:?}");
}
