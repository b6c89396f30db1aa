//! So are literals.

use hatchet_compute::step;

macro_rules! step_of {
    ($name:ident, $kind:literal, $cpus:literal, $region:literal) => {
        #[step(compute(cpu_kind = $kind, cpus = $cpus, memory_mb = 1024, regions = [$region]))]
        fn $name() {}
    };
}

step_of!(first, "gpu", 2, "ewr");
step_of!(second, "shared", -1, "mars");

fn main() {
    first();
    second();
}
