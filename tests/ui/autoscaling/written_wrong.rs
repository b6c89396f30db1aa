//! `autoscaling` that is not written as fields in parentheses, or next to `num_replicas`.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling()))]
fn maximum_missing() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling))]
fn nothing() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling = true))]
fn a_value() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, num_replicas = 2, autoscaling(max_replicas = 5)))]
fn both() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling(max_replicas = 5), num_replicas = 0))]
fn both_the_other_way() {}

#[step(compute(
    cpu_kind = "shared", cpus = 1, memory_mb = 1024,
    autoscaling(max_replica = 5, min_replicas = 1, scale_to_zero = "true", cpus = 2, utilization_scale_up_threshold = HIGH),
))]
fn wrong_keys_and_types() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling(max_replicas = 5, max_replicas = 6)))]
fn twice() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, max_replicas = 5))]
fn outside() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr", "lhr"], autoscaling(max_replicas = 5, min_awake_replicas = 1)))]
fn fewer_awake_than_regions() {}

// No `min_awake_replicas` would do.
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr", "lhr"], autoscaling(max_replicas = 1)))]
fn fewer_at_most_than_regions() {}

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, autoscaling(max_replicas = 1, utilization_scale_up_threshold = 0.5percent)))]
fn suffix_of_a_fraction() {}

#[step(autoscaling(max_replicas = 5))]
fn not_in_compute() {}

// One error: another word for it counts as given.
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, num_replicas = 2, autoscale = true))]
fn both_in_other_words() {}

#[step(compute(
    cpu_kind = "shared", cpus = 1, memory_mb = 1024,
    autoscaling(max_replicas = 2, utilization_scale_up_threshold = "0.8", utilization_scale_down_threshold = 20%),
))]
fn thresholds() {}

fn main() {}
