//! An annotation inside `macro_rules!`.
//! The error is at the value, in the macro or in its call.

use hatchet_compute::step;

macro_rules! steps {
    ($($name:ident)*) => {$(
        #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
        fn $name() {}
    )*};
}
steps!(resize);

// Expressions from the call.
macro_rules! step_of {
    ($name:ident, $cpus:expr) => {
        #[step(compute(cpu_kind = "shared", cpus = $cpus, memory_mb = 1024))]
        fn $name() {}
    };
}
step_of!(literal, 65);
step_of!(expression, 64 + 1);

// Literals from the call.
macro_rules! step_in {
    ($name:ident, $kind:literal, $cpus:literal, $region:literal) => {
        #[step(compute(cpu_kind = $kind, cpus = $cpus, memory_mb = 1024, regions = [$region]))]
        fn $name() {}
    };
}
step_in!(first, "gpu", 2, "ewr");
step_in!(second, "shared", -1, "mars");

fn main() {}
