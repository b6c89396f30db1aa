//! The fields of a compute, as they are written.

use hatchet_compute_core::{
    API_MEMORY_MB_MIN, Advice, CpuKind, Field, Key, KeyInfo, Message, ScaleField, StepOption, normalized_key, quoted,
    replicas_twice,
};
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use super::expected::Expected;
use super::keys::{by_key, read};
use super::typed::{self, Typed};
use crate::errors::Errors;
use crate::parse::entries::{Content, Entry, entries, found};
use crate::tokens::value::Value;
use crate::tokens::{SpanRange, is_any_word, is_of_path, is_punct};

/// The fields that are given, each once. There are few, and a map would cost every user time to compile the macros.
pub(crate) type Fields<K> = Vec<(K, Typed)>;

pub(crate) fn given<K: Key>(fields: &[(K, Typed)], key: K) -> Option<&Typed> {
    fields.iter().find(|(given, _)| *given == key).map(|(_, value)| value)
}

#[derive(Default)]
pub(crate) struct Compute {
    pub(crate) fields: Fields<Field>,
    pub(crate) autoscaling: Option<Fields<ScaleField>>,
    /// `..EXPR`, which gives the fields that are left out.
    pub(crate) base: Option<Value>,
    /// What the next stage finds.
    pub(crate) checked: Checked,
}

#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) cpu_kind: Option<CpuKind>,
    pub(crate) cpus_are_valid: bool,
    /// Where const evaluation has to check the CPUs, and where the memory.
    pub(crate) cpus: Option<SpanRange>,
    pub(crate) memory_mb: Option<SpanRange>,
    /// Which fields of autoscaling const evaluation has to check against `max_replicas`, and where.
    pub(crate) scaling: Vec<(ScaleField, SpanRange)>,
    pub(crate) advice: Vec<(SpanRange, Advice)>,
}

pub(crate) enum ComputeOption {
    Fields(Box<Compute>),
    Constant(Value),
}

/// The fields of `compute! {…}`; missing ones are reported at the call, from which the path of the library comes.
pub(crate) fn compute(entries: Vec<Entry>, crate_path: &TokenStream, errors: &mut Errors) -> Compute {
    let call = crate_path.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    fields(entries, call.into(), errors)
}

/// `compute(…)` or `compute = EXPR`. If only the form is wrong, the help shows the right one.
pub(super) fn compute_option(entry: &mut Entry, errors: &mut Errors) -> Option<ComputeOption> {
    let Entry { span: key, sign, earlier, .. } = *entry;
    let content = std::mem::replace(&mut entry.content, Content::Nothing);
    let message = |expected: &str, found: &str| Message::new(format!("expected {expected}, found {found}"));
    let (group, span, message) = match content {
        Content::Value(value) => match fields_in(&value) {
            Some(group) => (group, SpanRange { last: value.span.last, ..sign }, message("`(`", "`=`")),
            None => {
                let expected = Expected::new(StepOption::Compute.info(), earlier);
                return typed::constant(expected, &value, errors).map(ComputeOption::Constant);
            }
        },
        Content::Arguments(group) if group.delimiter() != Delimiter::Parenthesis => {
            let (span, found) = (group.span().into(), found(&group.clone().into()));
            (group, span, message("`(`", &found))
        }
        Content::Arguments(group) => {
            let (span, entries) = (group.span().into(), entries(group.stream(), errors));
            let inside = match entries.as_slice() {
                [Entry { content: Content::Value(_) | Content::NoValue, .. }] | [] | [_, _, ..] => None,
                [_] => Value::new(group.stream()),
            };
            if let Some(inner) = inside.as_ref().and_then(fields_in) {
                (inner, span, message("fields", "another `compute`"))
            } else if let Some(value) = inside.and_then(constant_in) {
                let message = message("fields", "a constant");
                let replacement = format!("compute = {}", value.written());
                errors.at_value(earlier, span, message.with_replacement(replacement));
                return Some(ComputeOption::Constant(value));
            } else {
                return Some(ComputeOption::Fields(Box::new(fields(entries, key, errors))));
            }
        }
        Content::Nothing | Content::NoValue | Content::NoKey(_) => {
            let message = Message::new("`compute` takes fields or a constant");
            let help = format!("for example `{FIELDS}` or `compute = SMALL`");
            errors.at_value(earlier, key, message.with_help(help));
            return None;
        }
    };
    let earlier = errors.at_value(earlier, span, message.clone().with_help(format!("for example `{FIELDS}`")));
    let before = errors.len();
    let (entries, text) = rewritten(entries(group.stream(), errors));
    let has_fields = entries.iter().any(|entry| !matches!(entry.content, Content::NoKey(_)));
    let option = has_fields.then(|| ComputeOption::Fields(Box::new(fields(entries, key, errors))));
    if let Some(text) = text.filter(|_| errors.len() == before) {
        errors.at_value(Some(earlier), span, message.with_replacement(text));
    }
    option
}

const FIELDS: &str = "compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024)";

/// The constant in `compute(…)`, without the call of a method such as `.clone()`: a `Compute` is `Copy`.
fn constant_in(value: Value) -> Option<Value> {
    let value = match value.opened().as_slice() {
        [constant @ .., dot, TokenTree::Ident(_), TokenTree::Group(_)] if is_punct(dot, '.') => {
            Value::new(constant.to_vec())?
        }
        _ => value,
    };
    let path = value.path()?.to_string();
    (path.contains(':') || !path.contains(char::is_lowercase)).then_some(value)
}

/// The brackets with the fields in a value such as `Compute { … }`, `compute(…)`, `(…)` or `{…}`.
fn fields_in(value: &Value) -> Option<Group> {
    let tokens = value.opened();
    let (TokenTree::Group(group), name) = tokens.split_last()? else { return None };
    if !name.iter().all(is_of_path) {
        return None;
    }
    let inside = Value::new(group.stream());
    if let Some(inner) = inside.as_ref().and_then(fields_in) {
        return Some(inner);
    }
    let entries = entries(group.stream(), &mut Errors::default());
    let is_field =
        |entry: &Entry| entry.content.value().is_some() && Field::named(&normalized_key(&entry.key)).is_some();
    let is_compute = is_any_word(name.last(), &["Compute", "ComputeSpec"]) || (name.is_empty() && entries.is_empty());
    (is_compute || entries.iter().any(is_field)).then(|| group.clone())
}

/// The fields with their keys spelled correctly, and all of them as the text to write if they have no other mistake.
fn rewritten(mut entries: Vec<Entry>) -> (Vec<Entry>, Option<String>) {
    let rewrite = |entry: &mut Entry| {
        let field = Field::named(&normalized_key(&entry.key))?;
        entry.key = field.name().into();
        entry.wrong = None;
        Some(format!("{} = {}", field.name(), entry.content.value()?.written()))
    };
    let texts: Vec<Option<String>> = entries.iter_mut().map(rewrite).collect();
    let texts: Option<Vec<String>> = texts.into_iter().collect();
    (entries, texts.filter(|texts| !texts.is_empty()).map(|texts| format!("compute({})", texts.join(", "))))
}

fn fields(mut entries: Vec<Entry>, span: SpanRange, errors: &mut Errors) -> Compute {
    // A base that cannot be read counts as given.
    let has_base = entries.iter().any(|entry| base_of(entry).is_some());
    let mut compute = Compute { base: base(&mut entries, errors), ..Compute::default() };
    let (entries, missing) = by_key(Field::INFOS, entries, ("a field of `compute`", "the fields are"), errors);
    let of_replicas = |index: usize| matches!(Field::ALL[index], Field::NumReplicas | Field::Autoscaling);
    let second = entries.iter().filter(|(index, _)| of_replicas(*index)).nth(1);
    let second = second.map(|(_, entry)| (entry.earlier, entry.span, replicas_twice(&entry.key)));
    for (index, mut entry) in entries {
        let key = Field::ALL[index];
        if key == Field::Autoscaling {
            compute.autoscaling = autoscaling(&entry, errors);
        } else if let Some(value) = read(key.info(), &mut entry, typed::typed, errors) {
            compute.fields.push((key, value));
        }
    }
    if let Some((earlier, span, message)) = second {
        errors.at_value(earlier, span, message);
    }
    if !missing.is_empty() && !has_base {
        let missing: Vec<Field> = missing.into_iter().map(|index| Field::ALL[index]).collect();
        let names = quoted(missing.iter().map(|field| field.name()), "and");
        let example = |field: &Field| format!("{} = {}", field.name(), example_with(&compute.fields, *field));
        let examples: Vec<String> = missing.iter().map(example).collect();
        let help = format!("for example `{}`", examples.join(", "));
        errors.help(span, format!("`compute` is missing {names}"), help);
    }
    compute
}

/// Removes the entry `..EXPR`, which must be the last, and returns its expression.
fn base(entries: &mut Vec<Entry>, errors: &mut Errors) -> Option<Value> {
    let index = entries.iter().position(|entry| base_of(entry).is_some())?;
    let entry = entries.remove(index);
    while let Some(second) = entries.iter().position(|entry| base_of(entry).is_some()) {
        let span = entries.remove(second).span;
        errors.help(span, "`compute` has at most one base, but this is another", "remove one of the two");
    }
    let is_last = index == entries.len();
    let (value, span) = (base_of(&entry)?, entry.span);
    let name = value.written();
    if matches!(&entry.content, Content::NoKey(Some(value)) if is_punct(value.opened().get(2), '.')) {
        errors.replace(span, "a base begins with two dots", format!("..{name}"));
    } else if !is_last {
        errors.help(span, "a base must be the last field", format!("write `..{name}` at the end"));
    }
    let info = KeyInfo { name: "..", example: "..SMALL", ..Field::CpuKind.info() };
    typed::constant(Expected { in_list: true, ..Expected::new(info, None) }, &value, errors)
}

fn base_of(entry: &Entry) -> Option<Value> {
    let Content::NoKey(Some(value)) = &entry.content else { return None };
    match value.opened().as_slice() {
        // With three dots, as in other languages, it is reported.
        [first, second, rest @ ..] if is_punct(first, '.') && is_punct(second, '.') && !is_punct(rest.first(), '=') => {
            let dots = usize::from(is_punct(rest.first(), '.'));
            Value::new(rest[dots..].to_vec())
        }
        _ => None,
    }
}

fn autoscaling(entry: &Entry, errors: &mut Errors) -> Option<Fields<ScaleField>> {
    const HELP: &str = "for example `autoscaling(max_replicas = 10)`";
    let group = match &entry.content {
        Content::Arguments(group) if group.delimiter() == Delimiter::Parenthesis => group,
        _ => {
            let message = Message::new("`autoscaling` takes fields in parentheses").with_help(HELP);
            errors.at_value(entry.earlier, entry.span, message);
            return None;
        }
    };
    let entries = entries(group.stream(), errors);
    let (entries, missing) = by_key(ScaleField::INFOS, entries, ("a field of `autoscaling`", "the fields are"), errors);
    let mut fields = Fields::new();
    for (index, mut entry) in entries {
        let value = read(ScaleField::INFOS[index], &mut entry, typed::typed, errors);
        fields.extend(value.map(|value| (ScaleField::ALL[index], value)));
    }
    if !missing.is_empty() {
        errors.help(entry.span, "`autoscaling` is missing `max_replicas`", HELP);
    }
    Some(fields)
}

fn example_with(fields: &[(Field, Typed)], missing: Field) -> String {
    let kind: Option<CpuKind> = given(fields, Field::CpuKind).and_then(|kind| kind.text()?.value.parse().ok());
    let cpus = given(fields, Field::Cpus).and_then(Typed::number);
    let cpus = cpus.map_or(2, |number| u32::try_from(number).unwrap_or_default());
    match kind.and_then(|kind| kind.memory_mb_range(cpus)) {
        Some(range) if missing == Field::MemoryMb => (*range.start()).max(API_MEMORY_MB_MIN).to_string(),
        _ => missing.info().example.to_owned(),
    }
}
