//! An annotation while it is typed: after each token, with the brackets that an editor closes, the function is there
//! and every mistake made so far is told. A function while it is typed is a step as soon as it has a name and
//! parameters.

use hatchet_compute_core::{Field, Key, ScaleField, StepOption, WorkflowOption};
use proc_macro2::{Group, TokenStream, TokenTree};

use super::{errors_in, source_info, step, tokens};
use crate::pipeline;
use crate::source_info::SourceInfo;

/// A stream as it looks after each of its tokens was typed, at any depth.
fn typed(stream: &TokenStream) -> Vec<TokenStream> {
    let mut before: Vec<TokenTree> = Vec::new();
    let mut states = Vec::new();
    for token in stream.clone() {
        if let TokenTree::Group(group) = &token {
            let mut insides = vec![TokenStream::new()];
            insides.extend(typed(&group.stream()));
            for inside in insides {
                let mut state = before.clone();
                state.push(Group::new(group.delimiter(), inside).into());
                states.push(state.into_iter().collect());
            }
        } else {
            let mut state = before.clone();
            state.push(token.clone());
            states.push(state.into_iter().collect());
        }
        before.push(token);
    }
    states
}

#[test]
fn mistakes_made_so_far_are_told_while_more_is_typed() {
    let arguments = r#"
        compute(cpu_kind = "shard", cpus = 65, regions = ["mars", "Tokyo"], memory_mb = 70000),
        timeout = "soon", retries = -1, colour = "red""#;
    // A mistake, and the last token of it.
    let mistakes = [
        ("`cpu_kind` must be", "\"shard\""),
        ("`cpus` is 65", "65"),
        ("mars", "\"mars\""),
        ("Tokyo", "\"Tokyo\""),
        ("`memory_mb` is 70000", "70000"),
        ("`timeout` is", "\"soon\""),
        ("`retries` is -1", "- 1"),
        ("`colour` is not", "colour"),
    ];
    let states = typed(&tokens(arguments));
    assert_eq!(states.len(), 33);
    for state in states {
        let written = state.to_string();
        let expansion = pipeline::step(state, tokens("fn run() { half typed = }"), &source_info());
        let expansion = expansion.to_string();
        assert!(expansion.starts_with("fn run ()"), "{expansion}");
        for (mistake, last_token) in mistakes {
            let made = written.contains(last_token);
            let told = expansion.contains(mistake);
            assert_eq!(told, made, "{mistake}: {written}: {expansion}");
        }
    }
}

#[test]
fn an_annotation_that_will_be_right_has_few_errors_while_it_is_typed() {
    let arguments = r#"
        name = "process-data", timeout = "1h30m", retries = 3,
        compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr", "lhr"])"#;
    for state in typed(&tokens(arguments)) {
        let written = state.to_string();
        let expansion = pipeline::step(state, tokens("fn run() {}"), &source_info());
        // What is missing, and what is half typed.
        assert!(errors_in(&expansion) <= 2, "{written}: {expansion}");
    }
    assert_eq!(errors_in(&step(arguments, "fn run() {}")), 0);
}

#[test]
fn a_half_typed_function_is_a_step() {
    for function in [
        "fn run() { let x = ; x. }",
        "fn run() -> { if }",
        "async fn run(input: , ) -> Result< { }",
        "pub fn run() where",
        "fn run()",
        "fn run<T: >() {}",
    ] {
        let expansion = step("retries = 3", function).to_string();
        assert!(expansion.contains("step=run"), "{function}: {expansion}");
    }
    for function in ["fn", "fn run", "pub async", "fn run<T", ""] {
        let expansion = step("retries = -1", function);
        assert_eq!(errors_in(&expansion), 2, "{function}: {expansion}");
    }
}

/// An expansion as rust-analyzer compares it: without spaces.
fn in_editor(arguments: &str) -> String {
    let source = SourceInfo { is_editor: true, ..source_info() };
    let item = r"impl Orders<T> where T: Copy {
        #[step]
        async fn fetch(&self, ctx: Context, order: Order) {}
        #[step(ARGUMENTS)]
        async fn send(&self, ctx: Context, order: Order, fetch: Fetched) {}
    }";
    let expansion = match arguments.strip_prefix("compute! ") {
        Some(fields) => pipeline::compute(tokens(&format!("::hatchet_compute; {fields}")), true),
        None => pipeline::workflow(tokens("client = client"), tokens(&item.replace("ARGUMENTS", arguments)), &source),
    };
    expansion.to_string().replace([' ', '\n'], "")
}

#[test]
fn nothing_before_a_word_depends_on_it() {
    let word = "madeUpByRustAnalyzer";
    for typed in [
        "$",
        "ret$",
        "retries = 3, $",
        "retries = $",
        "retries = 2 * $",
        "retries = limits::$, name = 1",
        "compute($)",
        "compute(cpu_kind = \"shared\", cp$)",
        "compute(cpu_kind = \"shared\", $, cpus = 2)",
        "compute(cpus = $, memory_mb = 1024), colour = 1",
        "compute = S$",
        "compute(cpus = 2, ..S$)",
        "compute(autoscaling($))",
        "compute(autoscaling(max_replicas = 2, inc$))",
        "parents = [$]",
        "parents = [fetch, s$]",
        "crate = hat$",
        "compute! $",
        "compute! cpus = C$, memory_mb = 1",
    ] {
        let (first, second) = (in_editor(&typed.replace('$', "")), in_editor(&typed.replace('$', word)));
        // The item itself has no arguments any more.
        let place = second.find(word).unwrap_or_else(|| panic!("{typed}: {second}"));
        assert_eq!(first.get(..place), second.get(..place), "{typed}");
        // What the word is in ends no later than it does in the first expansion.
        let rest = &second[place + word.len()..];
        let end = rest.find(';').unwrap_or(rest.len());
        assert!(first[place..].find(';').is_some_and(|first_end| first_end >= end), "{typed}: {first}");
    }
}

fn assert_documented<K: Key>(expansion: &str) {
    for key in K::INFOS.iter().filter(|key| key.name != "crate") {
        let doc = format!("{:?}", key.doc).replace(' ', "");
        assert!(expansion.contains(doc.trim_end_matches('"')), "{}: {expansion}", key.name);
        assert!(expansion.contains(&format!("{}:", key.name)), "{}: {expansion}", key.name);
    }
}

#[test]
fn an_editor_is_told_all_keys_and_the_methods() {
    let expansion = in_editor(r#"parents = [fetch], compute(regions = ["ewr"], autoscaling())"#);
    assert_documented::<StepOption>(&expansion);
    assert_documented::<WorkflowOption>(&expansion);
    assert_documented::<Field>(&expansion);
    assert_documented::<ScaleField>(&expansion);
    // The parent, and the parameter that takes its output.
    assert_eq!(expansion.matches("<Orders<T>>::fetch").count(), 2, "{expansion}");
    assert!(expansion.contains("Region::Ewr"), "{expansion}");
    assert!(expansion.contains("Declarefor"), "{expansion}");
    assert!(!expansion.contains("record!"), "{expansion}");
}

#[test]
fn an_editor_is_told_all_errors() {
    let source = SourceInfo { is_editor: true, ..source_info() };
    for arguments in ["retries = -1", "retires = 1", "compute(cpus = 70)", "parents = [fetch]"] {
        let expansion = pipeline::step(tokens(arguments), tokens("fn run() {}"), &source);
        assert_eq!(errors_in(&expansion), errors_in(&step(arguments, "fn run() {}")), "{expansion}");
    }
}
