//! Stage 2: entries to what was meant: keys and the types of their values. Unknown, repeated and missing keys are errors
//! here; whether a value is allowed is the next stage's question.

pub(crate) mod compute;
mod keys;
pub(crate) mod options;
pub(crate) mod typed;

/// Whether a key was given, and whether its value could be read.
#[derive(Default)]
pub(crate) enum Given<T> {
    #[default]
    Absent,
    /// Given, but an error says why it cannot be used: what depends on it is not checked.
    Unusable,
    Usable(T),
}

impl<T> Given<T> {
    pub(crate) fn usable(&self) -> Option<&T> {
        match self {
            Given::Usable(value) => Some(value),
            Given::Absent | Given::Unusable => None,
        }
    }

    fn read(value: Option<T>) -> Given<T> {
        value.map_or(Given::Unusable, Given::Usable)
    }
}
