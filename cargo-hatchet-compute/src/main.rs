//! `cargo hatchet-compute`: see the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_hatchet_compute::run(std::env::args_os())
}
