//! The keys of one annotation: known ones pass once, all others are errors. And the value of a key by the type that it
//! takes.

use hatchet_compute_core::{Field, Key, KeyInfo, StepOption, WorkflowOption, nearest, quoted};
use proc_macro2::{Delimiter, Ident, TokenStream};

use super::typed::{self, Expected};
use crate::errors::Errors;
use crate::parse::entries::{Content, Entry};
use crate::tokens::path::path;
use crate::tokens::value::{Form, Value};

/// The keys that were given in one annotation.
pub(super) struct Keys<K> {
    /// What an unknown key is not: ``a field of `compute` ``.
    one: &'static str,
    /// What introduces all keys: `the fields are`.
    all: &'static str,
    given: Vec<K>,
    /// Given under a wrong name.
    meant: Vec<K>,
}

impl<K: Key> Keys<K> {
    pub(super) fn new(one: &'static str, all: &'static str) -> Keys<K> {
        Keys { one, all, given: Vec::new(), meant: Vec::new() }
    }

    /// The required keys that were not given, neither under their own names nor mistyped.
    pub(super) fn missing(&self) -> Vec<K> {
        let is_missing =
            |key: &K| key.info().left_out.is_none() && !self.given.contains(key) && !self.meant.contains(key);
        K::ALL.iter().copied().filter(is_missing).collect()
    }

    /// The key, if it is known and new.
    pub(super) fn known(&mut self, key: &Ident, errors: &mut Errors) -> Option<K> {
        let Some(known) = K::ALL.iter().copied().find(|known| key == known.info().name) else {
            self.unknown(key, errors);
            return None;
        };
        if self.given.contains(&known) {
            errors.help(key, format!("`{key}` is given twice"), "remove one of the two");
            return None;
        }
        self.given.push(known);
        Some(known)
    }

    fn unknown(&mut self, key: &Ident, errors: &mut Errors) {
        let written = key.to_string();
        let problem = format!("`{written}` is not {}", self.one);
        if let Some(home) = home_of(&written) {
            return errors.help(key, problem, home);
        }
        let names = || K::ALL.iter().map(|key| key.info().name);
        let Some(meant) = nearest(&written, names()) else {
            return errors.help(key, problem, format!("{} {}", self.all, quoted(names(), "and")));
        };
        // A mistyped key counts as given: that it is missing would be a second error.
        self.meant.extend(K::ALL.iter().find(|key| key.info().name == meant));
        errors.replace(key, problem, meant);
    }
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
    let found = path(value);
    if found.is_none() {
        let problem = format!("`{name}` takes a path");
        match value.form() {
            Form::Text(path) => errors.replace(value.span, problem, format!("{name} = {path}")),
            _ => errors.help(value.span, problem, format!("for example `{name} = {example}`")),
        }
    }
    found
}
