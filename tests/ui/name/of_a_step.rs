//! A name that is empty or has characters that are not allowed.

use hatchet_compute::{step, workflow};

#[step(name = "two words")]
fn blank() {}

#[step(name = "größe")]
fn not_ascii() {}

#[step(name = "")]
fn empty() {}

// Without `name`, the step has the name of its function.
#[step]
fn größe() {}

#[step(name = "length")]
fn länge() {}

// A workflow has a name too. An event can be any text but the empty one.
struct Orders;
#[workflow(name = "two words", on_events = [""])]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

fn main() {}
