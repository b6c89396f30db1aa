//! Any annotation at all, by chance: mutated ones never panic, lose no token of the item, and have their errors inside
//! of the annotation or the item's header; valid ones have none.
//!
//! 120,000 annotations in a run. `PROPTEST_CASES` sets another number for each property.

use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};
use proptest::prelude::*;

use super::tree::{self, Mutation};
use super::{errors_in, source_info, tokens, without_values};
use crate::pipeline;

/// Annotations that are right, with the header of the function they stand on.
const STEPS: [&str; 5] = [
    r#"#[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr", "lhr"]))]
       async fn process_data(input: Input, ctx: Context) -> anyhow::Result<Output>"#,
    r#"#[step(name = "a-b", timeout = "1h30m", retries = 3, crate = ::hatchet_compute, compute = f::<A, B>(1, 2))]
       pub(crate) unsafe extern "C" fn run<'a, T: Into<Q<{ 3 }>>>(&'a x: &'a T) -> Q<{ 3 }> where T: X"#,
    r#"#[step(compute(pool = "heavy", memory_mb = 2 * BASE_MB, cpus = if A { 1 } else { 2 }, cpu_kind = "performance"))]
       #[allow(deprecated)] #[inline] const fn small<const N: usize>() -> [u8; N]"#,
    r#"#[step(compute(cpu_kind = "shared", cpus = 0x2u32, memory_mb = 1_024), retries = RETRIES)] fn r#type()"#,
    "#[step] fn alone()",
];

const WORKFLOWS: [&str; 2] = [
    r#"#[workflow(name = "nightly-etl", on_events = ["a", "b"], on_crons = ["0 3 * * *"], version = "v2")]
    #[cfg(all())] impl<'a, T> crate::Orders<'a, T> where T: Into<Q<{ 3 }>> {
        const ROWS: [usize; 2] = { [1, 2] };
        #[cfg(any())] #[step(retries = 1)] fn a(&self) -> Q<{ 3 }> { body }
        #[cfg_attr(p, inline, step(parents = [a], compute = SMALL))] pub async fn b(self: Box<Self>) { body }
        helper! { x }
        #[hatchet_compute::step(name = "c-c", parents = [a, b])] fn c(&self) -> impl Fn() -> Q<3> { body }
    }"#,
    r#"#[workflow(client = crate::reexports::hatchet_client, on_events = ["a"], on_crons = ["0 3 * * *"], cron_input = Map::new(), description = "d")]
    #[allow(deprecated)] impl<'a, T: X<{ 3 }>> crate::Orders<'a, T> where T: Into<Q<{ 3 }>> {
        #[step(compute = LARGE, parents = [b])]
        async fn c(&self, ctx: Context, order: Map<K, V>, mut _a: Q<{ 3 }>, r#type: (u8, u8)) -> Result<(), E> { body }
        #[step(timeout = "1.5s", retries = RETRIES)] async fn a(&'a self, _: Context, x: Map<K, V>) -> Q { body }
        #[cfg(p)] #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024))]
        pub async fn b(#[x] Pair(a, b): Context, #[y] mut order: Map<K, V>) -> Q { body }
        #[step] async fn r#type(&self, ctx: ::a::Context<'_>, order: fn(A, B) -> C) -> Q { body }
    }"#,
];

/// An annotation on an item: the tokens of both, and where in the source errors may stand.
struct Annotated {
    arguments: TokenStream,
    item: TokenStream,
    errors_within: Range<usize>,
}

/// Parses `#[macro(arguments)] item`; a function gets a body, which is outside of where errors may be.
fn annotated(source: &str) -> Annotated {
    // After something, so that no place in it is that of a token without one.
    let before = "/* the annotation */ ";
    let mut all = tokens(&format!("{before}{source} {{ body }}")).into_iter();
    let attribute = all.nth(1);
    let Some(TokenTree::Group(attribute)) = attribute else {
        panic!("an attribute comes first: {source}");
    };
    let arguments = match attribute.stream().into_iter().nth(1) {
        Some(TokenTree::Group(arguments)) => arguments.stream(),
        _ => TokenStream::new(),
    };
    Annotated { arguments, item: all.collect(), errors_within: before.len()..before.len() + source.len() }
}

/// The places of all errors of an expansion.
fn error_places(expansion: TokenStream) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let tokens: Vec<TokenTree> = expansion.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "compile_error" => {
                let arguments = &tokens[index + 2];
                places.push(word.span().byte_range().start..arguments.span().byte_range().end);
            }
            TokenTree::Group(group) => places.extend(error_places(group.stream())),
            _ => {}
        }
    }
    places
}

fn assert_good(expansion: TokenStream, item: &TokenStream, errors_within: &Range<usize>) {
    let (text, item) = (expansion.to_string(), item.to_string());
    assert!(text.starts_with(&item), "`{item}` is changed: {text}");
    for place in error_places(expansion) {
        let inside = errors_within.start <= place.start && place.end <= errors_within.end;
        assert!(inside, "an error at {place:?} is outside of {errors_within:?}: {text}");
    }
}

/// So many annotations, or as many as the environment asks for.
fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let is_asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig { cases: if is_asked { default.cases } else { cases }, failure_persistence: None, ..default }
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    prop::collection::vec(any::<(usize, usize, usize)>().prop_map(Mutation::of), 1..6)
}

proptest! {
    #![proptest_config(config(60_000))]

    #[test]
    fn mutated_arguments_of_a_step(which in 0..STEPS.len(), mutations in mutations()) {
        let Annotated { arguments, item, errors_within } = annotated(STEPS[which]);
        let arguments = tree::mutated(arguments, &mutations);
        let expansion = pipeline::step(arguments, item.clone(), &source_info());
        assert_good(expansion, &item, &errors_within);
    }
}

proptest! {
    #![proptest_config(config(20_000))]

    #[test]
    fn mutated_function_under_a_step(which in 0..STEPS.len(), mutations in mutations()) {
        let Annotated { arguments, item, .. } = annotated(STEPS[which]);
        let item = tree::mutated(item, &mutations);
        let expansion = pipeline::step(arguments, item.clone(), &source_info());
        // The item may be a function no longer, and its body stand anywhere.
        assert!(expansion.to_string().starts_with(&item.to_string()));
    }

    #[test]
    fn mutated_workflow(
        which in 0..WORKFLOWS.len(),
        of_arguments in mutations(),
        of_item in mutations(),
    ) {
        let Annotated { arguments, item, .. } = annotated(WORKFLOWS[which]);
        let arguments = tree::mutated(arguments, &of_arguments);
        pipeline::workflow(arguments, tree::mutated(item, &of_item), &source_info());
    }

    #[test]
    fn mutated_fields_of_compute(which in 0..STEPS.len(), mutations in mutations()) {
        let fields = tree::mutated(annotated(STEPS[which]).arguments, &mutations);
        let input = [tokens("::hatchet_compute;"), fields].into_iter().collect();
        let expansion = pipeline::compute(input, false);
        prop_assert!(syn::parse2::<syn::Expr>(without_values(expansion)).is_ok());
    }
}

/// A configuration that every rule allows.
fn valid_fields() -> impl Strategy<Value = String> {
    let size = prop_oneof![
        (1_u32..=64, any::<prop::sample::Index>()).prop_map(|(cpus, at)| ("shared", cpus, 256, 2048, at)),
        (1_u32..=32, any::<prop::sample::Index>()).prop_map(|(cpus, at)| ("performance", cpus, 2048, 8192, at)),
    ];
    let regions = prop::sample::subsequence(hatchet_compute_core::Region::ALL, 1..=35);
    (size, prop::option::of(0_u32..=1000), prop::option::of(regions), prop::option::of("[a-zA-Z0-9._-]{1,32}"))
        .prop_map(|((kind, cpus, least, most, at), replicas, regions, pool)| {
            let (low, high) = (least * cpus, 65_536.min(most * cpus));
            let memory_mb = low + u32::try_from(at.index((high - low + 1) as usize)).expect("a memory is small");
            let mut fields =
                vec![format!("cpu_kind = {kind:?}"), format!("cpus = {cpus}"), format!("memory_mb = {memory_mb:#x}")];
            fields.extend(replicas.map(|replicas| format!("num_replicas = {replicas}u32")));
            fields.extend(pool.map(|pool| format!("pool = {pool:?}")));
            fields.extend(regions.map(|regions| {
                let codes: Vec<&str> = regions.iter().map(|region| region.code()).collect();
                format!("regions = {codes:?}")
            }));
            fields.join(", ")
        })
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn valid_annotations_have_no_errors(
        fields in valid_fields(),
        name in "[a-zA-Z0-9._-]{1,20}",
        timeout in "([0-9]{1,3}(\\.[0-9]{1,3})?(ms|s|m|h)){1,3}",
        retries in 0..=2_147_483_647_u32,
    ) {
        let arguments = format!("compute({fields}), name = {name:?}, timeout = {timeout:?}, retries = {retries},");
        let expansion = pipeline::step(tokens(&arguments), tokens("fn run() {}"), &source_info());
        prop_assert_eq!(errors_in(&expansion), 0, "{}: {}", arguments, expansion);
    }
}

#[test]
fn places_of_errors_are_seen() {
    let Annotated { arguments, item, errors_within } = annotated("#[step(retries = -1, 5)] fn run()");
    let places = error_places(pipeline::step(arguments, item, &source_info()));
    let mut written: Vec<usize> = places.iter().map(|place| place.start - errors_within.start).collect();
    written.sort_unstable();
    assert_eq!(written, [17, 21]);
}

#[test]
fn deep_nesting() {
    for delimiters in ["()", "[]", "{}"] {
        let (open, close) = delimiters.split_at(1);
        let nested = format!("{}1{}", open.repeat(1000), close.repeat(1000));
        for arguments in [format!("retries = {nested}"), format!("compute{nested}"), nested.clone()] {
            pipeline::step(tokens(&arguments), tokens("fn run() {}"), &source_info());
        }
    }
}
