//! A field of `autoscaling` that is out of range.
//! All errors appear in one compile, each at its value.

use hatchet_compute::{Compute, compute, step};

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling(max_replicas = 0)))]
fn no_machine() {}

#[step(compute(
    cpu_kind = "shared", cpus = 1, memory_mb = 1024,
    autoscaling(
        max_replicas = 5, min_awake_replicas = 6, increment = 0, wait_duration = "0s",
        rolling_window_duration = "2 minutes", utilization_scale_up_threshold = 1.5,
        utilization_scale_down_threshold = -0.5,
    ),
))]
fn each() {}

#[step(compute(
    cpu_kind = "shared", cpus = 1, memory_mb = 1024,
    autoscaling(
        max_replicas = 5, utilization_scale_up_threshold = 0.5, utilization_scale_down_threshold = 0.5,
    ),
))]
fn in_order() {}

#[step(compute(
    cpu_kind = "shared", cpus = 1, memory_mb = 1024,
    autoscaling(max_replicas = 5, utilization_scale_down_threshold = 0.0625),
))]
fn four_places() {}

const MANY: Compute = compute! {
    cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling(max_replicas = 1001, increment = 1001)
};

const MOST: u32 = 10;
const MORE: u32 = 2 * MOST;
#[step(compute(
    cpu_kind = "shared", cpus = 1, memory_mb = 1024,
    autoscaling(max_replicas = MOST, min_awake_replicas = MORE, increment = 11),
))]
fn constants() {}

#[step(compute(
    cpu_kind = "shared", cpus = 1, memory_mb = 1024,
    autoscaling(max_replicas = 500 * MOST, min_awake_replicas = 11, increment = 0),
))]
fn constant_and_literals() {}

fn main() {
    println!("{MANY}");
}
