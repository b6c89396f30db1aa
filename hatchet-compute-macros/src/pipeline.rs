//! Runs each annotation through the four stages. What the user wrote comes out first, whatever is wrong with it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;
use crate::item::function::function;
use crate::parse::entries::entries;
use crate::source_info::SourceInfo;
use crate::{check, expand, lower, parse};

pub(crate) fn step(arguments: TokenStream, item: TokenStream, source: &SourceInfo) -> TokenStream {
    if parse::is_in_workflow(&arguments) {
        return item;
    }
    let mut errors = Errors::default();
    let (entries, function) = (entries(arguments, &mut errors), function(&item));
    let editor = source.is_editor.then(|| expand::editor::step(&entries));
    let options = lower::options::step(entries, &mut errors);
    let step = check::lone_step::lone_step(options, function, &mut errors);
    if has_equals_sign(&errors) {
        return item;
    }
    let expansion = match editor {
        Some(editor) => expand::editor::with_errors(&editor, None, &errors),
        None => expand::attributes::lone_step(step.as_ref(), &errors, source),
    };
    quote!(#item #expansion)
}

pub(crate) fn workflow(arguments: TokenStream, item: TokenStream, source: &SourceInfo) -> TokenStream {
    let mut errors = Errors::default();
    let entries = entries(arguments, &mut errors);
    let (mut block, item) = parse::workflow(item, &mut errors);
    let editor = source.is_editor.then(|| expand::editor::workflow(&entries, block.as_ref().ok()));
    let options = lower::options::workflow(entries, &mut errors);
    let steps = block.as_mut().map(lower::options::steps).unwrap_or_default();
    let workflow = check::workflow::workflow(options, steps, block, &mut errors);
    if has_equals_sign(&errors) {
        return item;
    }
    let expansion = match editor {
        Some(editor) => expand::editor::with_errors(&editor, workflow.as_ref(), &errors),
        None => expand::attributes::workflow(workflow.as_ref(), &errors, source),
    };
    quote!(#item #expansion)
}

pub(crate) fn compute(input: TokenStream, is_editor: bool) -> TokenStream {
    let mut errors = Errors::default();
    let (crate_path, entries) = parse::compute(input, &mut errors);
    let editor = is_editor.then(|| expand::editor::compute(&entries, &crate_path));
    let mut compute = lower::compute::compute(entries, &crate_path, &mut errors);
    check::compute::compute(&mut compute, &mut errors);
    expand::compute::compute(&crate_path, &compute, &errors, editor.as_ref())
}

/// Whether rustc has already reported that an attribute cannot be `#[step = …]`.
fn has_equals_sign(errors: &Errors) -> bool {
    !errors.is_empty() && parse::called_as().is_some_and(|(_, has_sign)| has_sign)
}
