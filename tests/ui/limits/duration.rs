//! A time limit that is not a duration.

use hatchet_compute::step;

// A number means seconds.
#[step(timeout = "11")]
fn number_without_a_unit() {}

#[step(timeout = "5 minutes")]
fn unit_in_words() {}

#[step(timeout = "1d")]
fn days() {}

#[step(timeout = "1 m")]
fn blank_before_the_unit() {}

#[step(timeout = "1h30")]
fn last_unit_missing() {}

#[step(timeout = "-5s")]
fn negative() {}

#[step(timeout = "")]
fn empty() {}

// The longest duration of Go, which Hatchet is written in.
#[step(timeout = "9999999999999h")]
fn too_long() {}

// Time that nothing can be done in.
#[step(timeout = 0, schedule_timeout = "0")]
fn no_time() {}

#[step(timeout_seconds = 0, queue_timeout = "0s")]
fn no_time_by_other_names() {}

fn main() {}
