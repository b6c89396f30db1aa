//! Finds and reads the `#[step(…)]` on a method of a workflow, and returns it without effect.
//!
//! It is recognised by the last word of its path. It stays on the method, with its arguments replaced by a word that
//! makes `#[step]` return the method as it is. So the path is still resolved, its import counts as used, and an editor
//! knows what it is.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::errors::Errors;
use crate::item::{Attribute, conditional};
use crate::tokens::{attribute_name, is_punct, is_word, open};

/// The argument of a `#[step]` that its `#[workflow]` has read.
const IN_WORKFLOW: &str = "__in_workflow";

pub(super) struct StepAttribute {
    pub(crate) arguments: TokenStream,
    /// The `p` of a `#[cfg_attr(p, step(…))]`.
    pub(crate) predicate: Option<TokenStream>,
    pub(crate) word: Ident,
}

pub(crate) fn is_in_workflow(arguments: &TokenStream) -> bool {
    is_word(arguments.clone().into_iter().next().as_ref(), IN_WORKFLOW)
}

/// The steps that an attribute makes of its method, and the attribute to emit.
pub(super) fn read(attribute: &Attribute, errors: &mut Errors) -> (Vec<StepAttribute>, TokenStream) {
    let Attribute { pound, group, .. } = attribute;
    let (steps, content) = steps_in(&open(group.stream()), errors);
    let rewritten = if steps.is_empty() { quote!(#pound #group) } else { attribute.with(content) };
    (steps, rewritten)
}

fn steps_in(inside: &[TokenTree], errors: &mut Errors) -> (Vec<StepAttribute>, TokenStream) {
    let Some((condition, attributes)) = conditional(inside) else {
        let unchanged = || (Vec::new(), inside.iter().cloned().collect());
        return plain(inside, errors).map_or_else(unchanged, |(step, content)| (vec![step], content));
    };
    let (mut steps, mut content) = (Vec::new(), condition.clone());
    for attribute in &attributes {
        let (found, rewritten) = steps_in(attribute, errors);
        quote!(, #rewritten).to_tokens(&mut content);
        steps.extend(found.into_iter().map(|step| {
            let predicate = match &step.predicate {
                Some(inner) => quote!(all(#condition, #inner)),
                None => condition.clone(),
            };
            StepAttribute { predicate: Some(predicate), ..step }
        }));
    }
    let word = &inside[0];
    (steps, quote!(#word(#content)))
}

/// `path::step(…)`, the inside of an attribute.
fn plain(inside: &[TokenTree], errors: &mut Errors) -> Option<(StepAttribute, TokenStream)> {
    let (word, after) = attribute_name(inside)?;
    if word != "step" && word != "r#step" {
        return None;
    }
    let arguments = match after {
        [] => TokenStream::new(),
        [TokenTree::Group(group)] => group.stream(),
        [first, ..] => {
            errors.help(first, "`#[step]` takes its options in parentheses", "write `#[step(…)]`");
            TokenStream::new()
        }
    };
    let path = &inside[..inside.len() - after.len()];
    let marker = Ident::new(IN_WORKFLOW, Span::call_site());
    let step = StepAttribute { arguments, predicate: None, word: word.clone() };
    Some((step, quote!(#(#path)* (#marker))))
}

/// The last word of the path by which this attribute was called, and whether a `=` follows it in the source.
pub(crate) fn called_as() -> Option<(String, bool)> {
    name_and_sign(&Span::call_site().source_text()?)
}

/// The same for the text of an attribute. For one from a `cfg_attr`, the brackets are not part of the call.
fn name_and_sign(attribute: &str) -> Option<(String, bool)> {
    let mut tokens = open(attribute.parse().ok()?);
    if let [TokenTree::Punct(_), TokenTree::Group(inside)] = tokens.as_slice() {
        tokens = open(inside.stream());
    }
    // In a `macro_rules!` it may be `$path`.
    let Some((name, after)) = attribute_name(&tokens) else {
        return Some((tokens.iter().map(ToString::to_string).collect(), false));
    };
    Some((name.to_string().trim_start_matches("r#").to_owned(), is_punct(after.first(), '=')))
}

/// Whether an attribute is another `#[step]`, by its usual paths or by the path that this step gives for the library.
pub(crate) fn is_step(attribute: &Attribute, crate_path: Option<&TokenStream>) -> bool {
    let inside = open(attribute.group.stream());
    let Some((word, after)) = attribute_name(&inside) else { return false };
    let path = |tokens: &[TokenTree]| tokens.iter().map(ToString::to_string).collect::<String>();
    let before = path(&inside[..inside.len() - after.len() - 1]);
    let library = crate_path.map(|library| path(&open(library.clone()))).unwrap_or_default();
    let of_library = ["", "hatchet_compute", &library].map(|library| library.trim_start_matches("::").to_owned());
    word == "step" && of_library.iter().any(|library| *library == before.trim_matches(':'))
}

#[cfg(test)]
mod tests {
    use super::name_and_sign;

    #[test]
    fn the_name_is_the_last_word_before_a_sign() {
        for (attribute, name, sign) in [
            ("#[step]", "step", false),
            ("# [ step ]", "step", false),
            ("#[hatchet_compute::step(cpus = 2)]", "step", false),
            ("#[step = \"x\"]", "step", true),
            ("#[/* a = b */ a :: /* ( /* = */ */ task // [\n (x)]", "task", false),
            ("step(x)", "step", false),
            ("a::r#step", "step", false),
            ("#[step /*/ = */ (x)]", "step", false),
        ] {
            assert_eq!(name_and_sign(attribute), Some((name.to_owned(), sign)), "{attribute}");
        }
    }
}
