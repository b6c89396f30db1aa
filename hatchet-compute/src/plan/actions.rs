//! The actions of a runtime config: of the running program's steps, only their places until somebody asks for texts.
//!
//! A plan names thousands of them, and to make that many small texts would take most of its time.

use std::fmt::{self, Debug, Formatter};
use std::sync::OnceLock;

use serde_core::ser::{Serialize, Serializer};

use crate::Step;

/// Actions in their order.
#[derive(Clone)]
pub(crate) enum Actions {
    /// The running program's steps, the places among them of those meant, and their actions once they are asked for.
    OfProgram(&'static [Step], Vec<u32>, OnceLock<Vec<String>>),
    /// Those of other steps, or with a namespace in front.
    Texts(Vec<String>),
}

impl Actions {
    /// The actions of the running program's steps at these places.
    pub(super) fn of_program(steps: &'static [Step], places: Vec<u32>) -> Self {
        Self::OfProgram(steps, places, OnceLock::new())
    }

    /// The actions of the steps at these places, with the prefix in front.
    pub(super) fn prefixed(prefix: &str, steps: &[Step], places: &[u32]) -> Self {
        let actions = at(steps, places).map(|action| format!("{prefix}{action}"));
        Self::Texts(actions.collect())
    }

    pub(super) fn as_slice(&self) -> &[String] {
        match self {
            Self::OfProgram(steps, places, texts) => {
                texts.get_or_init(|| at(steps, places).map(str::to_owned).collect())
            }
            Self::Texts(texts) => texts,
        }
    }
}

/// The actions of the steps at these places, without a prefix.
fn at<'a>(steps: &'a [Step], places: &'a [u32]) -> impl ExactSizeIterator<Item = &'a str> {
    places.iter().map(|&place| steps[place as usize].action())
}

impl PartialEq for Actions {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Actions {}

impl Debug for Actions {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(formatter)
    }
}

impl Serialize for Actions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::OfProgram(steps, places, _) => serializer.collect_seq(at(steps, places)),
            Self::Texts(texts) => serializer.collect_seq(texts),
        }
    }
}
