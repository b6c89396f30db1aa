//! The way of each annotation through the stages. What the user wrote comes out first, whatever
//! is wrong beside it.

mod block;
mod declaration;
mod workflow;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

pub(crate) use self::workflow::workflow;
use crate::check::{self, Step};
use crate::expand::{self, StepText};
use crate::lower;
use crate::support::errors::Errors;
use crate::support::item::{self, Function};
use crate::support::origin::Origin;
use crate::support::place::is_punct;
use crate::support::step_attribute;

/// `#[step(…)]` on a function.
pub(crate) fn step(arguments: TokenStream, item: TokenStream, origin: &Origin) -> TokenStream {
    if step_attribute::is_in_workflow(&arguments) {
        return item;
    }
    let mut errors = Errors::default();
    let options = lower::step(arguments, &mut errors);
    let function = item::function(&item);
    let beside = match function {
        Ok(function) => step_of_function(options, &function, errors, origin),
        Err(unexpected) => {
            let help = if unexpected.is("impl") {
                "write `#[workflow]` above an impl block, and `#[step]` above its methods"
            } else {
                "write it above the `fn` of the step"
            };
            let found = unexpected.found();
            errors.at(
                unexpected.place(),
                format!("`#[step]` is on {found}, but a step is a function\nhelp: {help}"),
            );
            // The options are judged all the same; the name has no function to come from.
            let nameless = Ident::new("step", Span::call_site());
            check::step(options, &nameless, &mut errors);
            errors.into_tokens()
        }
    };
    quote!(#item #beside)
}

fn step_of_function(
    options: lower::Step,
    function: &Function,
    mut errors: Errors,
    origin: &Origin,
) -> TokenStream {
    if let Some(parents) = &options.parents_key {
        errors.at(
            parents,
            "`parents` are for the steps of a workflow\n\
             help: write the steps as methods of one impl block with `#[workflow]` above it",
        );
    }
    let receiver = function.signature().receiver;
    if let Some(receiver) = &receiver {
        errors.at(
            &receiver.word,
            "a method is a step only in an inherent impl block with `#[workflow]`\nhelp: write `#[workflow]` above the impl block",
        );
    }
    if let Some(second) = function
        .attributes
        .iter()
        .find(|attribute| step_attribute::is_step(attribute))
    {
        errors.at(
            second.place(),
            "this function is a step already\nhelp: remove one of the two `#[step]`",
        );
    }
    let crate_path = options
        .crate_path
        .clone()
        .unwrap_or_else(expand::default_crate_path);
    let step = check::step(options, &function.name, &mut errors);
    let governing = expand::governing(&function.attributes);
    if errors.is_empty() {
        let text = StepText {
            workflow: &step.name,
            parents: &[],
            at: &(origin.locate)(function.name.span()),
            package: &origin.package,
        };
        let items = expand::step(&step, &text);
        return expand::anonymous_const(&crate_path, &governing, &items);
    }
    let errors = errors.into_tokens();
    // A const without a name cannot stand among methods.
    let judged_by_rustc = match receiver {
        Some(_) => TokenStream::new(),
        None => expand::anonymous_const(&crate_path, &governing, &judged_by_rustc(&step)),
    };
    quote!(#errors #judged_by_rustc)
}

/// What is left to rustc of a step with errors, so that its errors appear in the same compile.
fn judged_by_rustc(step: &Step) -> TokenStream {
    let checks = expand::checks(step);
    let constant = expand::constant_compute(step);
    quote!(#checks #constant)
}

/// `compute! { … }`, which comes as `$crate; …`.
pub(crate) fn compute(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter();
    let crate_path: TokenStream = tokens
        .by_ref()
        .take_while(|token: &TokenTree| !is_punct(Some(token), ';'))
        .collect();
    let mut errors = Errors::default();
    let call = Span::call_site().into();
    let fields = lower::fields(tokens.collect(), call, &mut errors);
    let fields = check::fields(&fields, &mut errors);
    expand::compute_value(&crate_path, &errors.into_tokens(), &fields)
}
