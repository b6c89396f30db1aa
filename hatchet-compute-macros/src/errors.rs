//! Collects the errors of one annotation, so that one compile shows them all.

use hatchet_compute_core::Message;
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::tokens::{SpanRange, group};

#[derive(Default)]
pub(crate) struct Errors(Vec<(SpanRange, Message)>);

/// An error about how an entry is written. If what was meant breaks a rule too, the help of this error changes: each
/// value has one error, and following its help fixes everything.
#[derive(Clone, Copy)]
pub(crate) struct EarlierError(usize);

impl Errors {
    /// Adds an error that underlines `span`, and whose help later stages may change.
    pub(crate) fn at(&mut self, span: impl Into<SpanRange>, message: Message) -> EarlierError {
        self.0.push((span.into(), message));
        EarlierError(self.0.len() - 1)
    }

    pub(crate) fn help(&mut self, span: impl Into<SpanRange>, problem: impl Into<String>, help: impl Into<String>) {
        self.at(span, Message::new(problem).with_help(help));
    }

    pub(crate) fn replace(&mut self, span: impl Into<SpanRange>, problem: impl Into<String>, with: impl Into<String>) {
        self.at(span, Message::new(problem).with_replacement(with));
    }

    /// Adds an error about the value at `span`, or moves its help to the earlier error about that value.
    pub(crate) fn at_value(
        &mut self,
        earlier: Option<EarlierError>,
        span: SpanRange,
        message: Message,
    ) -> EarlierError {
        let Some(EarlierError(index)) = earlier else { return self.at(span, message) };
        let (underlined, before) = &mut self.0[index];
        underlined.last = span.last;
        *before = before.clone().with_help_of(message);
        EarlierError(index)
    }

    pub(crate) fn append(&mut self, mut part: Errors) {
        self.0.append(&mut part.0);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One `compile_error!` for each error, in the order of the source, as people read them.
    pub(crate) fn to_tokens(&self) -> TokenStream {
        let mut errors: Vec<_> = self.0.iter().collect();
        errors.sort_by_key(|(span, _)| span.position());
        let compile_error = |(span, message): &(SpanRange, Message)| {
            // The first span is on the first token and the last span on the last: rustc underlines all in between.
            let mut literal = Literal::string(&message.to_string());
            literal.set_span(span.last);
            let arguments = group(span.last, Delimiter::Brace, TokenTree::from(literal).into());
            // So that hovering over this place in an editor does not explain `core`.
            let core = Ident::new("core", Span::call_site());
            quote_spanned!(span.first=> ::#core::compile_error! #arguments)
        };
        errors.into_iter().flat_map(compile_error).collect()
    }
}
