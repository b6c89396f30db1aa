//! The fields of a compute, as they are written.

use hatchet_compute_core::{API_MEMORY_MB_MIN, CpuKind, Field, Key, quoted};
use proc_macro2::{Span, TokenStream};

use super::keys::{by_key, read};
use super::typed::{self, Expected, Integer, Text};
use crate::errors::Errors;
use crate::parse::entries::{Content, Entry, entries};
use crate::tokens::SpanRange;
use crate::tokens::value::Value;

/// The fields of a compute, with their spans.
#[derive(Default)]
pub(crate) struct Compute {
    pub(crate) cpu_kind: Option<Text>,
    pub(crate) cpus: Option<Integer>,
    pub(crate) memory_mb: Option<Integer>,
    pub(crate) num_replicas: Option<Integer>,
    pub(crate) regions: Option<Regions>,
    pub(crate) pool: Option<Text>,
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
    match entry.content {
        Content::Arguments(group) => {
            let entries = entries(group.stream(), errors);
            Some(ComputeOption::Fields(Box::new(fields(entries, (&entry.key).into(), errors))))
        }
        Content::Value(value) => Some(ComputeOption::Constant(value)),
        Content::Nothing => {
            let help = "write `compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024)` or `compute = NAME`";
            errors.help(&entry.key, "`compute` takes fields or a constant", help);
            None
        }
        Content::Broken => None,
    }
}

/// The fields of these entries; missing ones are reported at `span`.
fn fields(entries: Vec<Entry>, span: SpanRange, errors: &mut Errors) -> Compute {
    let mut compute = Compute::default();
    let (entries, missing) = by_key(entries, ("a field of `compute`", "the fields are"), errors);
    for (key, entry) in entries {
        let info = Field::info(key);
        match key {
            Field::CpuKind => compute.cpu_kind = read(info, &entry, typed::text, errors),
            Field::Cpus => compute.cpus = read(info, &entry, typed::integer, errors),
            Field::MemoryMb => compute.memory_mb = read(info, &entry, typed::integer, errors),
            Field::NumReplicas => compute.num_replicas = read(info, &entry, typed::integer, errors),
            Field::Regions => compute.regions = read(info, &entry, regions, errors),
            Field::Pool => compute.pool = read(info, &entry, typed::text, errors),
        }
    }
    if !missing.is_empty() {
        let names = quoted(missing.iter().map(|field| field.name()), "and");
        let example = |field: &Field| format!("{} = {}", field.name(), example_with(&compute, *field));
        let examples: Vec<String> = missing.iter().map(example).collect();
        let help = format!("for example `{}`", examples.join(", "));
        errors.help(span, format!("`compute` is missing {names}"), help);
    }
    compute
}

fn regions(expected: &Expected, value: &Value, errors: &mut Errors) -> Option<Regions> {
    let elements = typed::list(expected, value, errors)?;
    let expected = Expected { info: expected.info, in_list: true };
    let codes = elements.iter().filter_map(|element| typed::text(&expected, element, errors)).collect();
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
