//! For any source `#[macro(arguments)] item`, the macro does not panic and emits the unchanged item first.

#![no_main]
#![allow(dead_code)]

extern crate proc_macro;

#[path = "../../src/check.rs"]
mod check;
#[path = "../../src/errors.rs"]
mod errors;
#[path = "../../src/expand.rs"]
mod expand;
#[path = "../../src/item.rs"]
mod item;
#[path = "../../src/lower.rs"]
mod lower;
#[path = "../../src/parse.rs"]
mod parse;
#[path = "../../src/pipeline.rs"]
mod pipeline;
#[path = "../../src/source_info.rs"]
mod source_info;
#[path = "../../src/tokens.rs"]
mod tokens;

use libfuzzer_sys::fuzz_target;
use proc_macro2::{TokenStream, TokenTree};

use source_info::SourceInfo;

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
    let source_info = SourceInfo { package: "demo 0.1.0".into(), locate: |_| "src/main.rs:2:4".into() };
    match name.to_string().as_str() {
        "step" => {
            let expansion = pipeline::step(arguments, item.clone(), &source_info);
            assert!(expansion.to_string().starts_with(&item.to_string()));
        }
        "workflow" => {
            pipeline::workflow(arguments, item, &source_info);
        }
        _ => {
            pipeline::compute(arguments);
        }
    }
});
