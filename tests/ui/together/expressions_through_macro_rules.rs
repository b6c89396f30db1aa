//! Expressions from the caller of a macro are underlined where they were written.

use hatchet_compute::step;

macro_rules! step_of {
    ($name:ident, $cpus:expr) => {
        #[step(compute(cpu_kind = "shared", cpus = $cpus, memory_mb = 1024))]
        fn $name() {}
    };
}

step_of!(literal, 65);
step_of!(expression, 64 + 1);

fn main() {
    literal();
    expression();
}
