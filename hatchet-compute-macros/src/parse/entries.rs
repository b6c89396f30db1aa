//! The inside of an annotation, cut into entries. Which keys there are and the types of their values is not known here.
//!
//! Each entry is read on its own, so that one mistake never hides another. After an unexpected token, reading continues
//! as if the expected one had been written.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::errors::{EarlierError, Errors};
use crate::tokens::cursor::Cursor;
use crate::tokens::value::Value;
use crate::tokens::{SpanRange, attribute_name, is_joint, is_punct};

pub(crate) struct Entry {
    /// As it is written: perhaps in quotes, or several words. The next stage knows which keys there are.
    pub(crate) key: String,
    /// That of the key.
    pub(crate) span: SpanRange,
    /// The place of the `=`, or of what is there instead.
    pub(crate) sign: SpanRange,
    pub(crate) content: Content,
    /// What is wrong between key and value, with the span from there to the end of the value.
    pub(crate) wrong: Option<(SpanRange, String)>,
    /// The error that was reported for how the entry is written.
    pub(crate) earlier: Option<EarlierError>,
}

impl Entry {
    fn new((key, span): (String, SpanRange), content: Content) -> Entry {
        Entry { key, span, sign: span, content, wrong: None, earlier: None }
    }
}

pub(crate) enum Content {
    /// `key = value`
    Value(Value),
    /// `key(…)`, or with other brackets.
    Arguments(Group),
    /// The key alone.
    Nothing,
    /// The key, something like `=`, and no value.
    NoValue,
    /// Something that has no key.
    NoKey(Option<Value>),
}

impl Content {
    pub(crate) fn value(&self) -> Option<&Value> {
        if let Content::Value(value) = self { Some(value) } else { None }
    }
}

/// Reads the entries of an annotation: the inside of `#[step(…)]`, `compute(…)`, `compute! {…}`.
pub(crate) fn entries(stream: TokenStream, errors: &mut Errors) -> Vec<Entry> {
    let mut cursor = Cursor::new(stream);
    let mut entries = Vec::new();
    while let Some(first) = cursor.peek_opened().cloned() {
        if is_punct(&first, ',') || is_punct(&first, ';') {
            errors.help(&first, format!("expected a key, found `{first}`"), "remove it");
            cursor.next();
        } else if !attributes(&mut cursor, errors) {
            entries.push(match key(&mut cursor) {
                Some(key) => entry(key, &mut cursor),
                None => {
                    let value = cursor.value(true);
                    let span = value.as_ref().map_or_else(|| (&first).into(), |value| value.span);
                    Entry::new((found(&first), span), Content::NoKey(value))
                }
            });
            // A key without a value just before the next key is one mistake.
            let lacks_value = matches!(entries.last(), Some(Entry { content: Content::NoValue, .. }));
            if lacks_value && cursor.begins_entry_with_sign() {
                continue;
            }
            if cursor.begins_entry() || matches!(cursor.peek(0), Some(TokenTree::Punct(_)) | None) {
                separator(&mut cursor, errors);
            } else if let Some(next) = cursor.peek(0) {
                let is_word = matches!(next, TokenTree::Ident(_));
                let help = if is_word { "write `,` before it, or remove it" } else { "remove it" };
                errors.help(next, format!("expected `,`, found {}", found(next)), help);
                while cursor.next().is_some_and(|token| !is_punct(&token, ',')) {}
            }
        }
    }
    entries
}

/// Reads the elements of a list, the inside of `[…]`.
pub(crate) fn elements(stream: TokenStream, errors: &mut Errors) -> Vec<Value> {
    let mut cursor = Cursor::new(stream);
    let mut elements = Vec::new();
    while let Some(next) = cursor.peek(0) {
        if is_punct(next, ',') || is_punct(next, ';') {
            errors.help(next, format!("expected a value, found `{next}`"), "remove it");
            cursor.next();
            continue;
        }
        elements.extend(cursor.value(false));
        separator(&mut cursor, errors);
    }
    elements
}

/// Skips attributes and doc comments, which entries cannot have. All of them together are one error.
fn attributes(cursor: &mut Cursor, errors: &mut Errors) -> bool {
    let (mut span, mut all_are_docs) = (None, true);
    while let (Some(pound), Some(TokenTree::Group(group))) = (cursor.peek(0), cursor.peek(1)) {
        if !is_punct(pound, '#') {
            break;
        }
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        all_are_docs &= attribute_name(&inside).is_some_and(|(name, _)| name == "doc");
        span = Some(SpanRange { last: group.span(), ..span.unwrap_or(pound.span().into()) });
        cursor.next();
        cursor.next();
    }
    let Some(span) = span else { return false };
    if all_are_docs {
        errors.help(span, "expected a key, found a doc comment", "begin a comment with `//` here");
    } else {
        let help = "attributes go above the function; `if cfg!(…) { A } else { B }` chooses a value";
        errors.help(span, "expected a key, found an attribute", help);
    }
    true
}

/// Reads a key: a word; or words joined by `-`, `.` or `::`, or a string, if the next token can follow a key.
fn key(cursor: &mut Cursor) -> Option<(String, SpanRange)> {
    let is_word = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Ident(_)));
    let mut length = 1;
    if is_word(cursor.peek(0)) {
        while let Some(joint) = cursor.joint_length(length).filter(|joint| is_word(cursor.peek(length + joint))) {
            length += joint + 1;
        }
    }
    let is_key = match cursor.peek(length) {
        Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), '=' | ':') && cursor.joint_length(length).is_none(),
        Some(TokenTree::Group(group)) => length > 1 && group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    };
    let is_text = matches!(cursor.peek(0), Some(TokenTree::Literal(literal)) if literal.to_string().starts_with('"'));
    if length > 1 && !is_key {
        if cursor.joint_length(1) == Some(2) {
            return None;
        }
        length = 1;
    } else if !(is_word(cursor.peek(0)) || is_text && is_key) {
        return None;
    }
    let tokens: Vec<TokenTree> = (0..length).filter_map(|_| cursor.next()).collect();
    Some((tokens.iter().map(ToString::to_string).collect(), SpanRange::of(&tokens)?))
}

fn entry(key: (String, SpanRange), cursor: &mut Cursor) -> Entry {
    match cursor.peek(0).cloned() {
        Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::None => {
            cursor.next();
            return Entry::new(key, Content::Arguments(group));
        }
        Some(token) if !is_punct(&token, ',') && !is_punct(&token, ';') && !cursor.begins_entry_with_sign() => {}
        _ => return Entry::new(key, Content::Nothing),
    }
    let mut sign = cursor.peek(0).map_or(key.1, |token| token.span().into());
    let (is_missing, mut wrong) = equals_sign(cursor);
    if is_missing && wrong.is_empty() {
        wrong.extend(cursor.peek(0).cloned());
    } else if let Some(last) = wrong.last() {
        sign = last.into();
    }
    let value = if cursor.begins_entry_with_sign() { None } else { cursor.value(true) };
    let expected = if is_missing { "`=`" } else { "a value" };
    let wrong = SpanRange::of(&wrong).map(|span| {
        let found = match wrong.as_slice() {
            [only] => found(only),
            all => format!("`{}`", all.iter().map(ToString::to_string).collect::<String>()),
        };
        let last = value.as_ref().map_or(span.last, |value| value.span.last);
        (SpanRange { last, ..span }, format!("expected {expected}, found {found}"))
    });
    Entry { sign, wrong, ..Entry::new(key, value.map_or(Content::NoValue, Content::Value)) }
}

/// Reads what is between key and value. Returns whether it is anything but `=`, and the unexpected tokens.
fn equals_sign(cursor: &mut Cursor) -> (bool, Vec<TokenTree>) {
    let continues = is_punct(cursor.peek(1), '=') || is_punct(cursor.peek(1), '>');
    let is_plain = is_punct(cursor.peek(0), '=') && !(continues && cursor.peek(0).is_some_and(is_joint));
    let mut wrong = Vec::new();
    if is_plain {
        cursor.next();
    } else if matches!(cursor.peek(0), Some(TokenTree::Punct(_))) {
        wrong.extend(cursor.next());
    }
    while !cursor.begins_value() {
        wrong.extend(cursor.next());
    }
    (!is_plain, wrong)
}

fn separator(cursor: &mut Cursor, errors: &mut Errors) {
    let Some(next) = cursor.peek(0).cloned() else { return };
    let (comma, semicolon) = (is_punct(&next, ','), is_punct(&next, ';'));
    if !comma {
        let place = if semicolon { "in its place" } else { "before it" };
        let found = if cursor.begins_dots() { "`..`".into() } else { found(&next) };
        errors.help(&next, format!("expected `,`, found {found}"), format!("write `,` {place}"));
    }
    if comma || semicolon {
        cursor.next();
    }
}

/// A token as an error shows it: for a group, its opening bracket.
pub(crate) fn found(token: &TokenTree) -> String {
    match token {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis => "`(`".into(),
            Delimiter::Brace => "`{`".into(),
            Delimiter::Bracket => "`[`".into(),
            Delimiter::None => format!("`{}`", group.stream()),
        },
        token => format!("`{token}`"),
    }
}
