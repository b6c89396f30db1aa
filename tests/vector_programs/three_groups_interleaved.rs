//! A workflow with nine steps that alternate between three machines, given by constants.

#![expect(dead_code, reason = "only Hatchet would run the steps")]

use hatchet_compute::{Compute, compute, step, workflow};
use hatchet_compute_tests::{assert_equals_vector, plan};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"] };
const FAST: Compute = compute! {
    cpu_kind = "performance", cpus = 2, memory_mb = 8192, num_replicas = 2, regions = ["ewr", "lhr"],
};

struct Svc;

#[workflow]
impl Svc {
    #[step(compute = SMALL)]
    fn s1(&self) {}

    #[step(compute = FAST)]
    fn s2(&self) {}

    #[step(compute(cpu_kind = "shared", cpus = 4, memory_mb = 8192, num_replicas = 3, regions = ["nrt"]))]
    fn s3(&self) {}

    #[step(compute = SMALL)]
    fn s4(&self) {}

    // The regions in another order: the same machines.
    #[step(compute(
        cpu_kind = "performance", cpus = 2, memory_mb = 8192, num_replicas = 2, regions = ["lhr", "ewr"],
    ))]
    fn s5(&self) {}

    #[step(compute(regions = ["nrt"], num_replicas = 3, memory_mb = 8192, cpus = 4, cpu_kind = "shared"))]
    fn s6(&self) {}

    #[step(compute = SMALL)]
    fn s7(&self) {}

    #[step(compute = FAST)]
    fn s8(&self) {}

    #[step(compute(cpu_kind = "shared", cpus = 4, memory_mb = 4 * 2048, num_replicas = 3, regions = ["nrt"]))]
    fn s9(&self) {}
}

#[test]
fn is_what_the_python_sdk_sends() {
    assert_equals_vector(&plan().request(), "three-groups-interleaved");
}
