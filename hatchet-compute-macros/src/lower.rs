//! Stage 2: entries to a configuration. What each key means and which type it takes; unknown,
//! repeated and missing keys. Whether a value is allowed is the next stage's question.

use hatchet_compute_core::{API_MEMORY_MB_MIN, CpuKind};
use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::quote;

use crate::parse::{self, Content, Entry};
use crate::support::errors::Errors;
use crate::support::example;
use crate::support::place::Place;
use crate::support::suggest::{listed, nearest};
use crate::support::typed::{self, Element, Expected, Integer, Text};
use crate::support::value::{Form, Value};

/// The fields of `compute(…)`, the required ones first.
const FIELDS: [&str; 6] = [
    "cpu_kind",
    "cpus",
    "memory_mb",
    "num_replicas",
    "regions",
    "pool",
];
const REQUIRED_FIELDS: &[&str] = FIELDS.split_at(3).0;
const STEP_OPTIONS: [&str; 6] = ["compute", "name", "timeout", "retries", "parents", "crate"];
const WORKFLOW_OPTIONS: [&str; 7] = [
    "name",
    "client",
    "on_events",
    "on_crons",
    "description",
    "version",
    "crate",
];

/// Whether a key was given, and whether its value could be read.
#[derive(Default)]
pub(crate) enum Given<T> {
    #[default]
    Absent,
    /// Given, but an error says why it cannot be used: what depends on it is not judged.
    Unusable,
    Usable(T),
}

impl<T> Given<T> {
    pub(crate) fn usable(&self) -> Option<&T> {
        match self {
            Given::Usable(value) => Some(value),
            Given::Absent | Given::Unusable => None,
        }
    }

    fn read(value: Option<T>) -> Given<T> {
        value.map_or(Given::Unusable, Given::Usable)
    }
}

/// The fields of a compute configuration, with their places.
#[derive(Default)]
pub(crate) struct Fields {
    pub(crate) cpu_kind: Given<Text>,
    pub(crate) cpus: Given<Integer>,
    pub(crate) memory_mb: Given<Integer>,
    pub(crate) num_replicas: Given<Integer>,
    pub(crate) regions: Given<Regions>,
    pub(crate) pool: Given<Text>,
}

/// The list of regions.
pub(crate) struct Regions {
    pub(crate) codes: Vec<Text>,
    /// Whether elements stand there, readable or not.
    pub(crate) is_empty: bool,
    pub(crate) place: Place,
}

/// How a step's machines are given.
#[derive(Default)]
pub(crate) enum Compute {
    #[default]
    None,
    /// `compute(…)`
    Fields(Box<Fields>),
    /// `compute = EXPR`
    Constant(Value),
}

/// The options of one step.
#[derive(Default)]
pub(crate) struct Step {
    pub(crate) compute: Compute,
    pub(crate) name: Given<Text>,
    pub(crate) timeout: Given<Text>,
    pub(crate) retries: Given<Integer>,
    pub(crate) parents: Vec<Ident>,
    /// The word `parents`.
    pub(crate) parents_key: Option<Ident>,
    pub(crate) crate_path: Option<TokenStream>,
}

/// The options of one workflow.
#[derive(Default)]
pub(crate) struct Workflow {
    pub(crate) name: Given<Text>,
    pub(crate) on_events: Vec<Text>,
    pub(crate) on_crons: Vec<Text>,
    pub(crate) description: Given<Text>,
    pub(crate) version: Given<Text>,
    /// Where the crate is that runs the workflow.
    pub(crate) client: Option<TokenStream>,
    pub(crate) crate_path: Option<TokenStream>,
}

/// The fields inside of `compute(…)` or `compute! {…}`; missing ones are reported at `place`.
pub(crate) fn fields(stream: TokenStream, place: Place, errors: &mut Errors) -> Fields {
    let mut fields = Fields::default();
    let mut keys = Keys::new("a field of `compute`", &FIELDS);
    for entry in parse::entries(stream, errors) {
        let Some(key) = keys.known(&entry.key, errors) else {
            continue;
        };
        match key {
            "cpu_kind" => fields.cpu_kind = read(key, &entry, typed::text, errors),
            "cpus" => fields.cpus = read(key, &entry, typed::integer, errors),
            "memory_mb" => fields.memory_mb = read(key, &entry, typed::integer, errors),
            "num_replicas" => fields.num_replicas = read(key, &entry, typed::integer, errors),
            "pool" => fields.pool = read(key, &entry, typed::text, errors),
            _ => {
                let regions = value(&entry, errors).and_then(|value| regions(value, errors));
                fields.regions = Given::read(regions);
            }
        }
    }
    let missing: Vec<&str> = REQUIRED_FIELDS
        .iter()
        .copied()
        .filter(|field| !keys.is_given(field))
        .collect();
    if !missing.is_empty() {
        let example = |field: &&str| format!("{field} = {}", example_beside(&fields, field));
        let examples: Vec<String> = missing.iter().map(example).collect();
        let (missing, examples) = (listed(missing, "and"), examples.join(", "));
        errors.at(
            place,
            format!("`compute` lacks {missing}\nhelp: for example `{examples}`"),
        );
    }
    fields
}

/// An example of a missing field that fits the others.
fn example_beside(fields: &Fields, missing: &str) -> String {
    let kind = fields
        .cpu_kind
        .usable()
        .and_then(|text| text.value.parse::<CpuKind>().ok());
    let cpus = fields.cpus.usable().and_then(Integer::literal);
    let cpus = cpus.map_or(2, |literal| {
        u32::try_from(literal.value).unwrap_or_default()
    });
    let range = kind.and_then(|kind| kind.memory_mb_range(cpus));
    match (missing, range) {
        ("memory_mb", Some(range)) => (*range.start()).max(API_MEMORY_MB_MIN).to_string(),
        _ => example::of(missing).to_owned(),
    }
}

/// The options inside of `#[step(…)]`.
pub(crate) fn step(stream: TokenStream, errors: &mut Errors) -> Step {
    let mut step = Step::default();
    let mut keys = Keys::new("an option of `#[step]`", &STEP_OPTIONS);
    for entry in parse::entries(stream, errors) {
        let Some(key) = keys.known(&entry.key, errors) else {
            continue;
        };
        match key {
            "compute" => step.compute = compute(entry, errors),
            "name" => step.name = read(key, &entry, typed::text, errors),
            "timeout" => step.timeout = read(key, &entry, typed::duration, errors),
            "retries" => step.retries = read(key, &entry, typed::integer, errors),
            "parents" => {
                step.parents = elements(key, &entry, Element::Word, typed::word, errors);
                step.parents_key = Some(entry.key);
            }
            _ => step.crate_path = path(key, &entry, errors),
        }
    }
    step
}

/// The options inside of `#[workflow(…)]`.
pub(crate) fn workflow(stream: TokenStream, errors: &mut Errors) -> Workflow {
    let mut workflow = Workflow::default();
    let mut keys = Keys::new("an option of `#[workflow]`", &WORKFLOW_OPTIONS);
    for entry in parse::entries(stream, errors) {
        let Some(key) = keys.known(&entry.key, errors) else {
            continue;
        };
        match key {
            "name" => workflow.name = read(key, &entry, typed::text, errors),
            "description" => workflow.description = read(key, &entry, typed::text, errors),
            "version" => workflow.version = read(key, &entry, typed::text, errors),
            "on_events" => {
                workflow.on_events = elements(key, &entry, Element::Text, typed::text, errors);
            }
            "on_crons" => {
                workflow.on_crons = elements(key, &entry, Element::Text, typed::text, errors);
            }
            "client" => workflow.client = Some(client(&entry, errors)),
            _ => workflow.crate_path = path(key, &entry, errors),
        }
    }
    workflow
}

fn compute(entry: Entry, errors: &mut Errors) -> Compute {
    match entry.content {
        Content::Arguments(group) => Compute::Fields(Box::new(fields(
            group.stream(),
            (&entry.key).into(),
            errors,
        ))),
        Content::Value(value) => Compute::Constant(value),
        Content::Nothing => {
            errors.at(
                &entry.key,
                "`compute` takes fields or a constant\n\
                 help: write `compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024)` or `compute = NAME`",
            );
            Compute::None
        }
        Content::Broken => Compute::None,
    }
}

fn regions(value: &Value, errors: &mut Errors) -> Option<Regions> {
    let elements = typed::list(&Expected::value("regions"), value, errors)?;
    let is_empty = elements.is_empty();
    let codes = elements
        .iter()
        .filter_map(|element| typed::text(&Expected::element("regions"), element, errors))
        .collect();
    Some(Regions {
        codes,
        is_empty,
        place: value.place(),
    })
}

type Reader<T> = fn(&Expected<'_>, &Value, &mut Errors) -> Option<T>;

/// The value of `key = value` by the reader of its type.
fn read<T>(key: &str, entry: &Entry, reader: Reader<T>, errors: &mut Errors) -> Given<T> {
    let value = value(entry, errors);
    Given::read(value.and_then(|value| reader(&Expected::value(key), value, errors)))
}

/// The elements of `key = […]` by the reader of their type; unreadable ones are left out.
fn elements<T>(
    key: &str,
    entry: &Entry,
    element: Element,
    reader: Reader<T>,
    errors: &mut Errors,
) -> Vec<T> {
    value(entry, errors)
        .and_then(|value| typed::list(&Expected::list(key, element), value, errors))
        .unwrap_or_default()
        .iter()
        .filter_map(|value| reader(&Expected::element(key), value, errors))
        .collect()
}

fn path(key: &str, entry: &Entry, errors: &mut Errors) -> Option<TokenStream> {
    let value = value(entry, errors)?;
    let path = parse::path(value);
    if path.is_none() {
        let help = match value.form() {
            Form::Text(path) => format!("write `{key} = {}`", path.value()),
            _ => format!("for example `{key} = {}`", example::of(key)),
        };
        errors.at(value.place(), format!("`{key}` takes a path\nhelp: {help}"));
    }
    path
}

/// The path of the client, or else the usual one: that there is a client is known, and callers of `declare` are not
/// to see errors of their own.
fn client(entry: &Entry, errors: &mut Errors) -> TokenStream {
    path("client", entry, errors).unwrap_or_else(|| quote!(::hatchet_client))
}

/// What stands behind the `=` of an entry.
fn value<'a>(entry: &'a Entry, errors: &mut Errors) -> Option<&'a Value> {
    match &entry.content {
        Content::Value(value) => return Some(value),
        Content::Arguments(group) if group.delimiter() == Delimiter::Parenthesis => {
            let (key, value) = (&entry.key, group.stream());
            let message = format!("expected `=`, found `(`\nhelp: write `{key} = {value}`");
            errors.at(group.span(), message);
        }
        Content::Nothing => {
            let key = &entry.key;
            let example = example::of(&key.to_string());
            errors.at(
                key,
                format!("`{key}` takes a value\nhelp: for example `{key} = {example}`"),
            );
        }
        Content::Arguments(_) | Content::Broken => {}
    }
    None
}

/// The keys of one annotation: known ones pass once, all others are errors.
struct Keys {
    what: &'static str,
    plural: &'static str,
    all: &'static [&'static str],
    given: Vec<&'static str>,
    /// Given under a wrong name.
    meant: Vec<&'static str>,
}

impl Keys {
    fn new(what: &'static str, all: &'static [&'static str]) -> Keys {
        let is_field = all.contains(&"cpus");
        Keys {
            what,
            plural: if is_field {
                "the fields are"
            } else {
                "the options are"
            },
            all,
            given: Vec::new(),
            meant: Vec::new(),
        }
    }

    /// Whether a key was given, under its own name or a mistyped one.
    fn is_given(&self, key: &str) -> bool {
        self.given.contains(&key) || self.meant.contains(&key)
    }

    /// The key, if it is known and new.
    fn known(&mut self, key: &Ident, errors: &mut Errors) -> Option<&'static str> {
        let Some(known) = self.all.iter().copied().find(|known| key == known) else {
            self.unknown(key, errors);
            return None;
        };
        if self.given.contains(&known) {
            errors.at(
                key,
                format!("`{known}` is given twice\nhelp: remove one of the two"),
            );
            return None;
        }
        self.given.push(known);
        Some(known)
    }

    fn unknown(&mut self, key: &Ident, errors: &mut Errors) {
        let written = key.to_string();
        let help = if let Some(home) = home_of(&written) {
            home.to_owned()
        } else if let Some(meant) = nearest(&written, self.all.iter().copied()) {
            // Whoever mistyped a key has given it: that it is missing would be a second error.
            self.meant.push(meant);
            format!("write `{meant}`")
        } else {
            let all = listed(self.all.iter().copied(), "and");
            format!("{} {all}", self.plural)
        };
        errors.at(
            key,
            format!("`{written}` is not {}\nhelp: {help}", self.what),
        );
    }
}

/// Where a key belongs that stands in the wrong annotation, or that only other SDKs have.
fn home_of(key: &str) -> Option<&'static str> {
    if ["gpus", "gpu_kind"].contains(&key) {
        Some("machines with GPUs cannot be asked for; leave it out")
    } else if FIELDS.contains(&key) {
        Some("it is a field of `compute`: write it inside `compute(…)`")
    } else if STEP_OPTIONS.contains(&key) {
        Some("it is an option of `#[step]`: write it there, beside `compute`")
    } else if WORKFLOW_OPTIONS.contains(&key) {
        Some("it is an option of `#[workflow]`: write it there")
    } else {
        None
    }
}
