//! The keys of one annotation: known ones pass once, all others are errors. And the value of a key by the type that it
//! takes.

use hatchet_compute_core::{Field, Key, KeyInfo, StepOption, WorkflowOption, nearest, quoted};
use proc_macro2::{Delimiter, Ident, TokenStream};

use super::typed::{self, Expected};
use crate::errors::Errors;
use crate::parse::entries::{Content, Entry};
use crate::tokens::SpanRange;
use crate::tokens::value::{Form, Value};

/// The entries of an annotation by their keys, known ones once, and the required keys that are missing, even mistyped.
///
/// `one` is what an unknown key is not, `all` introduces all keys: ``a field of `compute` ``, `the fields are`.
pub(super) fn by_key<K: Key>(
    entries: Vec<Entry>,
    (one, all): (&str, &str),
    errors: &mut Errors,
) -> (Vec<(K, Entry)>, Vec<K>) {
    let (mut known, mut missing): (Vec<(K, Entry)>, Vec<K>) = (Vec::new(), K::ALL.to_vec());
    missing.retain(|key| key.info().left_out.is_none());
    for entry in entries {
        let written = entry.key.to_string();
        if let Some(key) = K::named(&written) {
            missing.retain(|missing| *missing != key);
            if known.iter().all(|(before, _)| *before != key) {
                known.push((key, entry));
            } else {
                errors.help(&entry.key, format!("`{written}` is given twice"), "remove one of the two");
            }
            continue;
        }
        let problem = format!("`{written}` is not {one}");
        let names = || K::ALL.iter().map(|key| key.name());
        if let Some(home) = home_of(&written) {
            errors.help(&entry.key, problem, home);
        } else if let Some(meant) = nearest(&written, names()) {
            // A mistyped key counts as given: that it is missing would be a second error.
            missing.retain(|key| key.name() != meant);
            errors.replace(&entry.key, problem, meant);
        } else {
            errors.help(&entry.key, problem, format!("{all} {}", quoted(names(), "and")));
        }
    }
    (known, missing)
}

/// Where a key belongs that is in the wrong annotation, or that only other SDKs have.
fn home_of(key: &str) -> Option<&'static str> {
    if ["gpu", "gpus", "gpu_kind"].contains(&key) {
        Some("machines with GPUs ended on 1 August 2026; leave it out")
    } else if Field::named(key).is_some() {
        Some("it is a field of `compute`: write it inside `compute(…)`")
    } else if StepOption::named(key).is_some() {
        Some("it is an option of `#[step]`: write it there, next to `compute`")
    } else if WorkflowOption::named(key).is_some() {
        Some("it is an option of `#[workflow]`: write it there")
    } else {
        None
    }
}

/// What follows the `=` of an entry.
fn value<'a>(info: KeyInfo, entry: &'a Entry, errors: &mut Errors) -> Option<&'a Value> {
    let key = info.name;
    match &entry.content {
        Content::Value(value) => return Some(value),
        Content::Arguments(group) if group.delimiter() == Delimiter::Parenthesis => {
            let replacement = format!("{key} = {}", group.stream());
            errors.replace(group.span(), "expected `=`, found `(`", replacement);
        }
        Content::Nothing => {
            let help = format!("for example `{key} = {}`", info.example);
            errors.help(&entry.key, format!("`{key}` takes a value"), help);
        }
        Content::Arguments(_) | Content::Broken => {}
    }
    None
}

type Reader<T> = fn(&Expected, &Value, &mut Errors) -> Option<T>;

/// The value of `key = value` by the reader of its type.
pub(super) fn read<T>(info: KeyInfo, entry: &Entry, reader: Reader<T>, errors: &mut Errors) -> Option<T> {
    reader(&Expected { info, in_list: false }, value(info, entry, errors)?, errors)
}

/// The elements of `key = […]` by the reader of their type; unreadable ones are left out.
pub(super) fn elements<T>(info: KeyInfo, entry: &Entry, reader: Reader<T>, errors: &mut Errors) -> Vec<T> {
    let list = read(info, entry, typed::list, errors).unwrap_or_default();
    list.iter().filter_map(|value| reader(&Expected { info, in_list: true }, value, errors)).collect()
}

/// The path of `key = path`.
pub(super) fn read_path(info: KeyInfo, entry: &Entry, errors: &mut Errors) -> Option<TokenStream> {
    let KeyInfo { name, example, .. } = info;
    let value = value(info, entry, errors)?;
    let found = value.path();
    if found.is_none() {
        let problem = format!("`{name}` takes a path");
        match value.form() {
            Form::Text(path) => errors.replace(value.span, problem, format!("{name} = {path}")),
            _ => errors.help(value.span, problem, format!("for example `{name} = {example}`")),
        }
    }
    found
}

/// The key of an option without a value.
pub(super) fn word(entry: Entry, errors: &mut Errors) -> Option<Ident> {
    let span: SpanRange = match &entry.content {
        Content::Nothing => return Some(entry.key),
        Content::Value(value) => value.span,
        Content::Arguments(group) => group.span().into(),
        Content::Broken => return None,
    };
    let key = &entry.key;
    errors.help(span, format!("`{key}` takes no value"), format!("write `{key}` alone, or leave it out"));
    None
}
