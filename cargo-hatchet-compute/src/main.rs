//! `cargo hatchet-compute`: see the library beside it.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_hatchet_compute::run(std::env::args_os())
}
