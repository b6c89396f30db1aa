//! A namespace goes in front of every action.

#![expect(dead_code, reason = "only Hatchet would run the steps")]

use hatchet_compute::{step, workflow};
use hatchet_compute_tests::{assert_equals_vector, plan};

struct Orders;
struct Orders2;

#[workflow]
impl Orders {
    #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"]))]
    fn load(&self) {}
}

#[workflow]
impl Orders2 {
    #[step(
        name = "Save",
        compute(cpu_kind = "performance", cpus = 2, memory_mb = 8192, num_replicas = 2, regions = ["ewr", "lhr"]),
    )]
    fn save(&self) {}
}

#[test]
fn is_what_the_python_sdk_sends() {
    let plan = plan().with_namespace("Dev").expect("`Dev` is a namespace");
    assert_equals_vector(&plan.request(), "namespace");
}
