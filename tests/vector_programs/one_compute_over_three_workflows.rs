//! One configuration, repeated four times in three workflows: one group of machines.

#![expect(dead_code, reason = "only Hatchet would run the steps")]

use hatchet_compute::{step, workflow};
use hatchet_compute_tests::{assert_equals_vector, plan};

struct Orders;
struct Mail;
struct Bill;

#[workflow]
impl Orders {
    #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, num_replicas = 1, regions = ["ewr"]))]
    async fn load(&self) {}

    #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"], pool = "default"))]
    async fn save(&self) {}
}

#[workflow]
impl Mail {
    #[step(compute(cpu_kind = "shared", cpus = 0x1, memory_mb = 1_024, regions = ["ewr"]))]
    async fn send(&self) {}
}

#[workflow]
impl Bill {
    #[step(compute(cpu_kind = "performance", cpus = 2, memory_mb = 8192, num_replicas = 2, regions = ["ewr", "lhr"]))]
    async fn charge(&self) {}

    #[step(compute(cpu_kind = "shared", cpus = 1u32, memory_mb = 1024, regions = ["ewr"]))]
    async fn retry(&self) {}
}

#[test]
fn is_what_the_python_sdk_sends() {
    assert_equals_vector(&plan().request(), "one-compute-over-three-workflows");
}
