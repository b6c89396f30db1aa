//! The record format: its numbers, its bytes, and its lines of text.
//!
//! Each step and workflow leaves one record in the program, in a dedicated section. `FORMAT.md` at the root of the
//! repository describes the format as a whole. The library reads records.

mod layout;
mod numbers;
mod text;

pub use layout::{Fixed, Record, checksum, step, sum, workflow};
pub use numbers::*;
pub use text::{lines, push_line};
