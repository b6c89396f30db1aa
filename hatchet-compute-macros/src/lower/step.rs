//! The options of a step, as they are written.

use hatchet_compute_core::StepOption;
use proc_macro2::{Ident, TokenStream};

use super::Given;
use super::compute::{ComputeOption, compute_option};
use super::keys::{Keys, elements, read, read_path};
use super::typed::{self, Integer, Text};
use crate::errors::Errors;
use crate::parse::entries::Entry;

/// The options of one step.
#[derive(Default)]
pub(crate) struct StepOptions {
    pub(crate) compute: ComputeOption,
    pub(crate) name: Given<Text>,
    pub(crate) timeout: Given<Text>,
    pub(crate) retries: Given<Integer>,
    pub(crate) parents: Vec<Ident>,
    /// The word `parents`.
    pub(crate) parents_key: Option<Ident>,
    pub(crate) crate_path: Option<TokenStream>,
}

/// The options inside of `#[step(…)]`.
pub(crate) fn step_options(entries: Vec<Entry>, errors: &mut Errors) -> StepOptions {
    let mut options = StepOptions::default();
    let mut keys = Keys::new("an option of `#[step]`", "the options are");
    for entry in entries {
        let Some(key) = keys.known(&entry.key, errors) else {
            continue;
        };
        match key {
            StepOption::Compute => options.compute = compute_option(entry, errors),
            StepOption::Name => options.name = read(key, &entry, typed::text, errors),
            StepOption::Timeout => options.timeout = read(key, &entry, typed::text, errors),
            StepOption::Retries => options.retries = read(key, &entry, typed::integer, errors),
            StepOption::Parents => {
                options.parents = elements(key, &entry, typed::method, errors);
                options.parents_key = Some(entry.key);
            }
            StepOption::Crate => options.crate_path = read_path(key, &entry, errors),
        }
    }
    options
}
