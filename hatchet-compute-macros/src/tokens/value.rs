//! What follows a `=` or is in a list: its tokens as written, and what they look like.

use litrs::Literal as Lit;
use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use quote::ToTokens;

use super::cursor::opens_path;
use super::{SpanRange, angles_length, is_any_word, is_keyword, is_path_separator, is_punct, is_word, open, visible};

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

    /// Whether this is surely a whole expression; for what is unusual, nothing is known.
    pub(crate) fn is_plain(&self) -> bool {
        let tokens = self.opened();
        let braces: Vec<usize> = (0..tokens.len()).filter(|&index| is_brace(&tokens[index])).collect();
        let last = tokens.len() - 1;
        let is_group = |index: usize| matches!(tokens.get(index), Some(TokenTree::Group(_)));
        let (begins, has_blocks) = match &tokens[0] {
            word if is_word(word, "if") => {
                (1, matches!(braces[..], [first, second] if first > 1 && first + 2 == second && second == last))
            }
            word if is_word(word, "unsafe") => (1, last == 1 && braces == [last]),
            _ => (0, braces.is_empty() || last == 0),
        };
        let is_usual = |index: usize| match &tokens[index] {
            TokenTree::Ident(word) if word == "as" => index < last && !is_group(index + 1),
            TokenTree::Ident(word) => !is_keyword(word) || is_any_word(&tokens[index], &["else", "true", "false"]),
            TokenTree::Punct(punct) if index < last => match punct.as_char() {
                '<' => !opens_path(&tokens[..index]) || angles_length(&tokens[index..]).is_some(),
                ':' => !is_group(index + 1),
                other => !"?',".contains(other),
            },
            TokenTree::Punct(_) => false,
            _ => true,
        };
        has_blocks && (begins..tokens.len()).all(is_usual)
    }

    /// Whether braces or parentheses enclose the whole value.
    pub(crate) fn is_enclosed(&self) -> bool {
        match self.opened().as_slice() {
            [TokenTree::Group(group)] => group.delimiter() != Delimiter::Bracket,
            _ => false,
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

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
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
