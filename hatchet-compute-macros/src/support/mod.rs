//! What the stages share: tokens with their places, collected errors, items' headers, suggestions.

pub(crate) mod errors;
pub(crate) mod example;
pub(crate) mod item;
pub(crate) mod origin;
pub(crate) mod place;
pub(crate) mod step_attribute;
pub(crate) mod suggest;
pub(crate) mod typed;
pub(crate) mod value;
