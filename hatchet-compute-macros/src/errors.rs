//! All that is wrong with one annotation, so that one compile shows it all.

use hatchet_compute_core::Message;
use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::tokens::span_range::SpanRange;

/// The errors found so far. Every stage adds to them and none stops at the first.
#[derive(Default)]
pub(crate) struct Errors {
    errors: Vec<(SpanRange, Message)>,
}

impl Errors {
    /// Adds an error that underlines `span`.
    pub(crate) fn at(&mut self, span: impl Into<SpanRange>, message: Message) {
        self.errors.push((span.into(), message));
    }

    /// Adds an error if there is a message.
    pub(crate) fn extend(&mut self, span: impl Into<SpanRange>, message: Option<Message>) {
        if let Some(message) = message {
            self.at(span, message);
        }
    }

    /// Adds an error with a help.
    pub(crate) fn help(&mut self, span: impl Into<SpanRange>, problem: impl Into<String>, help: impl Into<String>) {
        self.at(span, Message::new(problem).with_help(help));
    }

    /// Adds an error with the text to write instead.
    pub(crate) fn replace(
        &mut self,
        span: impl Into<SpanRange>,
        problem: impl Into<String>,
        replacement: impl Into<String>,
    ) {
        self.at(span, Message::new(problem).with_replacement(replacement));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// One `compile_error!` for each error, in the order of the source, in which people read them.
    pub(crate) fn to_tokens(&self) -> TokenStream {
        let mut errors: Vec<_> = self.errors.iter().collect();
        errors.sort_by_key(|(span, _)| span.position());
        errors.into_iter().map(|(span, message)| compile_error(*span, message)).collect()
    }
}

/// `::core::compile_error! { "message" }` with the first span on its first token and the last span on its last, so that
/// rustc underlines all between.
fn compile_error(span: SpanRange, message: &Message) -> TokenStream {
    let mut literal = Literal::string(&message.to_string());
    literal.set_span(span.last);
    let mut arguments = Group::new(Delimiter::Brace, TokenTree::from(literal).into());
    arguments.set_span(span.last);
    quote_spanned!(span.first=> ::core::compile_error! #arguments)
}
