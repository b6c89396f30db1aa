//! An annotated impl block: its header and its items.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use super::function::{Function, header, length_of_other_item, length_to_body_end};
use super::{Attribute, Unexpected, leading_attributes};
use crate::tokens::value::Value;
use crate::tokens::{
    SpanRange, generics_length, is_any_word, is_keyword, is_punct, is_word, lifetimes, open, outside_angles, visible,
};

pub(crate) struct ImplBlock {
    pub(crate) attributes: Vec<Attribute>,
    /// The last segment of the type's path.
    pub(crate) type_name: Ident,
    /// The path of the trait, if it is not an inherent impl.
    pub(crate) trait_span: Option<SpanRange>,
    pub(crate) before_body: Vec<TokenTree>,
    pub(crate) generics: Vec<TokenTree>,
    /// The tokens between the generics and the body: for an inherent impl, the type and its bounds.
    pub(crate) target: Vec<TokenTree>,
    pub(crate) body: Group,
}

impl ImplBlock {
    pub(crate) fn self_type(&self) -> &[TokenTree] {
        self.target.split(|token| is_word(token, "where")).next().unwrap_or_default()
    }

    pub(crate) fn path(&self) -> Option<TokenStream> {
        Value::new(self.self_type().to_vec())?.path()
    }

    /// A lifetime of the type that is neither `'static` nor bound by one of its `for<'a>`s.
    pub(crate) fn free_lifetime(&self) -> Option<SpanRange> {
        let tokens = self.self_type();
        let fors = (0..tokens.len()).filter(|&index| is_word(&tokens[index], "for"));
        let generics = fors.map(|index| &tokens[index + 1..]).flat_map(|after| &after[..generics_length(after)]);
        let bound: Vec<String> = generics.map(ToString::to_string).collect();
        let is_free = |name: &TokenTree| !is_word(name, "static") && !bound.contains(&name.to_string());
        lifetimes(tokens).find(|lifetime| is_free(&lifetime[1])).and_then(SpanRange::of)
    }

    pub(crate) fn dyn_keyword(&self) -> Option<SpanRange> {
        let tokens = match self.target.as_slice() {
            [TokenTree::Group(group), ..] => open(group.stream()),
            tokens => tokens.to_vec(),
        };
        tokens.first().filter(|first| is_word(*first, "dyn")).map(SpanRange::from)
    }

    /// The span of the attribute that is being expanded, with the hygiene of the user's tokens.
    pub(crate) fn call(&self) -> Span {
        self.type_name.span().located_at(Span::call_site())
    }
}

pub(crate) fn impl_block(item: &TokenStream) -> Result<ImplBlock, Unexpected> {
    let tokens = visible(item.clone(), false);
    let (attributes, start) = leading_attributes(&tokens, false);
    let qualifiers = start.iter().take_while(|token| is_any_word(*token, &["unsafe", "default"])).count();
    let (keyword, body) = match (start.get(qualifiers), tokens.last()) {
        (Some(word), Some(TokenTree::Group(body))) if is_word(word, "impl") && body.delimiter() == Delimiter::Brace => {
            (word, body)
        }
        _ => return Err(Unexpected::item(start)),
    };
    let after = &start[qualifiers + 1..start.len() - 1];
    let (generics, target) = after.split_at(generics_length(after));
    let (trait_tokens, self_type) = trait_and_type(target);
    let type_name = type_name(self_type).ok_or_else(|| Unexpected(Some(keyword.clone())))?;
    Ok(ImplBlock {
        attributes,
        type_name,
        trait_span: SpanRange::of(trait_tokens),
        before_body: tokens[..tokens.len() - 1].to_vec(),
        generics: generics.to_vec(),
        target: target.to_vec(),
        body: body.clone(),
    })
}

/// An item of an impl block: a method, with the tokens after its attributes, or all tokens of another item.
type Item = (Option<Function>, Vec<TokenTree>);

/// Splits the body of an impl block into its inner attributes and its items; the first item is the attributes' tokens.
pub(crate) fn impl_items(body: TokenStream) -> (Vec<Attribute>, Vec<Item>) {
    let tokens = visible(body, false);
    let (attributes, mut rest) = leading_attributes(&tokens, true);
    let mut items = vec![(None, tokens[..tokens.len() - rest.len()].to_vec())];
    while !rest.is_empty() {
        let (attributes, item) = leading_attributes(rest, false);
        let (function, start, length) = match header(attributes, item) {
            Some((mut function, after)) => {
                let length = length_to_body_end(after);
                function.read_body(after[..length].last());
                (Some(function), item, item.len() - after.len() + length)
            }
            None => (None, rest, rest.len() - item.len() + length_of_other_item(item)),
        };
        items.push((function, start[..length].to_vec()));
        rest = &start[length..];
    }
    (attributes, items)
}

fn trait_and_type(target: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
    let end = outside_angles(target).find(|(_, token)| is_word(*token, "where"));
    let target = &target[..end.map_or(target.len(), |(index, _)| index)];
    // A `for<'a>` binds lifetimes inside the type.
    let is_for = |(index, token): &(usize, &TokenTree)| is_word(*token, "for") && !is_punct(target.get(index + 1), '<');
    match outside_angles(target).find(is_for) {
        Some((index, _)) => (&target[..index], &target[index + 1..]),
        None => (&[], target),
    }
}

/// The last word of a type's path outside angle brackets; for `dyn A + Send`, the name of the first trait.
fn type_name(tokens: &[TokenTree]) -> Option<Ident> {
    let (mut name, mut is_lifetime) = (None, false);
    for (_, token) in outside_angles(tokens) {
        match token {
            TokenTree::Ident(word) if !is_lifetime && !is_keyword(word) => name = Some(word.clone()),
            TokenTree::Group(group) if name.is_none() => name = type_name(&open(group.stream())),
            token if name.is_some() && is_punct(token, '+') => break,
            _ => {}
        }
        is_lifetime = is_punct(token, '\'');
    }
    name
}
