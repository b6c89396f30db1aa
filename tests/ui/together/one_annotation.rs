//! All mistakes of an annotation in one compile, in the order of the source, and the function is there for its callers.

use hatchet_compute::step;

#[step(
    compute(
        cpu_kind = "sharde",
        cpus = 65,
        memory_mb = 70000,
        num_replicas = 1001,
        regions = ["ewr", "Paris", "ewr"],
        pool = "a b",
        disk = 1,
    ),
    name = "",
    timeout = "soon",
    retries = -3,
    parents = [fetch],
    colour = "red",
)]
fn resize(width: u32) -> u32 {
    width
}

fn main() {
    assert_eq!(resize(3), 3);
}
