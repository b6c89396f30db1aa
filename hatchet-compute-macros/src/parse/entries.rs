//! The inside of an annotation, cut into entries. Only syntax: the meaning of a key and the type of its value are not
//! known here.
//!
//! Each entry is read on its own, so that one mistake never hides another. Where a token is in the way, the error says what
//! was expected, and reading goes on as if it had been written.

use hatchet_compute_core::{Field, Key, Message, StepOption, WorkflowOption};
use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::errors::Errors;
use crate::tokens::cursor::Cursor;
use crate::tokens::is_punct;
use crate::tokens::value::Value;

/// One `key = value` or `key(…)` of an annotation.
pub(crate) struct Entry {
    pub(crate) key: Ident,
    pub(crate) content: Content,
}

/// What follows a key.
pub(crate) enum Content {
    /// `key = value`
    Value(Value),
    /// `key(…)`; with other brackets, an error has been given for them.
    Arguments(Group),
    /// The key alone.
    Nothing,
    /// Something that an error has been given for.
    Broken,
}

/// Reads the entries of an annotation: the inside of `#[step(…)]`, `compute(…)`, `compute! {…}`.
pub(crate) fn entries(stream: TokenStream, errors: &mut Errors) -> Vec<Entry> {
    let mut cursor = Cursor::new(stream);
    let mut entries = Vec::new();
    while let Some(token) = cursor.next_opened() {
        match token {
            TokenTree::Ident(key) if cursor.at_path_separator() => {
                let problem = format!("expected a key, found a path that begins with `{key}::`");
                errors.help(&key, problem, "a key is one word");
                cursor.skip_entry();
            }
            TokenTree::Ident(key) => {
                let content = content(&key, &mut cursor, errors);
                entries.push(Entry { key, content });
                if separator(&mut cursor, errors) && !cursor.begins_entry() {
                    cursor.skip_entry();
                }
            }
            token if is_punct(&token, ',') => errors.help(&token, "expected a key, found `,`", "remove it"),
            token => {
                let problem = format!("expected a key, found {}", found(&token));
                errors.help(&token, problem, "write `key = value` or `compute(…)`");
                cursor.skip_entry();
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
        if is_punct(next, ',') {
            errors.at(next, Message::new("expected a value, found `,`"));
            cursor.next();
            continue;
        }
        elements.extend(cursor.value(false));
        separator(&mut cursor, errors);
    }
    elements
}

/// A value that the key takes, for errors that cannot tell a better one.
pub(crate) fn example(key: &Ident) -> &'static str {
    let key = key.to_string();
    let info = Field::named(&key).map(Field::info);
    let info = info.or_else(|| StepOption::named(&key).map(StepOption::info));
    let info = info.or_else(|| WorkflowOption::named(&key).map(WorkflowOption::info));
    info.map_or("…", |info| info.example)
}

/// What is between a key and the end of its entry.
fn content(key: &Ident, cursor: &mut Cursor, errors: &mut Errors) -> Content {
    let Some(next) = cursor.peek(0).cloned() else {
        return Content::Nothing;
    };
    match &next {
        TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => Content::Nothing,
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            cursor.next();
            Content::Arguments(group.clone())
        }
        TokenTree::Group(group) if holds_entries(group) => {
            let problem = format!("expected `(`, found {}", found(&next));
            errors.replace(&next, problem, format!("{key}({})", group.stream()));
            cursor.next();
            Content::Arguments(group.clone())
        }
        _ => {
            let wrong = equals_sign(cursor);
            let value = cursor.value(true);
            if let Some(wrong) = wrong {
                let written = value.as_ref().map_or_else(|| example(key).into(), |value| quote!(#value).to_string());
                errors.replace(&next, format!("expected `=`, found {wrong}"), format!("{key} = {written}"));
            } else if value.is_none() {
                errors.help(&next, "expected a value after `=`", format!("for example `{key} = {}`", example(key)));
            }
            value.map_or(Content::Broken, Content::Value)
        }
    }
}

/// Takes the `=` between key and value. If another token is there, gives that token as an error shows it.
fn equals_sign(cursor: &mut Cursor) -> Option<String> {
    let TokenTree::Punct(punct) = cursor.peek(0)?.clone() else {
        return cursor.peek(0).map(found);
    };
    let is_doubled = punct.spacing() == Spacing::Joint && is_punct(cursor.peek(1), '=');
    let (wrong, length) = match punct.as_char() {
        '=' if is_doubled => (Some("`==`".into()), 2),
        '=' => (None, 1),
        other => (Some(format!("`{other}`")), usize::from(other == ':')),
    };
    for _ in 0..length {
        cursor.next();
    }
    wrong
}

/// Whether braces or brackets hold what parentheses should.
fn holds_entries(group: &Group) -> bool {
    group.delimiter() == Delimiter::Brace || Cursor::new(group.stream()).begins_entry()
}

/// Takes the comma after an entry or element. Anything else is an error; returns whether it is still there.
fn separator(cursor: &mut Cursor, errors: &mut Errors) -> bool {
    let Some(next) = cursor.peek(0).cloned() else {
        return false;
    };
    let comma = is_punct(&next, ',');
    let semicolon = is_punct(&next, ';');
    if !comma {
        let place = if semicolon { "in its place" } else { "before it" };
        let problem = format!("expected `,`, found {}", found(&next));
        errors.help(&next, problem, format!("write `,` {place}"));
    }
    if comma || semicolon {
        cursor.next();
    }
    !comma && !semicolon
}

/// A token as an error shows it: of a group, its bracket.
fn found(token: &TokenTree) -> String {
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
