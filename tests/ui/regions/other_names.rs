//! A region that is not written as its code.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["Germany"]))]
fn country() {}

#[step(compute(
    cpu_kind = "shared",
    cpus = 2,
    memory_mb = 1024,
    num_replicas = 10,
    regions = [
        "lhx",
        "SJC",
        " lhr ",
        "Tokyo",
        "São Paulo",
        // Several regions: those of the API first.
        "usa",
        "europe",
    ],
))]
fn others() {}

// Another cloud's names.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["us-east", "eu-west-1"]))]
fn of_another_cloud() {}

// The API's list does not have these regions.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["china", "ATL"]))]
fn removed() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["all"]))]
fn any() {}

fn main() {}
