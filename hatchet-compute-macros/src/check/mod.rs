//! Stage 3: the rules of the core crate on what was written, each violation at its place.
//!
//! A literal is judged here. What rustc alone can evaluate is marked, for stage 4 to emit the
//! same rule as a check in const evaluation. A rule whose inputs are wrong themselves stays silent.

pub(crate) mod client;
pub(crate) mod graph;

use hatchet_compute_core as core;
use hatchet_compute_core::{Advice, CpuKind, NumberProblem, Region, Written};
use proc_macro2::Ident;

use crate::lower;
use crate::support::errors::Errors;
use crate::support::place::Place;
use crate::support::suggest::{listed, nearest};
use crate::support::typed::{Integer, IntegerLiteral, Text};
use crate::support::value::Value;

/// How a step's machines are given, judged.
pub(crate) enum Compute {
    None,
    Fields(Box<Fields>),
    Constant(Value),
}

impl Compute {
    pub(crate) fn is_given(&self) -> bool {
        !matches!(self, Compute::None)
    }
}

/// Judged fields; each is there if it is usable.
#[derive(Default)]
pub(crate) struct Fields {
    pub(crate) cpu_kind: Option<CpuKind>,
    pub(crate) cpus: Option<Integer>,
    pub(crate) memory_mb: Option<Integer>,
    pub(crate) num_replicas: Option<Integer>,
    pub(crate) regions: Vec<Region>,
    pub(crate) pool: Option<String>,
    /// Where the memory has to be judged in const evaluation.
    pub(crate) constant_memory: Option<Place>,
    pub(crate) advice: Vec<(Place, Advice)>,
}

/// A judged step.
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) name_place: Place,
    pub(crate) compute: Compute,
    pub(crate) timeout: Option<String>,
    pub(crate) retries: Option<Integer>,
}

/// A judged workflow, without its steps.
pub(crate) struct Workflow {
    pub(crate) name: String,
    pub(crate) on_events: Vec<String>,
    pub(crate) on_crons: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) version: Option<String>,
}

/// Judges the options of a step on the function of this name.
pub(crate) fn step(options: lower::Step, function: &Ident, errors: &mut Errors) -> Step {
    let (name, name_place) = name(options.name.usable(), function, errors);
    let timeout = options.timeout.usable().map(|timeout| {
        if core::parse_duration(&timeout.value).is_err() {
            errors.at(timeout.place, core::invalid_duration(&timeout.value));
        }
        timeout.value.clone()
    });
    let retries = options.retries.usable().cloned();
    judge_literal(retries.as_ref(), core::retries_problem, errors);
    let compute = match options.compute {
        lower::Compute::None => Compute::None,
        lower::Compute::Fields(given) => Compute::Fields(Box::new(fields(&given, errors))),
        lower::Compute::Constant(value) => Compute::Constant(value),
    };
    Step {
        name,
        name_place,
        compute,
        timeout,
        retries,
    }
}

/// Judges the options of a workflow on the type of this name.
pub(crate) fn workflow(
    options: &lower::Workflow,
    type_name: &Ident,
    errors: &mut Errors,
) -> Workflow {
    let (name, _) = name(options.name.usable(), type_name, errors);
    for event in options
        .on_events
        .iter()
        .filter(|event| event.value.trim().is_empty())
    {
        errors.at(
            event.place,
            "an event of `on_events` is empty\nhelp: for example `\"user:create\"`",
        );
    }
    for cron in &options.on_crons {
        if let Err(problem) = core::check_cron(&cron.value) {
            errors.at(cron.place, problem.to_string());
        }
    }
    let values = |texts: &[Text]| texts.iter().map(|text| text.value.clone()).collect();
    Workflow {
        name,
        on_events: values(&options.on_events),
        on_crons: values(&options.on_crons),
        description: options.description.usable().map(|text| text.value.clone()),
        version: options.version.usable().map(|text| text.value.clone()),
    }
}

/// Judges the fields of a compute configuration.
pub(crate) fn fields(given: &lower::Fields, errors: &mut Errors) -> Fields {
    let cpu_kind = given
        .cpu_kind
        .usable()
        .and_then(|text| cpu_kind(text, errors));
    let cpus = given.cpus.usable().cloned();
    let cpus_are_good = judge_literal(
        cpus.as_ref(),
        |cpus| core::cpus_problem(cpu_kind, cpus),
        errors,
    );
    let memory_mb = given.memory_mb.usable().cloned();
    let literal_cpus = cpus.as_ref().and_then(Integer::literal);
    let size = cpu_kind.zip(literal_cpus.map(|cpus| cpus.value));
    let memory_is_good = judge_literal(
        memory_mb.as_ref(),
        |memory| core::memory_mb_problem(size, memory),
        errors,
    );
    let num_replicas = given.num_replicas.usable().cloned();
    judge_literal(num_replicas.as_ref(), core::num_replicas_problem, errors);
    let regions = regions(given.regions.usable(), errors);
    let pool = given.pool.usable().map(|pool| {
        if !core::is_pool_name(&pool.value) {
            let message = core::invalid_pool(&pool.value);
            let mut mended = mended_name(&pool.value, "heavy");
            mended.truncate(core::POOL_NAME_MAX);
            errors.at(
                pool.place,
                format!("{message}\nhelp: write `pool = {mended:?}`"),
            );
        }
        pool.value.clone()
    });
    let judged_by_rustc = match (&cpus, &memory_mb) {
        (_, Some(Integer::Constant(memory_mb))) => Some(memory_mb.place()),
        (Some(Integer::Constant(_)), Some(Integer::Literal(memory_mb))) => Some(memory_mb.place),
        _ => None,
    };
    let mut fields = Fields {
        cpu_kind,
        cpus: cpus.filter(|_| cpus_are_good),
        memory_mb,
        num_replicas,
        regions: regions.iter().map(|(region, _)| *region).collect(),
        pool,
        constant_memory: judged_by_rustc.filter(|_| memory_is_good),
        advice: Vec::new(),
    };
    fields.advice = advice(&fields, &regions, given.regions.usable());
    fields
}

/// What the program should know though it compiles, at the literals it is about.
fn advice(
    fields: &Fields,
    regions: &[(Region, Place)],
    list: Option<&lower::Regions>,
) -> Vec<(Place, Advice)> {
    let mut advice = Vec::new();
    if let Some(memory_mb) = fields.memory_mb.as_ref().and_then(Integer::literal) {
        let megabytes = u32::try_from(memory_mb.value).unwrap_or(u32::MAX);
        advice.extend(core::memory_mb_advice(megabytes).map(|advice| (memory_mb.place, advice)));
    }
    let replicas = match &fields.num_replicas {
        Some(Integer::Literal(literal)) => Some((u32::try_from(literal.value).ok(), literal.place)),
        Some(Integer::Constant(_)) => None,
        None => list.map(|list| (Some(core::DEFAULT_NUM_REPLICAS), list.place)),
    };
    if let Some((Some(replicas), place)) = replicas {
        advice.extend(core::replica_advice(replicas, regions.len()).map(|advice| (place, advice)));
    }
    for (region, place) in regions {
        advice.extend(core::region_advice(*region).map(|advice| (*place, advice)));
    }
    advice
}

/// The name that was given, or else the item's own.
fn name(given: Option<&Text>, item: &Ident, errors: &mut Errors) -> (String, Place) {
    let (name, place) = match given {
        Some(text) => (text.value.clone(), text.place),
        None => {
            let name = item.to_string();
            let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
            (name, item.into())
        }
    };
    if !core::is_name(&name) {
        let message = core::invalid_name("name", &name);
        let mended = mended_name(&name, "process_data");
        let help = match given {
            Some(_) => format!("write `name = {mended:?}`"),
            None => format!("add `name = {mended:?}` or the like to the annotation"),
        };
        errors.at(place, format!("{message}\nhelp: {help}"));
    }
    (name, place)
}

/// The name with a `-` for whatever cannot stand in one; an example, if little of it would be left.
fn mended_name(name: &str, example: &str) -> String {
    let mended = |letter: char| {
        let stays = core::is_name(letter.encode_utf8(&mut [0; 4]));
        if stays { letter } else { '-' }
    };
    match name.trim() {
        name if name.is_ascii() && !name.is_empty() => name.chars().map(mended).collect(),
        _ => example.into(),
    }
}

fn cpu_kind(text: &Text, errors: &mut Errors) -> Option<CpuKind> {
    let kind = text.value.parse().ok();
    if kind.is_none() {
        let mut message = core::unknown_cpu_kind(&text.value);
        let kinds = CpuKind::ALL.iter().map(|kind| kind.as_str());
        if let Some(meant) = nearest(text.value.trim(), kinds) {
            message += &format!("\nhelp: write `cpu_kind = \"{meant}\"`");
        }
        errors.at(text.place, message);
    }
    kind
}

/// The known regions of a list, each once; every other element is an error of its own.
fn regions(list: Option<&lower::Regions>, errors: &mut Errors) -> Vec<(Region, Place)> {
    let Some(list) = list else {
        return Vec::new();
    };
    if list.is_empty {
        errors.at(list.place, core::empty_regions());
    }
    let mut known: Vec<(Region, Place)> = Vec::new();
    for (index, code) in list.codes.iter().enumerate() {
        if list.codes[..index]
            .iter()
            .any(|before| before.value == code.value)
        {
            let message = core::duplicate_region(&code.value);
            errors.at(code.place, message + "\nhelp: remove one of the two");
        } else if let Ok(region) = code.value.parse() {
            known.push((region, code.place));
        } else {
            errors.at(code.place, unknown_region(&code.value));
        }
    }
    known
}

/// The error of an unknown region, with the code that its writer meant.
fn unknown_region(written: &str) -> String {
    let message = core::unknown_region(written);
    let meant = core::regions_meant_by(written);
    let described = |region: &Region| format!("`\"{}\"` ({})", region.code(), region.location());
    if !meant.is_empty() {
        let meant: Vec<String> = meant.iter().map(described).collect();
        return format!("{message}\nhelp: write {}", meant.join(" or "));
    }
    let codes = Region::ALL.iter().map(|region| region.code());
    match nearest(written, codes).and_then(|code| code.parse::<Region>().ok()) {
        Some(region) => format!("{message}\nhelp: write {}", described(&region)),
        None => {
            let accepted = Region::ALL.iter().filter(|region| region.is_accepted());
            let codes = listed(accepted.map(|region| region.code()), "and");
            let date = core::API_REGIONS_DATE;
            format!("{message}\nhelp: the API's list of {date} has {codes}")
        }
    }
}

/// Judges an integer that is a literal; whether nothing is wrong with it.
fn judge_literal(
    integer: Option<&Integer>,
    rule: impl Fn(i64) -> Option<NumberProblem>,
    errors: &mut Errors,
) -> bool {
    let Some(literal) = integer.and_then(Integer::literal) else {
        return true;
    };
    let Some(problem) = rule(literal.value) else {
        return true;
    };
    errors.at(literal.place, problem.sentence(written(literal)).as_str());
    false
}

fn written(literal: &IntegerLiteral) -> Written<'_> {
    if literal.fits {
        Written::Number(literal.value)
    } else {
        Written::Text(&literal.written)
    }
}
