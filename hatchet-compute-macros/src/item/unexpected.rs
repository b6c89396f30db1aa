//! An item that the attribute cannot be on.

use proc_macro2::{Span, TokenTree};

use crate::tokens::is_word;
use crate::tokens::span_range::SpanRange;

/// The words that may be before `fn`.
pub(super) const QUALIFIERS: [&str; 7] = ["default", "const", "async", "unsafe", "safe", "extern", "gen"];

/// The item is not one that the attribute can be on.
pub(crate) struct Unexpected {
    /// The keyword that says what it is.
    pub(super) keyword: Option<TokenTree>,
}

impl Unexpected {
    pub(crate) fn span(&self) -> SpanRange {
        let keyword = self.keyword.as_ref();
        keyword.map_or_else(|| Span::call_site().into(), SpanRange::from)
    }

    pub(crate) fn is(&self, keyword: &str) -> bool {
        is_word(self.keyword.as_ref(), keyword)
    }

    /// The item as an error names it: ``a `struct` ``.
    pub(crate) fn found(&self) -> String {
        match &self.keyword {
            Some(keyword) => {
                let word = keyword.to_string();
                let article = if ["enum", "impl", "unsafe", "async", "extern"].contains(&&*word) { "an" } else { "a" };
                format!("{article} `{word}`")
            }
            None => "nothing".into(),
        }
    }
}

/// The keywords of the items that are not functions.
const ITEMS: [&str; 11] =
    ["struct", "enum", "union", "trait", "impl", "mod", "use", "type", "static", "macro_rules", "macro"];

/// The item by its keyword: its first word that is not a visibility or qualifier, unless there are only those.
pub(super) fn unexpected(tokens: &[TokenTree]) -> Unexpected {
    let words = || tokens.iter().filter(|token| matches!(token, TokenTree::Ident(_)));
    let plain =
        |token: &&TokenTree| is_word(Some(token), "pub") || QUALIFIERS.iter().any(|word| is_word(Some(token), word));
    let keyword = words()
        .take_while(|token| plain(token) || ITEMS.iter().any(|word| is_word(Some(token), word)))
        .find(|token| !plain(token))
        .or_else(|| words().find(|token| !is_word(Some(token), "pub")))
        .or_else(|| tokens.first());
    Unexpected { keyword: keyword.cloned() }
}
