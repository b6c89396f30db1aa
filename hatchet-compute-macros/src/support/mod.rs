//! What the stages share: tokens with their places, collected errors, items' headers and signatures, suggestions.

mod angles;
pub(crate) mod attribute;
pub(crate) mod errors;
pub(crate) mod example;
pub(crate) mod item;
pub(crate) mod origin;
pub(crate) mod place;
pub(crate) mod signature;
pub(crate) mod step_attribute;
pub(crate) mod suggest;
pub(crate) mod typed;
pub(crate) mod value;
