//! A value that is not a list of strings, where a list of strings is expected.

use hatchet_compute::{step, workflow};

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = "ewr"))]
fn string() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = "ewr, lhr"))]
fn strings_in_a_string() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ("ewr", "lhr")))]
fn tuple() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = &["ewr", "lhr"]))]
fn reference() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = vec!["ewr"]))]
fn vec() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ewr))]
fn word() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions("EWR", "london")))]
fn arguments() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = "ewr", "lhr"))]
fn without_brackets() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = [Region::Ewr]))]
fn variant() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = auto))]
fn any() {}

// A list is written out.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = REGIONS))]
fn constant() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = 5))]
fn integer() {}

// A list, but not of strings.
#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 3, regions = [ewr, ["lax"], 5]))]
fn elements() {}

struct Orders;
#[workflow(on_events = "order:created")]
impl Orders {
    #[step]
    fn fetch(&self) {}
}

// The times, without quotes.
struct Reports;
#[workflow(on_crons = [0 3 * * *])]
impl Reports {
    #[step]
    fn write(&self) {}
}

struct Invoices;
#[workflow(on_crons = [*/15 9-17 1,15 * mon])]
impl Invoices {
    #[step]
    fn write(&self) {}
}

struct Summaries;
#[workflow(on_crons = [0 61 * * *, "0 3 * * *"])]
impl Summaries {
    #[step]
    fn write(&self) {}
}

fn main() {}
