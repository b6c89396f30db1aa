//! Stage 2: entries to what was meant: keys and the types of their values. Unknown, repeated and missing keys are errors
//! here; whether a value is allowed is the next stage's question. A value that cannot be read is an error here, and then
//! taken as absent.

pub(crate) mod compute;
pub(crate) mod expected;
mod keys;
pub(crate) mod options;
pub(crate) mod typed;
