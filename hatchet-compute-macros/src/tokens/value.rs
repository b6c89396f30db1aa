//! What follows a `=` or is in a list: its tokens as written, and what they look like.

use litrs::Literal as Lit;
use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use quote::ToTokens;

use super::{SpanRange, is_any_word, is_keyword, is_path_separator, is_punct, is_word, open, visible};

/// The keywords that an expression may begin with, and those that one may end with.
const BEGINNINGS: [&str; 15] = [
    "async", "break", "const", "continue", "false", "for", "if", "loop", "match", "move", "return", "true", "unsafe",
    "while", "_",
];
const ENDINGS: [&str; 7] = ["await", "break", "continue", "false", "return", "true", "_"];

/// A value as written; never empty.
#[derive(Clone)]
pub(crate) struct Value {
    tokens: Vec<TokenTree>,
    pub(crate) span: SpanRange,
}

/// What a value looks like, for any key.
pub(crate) enum Form {
    Text(String),
    Integer(IntegerLiteral),
    /// The digits of a number with a fraction or an exponent.
    Float(String),
    Bool(bool),
    /// A character, a byte, or another kind of string; with its text where it has one.
    OtherLiteral {
        kind: &'static str,
        text: Option<String>,
    },
    Word(Ident),
    List(Group),
    /// `&[…]`
    Reference(Group),
    Expression,
}

/// An integer literal of any width.
#[derive(Clone)]
pub(crate) struct IntegerLiteral {
    /// The value, or the end of the range of `i64` that it is beyond.
    pub(crate) value: i64,
    pub(crate) fits: bool,
    /// The literal as written, with its `-`.
    pub(crate) written: String,
    /// `u32` of `2u32`; empty if there is none.
    pub(crate) suffix: String,
    pub(crate) span: SpanRange,
}

impl IntegerLiteral {
    fn new(literal: &litrs::IntegerLit<String>, negative: bool, span: SpanRange) -> IntegerLiteral {
        let sign = if negative { "-" } else { "" };
        let digits = literal.value::<u128>().map(|value| format!("{sign}{value}"));
        let value = digits.and_then(|digits| digits.parse().ok());
        IntegerLiteral {
            value: value.unwrap_or(if negative { i64::MIN } else { i64::MAX }),
            fits: value.is_some(),
            written: format!("{sign}{literal}"),
            suffix: literal.suffix().to_owned(),
            span,
        }
    }

    /// The value in decimal digits without a sign, or else the literal.
    pub(crate) fn digits(&self) -> String {
        if self.fits { self.value.unsigned_abs().to_string() } else { self.written.clone() }
    }
}

impl Value {
    /// Nothing if there are no tokens, or only empty invisible groups.
    pub(crate) fn new(tokens: Vec<TokenTree>) -> Option<Value> {
        let span = SpanRange::of(&tokens)?;
        Some(Value { tokens, span })
    }

    /// The tokens with the invisible groups around them opened: for reading only.
    pub(crate) fn opened(&self) -> Vec<TokenTree> {
        open(self.tokens.iter().cloned().collect())
    }

    /// The first token if no expression begins with it, or else the last if none ends with it; with whether it is the first.
    pub(crate) fn loose_end(&self) -> Option<(TokenTree, bool)> {
        let tokens = self.opened();
        let begins = match tokens.first()? {
            TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '.') => is_punct(tokens.get(1), punct.as_char()),
            TokenTree::Punct(punct) => "&*-!<|'".contains(punct.as_char()),
            TokenTree::Ident(word) => !is_keyword(word) || BEGINNINGS.iter().any(|beginning| word == beginning),
            _ => true,
        };
        if !begins {
            return Some((tokens[0].clone(), true));
        }
        let last = tokens.last()?;
        let ends = match last {
            TokenTree::Punct(punct) => "?>".contains(punct.as_char()),
            TokenTree::Ident(word) => !is_keyword(word) || is_any_word(last, &ENDINGS),
            _ => true,
        };
        (!ends).then(|| (last.clone(), false))
    }

    /// The brackets that enclose the whole value.
    pub(crate) fn enclosing(&self) -> Option<Delimiter> {
        match self.opened().as_slice() {
            [TokenTree::Group(group)] => Some(group.delimiter()),
            _ => None,
        }
    }

    /// The tokens of a path such as `crate::reexports::hatchet_compute`, or nothing if they are something else.
    pub(crate) fn path(&self) -> Option<TokenStream> {
        let tokens = self.opened();
        let mut may_begin = !is_path_separator(&tokens);
        let mut rest = if may_begin { &tokens[..] } else { &tokens[2..] };
        loop {
            let [TokenTree::Ident(word), after @ ..] = rest else {
                return None;
            };
            let only_begins = is_any_word(rest.first(), &["crate", "self", "super", "Self"]);
            if is_keyword(word) || (only_begins && !may_begin) {
                return None;
            }
            if after.is_empty() {
                return Some(tokens.into_iter().collect());
            }
            if !is_path_separator(after) {
                return None;
            }
            // `super` may follow itself and `self`.
            may_begin &= is_any_word(rest.first(), &["super", "self"]) && is_word(after.get(2), "super");
            rest = &after[2..];
        }
    }

    pub(crate) fn form(&self) -> Form {
        let tokens = self.opened();
        match tokens.as_slice() {
            [TokenTree::Literal(literal)] => self.literal_form(literal, false),
            [sign, TokenTree::Literal(literal)] if is_punct(sign, '-') => self.literal_form(literal, true),
            [word] if is_word(word, "true") => Form::Bool(true),
            [word] if is_word(word, "false") => Form::Bool(false),
            [TokenTree::Ident(word)] => Form::Word(word.clone()),
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => Form::List(group.clone()),
            [reference, TokenTree::Group(group)]
                if is_punct(reference, '&') && group.delimiter() == Delimiter::Bracket =>
            {
                Form::Reference(group.clone())
            }
            _ => Form::Expression,
        }
    }

    fn literal_form(&self, literal: &Literal, negative: bool) -> Form {
        let other = |kind, text| Form::OtherLiteral { kind, text };
        match (Lit::from(literal.clone()), negative) {
            (Lit::Integer(literal), _) => Form::Integer(IntegerLiteral::new(&literal, negative, self.span)),
            (Lit::Float(literal), _) => Form::Float(literal.number_part().replace('_', "")),
            (_, true) => Form::Expression,
            (Lit::String(literal), _) if literal.suffix().is_empty() => Form::Text(literal.into_value()),
            (Lit::String(literal), _) => other("a string with a suffix", Some(literal.into_value())),
            (Lit::ByteString(literal), _) => other("a byte string", String::from_utf8(literal.into_value()).ok()),
            (Lit::CString(literal), _) => other("a C string", literal.into_value().into_string().ok()),
            (Lit::Char(literal), _) => other("a character", Some(literal.value().into())),
            (Lit::Byte(literal), _) => other("a byte", Some(char::from(literal.value()).into())),
            _ => other("this kind of literal", None),
        }
    }
}

impl ToTokens for Value {
    fn to_tokens(&self, stream: &mut TokenStream) {
        let inside = match self.tokens.as_slice() {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => group.stream(),
            tokens => tokens.iter().cloned().collect(),
        };
        stream.extend(visible(inside, true));
    }
}
