//! The text of one record: its lines, asked for by key.

use std::borrow::Cow;

use hatchet_compute_core::record::lines;

use super::RecordProblem;

/// The lines of a record's text in their order. Keys that nobody asks for do not matter.
pub(super) struct Text<'a> {
    lines: Vec<(&'a str, Cow<'a, str>)>,
}

impl<'a> Text<'a> {
    pub(super) fn read(text: &'a str) -> Result<Self, RecordProblem> {
        let lines = lines(text)
            .collect::<Result<_, _>>()
            .map_err(RecordProblem::Line)?;
        Ok(Self { lines })
    }

    /// The values of all lines with this key.
    pub(super) fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .filter(move |line| line.0 == key)
            .map(|line| line.1.as_ref())
    }

    /// The value of the only line with this key, if there is one.
    pub(super) fn optional(&self, key: &'static str) -> Result<Option<&str>, RecordProblem> {
        let mut values = self.all(key);
        match (values.next(), values.next()) {
            (value, None) => Ok(value),
            (_, Some(_)) => Err(RecordProblem::RepeatedKey(key)),
        }
    }

    /// The value of the only line with this key.
    pub(super) fn required(&self, key: &'static str) -> Result<&str, RecordProblem> {
        self.optional(key)?.ok_or(RecordProblem::MissingKey(key))
    }
}
