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
        "EWR",
        " lhr ",
        "Tokyo",
        "São Paulo",
        // Several regions: those of the API first.
        "usa",
        "us-east",
        "europe",
        // Another cloud's name.
        "eu-west-1",
    ],
))]
fn others() {}

fn main() {}
