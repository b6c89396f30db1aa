//! Annotations with a token deleted, doubled, swapped, inserted, or all after it cut off: the compiler's messages show
//! no file, macro, module or identifier of ours, and every error is in the annotation.
//!
//! All mutants are modules of one file. rustc finds the errors of a crate in phases, and errors of one phase hide those
//! of the next, so the modules with errors are taken out and the rest is compiled again, until nothing is wrong.
//! `MUTANTS=100000` tries that many instead of 4000, `MUTANTS_SEED=2` others.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use serde_json::Value;

/// Before all modules.
const PRELUDE: &str = r#"#![allow(dead_code, unused)]
use hatchet_client::{Context, TaskBuilder, TaskError}; use hatchet_compute::{Compute, compute, step, workflow};
const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
const LARGE: Compute = compute! { cpu_kind = "performance", cpus = 4, memory_mb = 16384 };
fn limits<I, O>(task: TaskBuilder<I, O>) -> TaskBuilder<I, O> { task.retry_backoff(2.0, 60) }
const CPUS: u32 = 2; const MB: u32 = 1024; struct Pair<A, B>(A, B); trait Sized2 { const N: u32; }
impl<A, B> Sized2 for Pair<A, B> { const N: u32 = 2; } const fn twice(number: u32) -> u32 { 2 * number }
"#;

/// What is between `«` and `»` is changed.
const ANNOTATIONS: [&str; 26] = [
    r#"#[step(«compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr"])»)] fn run() {}"#,
    r#"#[step(«compute(cpu_kind = "performance", cpus = 1 + 1, memory_mb = CPUS * 2 * MB, pool = "heavy")»)] fn run() {}"#,
    r#"#[step(«compute = SMALL, name = "process-data", timeout = "1h30m", retries = 3»)] fn run() {}"#,
    r#"#[step(«compute = if cfg!(feature = "x") { SMALL } else { LARGE }, retries = { CPUS }»)] fn run() {}"#,
    r"#[step(«compute = crate::SMALL, crate = ::hatchet_compute, retries = twice(CPUS)»)] fn run() {}",
    r#"#[step(«retries = <Pair<u8, u16> as Sized2>::N, timeout = "5s"»)] fn run() {}"#,
    r#"#[step(«retries = -1, compute(cpu_kind = "shared", cpus = 0x2u32, memory_mb = 2_048, num_replicas = 1 << 3)»)] fn run() {}"#,
    r"#[step(«compute = match CPUS { 2 => SMALL, _ => LARGE }, retries = (CPUS + 1) as u32»)] fn run() {}",
    r#"#[step(«retries = Pair::<u8, u16>::N, compute(cpu_kind = "shared", cpus = crate::CPUS, memory_mb = { MB })»)] fn run() {}"#,
    r#"#[step(«compute(cpu_kind = "gpu", cpus = 65, memory_mb = "2GB", regions = ["Tokyo", "ewr"])»)] fn run() {}"#,
    r#"const RUN: Compute = compute! { «cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr", "lhr"]» };"#,
    r#"const RUN: Compute = compute! { «cpu_kind = "performance", cpus = CPUS, memory_mb = 2 * MB * CPUS, pool = "a"» };"#,
    r#"fn run() -> u32 { compute! { «cpu_kind = "shared", cpus = 2, memory_mb = { MB }, num_replicas = twice(2)» }.cpus() }"#,
    r#"struct Run; #[workflow(«name = "orders", on_events = ["a:b"], on_crons = ["0 3 * * *"], description = "d"»)] impl Run { #[step] fn run(&self) {} }"#,
    r#"struct Run; #[workflow(«version = "v1", crate = hatchet_compute»)] impl Run { #[step(retries = 1)] fn run(&self) {} }"#,
    r"struct Run; #[workflow] impl Run { #[step] fn a(&self) {} #[step(«parents = [a], compute = SMALL, retries = CPUS»)] fn run(&self) {} }",
    r#"struct Run; #[workflow] impl Run { #[step] fn a(&self) {} #[cfg_attr(all(), step(«parents = [a], timeout = "5s"»))] fn run(&self) {} }"#,
    r#"struct Run; #[workflow] impl Run { #[step] fn a(&self) {} #[hatchet_compute::step(«parents = [a], compute(cpu_kind = "shared", cpus = CPUS, memory_mb = MB)»)] fn run(&self) {} }"#,
    r#"struct Run; #[workflow(«client = hatchet_client, on_events = ["a"]»)] impl Run { #[step] async fn run(&self, ctx: Context, input: u8) -> Result<(), TaskError> { Ok(()) } }"#,
    r#"struct Run; #[workflow(client = hatchet_client)] impl Run { #[step(«compute = SMALL, timeout = "5s", retries = CPUS»)] async fn run(&self, ctx: Context, input: u8) -> Result<(), TaskError> { Ok(()) } }"#,
    r#"struct Run; #[workflow(«client = hatchet_client, on_crons = ["0 3 * * *"], cron_input = 1 + CPUS as u8»)] impl Run { #[step] async fn run(&self, ctx: Context, input: u8) -> Result<(), TaskError> { Ok(()) } }"#,
    r"struct Run; #[workflow(client = hatchet_client)] impl Run { #[step(«configure = crate::limits, retries = 2»)] async fn run(&self, ctx: Context, input: u8) -> Result<(), TaskError> { Ok(()) } }",
    r#"#[step(«timeout = "5s", retries = 1 + 2 * CPUS, name = "run", compute = *&SMALL»)] async fn run() {}"#,
    r"#[step(«retries = [1, 2][0], compute = [SMALL, LARGE][CPUS as usize - 1]»)] unsafe fn run<'a, T: Into<u8>>(a: &'a T) {}",
    r"#[step(«retries = u32::MAX >> 8, compute = { const C: Compute = SMALL; C }»)] pub fn run() {}",
    r"#[step(«»)] fn run() {}",
];

const INSERTED: [&str; 24] = [
    ",", "=", "=>", "==", "::", ":", ";", "+", "-", "X", "1", "\"a\"", "()", "[]", "{}", "#", "'a", "<", ">", ".", "?",
    "&", "as", "if",
];

/// What no message shows. A note may show where the public type `Compute` is.
const OURS: [&str; 8] = [
    "__",
    "compute_fields",
    "hatchet-compute/src",
    "hatchet-compute-macros/src",
    "no rules expected",
    "originates in the attribute",
    "while parsing argument",
    "macro panicked",
];

/// Every change of one token of a run of tokens, at any depth.
fn mutants(stream: &TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    let mut mutants = Vec::new();
    let mut vary = |change: &dyn Fn(&mut Vec<TokenTree>)| {
        let mut changed = tokens.clone();
        change(&mut changed);
        mutants.push(changed.into_iter().collect());
    };
    for (index, token) in tokens.iter().enumerate() {
        vary(&|tokens| drop(tokens.remove(index)));
        vary(&|tokens| tokens.truncate(index));
        vary(&|tokens| tokens.insert(index, token.clone()));
        vary(&|tokens| tokens.swap(index.saturating_sub(1), index));
        if let TokenTree::Group(group) = token {
            for inside in self::mutants(&group.stream()) {
                vary(&|tokens| tokens[index] = Group::new(group.delimiter(), inside.clone()).into());
            }
            for delimiter in [Delimiter::Brace, Delimiter::Bracket, Delimiter::Parenthesis] {
                vary(&|tokens| tokens[index] = Group::new(delimiter, group.stream()).into());
            }
        }
    }
    for index in 0..=tokens.len() {
        for inserted in INSERTED {
            let inserted: TokenStream = inserted.parse().expect("tokens");
            vary(&|tokens| drop(tokens.splice(index..index, inserted.clone())));
        }
    }
    mutants
}

/// An annotation on something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mutant {
    /// Up to the end of the annotation.
    annotation: String,
    rest: &'static str,
}

/// All mutants of all annotations.
fn all_mutants() -> Vec<Mutant> {
    let mut all = BTreeSet::new();
    for annotation in ANNOTATIONS {
        let (before, rest) = annotation.split_once('«').expect("a mark");
        let (inside, rest) = rest.split_once('»').expect("a mark");
        for mutant in mutants(&inside.parse().expect("tokens")) {
            all.insert(Mutant { annotation: format!("{before}{mutant}"), rest });
        }
    }
    all.into_iter().collect()
}

/// Some of them: always the same for one seed.
fn chosen(mut all: Vec<Mutant>) -> Vec<Mutant> {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    let (count, mut state) = (number("MUTANTS").unwrap_or(4000), number("MUTANTS_SEED").unwrap_or(1));
    let mut chosen = Vec::new();
    while chosen.len() < count && !all.is_empty() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        chosen.push(all.swap_remove((state >> 33) % all.len()));
    }
    chosen
}

/// The newest build of a library next to this test.
fn library(name: &str) -> PathBuf {
    let this = env::current_exe().expect("this test has a path");
    let folder = fs::read_dir(this.parent().expect("it is in a folder")).expect("its folder is read");
    let mut found = Vec::new();
    for file in folder.map(|entry| entry.expect("its folder is read")) {
        let file_name = file.file_name().into_string().unwrap_or_default();
        if file_name.starts_with(&format!("lib{name}-"))
            && file.path().extension().is_some_and(|extension| extension == "rlib")
        {
            found.push((file.metadata().and_then(|data| data.modified()).expect("it has a time"), file.path()));
        }
    }
    found.into_iter().max().expect("cargo has built it").1
}

/// A message, and where it is: lines and columns of the file.
struct Found {
    places: Vec<(usize, usize)>,
    is_error: bool,
    text: String,
}

/// The span in a file that a span is or comes from, by way of macro calls.
fn in_file<'a>(span: &'a Value, file: &Path) -> Option<&'a Value> {
    if span["file_name"].as_str()? == file.to_str()? { Some(span) } else { in_file(&span["expansion"]["span"], file) }
}

fn number(span: &Value, key: &str) -> usize {
    span[key].as_u64().and_then(|number| number.try_into().ok()).expect("a span has lines and columns")
}

/// The module of a mutant up to the end of the annotation.
fn module(index: usize, annotation: &str) -> String {
    format!("mod m{index} {{ use super::*; {annotation}")
}

/// What rustc says about a crate of these modules, one in each line after the prelude.
fn compile(modules: &[Mutant]) -> Vec<Found> {
    let mut source = String::from(PRELUDE);
    for (index, Mutant { annotation, rest }) in modules.iter().enumerate() {
        source += &format!("{}{rest} }}\n", module(index, annotation));
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("mutants.rs");
    fs::write(&file, &source).expect("it is written");
    let (library, client) = (library("hatchet_compute"), library("hatchet_client"));
    let output = Command::new("rustc")
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=json", "--out-dir"])
        .arg(folder)
        .arg("-L")
        .arg(client.parent().expect("a folder"))
        .arg(format!("--extern=hatchet_compute={}", library.display()))
        .arg(format!("--extern=hatchet_client={}", client.display()))
        .arg(&file)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("rustc runs");
    assert!(output.status.code().is_some(), "rustc was killed");
    let messages = String::from_utf8(output.stderr).expect("messages are UTF-8");
    messages.lines().map(|message| found(&serde_json::from_str(message).expect(message), &file)).collect()
}

fn found(message: &Value, file: &Path) -> Found {
    let spans = message["spans"].as_array().expect("a message has spans").iter();
    let primary = spans.filter(|span| span["is_primary"] == true).filter_map(|span| in_file(span, file));
    Found {
        places: primary.map(|span| (number(span, "line_start"), number(span, "column_start"))).collect(),
        is_error: message["level"] == "error",
        text: message["rendered"].as_str().expect("a message has a text").to_owned(),
    }
}

/// The messages about these mutants that show a name of ours, or are not about the annotation.
fn wrong_messages(mut mutants: Vec<Mutant>) -> Vec<String> {
    let (mut wrong, first) = (Vec::new(), PRELUDE.lines().count() + 1);
    loop {
        let mut with_errors = BTreeSet::new();
        for Found { places, is_error, text } in compile(&mutants) {
            let mut is_wrong = OURS.iter().any(|name| text.contains(name));
            for (line, column) in places.into_iter().filter(|_| is_error) {
                let index = line.checked_sub(first).unwrap_or_else(|| panic!("not about a mutant: {text}"));
                is_wrong |= column > module(index, &mutants[index].annotation).chars().count() + 1;
                with_errors.insert(index);
            }
            if is_wrong {
                wrong.push(text);
            }
        }
        if with_errors.is_empty() {
            return wrong;
        }
        let mut index = 0..;
        mutants.retain(|_| !with_errors.contains(&index.next().expect("there is no last number")));
    }
}

#[test]
fn no_message_shows_a_name_of_ours() {
    // More in one file would take gigabytes.
    for mutants in chosen(all_mutants()).chunks(1000) {
        let wrong = wrong_messages(mutants.to_vec());
        assert!(wrong.is_empty(), "{} messages:\n{}", wrong.len(), wrong.join("\n"));
    }
}
