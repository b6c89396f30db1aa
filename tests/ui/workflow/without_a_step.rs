//! A workflow without a step.

use hatchet_compute::workflow;

struct Orders;
#[workflow]
impl Orders {
    fn fetch(&self) {}
}

// `#[workflow]` does not see what a macro in it makes.
macro_rules! steps {
    ($name:ident) => {
        #[hatchet_compute::step]
        fn $name(&self) {}
    };
}

struct Invoices;
#[workflow]
impl Invoices {
    steps!(send);
}

fn main() {}
