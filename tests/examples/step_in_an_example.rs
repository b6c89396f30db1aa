//! A step in an example is in the plan of that example alone.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024))]
fn in_an_example() {}

fn main() {
    in_an_example();
    println!("{}", hatchet_compute_tests::plan());
}

#[test]
fn its_plan_has_this_step() {
    assert_eq!(hatchet_compute_tests::plan().runtime_configs()[0].actions(), ["in_an_example:in_an_example"]);
}
