//! The keys of one annotation: each known key is accepted once, and anything else is an error.

use hatchet_compute_core::{
    CpuKind, Field, Key, KeyInfo, Meaning, Message, ScaleField, StepOption, WorkflowOption, invalid_name, key_position,
    meaning_of, nearest, normalized_key, quoted,
};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use super::expected::{Expected, Reader};
use super::typed;
use crate::errors::Errors;
use crate::parse::entries::{Content, Entry, found};
use crate::tokens::value::{Form, Value, is_identifier};
use crate::tokens::{SpanRange, is_punct};

/// The entries with known keys, each once, with the positions of the keys; and the positions of required keys that are
/// missing. `names` describes one key and introduces all keys: ``a field of `compute` ``, `the fields are`.
// Not generic over the type of key, so that it is compiled once.
pub(super) fn by_key(
    keys: &[KeyInfo],
    entries: Vec<Entry>,
    names: (&str, &str),
    errors: &mut Errors,
) -> (Vec<(usize, Entry)>, Vec<usize>) {
    let mut known: Vec<(usize, Entry)> = Vec::new();
    let mut missing: Vec<usize> = (0..keys.len()).filter(|index| keys[*index].default.is_none()).collect();
    let entries = with_lists(keys, entries);
    let mut given: Vec<usize> = entries.iter().filter_map(|entry| key_position(keys, &entry.key)).collect();
    let mut has_key = true;
    for mut entry in entries {
        if let Content::NoKey(value) = &entry.content {
            // One error for values in a row. What they were meant for is not known, so nothing counts as missing.
            if has_key {
                without_key(keys, &entry, value.as_ref(), &given, errors);
            }
            has_key = false;
            missing.clear();
            continue;
        }
        has_key = true;
        let key = key_position(keys, &entry.key);
        let key = key.or_else(|| meant(keys, &mut entry, names, &mut given, &mut missing, errors));
        let Some(key) = key else { continue };
        let KeyInfo { name, example, .. } = keys[key];
        missing.retain(|missing| *missing != key);
        if known.iter().any(|(before, _)| *before == key) {
            errors.help(entry.span, format!("`{name}` is given twice"), "remove one of the two");
            continue;
        }
        if let Some((span, problem)) = entry.wrong.take() {
            let written = entry.content.value().map_or_else(|| example.into(), Value::written);
            let message = Message::new(problem).with_replacement(format!("{name} = {written}"));
            entry.earlier = Some(errors.at(span, message));
        }
        known.push((key, entry));
    }
    (known, missing)
}

/// The entries, with values written without brackets after a key that takes a list joined into one list.
fn with_lists(keys: &[KeyInfo], entries: Vec<Entry>) -> Vec<Entry> {
    if entries.iter().all(|entry| !matches!(entry.content, Content::NoKey(_) | Content::Nothing)) {
        return entries;
    }
    let mut joined: Vec<Entry> = Vec::new();
    let mut can_go_on = false;
    for entry in entries {
        let key = key_position(keys, &entry.key);
        let element = match &entry.content {
            Content::NoKey(Some(value)) if matches!(value.form(), Form::Text(_)) => Some(value.to_token_stream()),
            Content::Nothing if key.is_none() => entry.key.parse().ok(),
            _ => None,
        };
        if let (true, Some(element), Some(Entry { content: Content::Value(list), .. })) =
            (can_go_on, element, joined.last_mut())
        {
            list.push_element(&element, entry.span);
            continue;
        }
        can_go_on = key.is_some_and(|key| keys[key].value_type.is_list())
            && matches!(&entry.content, Content::Value(value) if matches!(value.form(), Form::Text(_) | Form::Word(_)));
        joined.push(entry);
    }
    joined
}

fn without_key(keys: &[KeyInfo], entry: &Entry, value: Option<&Value>, given: &[usize], errors: &mut Errors) {
    let name = key_position(keys, "name");
    let is_shown = |key: &&KeyInfo| if name.is_some() { key.name == "name" } else { key.default.is_none() };
    let examples = keys.iter().filter(is_shown).map(|key| format!("{} = {}", key.name, key.example));
    let examples: Vec<String> = examples.collect();
    let message = Message::new(format!("expected a key, found {}", entry.key));
    let message = match value.map(Value::form) {
        Some(Form::Text(text)) if name.is_some_and(|name| !given.contains(&name)) => {
            message.with_help_of(invalid_name(&text))
        }
        _ if entry.key == "`.`" => Message::new("expected a field, found `..`")
            .with_help("a base is the last field of `compute(…)`, for example `..SMALL`"),
        _ => message.with_help(format!("for example `{}`", examples.join(", "))),
    };
    errors.at(entry.span, message);
}

/// Where to set what is not an option of a step or workflow.
const SET_ELSEWHERE: &str =
    "; with a `client`, set everything else in `configure` or on the workflow that `declare` returns";

/// The key that is meant by one that does not exist, if that is certain. Reports the error about it.
fn meant(
    keys: &[KeyInfo],
    entry: &mut Entry,
    (one, all): (&str, &str),
    given: &mut Vec<usize>,
    missing: &mut Vec<usize>,
    errors: &mut Errors,
) -> Option<usize> {
    let (text, span) = (entry.key.clone(), entry.span);
    let message = Message::new(format!("`{text}` is not {one}"));
    let plain = normalized_key(&text);
    let position = |name: &str| key_position(keys, name);
    let meaning = if position(&plain).is_some() { None } else { meaning_of(&plain) };
    let (name, unit) = match meaning {
        Some(Meaning::Other(instead)) => {
            if position("cpus").is_some() && instead.contains("`cpus`") {
                missing.clear();
            }
            errors.at(span, message.with_help(instead));
            return None;
        }
        Some(Meaning::Key("cpus")) if entry.content.value().is_some_and(is_kind) => ("cpu_kind", None),
        Some(Meaning::Key(name)) => (name, None),
        Some(Meaning::In(name, unit)) => (name, Some(unit)),
        None => (plain.as_str(), None),
    };
    let home = home_of(name, name == text);
    let names = keys.iter().map(|key| key.name);
    let near = || if home.is_none() { nearest(&plain, names).and_then(position) } else { None };
    let Some(key) = position(name).or_else(near) else {
        let (message, gives_all) = match home {
            Some(_) if name == "compute" && position("cpus").is_some() => {
                (message.with_help("write its fields here directly"), true)
            }
            Some(home) => (message.with_help(home), false),
            None => unknown(keys, entry, message, all),
        };
        if gives_all {
            missing.clear();
        }
        errors.at(span, message);
        return None;
    };
    // A mistyped key counts as given: reporting it as missing would be a second error.
    missing.retain(|missing| *missing != key);
    let KeyInfo { name, example, .. } = keys[key];
    if given.contains(&key) {
        errors.at(span, message.with_help(format!("it means `{name}`, which is also given: remove one of the two")));
        return None;
    }
    given.push(key);
    if let Some(unit) = unit {
        let Some(value) = entry.content.value().and_then(|value| in_unit(value, unit)) else {
            errors.at(span, message.with_help(format!("for example `{name} = {example}`")));
            return None;
        };
        entry.content = Content::Value(value);
    }
    let is_wrong = entry.wrong.take().is_some();
    entry.earlier = Some(match entry.content.value().filter(|_| is_wrong || unit.is_some()) {
        Some(value) => {
            let message = message.with_replacement(format!("{name} = {}", value.written()));
            errors.at(SpanRange { last: value.span.last, ..span }, message)
        }
        None => errors.at(span, message.with_replacement(name)),
    });
    Some(key)
}

/// The message about a key that exists nowhere, and whether it may stand for all fields.
fn unknown(keys: &[KeyInfo], entry: &Entry, message: Message, all: &str) -> (Message, bool) {
    let has = |name: &str| key_position(keys, name).is_some();
    let text = &entry.key;
    if matches!(entry.content, Content::Nothing) && !text.chars().any(char::is_lowercase) {
        let replacement = has("compute").then(|| format!("compute = {text}"));
        let alone = format!("without other fields, write `{text}` in place of `compute!`");
        let help = format!("write `..{text}` after the other fields; {alone}");
        return (message.with_replacement_or_help(replacement, help), true);
    }
    let (names, others) = (keys.iter().map(|key| key.name), if has("name") { SET_ELSEWHERE } else { "" });
    let message = message.with_help(format!("{all} {}{others}", quoted(names, "and")));
    (message, matches!(entry.content, Content::Nothing | Content::Arguments(_)))
}

fn is_kind(value: &Value) -> bool {
    value.written().trim_matches('"').parse::<CpuKind>().is_ok()
}

fn in_unit(value: &Value, unit: &str) -> Option<Value> {
    let number = match value.form() {
        _ if is_punct(value.opened().first(), '-') => return None,
        Form::Integer(integer) if integer.suffix.is_empty() => integer.digits(),
        Form::Float(digits) => digits,
        Form::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text,
        Form::Text(_) | Form::Integer(_) | Form::Measure(_) => return Some(value.clone()),
        _ => return None,
    };
    value.replaced_by(&format!("\"{number}{unit}\""))
}

fn home_of(key: &str, is_written: bool) -> Option<String> {
    let in_scaling = "inside `autoscaling(…)`, which is a field of `compute`";
    let homes = [
        (Field::INFOS, "a field of `compute`", "inside `compute(…)`"),
        (ScaleField::INFOS, "a field of `autoscaling`", in_scaling),
        (StepOption::INFOS, "an option of `#[step]`", "there"),
        (WorkflowOption::INFOS, "an option of `#[workflow]`", "there"),
    ];
    let (_, home, place) = homes.into_iter().find(|(keys, ..)| key_position(keys, key).is_some())?;
    let subject = if is_written { "it".into() } else { format!("`{key}`") };
    Some(format!("{subject} is {home}: write it {place}"))
}

fn value(info: KeyInfo, entry: &mut Entry, errors: &mut Errors) -> Option<Value> {
    let name = info.name;
    let example = |problem: String| Message::new(problem).with_help(format!("for example `{name} = {}`", info.example));
    match std::mem::replace(&mut entry.content, Content::Nothing) {
        Content::Value(value) => Some(value),
        Content::Arguments(brackets) => {
            let token = TokenTree::from(brackets.clone());
            let problem = format!("expected `=`, found {}", found(&token));
            let is_list = info.value_type.is_list();
            let inside: Vec<TokenTree> = brackets.stream().into_iter().collect();
            let value = Value::new(if is_list && !inside.is_empty() { vec![token] } else { inside });
            let span = SpanRange::from(brackets.span());
            let Some(mut value) = value else {
                errors.at_value(entry.earlier, span, example(problem));
                return None;
            };
            value.span = span;
            let message = Message::new(problem).with_replacement(format!("{name} = {}", value.written()));
            entry.earlier = Some(errors.at_value(entry.earlier, span, message));
            Some(value)
        }
        Content::NoValue => {
            errors.at_value(entry.earlier, entry.sign, example("expected a value after `=`".into()));
            None
        }
        Content::Nothing | Content::NoKey(_) => {
            let message = example(format!("`{name}` takes a value"));
            entry.earlier = Some(errors.at_value(entry.earlier, entry.span, message));
            None
        }
    }
}

pub(super) fn read<T>(info: KeyInfo, entry: &mut Entry, reader: Reader<T>, errors: &mut Errors) -> Option<T> {
    let value = value(info, entry, errors)?;
    reader(Expected::new(info, entry.earlier), &value, errors)
}

/// Reads the elements of `key = […]` with the reader for their type; skips unreadable ones.
pub(super) fn elements<T>(info: KeyInfo, entry: &mut Entry, reader: Reader<T>, errors: &mut Errors) -> Vec<T> {
    let Some((list, expected)) = read(info, entry, typed::list, errors) else { return Vec::new() };
    list.iter().filter_map(|value| reader(expected, value, errors)).collect()
}

pub(super) fn read_path(info: KeyInfo, entry: &mut Entry, errors: &mut Errors) -> Option<TokenStream> {
    let KeyInfo { name, example, .. } = info;
    let value = value(info, entry, errors)?;
    let found = value.path();
    if found.is_none() && !matches!(value.form(), Form::Rejected) {
        let path = match value.form() {
            Form::Text(text) if text.trim_start_matches("::").split("::").all(is_identifier) => {
                value.replaced_by(&text).filter(|value| value.path().is_some()).map(|_| text)
            }
            _ => None,
        };
        let replacement = path.map(|path| format!("{name} = {path}"));
        let message = Message::new(format!("`{name}` takes a path"))
            .with_replacement_or_help(replacement, format!("for example `{name} = {example}`"));
        errors.at_value(entry.earlier, value.span, message);
    }
    found
}

/// The place of the key of an option without a value.
pub(super) fn word(entry: &Entry, errors: &mut Errors) -> Option<SpanRange> {
    let span = match &entry.content {
        Content::Nothing => return Some(entry.span),
        Content::Value(value) => value.span,
        Content::Arguments(group) => group.span().into(),
        Content::NoValue | Content::NoKey(_) => entry.span,
    };
    let key = &entry.key;
    let message = Message::new(format!("`{key}` takes no value"));
    errors.at_value(entry.earlier, span, message.with_help(format!("write `{key}` alone, or leave it out")));
    None
}
