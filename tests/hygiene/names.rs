//! Functions named like modules, types and each other, in modules and in bodies.

use hatchet_compute::step;

/// A type of the name of a step.
#[derive(Debug)]
#[allow(non_camel_case_types)]
pub struct resize {}

/// A module of the name of a step.
pub mod crop {
    use hatchet_compute::step;

    /// A step of the name of its module.
    #[step]
    pub fn crop() {}

    /// A step of the name of one outside.
    #[step(name = "crop-turn")]
    pub fn turn() {}
}

/// A step of the name of a module.
#[step(name = "crop-outside")]
pub fn crop() {}

/// A step of the name of one inside.
#[step]
pub fn turn() {
    /// A step of the name of the one around it.
    #[step(name = "turn-inside")]
    fn turn() {}

    turn();
}

/// A keyword.
#[step]
pub fn r#match() {}

/// Letters of all alphabets.
#[step(name = "groesse")]
pub fn größe(länge: usize) -> usize {
    länge
}

/// A step of the name of a primitive type.
#[step]
pub fn u8() {}

/// A step of the name of what the library re-exports.
#[step(name = "compute-step")]
pub fn compute() {}

/// A workflow of a name of the library's.
#[derive(Debug)]
pub struct Workflow;

#[hatchet_compute::workflow]
impl Workflow {
    /// A method of a name of the library's.
    #[step]
    pub fn step(&self) {}
}
