//! The macros as functions on tokens, without a compiler: what they expand to, how many errors they
//! give, and that no input makes them panic. What a user reads of an error is tested by the UI tests.

mod editor;
mod errors;
mod expansions;
mod items;
mod mutations;
mod properties;
mod records;
mod tree;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::pipeline;
use crate::source_info::SourceInfo;

/// Where the tests' annotations stand.
fn source_info() -> SourceInfo {
    SourceInfo { package: "demo 0.1.0".into(), locate: |_| "src/main.rs:2:4".into(), is_editor: false }
}

fn tokens(source: &str) -> TokenStream {
    source.parse().unwrap_or_else(|error| panic!("`{source}`: {error}"))
}

fn step(arguments: &str, item: &str) -> TokenStream {
    pipeline::step(tokens(arguments), tokens(item), &source_info())
}

fn workflow(arguments: &str, item: &str) -> TokenStream {
    pipeline::workflow(tokens(arguments), tokens(item), &source_info())
}

fn compute(fields: &str) -> TokenStream {
    pipeline::compute(tokens(&format!("::hatchet_compute; {fields}")), false)
}

/// An expansion without the values in parentheses, of which rustc tells what is wrong there.
fn without_values(expansion: TokenStream) -> TokenStream {
    let mut is_value = false;
    let replaced = |token: TokenTree| {
        let was_value = std::mem::replace(&mut is_value, matches!(&token, TokenTree::Punct(it) if it.as_char() == '='));
        match token {
            TokenTree::Group(group) if was_value && group.delimiter() == Delimiter::Parenthesis => tokens("()"),
            TokenTree::Group(group) => {
                TokenTree::from(Group::new(group.delimiter(), without_values(group.stream()))).into()
            }
            token => token.into(),
        }
    };
    expansion.into_iter().flat_map(replaced).collect()
}

/// How many errors an expansion holds.
fn errors_in(expansion: &TokenStream) -> usize {
    expansion.to_string().matches("compile_error !").count()
}

/// The modules that a source declares, in order.
fn modules(source: &str) -> Vec<&str> {
    source
        .lines()
        .filter_map(|line| {
            let line = line.trim_start();
            let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
            line.strip_prefix("mod ")?.strip_suffix(';')
        })
        .collect()
}

/// The fuzz target has the same modules as the macros, in a workspace of its own, which nothing else compiles.
#[test]
fn the_fuzz_target_has_all_stages() {
    let target = include_str!("../../fuzz/fuzz_targets/annotations.rs");
    let mut expected = modules(include_str!("../lib.rs"));
    expected.retain(|module| *module != "tests");
    assert_eq!(modules(target), expected);
    assert!(expected.len() > 5, "{expected:?}");
}
