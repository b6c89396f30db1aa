//! For any source `#[macro(arguments)] item`, the macro does not panic and emits the unchanged item first.

#![no_main]
#![allow(dead_code)]

extern crate proc_macro;

/// The modules of the macros. Inside a module with a body, each finds the files in its own folder.
#[path = "../../src"]
mod macros {
    pub(crate) mod check;
    pub(crate) mod errors;
    pub(crate) mod expand;
    pub(crate) mod item;
    pub(crate) mod lower;
    pub(crate) mod parse;
    pub(crate) mod pipeline;
    pub(crate) mod source_info;
    pub(crate) mod tokens;
}

// They name each other by the root of their crate.
use macros::{check, errors, expand, item, lower, parse, pipeline, source_info, tokens};

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
    let locate = |_| "src/main.rs:2:4".into();
    let source_info = SourceInfo { package: "demo 0.1.0".into(), locate, is_editor: false };
    match name.to_string().as_str() {
        "step" => {
            let expansion = pipeline::step(arguments, item.clone(), &source_info);
            assert!(expansion.to_string().starts_with(&item.to_string()));
        }
        "workflow" => {
            pipeline::workflow(arguments, item, &source_info);
        }
        _ => {
            pipeline::compute(arguments, false);
        }
    }
});
