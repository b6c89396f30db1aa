//! The fields of a compute, as they are written.

use hatchet_compute_core::{
    API_MEMORY_MB_MIN, CpuKind, Field, Key, KeyInfo, Message, ScaleField, StepOption, plain_key, quoted, replicas_twice,
};
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use super::keys::{by_key, read};
use super::typed::{self, Boolean, Decimal, Expected, Integer, Text};
use crate::errors::{Earlier, Errors};
use crate::parse::entries::{Content, Entry, entries, found};
use crate::tokens::value::Value;
use crate::tokens::{SpanRange, is_any_word, is_punct};

/// The fields of a compute, with their spans.
#[derive(Default)]
pub(crate) struct Compute {
    pub(crate) cpu_kind: Option<Text>,
    pub(crate) cpus: Option<Integer>,
    pub(crate) memory_mb: Option<Integer>,
    pub(crate) num_replicas: Option<Integer>,
    pub(crate) autoscaling: Option<Autoscaling>,
    pub(crate) regions: Option<Regions>,
    pub(crate) pool: Option<Text>,
    /// `..EXPR`, which gives the fields that are left out.
    pub(crate) base: Option<Value>,
}

/// The fields of autoscaling, with their spans.
#[derive(Default)]
pub(crate) struct Autoscaling {
    pub(crate) max_replicas: Option<Integer>,
    pub(crate) min_awake_replicas: Option<Integer>,
    pub(crate) scale_to_zero: Option<Boolean>,
    pub(crate) wait_duration: Option<Text>,
    pub(crate) rolling_window_duration: Option<Text>,
    pub(crate) scale_up: Option<Decimal>,
    pub(crate) scale_down: Option<Decimal>,
    pub(crate) increment: Option<Integer>,
}

pub(crate) struct Regions {
    /// Those that are strings.
    pub(crate) codes: Vec<Text>,
    /// Whether the list has no element, readable or not.
    pub(crate) is_empty: bool,
    pub(crate) span: SpanRange,
}

/// How the machines of a step are given.
pub(crate) enum ComputeOption<Fields> {
    /// `compute(…)`
    Fields(Box<Fields>),
    /// `compute = EXPR`
    Constant(Value),
}

/// The fields of `compute! {…}`; missing ones are reported at the call, from which the path of the library comes.
pub(crate) fn compute(entries: Vec<Entry>, crate_path: &TokenStream, errors: &mut Errors) -> Compute {
    let call = crate_path.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    fields(entries, call.into(), errors)
}

/// `compute(…)` or `compute = EXPR`.
pub(super) fn compute_option(entry: Entry, errors: &mut Errors) -> Option<ComputeOption<Compute>> {
    let Entry { key, sign, content, earlier, .. } = entry;
    let message = |expected: &str, found: &str| Message::new(format!("expected {expected}, found {found}"));
    match content {
        Content::Value(value) => match fields_in(&value) {
            Some(group) => {
                let span = SpanRange { last: value.span.last, ..sign };
                let earlier = errors.at_value(earlier, span, message("`(`", "`=`"));
                other_brackets(&group, key.span, span, earlier, errors)
            }
            None => {
                let info = StepOption::info(StepOption::Compute);
                typed::constant(Expected { info, in_list: false, is_alone: false, earlier }, &value, errors)
                    .map(ComputeOption::Constant)
            }
        },
        Content::Arguments(group) => {
            let span = SpanRange::from(group.span());
            if group.delimiter() != Delimiter::Parenthesis {
                let earlier = errors.at_value(earlier, span, message("`(`", &found(&group.clone().into())));
                return other_brackets(&group, key.span, span, earlier, errors);
            }
            let entries = entries(group.stream(), errors);
            let inside = match entries.as_slice() {
                [Entry { content: Content::Value(_) | Content::NoValue, .. }] | [] | [_, _, ..] => None,
                [_] => Value::new(group.stream().into_iter().collect()),
            };
            if let Some(inner) = inside.as_ref().and_then(fields_in) {
                let earlier = errors.at_value(earlier, span, message("fields", "another `compute`"));
                return other_brackets(&inner, key.span, span, earlier, errors);
            }
            if let Some(value) = inside.filter(is_constant) {
                let message =
                    message("fields", "a constant").with_replacement(format!("compute = {}", value.written()));
                errors.at_value(earlier, span, message);
                return Some(ComputeOption::Constant(value));
            }
            Some(ComputeOption::Fields(Box::new(fields(entries, key.span, errors))))
        }
        Content::Nothing | Content::NoValue | Content::NoKey(_) => {
            let message = Message::new("`compute` takes fields or a constant");
            let help = format!("for example `{FIELDS}` or `compute = SMALL`");
            errors.at_value(earlier, key.span, message.with_help(help));
            None
        }
    }
}

/// The fields in a form that is an error, whose help shows them in the right form if there is no other mistake.
fn other_brackets(
    group: &Group,
    key: SpanRange,
    span: SpanRange,
    earlier: Earlier,
    errors: &mut Errors,
) -> Option<ComputeOption<Compute>> {
    let mut inner = Errors::default();
    let (entries, text) = rewritten(entries(group.stream(), &mut inner));
    let message = Message::new("");
    let message = match text.filter(|_| inner.is_empty()) {
        Some(text) => message.with_replacement(text),
        None => message.with_help(format!("for example `{FIELDS}`")),
    };
    errors.at_value(Some(earlier), span, message);
    errors.append(inner);
    if entries.iter().all(|entry| matches!(entry.content, Content::NoKey(_))) {
        return None;
    }
    Some(ComputeOption::Fields(Box::new(fields(entries, key, errors))))
}

/// A compute with all that is required.
const FIELDS: &str = "compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024)";

/// Whether what is in `compute(…)` is a constant.
fn is_constant(value: &Value) -> bool {
    let path = value.path().map(|path| path.to_string());
    path.is_some_and(|path| path.contains(':') || !path.contains(char::is_lowercase))
}

/// The brackets with the fields in a value such as `Compute { … }`, `compute(…)`, `(…)` or `{…}`.
fn fields_in(value: &Value) -> Option<Group> {
    let tokens = value.opened();
    let (TokenTree::Group(group), name) = tokens.split_last()? else {
        return None;
    };
    let is_of_path = |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || is_punct(token, ':');
    if !name.iter().all(is_of_path) {
        return None;
    }
    let inside = Value::new(group.stream().into_iter().collect());
    if let Some(inner) = inside.as_ref().and_then(fields_in) {
        return Some(inner);
    }
    let entries = entries(group.stream(), &mut Errors::default());
    let is_field = |entry: &Entry| {
        matches!(entry.content, Content::Value(_)) && Field::named(&plain_key(&entry.key.text)).is_some()
    };
    let is_compute = is_any_word(name.last(), &["Compute", "ComputeSpec"]) || (name.is_empty() && entries.is_empty());
    (is_compute || entries.iter().any(is_field)).then(|| group.clone())
}

/// The fields with their keys spelled right, and all as the text to write if no other mistake is in them.
fn rewritten(mut entries: Vec<Entry>) -> (Vec<Entry>, Option<String>) {
    let mut texts = Some(Vec::new());
    for entry in &mut entries {
        let field = Field::named(&plain_key(&entry.key.text));
        let text = match (field, &entry.content) {
            (Some(field), Content::Value(value)) => Some(format!("{} = {}", field.name(), value.written())),
            _ => None,
        };
        if let Some(field) = field {
            entry.key.text = field.name().into();
            entry.wrong = None;
        }
        texts = texts.zip(text).map(|(texts, text)| [texts, vec![text]].concat());
    }
    (entries, texts.filter(|texts| !texts.is_empty()).map(|texts| format!("compute({})", texts.join(", "))))
}

/// The fields of these entries; missing ones are reported at `span`.
fn fields(mut entries: Vec<Entry>, span: SpanRange, errors: &mut Errors) -> Compute {
    let mut compute = Compute { base: base(&mut entries, errors), ..Compute::default() };
    let (entries, missing) = by_key(entries, ("a field of `compute`", "the fields are"), errors);
    let mut replicas = entries.iter().filter(|(key, _)| matches!(key, Field::NumReplicas | Field::Autoscaling));
    if let Some((key, second)) = replicas.nth(1) {
        errors.at(second.key.span, replicas_twice(key.name()));
    }
    for (key, mut entry) in entries {
        let info = Field::info(key);
        match key {
            Field::CpuKind => compute.cpu_kind = read(info, &mut entry, typed::text, errors),
            Field::Cpus => compute.cpus = read(info, &mut entry, typed::integer, errors),
            Field::MemoryMb => compute.memory_mb = read(info, &mut entry, typed::integer, errors),
            Field::NumReplicas => compute.num_replicas = read(info, &mut entry, typed::integer, errors),
            Field::Autoscaling => compute.autoscaling = autoscaling(&entry, errors),
            Field::Regions => compute.regions = read(info, &mut entry, regions, errors),
            Field::Pool => compute.pool = read(info, &mut entry, typed::text, errors),
        }
    }
    if !missing.is_empty() && compute.base.is_none() {
        let names = quoted(missing.iter().map(|field| field.name()), "and");
        let example = |field: &Field| format!("{} = {}", field.name(), example_with(&compute, *field));
        let examples: Vec<String> = missing.iter().map(example).collect();
        let help = format!("for example `{}`", examples.join(", "));
        errors.help(span, format!("`compute` is missing {names}"), help);
    }
    compute
}

/// Takes the entry `..EXPR`, which must be the last, and gives its expression.
fn base(entries: &mut Vec<Entry>, errors: &mut Errors) -> Option<Value> {
    let index = entries.iter().position(|entry| base_of(entry).is_some())?;
    let is_last = index + 1 == entries.len();
    let entry = entries.remove(index);
    let (value, span) = (base_of(&entry)?, entry.key.span);
    let name = value.written();
    if !is_last {
        errors.help(span, "a base is the last of the fields", format!("write `..{name}` at the end"));
    } else if entries.is_empty() {
        let help = format!("without other fields, write `compute = {name}`, or `{name}` in place of `compute!`");
        errors.help(span, format!("expected a field before `..{name}`"), help);
    }
    let info = KeyInfo { name: "..", ..Field::CpuKind.info() };
    typed::constant(Expected { info, in_list: false, is_alone: false, earlier: None }, &value, errors)
}

/// The expression of `..EXPR`.
fn base_of(entry: &Entry) -> Option<Value> {
    let Content::NoKey(Some(value)) = &entry.content else {
        return None;
    };
    match value.opened().as_slice() {
        [first, second, rest @ ..] if is_punct(first, '.') && is_punct(second, '.') && !is_punct(rest.first(), '=') => {
            Value::new(rest.to_vec())
        }
        _ => None,
    }
}

/// `autoscaling(…)`
fn autoscaling(entry: &Entry, errors: &mut Errors) -> Option<Autoscaling> {
    const HELP: &str = "for example `autoscaling(max_replicas = 10)`";
    let group = match &entry.content {
        Content::Arguments(group) if group.delimiter() == Delimiter::Parenthesis => group,
        _ => {
            let message = Message::new("`autoscaling` takes fields in parentheses").with_help(HELP);
            errors.at_value(entry.earlier, entry.key.span, message);
            return None;
        }
    };
    let mut scaling = Autoscaling::default();
    let entries = entries(group.stream(), errors);
    let (entries, missing) = by_key(entries, ("a field of `autoscaling`", "the fields are"), errors);
    for (key, mut entry) in entries {
        let info = ScaleField::info(key);
        match key {
            ScaleField::MaxReplicas => scaling.max_replicas = read(info, &mut entry, typed::integer, errors),
            ScaleField::MinAwakeReplicas => scaling.min_awake_replicas = read(info, &mut entry, typed::integer, errors),
            ScaleField::ScaleToZero => scaling.scale_to_zero = read(info, &mut entry, typed::boolean, errors),
            ScaleField::WaitDuration => scaling.wait_duration = read(info, &mut entry, typed::text, errors),
            ScaleField::RollingWindowDuration => {
                scaling.rolling_window_duration = read(info, &mut entry, typed::text, errors);
            }
            ScaleField::UtilizationScaleUpThreshold => {
                scaling.scale_up = read(info, &mut entry, typed::decimal, errors);
            }
            ScaleField::UtilizationScaleDownThreshold => {
                scaling.scale_down = read(info, &mut entry, typed::decimal, errors);
            }
            ScaleField::Increment => scaling.increment = read(info, &mut entry, typed::integer, errors),
        }
    }
    if !missing.is_empty() {
        errors.help(entry.key.span, "`autoscaling` is missing `max_replicas`", HELP);
    }
    Some(scaling)
}

fn regions(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Regions> {
    let (elements, earlier) = typed::list(expected, value, errors)?;
    let is_alone = elements.len() == 1;
    let expected = Expected { info: expected.info, in_list: true, is_alone, earlier };
    let codes = elements.iter().filter_map(|element| typed::text(expected, element, errors)).collect();
    Some(Regions { codes, is_empty: elements.is_empty(), span: value.span })
}

/// An example of a missing field that fits the others.
fn example_with(compute: &Compute, missing: Field) -> String {
    let kind: Option<CpuKind> = compute.cpu_kind.as_ref().and_then(|text| text.value.parse().ok());
    let cpus = compute.cpus.as_ref().and_then(Integer::literal);
    let cpus = cpus.map_or(2, |literal| u32::try_from(literal.value).unwrap_or_default());
    match kind.and_then(|kind| kind.memory_mb_range(cpus)) {
        Some(range) if missing == Field::MemoryMb => (*range.start()).max(API_MEMORY_MB_MIN).to_string(),
        _ => missing.info().example.to_owned(),
    }
}
