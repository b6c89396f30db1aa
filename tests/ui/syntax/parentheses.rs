//! Braces, brackets or `=` instead of parentheses.

use hatchet_compute::{step, workflow};

#[step(compute { cpu_kind = "shared", cpus = 2, memory_mb = 1024 })]
fn braces() {}

#[step(compute[cpu_kind = "shared", cpus = 2, memory_mb = 1024])]
fn brackets() {}

#[step(compute = Compute(cpu_kind="shared", cpus=2, memory_mb=1024))]
fn as_in_python() {}

#[step(compute: Compute { cpu_kind: "shared", cpus: 2, memory_mb: 1024 })]
fn as_a_struct() {}

#[step(compute({ "cpu_kind": "shared", "cpus": 2, "memory_mb": 1024 }))]
fn as_in_json() {}

#[step(compute(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024)))]
fn twice() {}

#[step(compute[])]
fn empty() {}

struct Orders;
#[workflow]
impl Orders {
    #[step = "fetch"]
    fn fetch(&self) {}
}

fn main() {}
