//! The actions of a runtime config: a step's own text as long as nobody asks for another.
//!
//! A plan of the running program names thousands of them, and making that many small texts takes most of the time that
//! the plan takes.

use std::borrow::Cow;
use std::fmt::{self, Debug, Formatter};
use std::sync::OnceLock;

use serde_core::ser::{Serialize, Serializer};

/// Actions in their order.
#[derive(Clone, Default)]
pub(crate) struct Actions {
    /// Borrowed from the running program's steps, unless a namespace stands in front.
    actions: Vec<Cow<'static, str>>,
    /// The same, made when they are asked for as a slice.
    strings: OnceLock<Vec<String>>,
}

impl Actions {
    /// Adds the next one; not after [`as_slice`](Self::as_slice).
    pub(super) fn push(&mut self, action: Cow<'static, str>) {
        debug_assert!(self.strings.get().is_none());
        self.actions.push(action);
    }

    pub(super) fn as_slice(&self) -> &[String] {
        let strings = || self.actions.iter().map(ToString::to_string).collect();
        self.strings.get_or_init(strings)
    }
}

impl PartialEq for Actions {
    fn eq(&self, other: &Self) -> bool {
        self.actions == other.actions
    }
}

impl Eq for Actions {}

impl Debug for Actions {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.actions.fmt(formatter)
    }
}

impl Serialize for Actions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.actions)
    }
}
