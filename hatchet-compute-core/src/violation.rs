//! What a check finds wrong: one violation for each rule that is broken, with its message.

use alloc::string::{String, ToString};
use alloc::vec::{self, Vec};
use core::fmt;
use core::slice;

use crate::field::Key;
use crate::message::Message;
use crate::number::NumberProblem;

/// One rule that is broken, with the value that breaks it. Displays as its [`Message`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    id: &'static str,
    field: &'static str,
    index: Option<usize>,
    message: Message,
}

impl Violation {
    pub(crate) fn new(id: &'static str, field: impl Key, index: Option<usize>, message: Message) -> Self {
        Self { id, field: field.name(), index, message }
    }

    pub(crate) fn of_number(problem: NumberProblem, message: Message) -> Self {
        Self { id: problem.id(), field: problem.field(), index: None, message }
    }

    /// The id of the rule: `unknown_cpu_kind`, `cpus_out_of_range`, `memory_below_min`, `memory_above_max`,
    /// `memory_above_platform_max`, `replicas_out_of_range`, `empty_regions`, `unknown_region`, `duplicate_region` or
    /// `invalid_pool`; for autoscaling, `max_replicas_out_of_range`, `min_awake_replicas_out_of_range`,
    /// `increment_out_of_range`, `invalid_duration` or `threshold_out_of_range`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The name of the field whose value breaks the rule.
    pub const fn field(&self) -> &'static str {
        self.field
    }

    /// The position of the wrong region in the list, counted from 0; `None` if the violation is not about one region.
    pub const fn index(&self) -> Option<usize> {
        self.index
    }

    /// The message, in its parts.
    pub fn message(&self) -> Message {
        self.message.clone()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

/// Everything that is wrong with a [`ComputeSpec`](crate::ComputeSpec) or an
/// [`AutoscalingSpec`](crate::AutoscalingSpec), in the order of its fields; never empty. Displays them one by one.
#[derive(Clone, PartialEq, Eq)]
pub struct Violations(pub(crate) Vec<Violation>);

impl Violations {
    /// The violations in order.
    pub fn iter(&self) -> slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// The number of violations: at least one.
    #[must_use]
    // `is_empty` would always be false.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<String> = self.iter().map(ToString::to_string).collect();
        f.write_str(&texts.join("\n"))
    }
}

crate::error_with_display!(Violations);
