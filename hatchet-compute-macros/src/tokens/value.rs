//! A value, after a `=` or in a list: its tokens as written, and what they look like.

use hatchet_compute_core::Message;
use litrs::Literal as Lit;
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::{
    SpanRange, angles_length, as_in_expression, group, is_any_word, is_group, is_joint, is_keyword, is_of_path,
    is_path, is_punct, is_word, open, opens_path, visible,
};

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
    OtherLiteral(&'static str, Option<String>),
    Word(Ident),
    List(Group),
    Reference(Group),
    /// Numbers and words, such as `1024 MB`.
    Measure(String),
    /// A literal that rustc has rejected.
    Rejected,
    Expression,
}

/// An integer literal of any width.
#[derive(Clone)]
pub(crate) struct IntegerLiteral {
    /// The value, or the limit of `i64` that it exceeds.
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

    /// The message about the value, with the literal if it does not fit.
    pub(crate) fn shown_in(&self, message: Message) -> Message {
        if self.fits { message } else { message.with_literal(self.value, &self.written) }
    }

    /// The value in decimal digits without a sign, or else the literal.
    pub(crate) fn digits(&self) -> String {
        if self.fits { self.value.unsigned_abs().to_string() } else { self.written.clone() }
    }
}

impl Value {
    /// `None` if there are no tokens, or only empty invisible groups.
    pub(crate) fn new(tokens: impl IntoIterator<Item = TokenTree>) -> Option<Value> {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let span = SpanRange::of(&tokens)?;
        Some(Value { tokens, span })
    }

    /// The tokens with the invisible groups around them opened: for reading only.
    pub(crate) fn opened(&self) -> Vec<TokenTree> {
        if self.tokens.iter().any(|token| is_group(token, Delimiter::None)) {
            return open(self.tokens.iter().cloned().collect());
        }
        self.tokens.clone()
    }

    /// Whether this is certainly a whole expression; `false` for anything unusual.
    pub(crate) fn is_plain(&self) -> bool {
        let tokens = self.opened();
        let braces: Vec<usize> =
            (0..tokens.len()).filter(|&index| is_group(&tokens[index], Delimiter::Brace)).collect();
        let last = tokens.len() - 1;
        let has_group = |index: usize| matches!(tokens.get(index), Some(TokenTree::Group(_)));
        let (begins, has_blocks) = match &tokens[0] {
            word if is_word(word, "if") => {
                (1, matches!(braces[..], [first, second] if first > 1 && first + 2 == second && second == last))
            }
            word if is_word(word, "unsafe") => (1, last == 1 && braces == [last]),
            _ => (0, braces.is_empty() || last == 0),
        };
        let is_usual = |index: usize| match &tokens[index] {
            TokenTree::Ident(word) if word == "as" => index < last && !has_group(index + 1),
            TokenTree::Ident(word) if is_keyword(word) => is_any_word(&tokens[index], &["else", "true", "false"]),
            TokenTree::Ident(_) => index == 0 || !matches!(tokens[index - 1], TokenTree::Literal(_)),
            TokenTree::Punct(punct) if index < last => match punct.as_char() {
                '<' => !opens_path(&tokens[..index]) || angles_length(&tokens[index..]).is_some(),
                ':' => !has_group(index + 1),
                other => !"?',".contains(other),
            },
            TokenTree::Punct(_) => false,
            _ => true,
        };
        has_blocks && (begins..tokens.len()).all(is_usual)
    }

    pub(crate) fn push_element(&mut self, element: &TokenStream, span: SpanRange) {
        let before: TokenStream = match self.tokens.as_slice() {
            [TokenTree::Group(group)] => group.stream(),
            tokens => tokens.iter().cloned().collect(),
        };
        self.span.last = span.last;
        self.tokens = vec![group(span.last, Delimiter::Parenthesis, quote!(#before, #element))];
    }

    /// The value as a message shows it.
    pub(crate) fn written(&self) -> String {
        let written = self.to_token_stream().to_string();
        if self.path().is_some() { written.replace(' ', "") } else { written }
    }

    /// The value written in this text, with the span of this one.
    pub(crate) fn replaced_by(&self, text: &str) -> Option<Value> {
        let tokens = with_span(text.parse().ok()?, self.span.last).into_iter().collect();
        Some(Value { tokens, span: self.span })
    }

    /// The tokens without what encloses or converts a value: `x` of `Some(x)`, `&x`, `(x)`, `{x}` and `x.into()`.
    pub(crate) fn core(&self) -> Vec<TokenTree> {
        let mut tokens = self.opened();
        loop {
            tokens = match tokens.as_slice() {
                [TokenTree::Punct(sign), rest @ ..] if sign.as_char() == '&' && !rest.is_empty() => rest.to_vec(),
                [text @ TokenTree::Literal(_), dot, ..] if is_punct(dot, '.') => vec![text.clone()],
                [name @ .., TokenTree::Group(group)]
                    if group.delimiter() != Delimiter::Bracket && name.iter().all(is_of_path) =>
                {
                    match open(group.stream()) {
                        inside if inside.is_empty() => return tokens,
                        inside => inside,
                    }
                }
                _ => return tokens,
            };
        }
    }

    /// The tokens at which the value stops too early: an operator, or a word that cannot be the last.
    pub(crate) fn unfinished_end(&self) -> Option<Vec<TokenTree>> {
        let mut tokens = self.opened();
        let takes_block = is_any_word(tokens.first(), &["if", "match", "unsafe", "loop", "while", "for", "const"]);
        let is_unfinished = match tokens.last()? {
            TokenTree::Punct(punct) if punct.as_char() == '>' => !tokens.iter().any(|token| is_punct(token, '<')),
            TokenTree::Punct(punct) => punct.as_char() != '?',
            TokenTree::Ident(word) => is_keyword(word) && !is_any_word(tokens.last(), &["true", "false", "await"]),
            _ => false,
        };
        if !(is_unfinished || takes_block && tokens.iter().all(|token| !is_group(token, Delimiter::Brace))) {
            return None;
        }
        // An operator of several characters is shown whole.
        let before = tokens[..tokens.len() - 1].iter().rev().take_while(|token| is_joint(token)).count();
        Some(tokens.split_off(tokens.len() - 1 - before))
    }

    /// The tokens of a path such as `crate::reexports::hatchet_compute`, or `None` if this is something else.
    pub(crate) fn path(&self) -> Option<TokenStream> {
        let tokens = self.opened();
        // Each word is three tokens after the one before it. `super` may follow itself and `self`.
        let is_misplaced = |index: usize| {
            let may_follow = index > 2 && is_any_word(&tokens[index - 3], &["super", "self"]);
            index > 0
                && is_any_word(&tokens[index], &["crate", "self", "super", "Self"])
                && !(may_follow && is_word(&tokens[index], "super"))
        };
        let is_right = is_path(&tokens) && tokens.iter().all(is_of_path) && !(0..tokens.len()).any(is_misplaced);
        is_right.then(|| tokens.into_iter().collect())
    }

    pub(crate) fn form(&self) -> Form {
        let tokens = self.opened();
        let is_of_measure = |token: &TokenTree| match token {
            TokenTree::Ident(word) => !is_keyword(word),
            token => matches!(token, TokenTree::Literal(_)),
        };
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
            [TokenTree::Literal(_), ..] if tokens.iter().all(is_of_measure) => {
                Form::Measure(tokens.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
            }
            _ => Form::Expression,
        }
    }

    fn literal_form(&self, literal: &Literal, negative: bool) -> Form {
        let Ok(literal) = Lit::parse(literal.to_string()) else { return Form::Rejected };
        match (literal, negative) {
            (Lit::Integer(literal), _) => Form::Integer(IntegerLiteral::new(&literal, negative, self.span)),
            (Lit::Float(literal), _) if matches!(literal.suffix(), "" | "f32" | "f64") => {
                Form::Float(literal.number_part().replace('_', ""))
            }
            (Lit::Float(literal), _) => Form::Measure(literal.to_string()),
            (_, true) => Form::Expression,
            (Lit::String(literal), _) if literal.suffix().is_empty() => Form::Text(literal.into_value()),
            (Lit::String(literal), _) => Form::OtherLiteral("a string with a suffix", Some(literal.into_value())),
            (Lit::ByteString(literal), _) => {
                Form::OtherLiteral("a byte string", String::from_utf8(literal.into_value()).ok())
            }
            (Lit::CString(literal), _) => Form::OtherLiteral("a C string", literal.into_value().into_string().ok()),
            (Lit::Char(literal), _) => Form::OtherLiteral("a character", Some(literal.value().into())),
            (Lit::Byte(literal), _) => Form::OtherLiteral("a byte", Some(char::from(literal.value()).into())),
            _ => Form::OtherLiteral("this kind of literal", None),
        }
    }
}

/// Whether a text can be the name of a function, apart from keywords.
pub(crate) fn is_identifier(text: &str) -> bool {
    let word = text.strip_prefix("r#").unwrap_or(text);
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    word.chars().all(is_letter) && word.starts_with(|first| is_letter(first) && !first.is_numeric())
}

pub(crate) fn with_span(tokens: TokenStream, span: Span) -> TokenStream {
    let located = |mut token: TokenTree| match token {
        TokenTree::Group(inner) => group(span, inner.delimiter(), with_span(inner.stream(), span)),
        _ => {
            token.set_span(span);
            token
        }
    };
    tokens.into_iter().map(located).collect()
}

impl ToTokens for Value {
    fn to_tokens(&self, stream: &mut TokenStream) {
        let inside = match self.tokens.as_slice() {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                if is_path(&inside) { as_in_expression(inside).into_iter().collect() } else { group.stream() }
            }
            tokens => tokens.iter().cloned().collect(),
        };
        stream.extend(visible(inside, true));
    }
}
