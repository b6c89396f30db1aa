//! Stage 2: turns entries into keys and typed values. Unknown, repeated and missing keys are errors here. A value that
//! cannot be read is an error here, and then treated as absent. The next stage checks whether a value is allowed.

pub(crate) mod compute;
pub(crate) mod expected;
mod keys;
pub(crate) mod options;
pub(crate) mod typed;
