//! The code emitted next to an item in an editor, in place of what only a compiler needs. rust-analyzer uses it to
//! complete keys, values and parents, to explain them, and to find and rename methods. A compiler never sees it.
//!
//! For completion, rust-analyzer expands a second time with a made-up word at the cursor, and finds the place of that
//! word in the first expansion by its offset. So nothing before a word may depend on it, and the errors come last.

use hatchet_compute_core::{
    CpuKind, Field, Key, KeyInfo, Region, ScaleField, StepOption, ValueType, WorkflowOption, key_position,
};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use super::{anonymous_const, client};
use crate::check::workflow::Workflow;
use crate::errors::Errors;
use crate::parse::entries::{Content, Entry, elements, entries};
use crate::parse::{Block, Method};
use crate::tokens::value::{Form, Value};
use crate::tokens::{is_keyword, is_punct};

pub(crate) fn step(entries: &[Entry]) -> TokenStream {
    annotation(StepOption::INFOS, "step", entries, &library(entries))
}

pub(crate) fn workflow(entries: &[Entry], block: Option<&Block>) -> TokenStream {
    let library = library(entries);
    let mut tokens = annotation(WorkflowOption::INFOS, "workflow", entries, &library);
    let has_client = entries.iter().any(|entry| entry.key == WorkflowOption::Client.name());
    let Some(block) = block else { return tokens };
    for step in &block.steps {
        tokens.extend(annotation(StepOption::INFOS, "step", &step.entries, &library));
        tokens.extend(parents(step, block, has_client));
    }
    tokens
}

pub(crate) fn with_errors(keys: &TokenStream, workflow: Option<&Workflow>, errors: &Errors) -> TokenStream {
    let errors = errors.to_tokens();
    let Some(workflow) = workflow else { return quote!(#keys #errors) };
    let library = super::library(workflow.options.crate_path.as_ref());
    let declared = anonymous_const(Some(&library), &[], &client::undeclared(workflow));
    let of_steps = workflow.steps.iter().map(|step| anonymous_const(None, &step.copied, &step.errors.to_tokens()));
    quote!(#keys #declared #errors #(#of_steps)*)
}

pub(crate) fn compute(entries: &[Entry], library: &TokenStream) -> TokenStream {
    annotation(Field::INFOS, "compute", entries, library)
}

fn library(entries: &[Entry]) -> TokenStream {
    let given = entries.iter().find(|entry| entry.key == StepOption::Crate.name());
    given.and_then(|entry| entry.content.value()?.path()).unwrap_or_else(|| quote!(::hatchet_compute))
}

fn annotation(keys: &[KeyInfo], name: &str, entries: &[Entry], library: &TokenStream) -> TokenStream {
    let (mut written, mut values) = (Vec::new(), TokenStream::new());
    for Entry { key, span, content, .. } in entries {
        written.extend(word(key, span.first));
        let info = key_position(keys, key).map(|index| keys[index]);
        match (content, info) {
            (Content::Arguments(group), Some(info)) => {
                let inside = self::entries(group.stream(), &mut Errors::default());
                values.extend(match info.value_type {
                    ValueType::Compute => annotation(Field::INFOS, info.name, &inside, library),
                    ValueType::Fields => annotation(ScaleField::INFOS, info.name, &inside, library),
                    _ => TokenStream::new(),
                });
            }
            (Content::Value(value), Some(info)) => {
                for literal in literals(value) {
                    match item_of_library(info, &literal, library) {
                        Some(item) => values.extend(item),
                        None => written.extend(word(info.name, literal.span.first)),
                    }
                }
                values.extend(expression(info.value_type, Some(value), library));
            }
            (Content::NoValue, Some(info)) => values.extend(expression(info.value_type, None, library)),
            // A base.
            (Content::NoKey(Some(value)), _) => {
                let expression = value.opened().into_iter().skip_while(|token| is_punct(token, '.'));
                let value = Value::new(expression);
                values.extend(self::expression(ValueType::Compute, value.as_ref(), library));
            }
            _ => {}
        }
    }
    let fields = keys.iter().filter_map(|info| {
        Some((word(info.name, Span::call_site())?, type_of_value(info.value_type, library), doc(*info)))
    });
    let record = record(name, &fields.collect::<Vec<_>>(), &written);
    quote!(#record #values)
}

/// `let _ = __NAME { WRITTEN: loop {}, …, ..{ loop {} } };` and the type of this record, with the documentation of its
/// fields. A word that is not a field becomes one, so that the only error about it is ours.
fn record(name: &str, fields: &[(Ident, TokenStream, String)], written: &[Ident]) -> TokenStream {
    let unknown: Vec<&Ident> = written.iter().filter(|word| fields.iter().all(|(field, ..)| field != *word)).collect();
    // Longer by what a made-up word adds besides its own length. Otherwise, that record would end after this one.
    let base = if unknown.is_empty() { quote!({ { { { { loop {} } } } } }) } else { quote!({ loop {} }) };
    // Symbols that begin like this are hidden.
    let (name, more) = (format_ident!("__{name}"), unknown.iter().filter(|word| !is_keyword(word)));
    let fields = fields.iter().map(|(field, type_tokens, doc)| quote!(#[doc = #doc] #field: #type_tokens,));
    // In a record without any field, rust-analyzer completes nothing.
    quote! {
        const _: () = {
            let _ = #name { __: loop {}, #(#written: loop {},)* ..#base };
            #[allow(non_camel_case_types)]
            struct #name { #(#fields)* __: (), #(#more: (),)* }
        };
    }
}

fn type_of_value(value_type: ValueType, library: &TokenStream) -> TokenStream {
    match value_type {
        ValueType::Text | ValueType::CpuKind | ValueType::Duration => quote!(&'static str),
        ValueType::Integer | ValueType::Megabytes => quote!(::core::primitive::u32),
        ValueType::Decimal => quote!(::core::primitive::f64),
        ValueType::Boolean => quote!(::core::primitive::bool),
        ValueType::Texts | ValueType::Regions | ValueType::Crons => quote!(&'static [&'static str]),
        ValueType::Compute => quote!(#library::Compute),
        ValueType::Methods => quote!(&'static [fn()]),
        ValueType::Path | ValueType::Fields | ValueType::Expression | ValueType::Nothing => quote!(()),
    }
}

fn doc(info: KeyInfo) -> String {
    let KeyInfo { name, value_type, example, doc, default } = info;
    let default = default.map_or_else(|| "required".to_owned(), |default| format!("default: {default}"));
    let example = match value_type {
        ValueType::Nothing => name.to_owned(),
        ValueType::Fields => format!("{name}({example})"),
        _ => format!("{name} = {example}"),
    };
    format!("{doc}\n\n{default}\n\nexample: `{example}`")
}

/// A word as the name of a field. It may be a keyword: `in` is half of `increment`.
fn word(text: &str, span: Span) -> Option<Ident> {
    let mut tokens = text.parse::<TokenStream>().ok()?.into_iter();
    let (Some(TokenTree::Ident(mut word)), None) = (tokens.next(), tokens.next()) else { return None };
    word.set_span(span);
    (word != StepOption::Crate.name()).then_some(word)
}

fn literals(value: &Value) -> Vec<Value> {
    match value.form() {
        Form::Text(_) | Form::Integer(_) | Form::Float(_) | Form::Bool(_) => vec![value.clone()],
        Form::List(group) => elements(group.stream(), &mut Errors::default()).iter().flat_map(literals).collect(),
        _ => Vec::new(),
    }
}

fn item_of_library(info: KeyInfo, literal: &Value, library: &TokenStream) -> Option<TokenStream> {
    let Form::Text(text) = literal.form() else { return None };
    let (type_name, variant) = match info.value_type {
        ValueType::Regions => ("Region", format!("{:?}", text.parse::<Region>().ok()?)),
        ValueType::CpuKind => ("CpuKind", format!("{:?}", text.parse::<CpuKind>().ok()?)),
        _ => return None,
    };
    let (type_name, variant) = (format_ident!("{type_name}"), Ident::new(&variant, literal.span.first));
    Some(quote!(const _: #library::#type_name = #library::#type_name::#variant;))
}

fn expression(value_type: ValueType, value: Option<&Value>, library: &TokenStream) -> TokenStream {
    let type_tokens = match value_type {
        ValueType::Integer | ValueType::Megabytes | ValueType::Boolean | ValueType::Compute => {
            type_of_value(value_type, library)
        }
        ValueType::Path | ValueType::Expression => quote!(_),
        ValueType::Text
        | ValueType::CpuKind
        | ValueType::Duration
        | ValueType::Decimal
        | ValueType::Texts
        | ValueType::Regions
        | ValueType::Crons
        | ValueType::Methods
        | ValueType::Fields
        | ValueType::Nothing => return TokenStream::new(),
    };
    let value = match value.map(|value| (value, value.form())) {
        None => quote!(loop {}),
        Some((value, Form::Word(_) | Form::Expression)) => value.to_token_stream(),
        Some(_) => return TokenStream::new(),
    };
    quote! {
        const _: () = {
            let _: #type_tokens = (#value);
        };
    }
}

/// The parents of a step as paths to their methods, and a record of all other steps.
fn parents(step: &Method, block: &Block, has_client: bool) -> TokenStream {
    let mut words = Vec::new();
    let is_list = |entry: &&Entry| entry.key == StepOption::Parents.name();
    for value in step.entries.iter().filter(is_list).filter_map(|entry| entry.content.value()) {
        let listed = match value.form() {
            Form::List(group) => elements(group.stream(), &mut Errors::default()),
            _ => vec![value.clone()],
        };
        words.extend(listed.iter().filter_map(|parent| word(&parent.written(), parent.span.first)));
    }
    let is_step = |word: &Ident| block.steps.iter().any(|step| step.function.name == *word);
    let (mut paths, unknown): (Vec<Ident>, Vec<Ident>) = words.into_iter().partition(is_step);
    let others = block.steps.iter().map(|step| &step.function.name);
    let others = others.filter(|other| **other != step.function.name && !paths.contains(other));
    let fields = others.map(|name| (format_ident!("{name}", span = Span::call_site()), quote!(fn()), String::new()));
    let record = record("parents", &fields.collect::<Vec<_>>(), &unknown);
    if has_client {
        let parameters = step.function.signature().parameters;
        let outputs = parameters.iter().skip(2).filter_map(|parameter| parameter.name());
        paths.extend(outputs.filter(|name| is_step(name)).cloned());
    }
    let self_type = block.header.self_type();
    let self_type = quote!(#(#self_type)*);
    quote!(#record #(const _: () = { let _ = <#self_type>::#paths; };)*)
}
