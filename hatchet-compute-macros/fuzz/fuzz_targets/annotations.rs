//! For any source `#[macro(arguments)] item`, the macro does not panic and emits the unchanged item first.

#![no_main]
#![allow(dead_code)]

extern crate proc_macro;

#[path = "../../src/annotation/mod.rs"]
mod annotation;
#[path = "../../src/check/mod.rs"]
mod check;
#[path = "../../src/expand/mod.rs"]
mod expand;
#[path = "../../src/lower.rs"]
mod lower;
#[path = "../../src/parse.rs"]
mod parse;
#[path = "../../src/support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use proc_macro2::{TokenStream, TokenTree};

use support::origin::Origin;

fuzz_target!(|source: &str| {
    let Ok(tokens) = source.parse::<TokenStream>() else {
        return;
    };
    let mut tokens = tokens.into_iter();
    let (Some(_), Some(TokenTree::Group(attribute))) = (tokens.next(), tokens.next()) else {
        return;
    };
    let mut attribute = attribute.stream().into_iter();
    let (Some(name), Some(TokenTree::Group(arguments))) = (attribute.next(), attribute.next()) else {
        return;
    };
    let (arguments, item): (TokenStream, TokenStream) = (arguments.stream(), tokens.collect());
    let origin = Origin { package: "demo 0.1.0".into(), locate: |_| "src/main.rs:2:4".into() };
    match name.to_string().as_str() {
        "step" => {
            let expansion = annotation::step(arguments, item.clone(), &origin);
            assert!(expansion.to_string().starts_with(&item.to_string()));
        }
        "workflow" => {
            annotation::workflow(arguments, &item, &origin);
        }
        _ => {
            annotation::compute(arguments);
        }
    }
});
