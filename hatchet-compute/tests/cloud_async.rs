//! Registration inside of an async runtime.
#![cfg(feature = "cloud")]

mod cloud_support;

use cloud_support::server::{Server, answer, nothing};
use cloud_support::{register, settings};
use hatchet_compute::cloud::Registration;

#[tokio::test(flavor = "current_thread")]
async fn it_does_not_panic_when_it_blocks_the_runtime() {
    let server = Server::always(answer("200", ""));
    assert_eq!(register(&settings(&server.url())).unwrap(), Registration::Registered);
    assert!(register(&settings(&nothing())).is_err());
}

#[tokio::test(flavor = "current_thread")]
async fn it_can_be_handed_to_a_thread_that_may_block() {
    let server = Server::always(answer("200", ""));
    let settings = settings(&server.url());
    let registration = tokio::task::spawn_blocking(move || register(&settings)).await.unwrap();
    assert_eq!(registration.unwrap(), Registration::Registered);
}
