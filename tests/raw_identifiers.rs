//! `r#name` is `name` wherever an annotation or an annotated item has a name.
#![allow(dead_code, non_camel_case_types)]

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Compute, Declare, compute, step, steps, workflow};

const SMALL: Compute = compute! { r#cpu_kind = "shared", cpus = 1, r#memory_mb = 1024 };

#[r#step(r#compute = r#SMALL, crate = r#hatchet_compute)]
fn r#alone() {}

struct r#type;

#[workflow(r#client = r#hatchet_client, r#on_events = ["a"])]
impl r#type {
    #[step]
    async fn r#a(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    #[hatchet_compute::r#step(r#compute(r#cpus = 1, cpu_kind = "shared", memory_mb = 1024))]
    async fn b(&self, _: Context, _: u8, a: u8) -> Result<u8, TaskError> {
        Ok(a)
    }

    #[step]
    async fn c(&self, _: Context, _: u8, mut r#a: u8, r#_b: u8) -> Result<u8, TaskError> {
        a += 1;
        Ok(a)
    }

    #[cfg(any())]
    #[step]
    async fn d(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    #[cfg(not(any()))]
    #[step(r#parents = [r#c, a])]
    async fn r#d(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    #[cfg_attr(all(), r#step(parents = [a]))]
    async fn r#match(&self, _: Context, _: u8, d: u8) -> Result<u8, TaskError> {
        Ok(d)
    }

    #[step(parents = [d])]
    async fn r#last(&self, _: Context, _: u8, _match: u8) -> Result<u8, TaskError> {
        Ok(1)
    }
}

#[test]
fn all_names_are_those_without_the_prefix() {
    let _ = r#type.declare(Assignment::Anywhere);
    let found: Vec<(&str, Vec<&str>)> =
        steps().iter().map(|step| (step.action(), step.parents().iter().map(String::as_str).collect())).collect();
    let expected = [
        ("alone:alone", vec![]),
        ("type:a", vec![]),
        ("type:b", vec!["a"]),
        ("type:c", vec!["a", "b"]),
        ("type:d", vec!["c", "a"]),
        ("type:last", vec!["d", "match"]),
        ("type:match", vec!["a", "d"]),
    ];
    assert_eq!(found, expected);
}
