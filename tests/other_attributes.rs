//! Steps combined with attributes of other crates and of the language, in both orders.

#![deny(warnings)]

use async_trait::async_trait;
use hatchet_compute::{step, steps, workflow};

#[tracing::instrument(skip_all)]
#[step(retries = 1)]
async fn instrumented_before(_input: String) -> usize {
    1
}

#[step(retries = 2)]
#[tracing::instrument(level = "debug")]
async fn instrumented_after(input: u8) -> u8 {
    input + 1
}

#[step]
#[tokio::test]
async fn step_above_a_test() {
    assert_eq!(instrumented_before(String::new()).await, 1);
}

#[tokio::test]
#[step]
async fn step_below_a_test() {
    assert_eq!(instrumented_after(1).await, 2);
}

#[must_use]
#[step]
#[inline(never)]
#[cold]
fn attributes_of_the_language() -> u8 {
    3
}

#[async_trait]
trait Resize {
    async fn resize(&self) -> u8;
}

struct Image;

#[async_trait]
impl Resize for Image {
    async fn resize(&self) -> u8 {
        #[step(name = "inside-an-async-trait")]
        async fn inside() -> u8 {
            4
        }
        inside().await
    }
}

struct Orders;

#[workflow(name = "orders-with-attributes")]
impl Orders {
    #[step(retries = 3)]
    #[tracing::instrument(skip(self))]
    async fn fetch(&self) -> u8 {
        5
    }

    #[tracing::instrument(skip(self))]
    #[step(parents = [fetch])]
    async fn send(&self) -> u8 {
        self.fetch().await
    }
}

#[tokio::test]
async fn all_behave_as_before() {
    assert_eq!(attributes_of_the_language(), 3);
    assert_eq!(Image.resize().await, 4);
    assert_eq!(Orders.send().await, 5);
}

#[test]
fn all_are_steps() {
    let actions: Vec<&str> = steps().iter().map(|step| step.action()).collect();
    assert_eq!(
        actions,
        [
            "attributes_of_the_language:attributes_of_the_language",
            "inside-an-async-trait:inside-an-async-trait",
            "instrumented_after:instrumented_after",
            "instrumented_before:instrumented_before",
            "orders-with-attributes:fetch",
            "orders-with-attributes:send",
            "step_above_a_test:step_above_a_test",
            "step_below_a_test:step_below_a_test",
        ]
    );
}
