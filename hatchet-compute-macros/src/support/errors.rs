//! Everything that is wrong with one annotation, collected, so that one compile shows it all.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::quote_spanned;

use super::place::Place;

/// The errors found so far; every stage adds to it and none stops at the first.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<(Place, String)>,
}

impl Errors {
    /// Adds an error whose text stands under `place`.
    pub(crate) fn at(&mut self, place: impl Into<Place>, message: impl Into<String>) {
        self.found.push((place.into(), message.into()));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// One `compile_error!` for each error, in the order of the source, which is how they are read.
    pub(crate) fn into_tokens(mut self) -> TokenStream {
        self.found.sort_by_key(|(place, _)| place.position());
        self.found
            .into_iter()
            .map(|(place, message)| compile_error(place, &message))
            .collect()
    }
}

/// `::core::compile_error! { "message" }`, its first token with the place's first span and its
/// last with the last, which makes rustc underline the whole place.
fn compile_error(place: Place, message: &str) -> TokenStream {
    let mut literal = Literal::string(message);
    literal.set_span(place.last);
    let mut arguments = Group::new(Delimiter::Brace, TokenTree::from(literal).into());
    arguments.set_span(place.last);
    quote_spanned!(place.first=> ::core::compile_error! #arguments)
}
