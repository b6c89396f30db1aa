//! Functions named like modules, types and each other, in modules and in bodies.

use hatchet_compute::step;

/// A type with the name of a step.
#[derive(Debug)]
#[allow(non_camel_case_types)]
pub struct resize {}

/// A module with the name of a step.
pub mod crop {
    use hatchet_compute::step;

    /// A step with the name of its module.
    #[step]
    pub fn crop() {}

    /// A step with the name of one outside.
    #[step(name = "crop-turn")]
    pub fn turn() {}
}

/// A step with the name of a module.
#[step(name = "crop-outside")]
pub fn crop() {}

/// A step with the name of one inside.
#[step]
pub fn turn() {
    /// A step with the name of the one around it.
    #[step(name = "turn-inside")]
    fn turn() {}

    turn();
}

/// Named like a keyword.
#[step]
pub fn r#match() {}

/// With non-ASCII letters.
#[step(name = "groesse")]
pub fn größe(länge: usize) -> usize {
    länge
}

/// A step with the name of a primitive type.
#[step]
pub fn u8() {}

/// A step with the name of a macro of the library.
#[step(name = "compute-step")]
pub fn compute() {}

const CPUS_AS_WRITTEN: u32 = 4;
const RETRIES_AS_WRITTEN: u32 = 2;

/// With constants that are named like those of an expansion could be.
#[step(
    compute(cpu_kind = "shared", cpus = 1 + 1, memory_mb = 256 * CPUS_AS_WRITTEN),
    retries = RETRIES_AS_WRITTEN
)]
pub fn constants() {}

/// A workflow with the name of a type of the library.
#[derive(Debug)]
pub struct Workflow;

#[hatchet_compute::workflow]
impl Workflow {
    /// A step with the name of an attribute of the library.
    #[step]
    pub fn step(&self) {}
}
