//! The text of one record: its lines by key.

use std::borrow::Cow;

use hatchet_compute_core::record::{key, lines};

use super::RecordProblem;

/// The value of a line.
pub(super) type Value<'a> = Cow<'a, str>;

/// The lines of a record's text. Keys that nobody asks for do not matter.
#[derive(Default)]
pub(super) struct Text<'a> {
    pub(super) workflow: Line<'a>,
    pub(super) step: Line<'a>,
    pub(super) timeout: Line<'a>,
    pub(super) description: Line<'a>,
    pub(super) version: Line<'a>,
    pub(super) at: Line<'a>,
    pub(super) package: Line<'a>,
    /// The values of all lines with the key, in their order.
    pub(super) parents: Vec<Value<'a>>,
    pub(super) events: Vec<Value<'a>>,
    pub(super) crons: Vec<Value<'a>>,
}

/// A line that is there at most once.
#[derive(Default)]
pub(super) struct Line<'a> {
    value: Option<Value<'a>>,
    is_repeated: bool,
}

impl<'a> Text<'a> {
    pub(super) fn read(text: &'a str) -> Result<Self, RecordProblem> {
        let mut this = Self::default();
        for line in lines(text) {
            let (key, value) = line.map_err(RecordProblem::Line)?;
            match key {
                key::WORKFLOW => this.workflow.set(value),
                key::STEP => this.step.set(value),
                key::TIMEOUT => this.timeout.set(value),
                key::DESCRIPTION => this.description.set(value),
                key::VERSION => this.version.set(value),
                key::AT => this.at.set(value),
                key::PACKAGE => this.package.set(value),
                key::PARENT => this.parents.push(value),
                key::EVENT => this.events.push(value),
                key::CRON => this.crons.push(value),
                _ => {}
            }
        }
        Ok(this)
    }
}

impl<'a> Line<'a> {
    fn set(&mut self, value: Value<'a>) {
        self.is_repeated = self.value.is_some();
        self.value = Some(value);
    }

    /// The value of the only line with this key, if there is one.
    pub(super) fn optional(self, key: &'static str) -> Result<Option<Value<'a>>, RecordProblem> {
        if self.is_repeated {
            return Err(RecordProblem::RepeatedKey(key));
        }
        Ok(self.value)
    }

    /// The value of the only line with this key.
    pub(super) fn required(self, key: &'static str) -> Result<Value<'a>, RecordProblem> {
        self.optional(key)?.ok_or(RecordProblem::MissingKey(key))
    }
}
