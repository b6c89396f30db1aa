//! A field of `compute` that does not exist.

use hatchet_compute::step;

// The nearest field counts as given, so none is reported missing.
#[step(compute(cpu_knd = "shared", cpus = 2, memory_mb = 1024))]
fn mistyped() {}

#[step(compute(kind = "shared", cpu = 2, memory = 1024))]
fn shortened() {}

// The names of the TypeScript SDK.
#[step(compute(cpuKind = "shared", cpus = 2, memoryMb = 1024, numReplicas = 1))]
fn camel_case() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, disk = 10))]
fn unknown() {}

// Fields that other SDKs have.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, gpu_kind = "a10", gpus = 1))]
fn gpus() {}

// The words of other systems.
#[step(compute(cpu_kind = "shared", cores = 2, ram = "2GB", replicas = 2, region = "london"))]
fn of_other_systems() {}

#[step(compute(cpu_kind = "shared", vcpus = 2, memory_gb = 2))]
fn other_unit() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, min_replicas = 1, max_replicas = 3))]
fn autoscaling() {}

#[step(compute(instance_type = "t3.small"))]
fn machine() {}

fn main() {}
