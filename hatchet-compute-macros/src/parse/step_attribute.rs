//! The `#[step(…)]` on a method of a workflow: found, read, and given back without effect.
//!
//! It is recognised by the last word of its path. It stays on the method, with its arguments replaced by a word that makes
//! `#[step]` return the method as it is. So the path is still resolved, an import of it is used, and an editor knows what
//! it is.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::errors::Errors;
use crate::item::{Attribute, conditional};
use crate::tokens::{attribute_name, group, is_word, open};

/// The argument of a `#[step]` that its `#[workflow]` has read.
const IN_WORKFLOW: &str = "__in_workflow";

/// A `#[step(…)]` as it was written.
pub(super) struct StepAttribute {
    pub(crate) arguments: TokenStream,
    /// The `p` of a `#[cfg_attr(p, step(…))]`.
    pub(crate) predicate: Option<TokenStream>,
    /// The word `step`.
    pub(crate) word: Ident,
}

/// Whether these arguments come from `#[workflow]`.
pub(crate) fn is_in_workflow(arguments: &TokenStream) -> bool {
    is_word(arguments.clone().into_iter().next().as_ref(), IN_WORKFLOW)
}

/// The steps that an attribute makes of its method, and the attribute to give back.
pub(super) fn read(attribute: &Attribute, errors: &mut Errors) -> (Vec<StepAttribute>, TokenStream) {
    let (steps, content) = steps_in(&open(attribute.group.stream()), errors);
    if steps.is_empty() {
        return (steps, attribute.to_token_stream());
    }
    let (pound, brackets) = (&attribute.pound, group(attribute.group.span(), Delimiter::Bracket, content));
    (steps, quote!(#pound #brackets))
}

/// The same for the inside of an attribute.
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

/// The last word of the path by which this attribute was called, and what follows it in the source. Out of a `cfg_attr`, the
/// brackets are not part of the call.
pub(crate) fn called_as() -> Option<(String, Option<char>)> {
    Some(name_and_sign(&Span::call_site().source_text()?))
}

/// The same for the text of an attribute, in which comments can be anywhere.
fn name_and_sign(attribute: &str) -> (String, Option<char>) {
    let (mut path, mut rest) = (String::new(), attribute);
    let mut sign = None;
    while let Some(letter) = rest.chars().next() {
        if let Some(length) = comment_length(rest) {
            rest = &rest[length..];
            continue;
        }
        if "([{=]".contains(letter) && !path.is_empty() {
            sign = Some(letter).filter(|sign| *sign != ']');
            break;
        }
        let is_before = path.is_empty() && "#[".contains(letter);
        if !is_before && !letter.is_whitespace() {
            path.push(letter);
        }
        rest = &rest[letter.len_utf8()..];
    }
    let name = path.rsplit(':').next().unwrap_or_default();
    (name.trim_start_matches("r#").to_owned(), sign)
}

/// The length of the comment that a text begins with, if it does.
fn comment_length(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if !text.starts_with("/*") {
        return None;
    }
    // Block comments nest.
    let (mut rest, mut depth) = (text, 0);
    while !rest.is_empty() {
        rest = if let Some(after) = rest.strip_prefix("/*") {
            depth += 1;
            after
        } else if let Some(after) = rest.strip_prefix("*/") {
            depth -= 1;
            after
        } else {
            rest[1..].trim_start_matches(|letter: char| !"/*".contains(letter))
        };
        if depth == 0 {
            break;
        }
    }
    Some(text.len() - rest.len())
}

/// Whether an attribute is another `#[step]`, by its usual paths or by the path of the library that the step gives.
pub(crate) fn is_step(attribute: &Attribute, crate_path: Option<&TokenStream>) -> bool {
    let inside = open(attribute.group.stream());
    let Some((word, after)) = attribute_name(&inside) else {
        return false;
    };
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
            ("#[step]", "step", None),
            ("# [ step ]", "step", None),
            ("#[hatchet_compute::step(cpus = 2)]", "step", Some('(')),
            ("#[step = \"x\"]", "step", Some('=')),
            ("#[/* a = b */ a :: /* ( /* = */ */ task // [\n (x)]", "task", Some('(')),
            ("step(x)", "step", Some('(')),
            ("a::r#step", "step", None),
            ("#[step /*/ = */ (x)]", "step", Some('(')),
            ("#[step /* no end", "step", None),
        ] {
            assert_eq!(name_and_sign(attribute), (name.to_owned(), sign), "{attribute}");
        }
    }
}
