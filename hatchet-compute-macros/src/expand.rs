//! Stage 4: turns the checked result into tokens. It decides nothing and finds no errors. `tests/snapshots` shows what
//! is emitted for each kind of annotation.

pub(crate) mod attributes;
mod client;
pub(crate) mod compute;
pub(crate) mod editor;
mod record;
mod task;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

fn library(crate_path: Option<&TokenStream>) -> TokenStream {
    let Some(path) = crate_path else {
        return quote!(
            use ::hatchet_compute::__private as __hatchet;
        );
    };
    // If the path is wrong, rustc reports only the first of two names at the same place: a public one.
    let last = path.clone().into_iter().last().map_or_else(Span::call_site, |token| token.span());
    let names = quote_spanned!(last=> ::{Compute as __Compute, __private as __hatchet});
    // Both are used, since an `allow` of the lint would be an error where it is forbidden.
    quote!(
        use #path #names;
        const _: __hatchet::Option<__Compute> = __hatchet::None;
    )
}

/// `const _: () = { … };` around items, if there are any. They need no `library` if it is in scope, or for errors only.
fn anonymous_const(library: Option<&TokenStream>, attributes: &[TokenStream], items: &TokenStream) -> TokenStream {
    if items.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #(#attributes)*
        const _: () = { #library #items };
    }
}

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(__hatchet::Some(#value)),
        None => quote!(__hatchet::None),
    }
}
