//! All names of the prelude, primitive types, macros and the library's modules mean something else here.

#![allow(non_camel_case_types, non_snake_case, unused_macros, dead_code, missing_docs, missing_debug_implementations)]
#![allow(clippy::module_name_repetitions)]

pub struct u32;
pub struct u8;
pub struct usize;
pub struct str;
pub struct bool;
pub struct Option;
pub struct Some;
pub struct None;
pub struct Result;
pub struct String;
pub struct Vec;
pub struct Compute;
pub struct ComputeSpec;
pub struct Fields;
pub struct CpuKind;
pub struct Region;
pub struct Record;
pub mod core {}
pub mod std {}
pub mod alloc {}
pub mod hatchet_compute {}
pub mod hatchet_compute_core {}
pub mod __private {}
pub mod __hatchet {}

macro_rules! taken {
    ($($name:ident)*) => {$(
        macro_rules! $name {
            ($d:tt) => {
                compile_error
            };
        }
    )*};
}

taken!(assert concat env file line panic record stringify expression compute_fields);

const CPUS: ::core::primitive::u32 = 2;

/// Annotated with a full path.
#[::hatchet_compute::step(
    compute(cpu_kind = "shared", cpus = CPUS, memory_mb = CPUS * 512, regions = ["ewr"], pool = "heavy"),
    retries = 1 + 2,
    timeout = "11s",
)]
pub fn shadowed() {}

/// Annotated with full paths.
pub struct Orders;

#[::hatchet_compute::workflow(name = "shadowed-orders", on_events = ["a"])]
impl Orders {
    #[::hatchet_compute::step(compute = SMALL)]
    pub fn fetch(&self) {}

    #[::hatchet_compute::step(parents = [fetch])]
    pub fn send(&self) {}
}

pub const SMALL: ::hatchet_compute::Compute =
    ::hatchet_compute::compute! { cpu_kind = "shared", cpus = CPUS, memory_mb = CPUS * 512 };
