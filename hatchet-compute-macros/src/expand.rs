//! Stage 4: what was checked to tokens. It decides nothing and finds no errors.
//!
//! What a step becomes, next to the function:
//!
//! ```text
//! const _: () = {
//!     use ::hatchet_compute::__private as __hatchet;
//!     __hatchet::record! {
//!         97, __hatchet::step(
//!             __hatchet::Some(__hatchet::compute("shared", 2, 1024, 2, &["ewr"], "default")), 0, 4711, b"step=…",
//!         )
//!     }
//! };
//! ```

pub(crate) mod attributes;
mod client;
pub(crate) mod compute;
pub(crate) mod editor;
mod record;
mod task;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

/// The import of the library, by the user's path or the usual one.
fn library(crate_path: Option<&TokenStream>) -> TokenStream {
    let Some(path) = crate_path else {
        return quote!(
            use ::hatchet_compute::__private as __hatchet;
        );
    };
    // If it is the path of something else, rustc tells only of the first of two names at one place: a public one.
    let last = path.clone().into_iter().last().map_or_else(Span::call_site, |token| token.span());
    let names = quote_spanned!(last=> ::{Compute as __Compute, __private as __hatchet});
    quote!(
        use #path #names;
        const _: __hatchet::Option<__Compute> = __hatchet::None;
    )
}

/// `const _: () = { … };` around items, with the import of the library unless it is around them already or they are compile
/// errors alone, below copies of the attributes of the function that they belong to. Nothing if there are no items.
fn anonymous_const(library: Option<&TokenStream>, attributes: &[TokenStream], items: &TokenStream) -> TokenStream {
    if items.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #(#attributes)*
        const _: () = { #library #items };
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(__hatchet::Some(#value)),
        None => quote!(__hatchet::None),
    }
}
