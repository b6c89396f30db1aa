//! The fields of a compute, as they are written.

use hatchet_compute_core::{API_MEMORY_MB_MIN, CpuKind, Field, Key, quoted};

use super::Given;
use super::keys::{Keys, read, value};
use super::typed::{self, Expected, Integer, Text};
use crate::errors::Errors;
use crate::parse::entries::{Content, Entry, entries};
use crate::tokens::span_range::SpanRange;
use crate::tokens::value::Value;

/// The fields of a compute, with their spans.
#[derive(Default)]
pub(crate) struct Compute {
    pub(crate) cpu_kind: Given<Text>,
    pub(crate) cpus: Given<Integer>,
    pub(crate) memory_mb: Given<Integer>,
    pub(crate) num_replicas: Given<Integer>,
    pub(crate) regions: Given<Regions>,
    pub(crate) pool: Given<Text>,
}

/// The list of regions.
pub(crate) struct Regions {
    /// Those that are strings.
    pub(crate) codes: Vec<Text>,
    /// Whether the list has no element, readable or not.
    pub(crate) is_empty: bool,
    pub(crate) span: SpanRange,
}

/// How the machines of a step are given.
#[derive(Default)]
pub(crate) enum ComputeOption {
    #[default]
    None,
    /// `compute(…)`
    Fields(Box<Compute>),
    /// `compute = EXPR`
    Constant(Value),
}

/// The fields of `compute! {…}`; missing ones are reported at the call.
pub(crate) fn compute(entries: Vec<Entry>, errors: &mut Errors) -> Compute {
    fields(entries, proc_macro2::Span::call_site().into(), errors)
}

/// `compute(…)` or `compute = EXPR`.
pub(super) fn compute_option(entry: Entry, errors: &mut Errors) -> ComputeOption {
    match entry.content {
        Content::Arguments(group) => {
            let entries = entries(group.stream(), errors);
            ComputeOption::Fields(Box::new(fields(entries, (&entry.key).into(), errors)))
        }
        Content::Value(value) => ComputeOption::Constant(value),
        Content::Nothing => {
            errors.help(
                &entry.key,
                "`compute` takes fields or a constant",
                "write `compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024)` or `compute = NAME`",
            );
            ComputeOption::None
        }
        Content::Broken => ComputeOption::None,
    }
}

/// The fields of these entries; missing ones are reported at `span`.
fn fields(entries: Vec<Entry>, span: SpanRange, errors: &mut Errors) -> Compute {
    let mut compute = Compute::default();
    let mut keys = Keys::new("a field of `compute`", "the fields are");
    for entry in entries {
        let Some(key) = keys.known(&entry.key, errors) else {
            continue;
        };
        match key {
            Field::CpuKind => compute.cpu_kind = read(key, &entry, typed::text, errors),
            Field::Cpus => compute.cpus = read(key, &entry, typed::integer, errors),
            Field::MemoryMb => compute.memory_mb = read(key, &entry, typed::integer, errors),
            Field::NumReplicas => compute.num_replicas = read(key, &entry, typed::integer, errors),
            Field::Regions => {
                let value = value(key.info(), &entry, errors);
                compute.regions = Given::read(value.and_then(|value| regions(value, errors)));
            }
            Field::Pool => compute.pool = read(key, &entry, typed::text, errors),
        }
    }
    let missing: Vec<Field> = keys.missing();
    if !missing.is_empty() {
        let names = quoted(missing.iter().map(|field| field.name()), "and");
        let examples = missing.iter().map(|field| format!("{} = {}", field.name(), example_with(&compute, *field)));
        let examples: Vec<String> = examples.collect();
        let help = format!("for example `{}`", examples.join(", "));
        errors.help(span, format!("`compute` is missing {names}"), help);
    }
    compute
}

fn regions(value: &Value, errors: &mut Errors) -> Option<Regions> {
    let info = Field::Regions.info();
    let elements = typed::list(&Expected::value(info), value, errors)?;
    let is_empty = elements.is_empty();
    let codes = elements.iter().filter_map(|element| typed::text(&Expected::element(info), element, errors)).collect();
    Some(Regions { codes, is_empty, span: value.span() })
}

/// An example of a missing field that fits the others.
fn example_with(compute: &Compute, missing: Field) -> String {
    let kind = compute.cpu_kind.usable();
    let kind = kind.and_then(|text| text.value.parse::<CpuKind>().ok());
    let cpus = compute.cpus.usable().and_then(Integer::literal);
    let cpus = cpus.map_or(2, |literal| u32::try_from(literal.value).unwrap_or_default());
    let range = kind.and_then(|kind| kind.memory_mb_range(cpus));
    match range {
        Some(range) if missing == Field::MemoryMb => (*range.start()).max(API_MEMORY_MB_MIN).to_string(),
        _ => missing.info().example.to_owned(),
    }
}
