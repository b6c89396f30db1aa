//! Names keep their case, actions are lower-cased.

#![expect(dead_code, reason = "only Hatchet would run the steps")]

use hatchet_compute::{step, workflow};
use hatchet_compute_tests::{assert_equals_vector, plan};

struct MyWorkflow;
struct Other;

#[workflow(name = "My-Workflow")]
impl MyWorkflow {
    #[step(name = "Step_One", compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"]))]
    fn first(&self) {}

    #[step(name = "stepTwo", compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"]))]
    fn second(&self) {}
}

#[workflow(name = "OTHER")]
impl Other {
    #[step(
        name = "RUN",
        compute(cpu_kind = "performance", cpus = 2, memory_mb = 8192, num_replicas = 2, regions = ["ewr", "lhr"]),
    )]
    fn run(&self) {}
}

#[test]
fn is_what_the_python_sdk_sends() {
    assert_equals_vector(&plan().request(), "upper-case-names");
    let names: Vec<&str> = hatchet_compute::steps().iter().map(|step| step.name()).collect();
    assert_eq!(names, ["Step_One", "stepTwo", "RUN"]);
}
