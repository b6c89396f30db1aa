//! The scanner of items sees what a parser of all of Rust sees: the same methods with the same attributes, signatures
//! and bodies, in generated impl blocks and in the sources of this repository.
//!
//! `RUST_SOURCES=folder` reads the files in that folder instead, for example those of a registry.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use proptest::prelude::*;
use quote::{ToTokens, quote};
use syn::{FnArg, ImplItem, Item, ItemImpl, ReceiverKind, Safety, Signature, Type};

use crate::item::Attribute;
use crate::item::function::{Function, function};
use crate::item::impl_block::{impl_block, impl_items};

/// Without spaces, and `<>` as syn writes it.
fn text(tokens: impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string().replace(' ', "");
    if text == "<>" { String::new() } else { text }
}

/// What both see of a function: everything that the macros use.
#[derive(Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is something else")]
struct Seen {
    name: String,
    attributes: Vec<String>,
    is_async: bool,
    is_const: bool,
    is_unsafe: bool,
    generics: String,
    has_generic: bool,
    receiver: Option<(String, bool)>,
    /// Patterns and types.
    parameters: Vec<(String, String)>,
    has_conditional_parameter: bool,
}

fn seen_by_us(function: &Function) -> Seen {
    let signature = function.signature();
    let tokens = |tokens: &[proc_macro2::TokenTree]| text(tokens.iter().cloned().collect::<TokenStream>());
    Seen {
        name: function.name.to_string(),
        attributes: function.attributes.iter().map(|attribute| text(&attribute.group)).collect(),
        is_async: function.is_async,
        is_const: function.is_const,
        is_unsafe: function.unsafe_keyword.is_some(),
        generics: tokens(&function.generics),
        has_generic: function.first_type_parameter().is_some(),
        receiver: signature.receiver.map(|receiver| (receiver.word.to_string(), receiver.is_shared_reference)),
        parameters: signature
            .parameters
            .iter()
            .map(|parameter| (tokens(&parameter.pattern), tokens(&parameter.type_tokens)))
            .collect(),
        has_conditional_parameter: signature.cfg_span.is_some(),
    }
}

fn brackets(attribute: &syn::Attribute) -> String {
    let meta = &attribute.meta;
    text(quote!([#meta]))
}

fn seen_by_syn(attributes: &[syn::Attribute], signature: &Signature) -> Seen {
    let is_cfg = |attribute: &syn::Attribute| {
        attribute.path().is_ident("cfg")
            || (attribute.path().is_ident("cfg_attr") && brackets(attribute).contains("cfg("))
    };
    let mut has_conditional_parameter = false;
    let (mut receiver, mut parameters) = (None, Vec::new());
    for input in &signature.inputs {
        let attributes = match input {
            FnArg::Receiver(this) => {
                let is_shared = matches!(this.kind, ReceiverKind::Reference(_, _, None));
                receiver = Some(("self".to_owned(), is_shared));
                &this.attrs
            }
            FnArg::Typed(parameter) => {
                parameters.push((text(&parameter.pat), text(&parameter.ty)));
                &parameter.attrs
            }
        };
        has_conditional_parameter |= attributes.iter().any(is_cfg);
    }
    if let Some(variadic) = &signature.variadic {
        parameters.push(match &variadic.pat {
            Some((pattern, _)) => (text(pattern), "...".to_owned()),
            None => ("...".to_owned(), String::new()),
        });
    }
    Seen {
        name: signature.ident.to_string(),
        attributes: attributes.iter().map(brackets).collect(),
        is_async: signature.asyncness.is_some(),
        is_const: signature.constness.is_some(),
        is_unsafe: matches!(signature.safety, Safety::Unsafe(_)),
        generics: text(&signature.generics),
        has_generic: signature.generics.type_params().next().is_some()
            || signature.generics.const_params().next().is_some(),
        receiver,
        parameters,
        has_conditional_parameter,
    }
}

/// Compares what both see of an impl block. Gives the number of its methods.
fn assert_same(block: &ItemImpl, item: &TokenStream) -> usize {
    let Ok(ours) = impl_block(item) else {
        // For a type without a name, such as a tuple.
        assert!(block.trait_.is_some() && !matches!(*block.self_ty, Type::Path(_)), "{item}");
        return 0;
    };
    assert_eq!(ours.trait_span.is_some(), block.trait_.is_some(), "{item}");
    let generics = &block.generics;
    assert_eq!(text(ours.generics.iter().cloned().collect::<TokenStream>()), text(generics), "{item}");
    let (inner, items) = impl_items(ours.body.stream());
    let attributes: Vec<String> =
        ours.attributes.iter().chain(&inner).map(|attribute: &Attribute| text(&attribute.group)).collect();
    assert_eq!(attributes, block.attrs.iter().map(brackets).collect::<Vec<_>>(), "{item}");
    let methods: Vec<Seen> = items.iter().filter_map(|(function, _)| function.as_ref()).map(seen_by_us).collect();
    let expected = block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(seen_by_syn(&method.attrs, &method.sig)),
        _ => None,
    });
    let expected: Vec<Seen> = expected.collect();
    assert_eq!(methods, expected, "{item}");
    // The first is that of the inner attributes.
    assert_eq!(items.len() - 1, block.items.len(), "{item}");
    // No token is lost.
    let mut again = TokenStream::new();
    for (function, rest) in items {
        for Attribute { pound, group, is_inner } in function.iter().flat_map(|function| &function.attributes) {
            if !is_inner {
                again.extend(quote!(#pound #group));
            }
        }
        again.extend(rest);
    }
    assert_eq!(text(again), text(ours.body.stream()), "{item}");
    methods.len()
}

/// The same for all functions and impl blocks of these items, which are in modules too. Gives the number of functions.
fn assert_same_items(items: &[Item]) -> usize {
    let mut count = 0;
    for item in items {
        match item {
            // With a method without a body, for example.
            Item::Impl(block) if block.items.iter().any(|item| matches!(item, ImplItem::Verbatim(_))) => {}
            Item::Impl(block) => count += assert_same(block, &block.to_token_stream()),
            Item::Fn(free) => {
                let stream = free.to_token_stream();
                let ours = function(&stream).unwrap_or_else(|error| panic!("{} in `{stream}`", error.found()));
                assert_eq!(seen_by_us(&ours), seen_by_syn(&free.attrs, &free.sig), "{stream}");
                assert!(ours.has_body);
                count += 1;
            }
            Item::Mod(module) => {
                count += module.content.as_ref().map_or(0, |(_, items)| assert_same_items(items));
            }
            _ => {}
        }
    }
    count
}

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(texts).prop_map(str::to_owned)
}

fn some_of(texts: &'static [&'static str], most: usize, between: &'static str) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(texts), 0..=most).prop_map(move |texts| texts.join(between))
}

const ATTRIBUTES: &[&str] = &[
    "#[step]",
    "#[a::step(parents = [a], compute(cpus = 1 << 2))]",
    "#[cfg(any())]",
    "#[cfg_attr(all(), cfg_attr(x, step, inline), doc = \"fn a() {}\", cfg(y))]",
    "#[doc = concat!(\"a\", \"b\")]",
    "#[unsafe(no_mangle)]",
    "/// fn documented(&self) {}\n",
    "/** { */",
    "#[allow(unused)]",
    "#[p { }]",
];

const INNER: &[&str] =
    &["#![allow(unused)]", "//! { fn inner() }\n", "/*! docs */", "#![cfg_attr(all(), cfg(x), allow(y))]"];

const TYPES: &[&str] = &[
    "u8",
    "r#type::Of<'a, { 1 > 2 }, -1>",
    "<Self as Trait<u8>>::Out<Vec<Vec<u8>>>",
    "impl Fn(u8, &str) -> Vec<u8> + 'a",
    "&'a mut dyn for<'b> Fn(&'b u8) -> u8",
    "fn(u8, x: u8) -> [u8; { const fn f() -> usize { 1 } f() }]",
    "(u8, Self)",
    "*const [u8]",
    "!",
    "m!{ fn inside() {} }",
    "A<B = C, D: E<F>>",
    "_",
];

const PATTERNS: &[&str] =
    &["a", "mut r#b", "_", "(a, b)", "&A { b: c, .. }", "[first, .., last]", "a::B::<u8>(c)", "ref d", "_e @ 1..=2"];

const OTHERS: &[&str] = &[
    "const ROWS: [usize; 2] = { fn inside() {} [1, 2] };",
    "pub(crate) const F: fn() = || { fn a() {} };",
    "const _: () = if A { B } else { C };",
    "type Out<'a, T: X> = fn() -> T where T: 'a;",
    "m!{ fn inside() {} }",
    "a::m!(fn inside() {});",
    "m![];",
    "const async_: u8 = 1;",
];

/// A method as it may be written.
fn method() -> impl Strategy<Value = String> {
    let qualifiers = one_of(&[
        "",
        "pub ",
        "pub(in crate::a) ",
        "pub(crate) async ",
        "const ",
        "async unsafe ",
        "unsafe extern \"C\" ",
        "extern ",
        "default ",
        "const unsafe extern r\"C\" ",
        "pub default async ",
    ]);
    let generics = one_of(&[
        "",
        "<>",
        "<'a>",
        "<'a, T: Fn(u8) -> Q<'a>, const N: usize = { 1 }>",
        "<#[cfg(x)] T>",
        "<'a: 'b, #[x] 'b>",
        "<const F: u8>",
        "<T = Vec<Vec<u8>>>",
    ]);
    let receiver = one_of(&[
        "",
        "self,",
        "&self,",
        "mut self,",
        "& /* */ 'a self,",
        "&'a mut self,",
        "self: Box<Self>,",
        "#[x] &mut self,",
        "#[cfg(y)] self: &A<B>,",
    ]);
    let parameter = (some_of(ATTRIBUTES, 1, " "), one_of(PATTERNS), one_of(TYPES))
        .prop_map(|(attributes, pattern, of_type)| format!("{attributes} {pattern}: {of_type}"));
    let parameters = prop::collection::vec(parameter, 0..3).prop_map(|parameters| parameters.join(", "));
    let output = prop::option::of(one_of(TYPES)).prop_map(|of_type| of_type.map(|of_type| format!("-> {of_type}")));
    let bounds = one_of(&["", "where", "where T: Fn() -> Q<{ 3 }>, [u8; { 1 }]: A<B>,", "where for<'x> &'x A: B<'x>"]);
    let body =
        (some_of(INNER, 2, " "), one_of(&["", "1 << 2; a < b", "#[x] fn inside() {} ; }> 1", "#![y]", "'a: loop {}"]));
    let header = (qualifiers, one_of(&["a", "r#fn", "default", "safe", "größe", "union"]), generics, receiver);
    (some_of(ATTRIBUTES, 3, " "), header, parameters, output, bounds, body).prop_map(
        |(attributes, (qualifiers, name, generics, receiver), parameters, output, bounds, (inner, rest))| {
            let output = output.unwrap_or_default();
            format!("{attributes} {qualifiers}fn {name}{generics}({receiver} {parameters}) {output} {bounds} {{ {inner} {rest} }}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_impl_blocks(
        attributes in some_of(ATTRIBUTES, 2, " "),
        header in one_of(&[
            "impl A", "impl<'a, T: Fn() -> Q<{ 3 }>> a::A<'a, T> where T: X<Y = Z>,", "unsafe impl X for r#A",
            "impl<T> X<for<'b> fn(&'b u8) -> u8> for A<T>", "impl A<{ 1 > 2 }>", "impl !X for A", "impl<> dyn A",
        ]),
        inner in some_of(INNER, 3, " "),
        items in prop::collection::vec(
            prop_oneof![4 => method(), 1 => (some_of(ATTRIBUTES, 2, " "), one_of(OTHERS)).prop_map(|(attributes, other)| attributes + " " + &other)],
            0..4,
        ),
    ) {
        let source = format!("{attributes} {header} {{ {inner} {} }}", items.join("\n"));
        // Not everything that can be put together is Rust.
        let parsed = source.parse::<TokenStream>().ok().and_then(|stream| Some((syn::parse2::<ItemImpl>(stream.clone()).ok()?, stream)));
        if let Some((block, stream)) = parsed {
            assert_same(&block, &stream);
        }
    }
}

/// The Rust files in a folder and in all folders in it.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "target" {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn the_sources_of_this_repository() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = std::env::var_os("RUST_SOURCES").map_or(default, PathBuf::from);
    let (mut found, mut count, mut wrong) = (Vec::new(), 0, 0);
    files(&folder, &mut found);
    for path in &found {
        let Ok(text) = fs::read_to_string(path) else {
            continue;
        };
        let Ok(file) = syn::parse_file(&text) else {
            continue;
        };
        match std::panic::catch_unwind(|| assert_same_items(&file.items)) {
            Ok(in_file) => count += in_file,
            Err(_) => {
                eprintln!("^ in {}", path.display());
                wrong += 1;
            }
        }
    }
    println!("{count} functions in {} files", found.len());
    assert!(count > 500, "{count} functions in {}", folder.display());
    assert_eq!(wrong, 0, "files differ");
}

#[test]
fn a_type_has_a_name() {
    for (item, name) in [
        ("impl Orders {}", "Orders"),
        ("impl<T> crate::shop::Orders<T, { 3 }> where T: Copy {}", "Orders"),
        ("impl (Orders) {}", "Orders"),
        ("impl dyn Job + Send + 'static {}", "Job"),
        ("impl dyn 'static + crate::Job<u8> + Send {}", "Job"),
        ("impl dyn for<'a> Job<'a> + Sync {}", "Job"),
        ("impl dyn (Job) + Send {}", "Job"),
        ("impl Run for dyn Job + Send {}", "Job"),
    ] {
        let block = impl_block(&item.parse().unwrap()).ok().map(|block| block.type_name.to_string());
        assert_eq!(block.as_deref(), Some(name), "{item}");
    }
    assert!(impl_block(&quote!(impl {})).is_err());
}
