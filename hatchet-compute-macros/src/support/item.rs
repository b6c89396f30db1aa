//! The headers of functions and impl blocks, read from tokens.
//!
//! Only headers: a function's body is one group that nobody opens, so that a half-typed body
//! loses nothing and a long one costs nothing.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use super::angles::{Angles, generics_length, outside_angles};
use super::attribute::{self, Attribute};
use super::place::{Place, is_punct, is_word, open};
use super::signature::Signature;

/// What is to be known of a function.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) is_async: bool,
    /// The word `fn`.
    pub(crate) keyword: Ident,
    pub(crate) name: Ident,
    parameters: Group,
}

impl Function {
    /// Its parameters. Read when asked for: most functions are never asked.
    pub(crate) fn signature(&self) -> Signature {
        Signature::of(&self.parameters)
    }
}

/// What is to be known of an impl block.
pub(crate) struct ImplBlock {
    pub(crate) attributes: Vec<Attribute>,
    /// The last segment of the type's path.
    pub(crate) type_name: Ident,
    /// The path of the trait, if it is not an inherent impl.
    pub(crate) trait_place: Option<Place>,
    /// All before the body.
    pub(crate) header: Vec<TokenTree>,
    /// The `<…>` behind `impl`, if it is there.
    pub(crate) generics: Vec<TokenTree>,
    /// What stands between the generics and the body: of an inherent impl, the type and its bounds.
    pub(crate) target: Vec<TokenTree>,
    pub(crate) body: Group,
}

/// An item of an impl block.
pub(crate) enum ImplItem {
    Method {
        function: Function,
        /// All after the attributes.
        rest: Vec<TokenTree>,
    },
    Other(Vec<TokenTree>),
}

/// The item is not what the attribute stands on.
pub(crate) struct Unexpected {
    /// The keyword that says what it is.
    keyword: Option<TokenTree>,
}

impl Unexpected {
    pub(crate) fn place(&self) -> Place {
        let keyword = self.keyword.as_ref();
        keyword.map_or_else(|| Span::call_site().into(), Place::from)
    }

    pub(crate) fn is(&self, keyword: &str) -> bool {
        is_word(self.keyword.as_ref(), keyword)
    }

    /// What stands there, for an error that says what should.
    pub(crate) fn found(&self) -> String {
        match &self.keyword {
            Some(keyword) => {
                let word = keyword.to_string();
                let article = if word.starts_with(['e', 'i', 'u']) {
                    "an"
                } else {
                    "a"
                };
                format!("{article} `{word}`")
            }
            None => "nothing".into(),
        }
    }
}

/// Reads the header of a function.
pub(crate) fn function(item: &TokenStream) -> Result<Function, Unexpected> {
    let tokens = open(item.clone());
    let mut scanner = Scanner::new(&tokens);
    let attributes = scanner.attributes();
    let start = scanner.rest();
    scanner
        .function(attributes)
        .ok_or_else(|| unexpected(start))
}

/// Reads the header of an impl block.
pub(crate) fn impl_block(item: &TokenStream) -> Result<ImplBlock, Unexpected> {
    let tokens = open(item.clone());
    let mut scanner = Scanner::new(&tokens);
    let attributes = scanner.attributes();
    let start = scanner.rest();
    let mut qualified = start;
    while is_word(qualified.first(), "unsafe") || is_word(qualified.first(), "default") {
        qualified = &qualified[1..];
    }
    let [keyword, after @ ..] = qualified else {
        return Err(unexpected(start));
    };
    let Some(TokenTree::Group(body)) = tokens.last() else {
        return Err(unexpected(start));
    };
    if !is_word(Some(keyword), "impl") || body.delimiter() != Delimiter::Brace {
        return Err(unexpected(start));
    }
    let header = &tokens[..tokens.len() - 1];
    let after = &after[..after.len() - 1];
    let (generics, target) = after.split_at(generics_length(after));
    let (trait_tokens, self_type) = trait_and_type(target);
    let type_name = last_path_word(self_type).ok_or_else(|| Unexpected {
        keyword: Some(keyword.clone()),
    })?;
    Ok(ImplBlock {
        attributes,
        type_name,
        trait_place: Place::of(trait_tokens),
        header: header.to_vec(),
        generics: generics.to_vec(),
        target: target.to_vec(),
        body: body.clone(),
    })
}

/// Cuts the body of an impl block into its items.
pub(crate) fn impl_items(body: TokenStream) -> Vec<ImplItem> {
    let tokens = open(body);
    let mut items = Vec::new();
    let mut scanner = Scanner::new(&tokens);
    while !scanner.rest().is_empty() {
        let start = scanner.position;
        let attributes = scanner.attributes();
        let after_attributes = scanner.position;
        let function = scanner.function(attributes);
        if let Some(function) = function {
            scanner.skip_to_body_end();
            let rest = tokens[after_attributes..scanner.position].to_vec();
            items.push(ImplItem::Method { function, rest });
        } else {
            scanner.position = after_attributes;
            scanner.skip_other_item();
            items.push(ImplItem::Other(tokens[start..scanner.position].to_vec()));
        }
    }
    items
}

/// The words that may stand before `fn`.
const QUALIFIERS: [&str; 7] = [
    "default", "const", "async", "unsafe", "safe", "extern", "gen",
];

/// The keywords of the items that are no functions.
const ITEMS: [&str; 11] = [
    "struct",
    "enum",
    "union",
    "trait",
    "impl",
    "mod",
    "use",
    "type",
    "static",
    "macro_rules",
    "macro",
];

/// The place of an item's keyword: its first word that is no visibility or qualifier, unless
/// there is only that.
fn unexpected(tokens: &[TokenTree]) -> Unexpected {
    let words = || {
        tokens
            .iter()
            .filter(|token| matches!(token, TokenTree::Ident(_)))
    };
    let plain = |token: &&TokenTree| {
        is_word(Some(token), "pub") || QUALIFIERS.iter().any(|word| is_word(Some(token), word))
    };
    let keyword = words()
        .take_while(|token| plain(token) || ITEMS.iter().any(|word| is_word(Some(token), word)))
        .find(|token| !plain(token))
        .or_else(|| words().find(|token| !is_word(Some(token), "pub")))
        .or_else(|| tokens.first());
    Unexpected {
        keyword: keyword.cloned(),
    }
}

/// Splits what follows `impl` and its generics into the trait, if any, and the type.
fn trait_and_type(target: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
    let end = outside_angles(target)
        .find(|(_, token)| is_word(Some(token), "where"))
        .map_or(target.len(), |(index, _)| index);
    let target = &target[..end];
    // A `for<'a>` binds lifetimes inside of the type.
    let keyword = outside_angles(target).find(|(index, token)| {
        is_word(Some(token), "for") && !is_punct(target.get(index + 1), '<')
    });
    match keyword {
        Some((index, _)) => (&target[..index], &target[index + 1..]),
        None => (&[], target),
    }
}

/// The last word of a path that stands outside of its angle brackets.
fn last_path_word(tokens: &[TokenTree]) -> Option<Ident> {
    let words = outside_angles(tokens).filter_map(|(_, token)| match token {
        TokenTree::Ident(word) => Some(word.clone()),
        _ => None,
    });
    words.last()
}

/// Reads items from the front.
struct Scanner<'a> {
    tokens: &'a [TokenTree],
    position: usize,
}

impl<'a> Scanner<'a> {
    fn new(tokens: &'a [TokenTree]) -> Scanner<'a> {
        Scanner {
            tokens,
            position: 0,
        }
    }

    fn rest(&self) -> &'a [TokenTree] {
        &self.tokens[self.position..]
    }

    fn attributes(&mut self) -> Vec<Attribute> {
        let (attributes, rest) = attribute::leading(self.rest());
        self.position = self.tokens.len() - rest.len();
        attributes
    }

    /// A function from its visibility to its parameters, or nothing if another item stands here.
    fn function(&mut self, attributes: Vec<Attribute>) -> Option<Function> {
        self.visibility();
        let mut is_async = false;
        while QUALIFIERS
            .iter()
            .any(|word| is_word(self.rest().first(), word))
        {
            is_async |= is_word(self.rest().first(), "async");
            self.position += 1;
            if let Some(TokenTree::Literal(_)) = self.rest().first() {
                self.position += 1;
            }
        }
        let [TokenTree::Ident(keyword), TokenTree::Ident(name), ..] = self.rest() else {
            return None;
        };
        if keyword != "fn" {
            return None;
        }
        self.position += 2;
        self.position += generics_length(self.rest());
        let Some(TokenTree::Group(parameters)) = self.rest().first() else {
            return None;
        };
        self.position += 1;
        Some(Function {
            attributes,
            is_async,
            keyword: keyword.clone(),
            name: name.clone(),
            parameters: parameters.clone(),
        })
    }

    fn visibility(&mut self) {
        if is_word(self.rest().first(), "pub") {
            self.position += 1;
            if let Some(TokenTree::Group(group)) = self.rest().first()
                && group.delimiter() == Delimiter::Parenthesis
            {
                self.position += 1;
            }
        }
    }

    /// To the end of a method whose parameters were read: its body is the first brace outside of
    /// angle brackets, since `-> Q<{ 3 }>` has one inside.
    fn skip_to_body_end(&mut self) {
        let mut angles = Angles::default();
        while let Some(token) = self.rest().first() {
            angles.step(token);
            self.position += 1;
            if angles.depth == 0 && (is_brace(token) || is_punct(Some(token), ';')) {
                return;
            }
        }
    }

    /// To the end of a constant, a type or a macro call.
    fn skip_other_item(&mut self) {
        let constant = self
            .rest()
            .iter()
            .take(4)
            .any(|token| is_word(Some(token), "const") || is_word(Some(token), "type"));
        while let Some(token) = self.rest().first() {
            self.position += 1;
            if is_punct(Some(token), ';') || (!constant && is_brace(token)) {
                return;
            }
        }
    }
}

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}
