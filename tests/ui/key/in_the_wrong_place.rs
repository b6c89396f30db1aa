//! A field or an option in the wrong place.

use hatchet_compute::{step, workflow};

#[step(compute(cpu_kind = "shared", memory_mb = 1024, cpus = 2, timeout = "11s"))]
fn option_in_compute() {}

#[step(cpus = 2)]
fn field_outside_of_compute() {}

#[step(on_events = ["user:create"])]
fn option_of_a_workflow() {}

#[step(parents = [fetch])]
fn parents_outside_of_a_workflow() {}

// One error for a key that is wrong in two ways.
#[step(depends_on = [fetch])]
fn other_word_outside_of_a_workflow() {}

#[step(parents)]
fn parents_without_a_value() {}

struct Orders;
#[workflow(timeout = "11s")]
impl Orders {
    #[step(client = hatchet_client)]
    fn fetch(&self) {}
}

fn main() {}
