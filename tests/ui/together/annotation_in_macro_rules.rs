//! A mistake of the macro itself is underlined in the macro.

use hatchet_compute::step;

macro_rules! steps {
    ($($name:ident)*) => {$(
        #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
        fn $name() {}
    )*};
}

steps!(resize);

fn main() {
    resize();
}
