//! The spans of something in the user's source: what an error underlines.

use proc_macro2::{Delimiter, Ident, Span, TokenTree};

/// The spans of the first and the last token of something.
///
/// Spans cannot be joined on stable. What is emitted for an error begins with the first span and ends with the last, and
/// rustc then underlines all between.
#[derive(Clone, Copy)]
pub(crate) struct SpanRange {
    pub(crate) first: Span,
    pub(crate) last: Span,
}

impl SpanRange {
    /// The spans of a run of tokens. Looks into invisible groups: the span of such a group is the fragment in the
    /// `macro_rules!`, while the spans of its tokens are the user's.
    pub(crate) fn of(tokens: &[TokenTree]) -> Option<SpanRange> {
        let first = tokens.iter().find_map(first_span)?;
        let last = tokens.iter().rev().find_map(last_span)?;
        Some(SpanRange { first, last })
    }

    /// Line and column of its start; (0, 0) outside of a compiler.
    pub(crate) fn position(self) -> (usize, usize) {
        if !proc_macro::is_available() {
            return (0, 0);
        }
        let start = self.first.unwrap().start();
        (start.line(), start.column())
    }
}

impl From<Span> for SpanRange {
    fn from(span: Span) -> SpanRange {
        SpanRange { first: span, last: span }
    }
}

impl From<&Ident> for SpanRange {
    fn from(ident: &Ident) -> SpanRange {
        ident.span().into()
    }
}

impl From<&TokenTree> for SpanRange {
    fn from(token: &TokenTree) -> SpanRange {
        SpanRange::of(std::slice::from_ref(token)).unwrap_or_else(|| token.span().into())
    }
}

fn first_span(token: &TokenTree) -> Option<Span> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            group.stream().into_iter().find_map(|token| first_span(&token))
        }
        token => Some(token.span()),
    }
}

fn last_span(token: &TokenTree) -> Option<Span> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            tokens.iter().rev().find_map(last_span)
        }
        token => Some(token.span()),
    }
}
