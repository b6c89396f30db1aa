//! An annotation while it is typed: after each token, with the brackets that an editor closes, the function is there
//! and every mistake made so far is told. A function while it is typed is a step as soon as it has a name and parameters.

use proc_macro2::{Group, TokenStream, TokenTree};

use super::{errors_in, source_info, step, tokens};
use crate::pipeline;

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
