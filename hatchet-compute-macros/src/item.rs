//! The items that attributes are on: functions and impl blocks, read from tokens.

pub(crate) mod attribute;
pub(crate) mod function;
pub(crate) mod impl_block;
pub(crate) mod signature;
pub(crate) mod unexpected;
