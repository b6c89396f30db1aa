//! What a check finds wrong: one violation for each rule that is broken, with its message.

use alloc::string::String;
use alloc::vec::{self, Vec};
use core::fmt;
use core::slice;

use crate::field::Field;
use crate::kind::unknown_cpu_kind;
use crate::message::Message;
use crate::name::invalid_pool;
use crate::number::{NumberProblem, Written};
use crate::region_meant::{duplicate_region, empty_regions, unknown_region};

/// One rule that is broken, with the value that breaks it.
///
/// Written as its message: what is wrong, what is allowed and, on the next line after `help: `, what to write instead if
/// that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation(Case);

/// The cases, with what their messages name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    CpuKind { text: String },
    Number { problem: NumberProblem, number: i64 },
    EmptyRegions,
    UnknownRegion { index: usize, text: String },
    DuplicateRegion { index: usize, text: String },
    Pool { text: String },
}

impl Violation {
    /// The id of the rule: `unknown_cpu_kind`, `cpus_out_of_range`, `memory_below_min`, `memory_above_max`,
    /// `memory_above_platform_max`, `replicas_out_of_range`, `empty_regions`, `unknown_region`, `duplicate_region` or
    /// `invalid_pool`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match &self.0 {
            Case::CpuKind { .. } => "unknown_cpu_kind",
            Case::Number { problem, .. } => problem.id(),
            Case::EmptyRegions => "empty_regions",
            Case::UnknownRegion { .. } => "unknown_region",
            Case::DuplicateRegion { .. } => "duplicate_region",
            Case::Pool { .. } => "invalid_pool",
        }
    }

    /// The name of the field whose value breaks the rule.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match &self.0 {
            Case::CpuKind { .. } => Field::CpuKind.name(),
            Case::Number { problem, .. } => problem.field(),
            Case::EmptyRegions | Case::UnknownRegion { .. } | Case::DuplicateRegion { .. } => Field::Regions.name(),
            Case::Pool { .. } => Field::Pool.name(),
        }
    }

    /// The position of the wrong region in the list, counted from 0; `None` if the violation is not about one region.
    #[must_use]
    pub const fn index(&self) -> Option<usize> {
        match &self.0 {
            Case::UnknownRegion { index, .. } | Case::DuplicateRegion { index, .. } => Some(*index),
            Case::CpuKind { .. } | Case::Number { .. } | Case::EmptyRegions | Case::Pool { .. } => None,
        }
    }

    /// The message, in its parts.
    #[must_use]
    pub fn message(&self) -> Message {
        match &self.0 {
            Case::CpuKind { text } => unknown_cpu_kind(text),
            Case::Number { problem, number } => problem.message(Written::Number(*number)).into(),
            Case::EmptyRegions => empty_regions(),
            Case::UnknownRegion { text, .. } => unknown_region(text),
            Case::DuplicateRegion { text, .. } => duplicate_region(text),
            Case::Pool { text } => invalid_pool(text),
        }
    }

    /// The message about a number that the source has as this literal, which is too wide for `i64`.
    #[doc(hidden)]
    #[must_use]
    pub fn message_about(&self, literal: &str) -> Message {
        match &self.0 {
            Case::Number { problem, .. } => problem.message(Written::TooWide(literal)).into(),
            _ => self.message(),
        }
    }
}

impl From<Case> for Violation {
    fn from(case: Case) -> Self {
        Self(case)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl core::error::Error for Violation {}

/// All that is wrong with a [`ComputeSpec`](crate::ComputeSpec), in the order of its fields; never empty. Written one
/// after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Takes at least one violation.
    pub(crate) fn new(violations: Vec<Violation>) -> Self {
        debug_assert!(!violations.is_empty());
        Self(violations)
    }

    /// The violations in order.
    pub fn iter(&self) -> slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// The number of violations: at least one.
    #[must_use]
    // `is_empty` would always be false.
    #[allow(clippy::len_without_is_empty)]
    pub const fn len(&self) -> usize {
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
        for (index, violation) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Violations {}
