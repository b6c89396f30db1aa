//! Annotations with tokens dropped, doubled and swapped: no input makes a macro panic, and the
//! item comes back first and as it was, whatever is wrong around it.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{source_info, tokens, without_values};
use crate::pipeline;
use crate::source_info::SourceInfo;

const ARGUMENTS: &str = r#"
    name = "process-data", timeout = "1h30m", retries = 3, crate = ::hatchet_compute, parents = [a, b],
    compute(
        cpu_kind = "performance", cpus = f::<A, B>(2), memory_mb = -0x1_000, num_replicas = 6u32,
        regions = ["lhr", "ewr"], pool = "heavy",
    ), compute = SMALL"#;

const METHOD: &str = r#"
    #[cfg(any())] #[step(retries = 1)] #[cfg_attr(p, inline, step(parents = [a]))]
    pub(crate) async unsafe extern "C" fn run<'a, T: Into<Q<{ 3 }>>>(&'a mut self, n: u8) -> Q<{ 3 }> where T: X { body }"#;

/// Every variation of a run of tokens by one change on one level, at any depth.
fn variations(stream: &TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    let mut variations = Vec::new();
    for index in 0..tokens.len() {
        let mut vary = |change: &dyn Fn(&mut Vec<TokenTree>)| {
            let mut varied = tokens.clone();
            change(&mut varied);
            variations.push(varied.into_iter().collect());
        };
        vary(&|tokens| drop(tokens.remove(index)));
        vary(&|tokens| tokens.truncate(index));
        vary(&|tokens| drop(tokens.drain(..index)));
        vary(&|tokens| tokens.insert(index, tokens[index].clone()));
        vary(&|tokens| tokens.swap(0, index));
        vary(&|tokens| tokens.rotate_left(index));
        for delimiter in [Delimiter::None, Delimiter::Brace, Delimiter::Bracket, Delimiter::Parenthesis] {
            vary(&|tokens| {
                tokens[index] = Group::new(delimiter, tokens[index].clone().into()).into();
            });
        }
        if let TokenTree::Group(group) = &tokens[index] {
            for inside in self::variations(&group.stream()) {
                vary(&|tokens| {
                    tokens[index] = Group::new(group.delimiter(), inside.clone()).into();
                });
            }
        }
    }
    variations
}

fn assert_begins_with(expansion: &TokenStream, item: &TokenStream) {
    let (expansion, item) = (expansion.to_string(), item.to_string());
    assert!(expansion.starts_with(&item), "`{item}` is changed: {expansion}");
}

#[test]
fn arguments_of_a_step() {
    let function = tokens("fn run() {}");
    for arguments in variations(&tokens(ARGUMENTS)) {
        let expansion = pipeline::step(arguments, function.clone(), &source_info());
        assert_begins_with(&expansion, &function);
        syn::parse2::<syn::File>(without_values(expansion)).expect("an expansion is items");
    }
}

#[test]
fn arguments_of_a_workflow() {
    let block = tokens("impl Orders { #[step] fn run(&self) {} }");
    for arguments in
        variations(&tokens(r#"name = "a", on_events = ["b", "c"], on_crons = ["0 3 * * *"], client = ::a::b"#))
    {
        pipeline::workflow(arguments, block.clone(), &source_info());
    }
}

#[test]
fn fields_of_compute() {
    for fields in variations(&tokens(&format!("$crate; {ARGUMENTS}"))) {
        pipeline::compute(fields, false);
    }
}

#[test]
fn items_under_a_step() {
    for item in variations(&tokens(METHOD)) {
        let expansion = pipeline::step(tokens("retries = 3"), item.clone(), &source_info());
        assert_begins_with(&expansion, &item);
    }
}

#[test]
fn items_under_a_workflow() {
    for item in variations(&tokens(&format!("impl<'a, T> crate::Orders<'a, T> where T: X {{ {METHOD} }}"))) {
        pipeline::workflow(TokenStream::new(), item, &source_info());
    }
}

const METHOD_OF_A_CLIENT: &str = r"
    #[cfg(p)] #[step(compute = SMALL, parents = [a])]
    async fn b(&'a self, #[x] ctx: Context<'_>, Order { id, .. }: Map<K, V>, mut _a: Q<{ 3 }>) -> Q { body }
    #[step] async fn a(ctx: Context, _: Map<K, V>) -> Q { body }";

#[test]
fn items_under_a_workflow_with_a_client() {
    for item in variations(&tokens(&format!("impl<'a, T> crate::Orders<'a, T> where T: X {{ {METHOD_OF_A_CLIENT} }}")))
    {
        pipeline::workflow(tokens("client = hatchet_client"), item, &source_info());
    }
}

#[test]
fn all_in_an_editor() {
    let (editor, function) = (SourceInfo { is_editor: true, ..source_info() }, tokens("fn run() {}"));
    for arguments in variations(&tokens(ARGUMENTS)) {
        assert_begins_with(&pipeline::step(arguments, function.clone(), &editor), &function);
    }
    for fields in variations(&tokens(&format!("$crate; {ARGUMENTS}"))) {
        pipeline::compute(fields, true);
    }
    for item in variations(&tokens(&format!("impl<T> crate::Orders<T> where T: X {{ {METHOD_OF_A_CLIENT} }}"))) {
        pipeline::workflow(tokens("client = hatchet_client"), item, &editor);
    }
}

#[test]
fn the_unchanged_ones_are_right() {
    let block = tokens(&format!("impl<'a, T> crate::Orders<'a, T> where T: X {{ {METHOD} #[step] fn a(&self) {{}} }}"));
    let expansion = pipeline::workflow(TokenStream::new(), block, &source_info()).to_string();
    assert!(expansion.contains("workflow=Orders"), "{expansion}");
    assert_eq!(expansion.matches("step=run").count(), 2, "{expansion}");
}

#[test]
fn the_unchanged_ones_of_a_client_are_right() {
    let block = tokens(&format!("impl<T> crate::Orders<T> where T: X {{ {METHOD_OF_A_CLIENT} }}"));
    let expansion = pipeline::workflow(tokens("client = hatchet_client"), block, &source_info());
    syn::parse2::<syn::File>(without_values(expansion.clone())).expect("an expansion is items");
    let expansion = expansion.to_string();
    assert!(expansion.contains("Declare for crate"), "{expansion}");
    assert!(!expansion.contains("compile_error"), "{expansion}");
    for declared in ["let __a_task = __a_builder", "let __b_task = __b_builder"] {
        assert_eq!(expansion.matches(declared).count(), 1, "{expansion}");
    }
    assert_eq!(expansion.matches(". task (&").count(), 2, "{expansion}");
}
