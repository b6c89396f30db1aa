//! A value that is not constant.
//! The message is rustc's. Make the function a `const fn`, and the variable a `const`.

use hatchet_compute::{compute, step};

fn cpus() -> u32 {
    2
}
#[step(compute(cpu_kind = "shared", cpus = cpus(), memory_mb = 1024))]
fn resize() {}

fn local() {
    let cpus = 2;
    println!("{}", compute! { cpu_kind = "shared", cpus = cpus, memory_mb = 1024 });
}

fn main() {}
