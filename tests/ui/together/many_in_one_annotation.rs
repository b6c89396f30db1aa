//! All mistakes of an annotation in one compile, and the function is still there for its callers.

use hatchet_compute::step;

#[step(
    compute(
        cpu_kind = "sharde",
        cpus = 65,
        memory_mb = 70000,
        num_replicas = 1001,
        regions = ["ewr", "Paris", "ewr"],
        pool = "a b",
        gpus = 1,
    ),
    name = "",
    timeout = "soon",
    retries = -3,
    parents = [fetch],
    colour = "red",
)]
fn resize() {}

#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1)) ]
fn crop(width: u32) -> u32 {
    width
}

fn main() {
    resize();
    assert_eq!(crop(3), 3);
}
