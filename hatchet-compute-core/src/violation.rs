//! What a check finds wrong: one violation for each rule that is broken, with its words.

use alloc::string::String;
use alloc::vec::{self, Vec};
use core::fmt;
use core::slice;

use crate::judge::{NumberProblem, Written};
use crate::kind::CpuKind;
use crate::region::regions_meant_by;
use crate::words;

/// One rule that is broken, with the value that breaks it. Written as what is wrong, what is allowed and, behind
/// `help:` on the next line, what to write instead where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation(Case);

/// The cases, with what their sentences name.
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
            Case::CpuKind { .. } => "cpu_kind",
            Case::Number { problem, .. } => problem.field(),
            Case::EmptyRegions | Case::UnknownRegion { .. } | Case::DuplicateRegion { .. } => {
                "regions"
            }
            Case::Pool { .. } => "pool",
        }
    }

    /// Which of the regions it is, counted from 0; `None` if it is not one of them.
    #[must_use]
    pub const fn index(&self) -> Option<usize> {
        match &self.0 {
            Case::UnknownRegion { index, .. } | Case::DuplicateRegion { index, .. } => Some(*index),
            Case::CpuKind { .. } | Case::Number { .. } | Case::EmptyRegions | Case::Pool { .. } => {
                None
            }
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
        match &self.0 {
            Case::CpuKind { text } => {
                f.write_str(&words::unknown_cpu_kind(text))?;
                match text.trim().to_ascii_lowercase().parse::<CpuKind>() {
                    Ok(meant) => write!(f, "\nhelp: use `\"{meant}\"`"),
                    Err(_) => Ok(()),
                }
            }
            Case::Number { problem, number } => {
                write!(f, "{}", problem.sentence(Written::Number(*number)))
            }
            Case::EmptyRegions => f.write_str(&words::empty_regions()),
            Case::UnknownRegion { text, .. } => {
                f.write_str(&words::unknown_region(text))?;
                write_meant(f, text)
            }
            Case::DuplicateRegion { text, .. } => f.write_str(&words::duplicate_region(text)),
            Case::Pool { text } => f.write_str(&words::invalid_pool(text)),
        }
    }
}

/// Writes the help for a word that is no region's code: the regions that a person means by it, if there are any.
fn write_meant(f: &mut fmt::Formatter<'_>, word: &str) -> fmt::Result {
    let regions = regions_meant_by(word);
    for (index, region) in regions.iter().enumerate() {
        f.write_str(match index {
            0 => "\nhelp: use ",
            _ if index + 1 == regions.len() => " or ",
            _ => ", ",
        })?;
        write!(f, "`\"{region}\"` ({})", region.location())?;
    }
    Ok(())
}

impl core::error::Error for Violation {}

/// All that is wrong with a [`ComputeSpec`](crate::ComputeSpec), in the order of its fields; never empty. Written one
/// after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Takes the violations, of which there is one at least.
    pub(crate) fn new(found: Vec<Violation>) -> Self {
        debug_assert!(!found.is_empty());
        Self(found)
    }

    /// The violations in order.
    pub fn iter(&self) -> slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// How many there are: one at least.
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
