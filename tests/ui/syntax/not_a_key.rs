//! A token that is not a key, where a key is expected.

use hatchet_compute::step;

#[step("resize")]
fn string() {}

#[step(3)]
fn number() {}

#[step(@)]
fn punctuation() {}

#[step(hatchet::compute(cpus = 2))]
fn path() {}

fn main() {}
