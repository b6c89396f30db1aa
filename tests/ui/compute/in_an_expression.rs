//! A local variable is no constant: rustc's own words.

use hatchet_compute::compute;

fn main() {
    let cpus = 2;
    println!("{}", compute! { cpu_kind = "shared", cpus = cpus, memory_mb = 1024 });
}
