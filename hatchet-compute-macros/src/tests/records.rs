//! What the macros write, the library reads: any text in any annotation, at any place, in any package.

use std::cell::RefCell;

use hatchet_compute::record::{Records, read};
use hatchet_compute_core::record::{FIXED_LENGTH, Fixed, step, workflow};
use proc_macro2::{Literal, TokenStream, TokenTree};
use proptest::prelude::*;

use super::{errors_in, source_info, tokens};
use crate::pipeline;
use crate::source_info::{SourceInfo, package};

thread_local! {
    static FILE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// An annotation in this file of this package.
fn source(file: &str, name: &str, version: &str) -> SourceInfo {
    FILE.set(file.to_owned());
    let locate = |_| FILE.with_borrow(|file| format!("{file}:2:4"));
    SourceInfo { package: package(name, version), locate, is_editor: false }
}

/// The bytes of the records of an expansion, as const evaluation makes them.
fn section(expansion: TokenStream) -> Vec<u8> {
    let tokens: Vec<TokenTree> = expansion.into_iter().collect();
    let mut section = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "record" => {
                let inside = leaves(tokens[index + 2].clone().into());
                let of_step = inside.iter().any(|token| token == "step");
                let [.., sum, _, text] = inside.as_slice() else { panic!("a sum and a text: {inside:?}") };
                let text = syn::parse_str::<syn::LitByteStr>(text).expect("a literal").value();
                section.extend(record(of_step, sum.parse().expect("a sum"), &text));
            }
            TokenTree::Group(group) => section.extend(self::section(group.stream())),
            _ => {}
        }
    }
    section
}

/// All tokens but the brackets.
fn leaves(stream: TokenStream) -> Vec<String> {
    let of_one = |token| match token {
        TokenTree::Group(group) => leaves(group.stream()),
        token => vec![token.to_string()],
    };
    stream.into_iter().flat_map(of_one).collect()
}

fn record(of_step: bool, sum: u64, text: &[u8]) -> Vec<u8> {
    let blank = if of_step { step(None, 0, sum, b"").fixed } else { workflow(sum, b"").fixed };
    let length = u32::try_from(FIXED_LENGTH + text.len()).expect("a length").to_le_bytes();
    [Fixed { length, ..blank }.to_bytes(), text.to_vec()].concat()
}

/// The records of an annotated item, unless it has errors.
fn records(expansion: TokenStream) -> Option<Records> {
    (errors_in(&expansion) == 0).then(|| read(&section(expansion)).expect("the library reads them"))
}

fn literal(text: &str) -> Literal {
    Literal::string(text)
}

/// Texts of all kinds, with what the format escapes or splits at.
fn text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\\",
        "\\n",
        "=",
        ":",
        "\0",
        "\"",
        "'",
        "#",
        "{",
        "é",
        "\u{202e}",
        "a",
        "package=x",
        "\u{7f}",
        "1.0.0",
    ]);
    prop_oneof![prop::collection::vec(parts, 0..5).prop_map(|parts| parts.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_workflow(
        (name, version) in (text(), text()), file in text(), description in text(), version_of_it in text(),
        events in prop::collection::btree_set(text(), 0..3), named in prop::option::of(text()), raw in any::<bool>(),
    ) {
        let (events, texts) = (events.iter().map(|event| literal(event)), [description.clone(), version_of_it.clone()]);
        let [described, versioned] = texts.map(|text| literal(&text));
        let named = named.map(|name| format!("name = {},", literal(&name))).unwrap_or_default();
        let events: Vec<String> = events.map(|event| event.to_string()).collect();
        let on_events = if events.is_empty() { String::new() } else { format!("on_events = [{}],", events.join(", ")) };
        let arguments = tokens(&format!("{named} {on_events} description = {described}, version = {versioned}"));
        let step = if raw { "r#match" } else { "step_1" };
        let item = tokens(&format!(
            "impl r#type {{ #[step] fn {step}(&self) {{}} #[step(parents = [{step}], timeout = \"1.5s\")] fn b(&self) {{}} }}"
        ));
        let source = source(&file, &name, &version);
        let expansion = pipeline::workflow(arguments, item, &source);
        if let Some(Records { steps, workflows, .. }) = records(expansion) {
            assert_eq!((steps.len(), workflows.len()), (2, 1));
            assert_eq!(workflows[0].description(), Some(&*description));
            assert_eq!(workflows[0].version(), Some(&*version_of_it));
            assert_eq!(workflows[0].on_events().len(), events.len());
            let location = workflows[0].location();
            assert_eq!((location.file(), location.line(), location.column()), (&*file, 2, 4));
            assert_eq!(format!("{} {}", location.package(), location.version()).trim(), source.package);
            assert!(steps.iter().any(|step| step.name() == if raw { "match" } else { "step_1" }));
        }
    }

    #[test]
    fn a_step(name in text(), timeout in text()) {
        for (key, value) in [("name", &name), ("timeout", &timeout)] {
            let options = format!("{key} = {}", literal(value));
            let records = records(pipeline::step(tokens(&options), tokens("fn run() {}"), &source_info()));
            assert!(records.is_none_or(|records| records.steps.len() == 1));
        }
    }
}

/// What compilers are told of the package, as cargo, other build tools and people do.
#[test]
fn packages() {
    let of = |name, version| {
        let records = records(pipeline::step(tokens(""), tokens("fn run() {}"), &source("main.rs", name, version)));
        let step = records.expect("there is no error").steps.remove(0);
        let location = step.location();
        (location.package().to_owned(), location.version().to_owned())
    };
    let pair = |name: &str, version: &str| (name.to_owned(), version.to_owned());
    assert_eq!(of("demo", "0.1.0"), pair("demo", "0.1.0"));
    assert_eq!(of("my demo", " 1 "), pair("my demo", "1"));
    for (name, version) in [("", ""), ("demo", ""), ("", "1.0"), (" ", " "), ("demo", "1 2"), ("\t", "\n")] {
        assert_eq!(of(name, version), pair("", ""), "{name:?} {version:?}");
    }
}
