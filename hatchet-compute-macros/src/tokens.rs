//! Runs of tokens: reading them, where they are in the source, and what they look like.

pub(crate) mod cursor;
pub(crate) mod value;

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::quote_spanned;

pub(crate) fn is_punct<'a>(token: impl Into<Option<&'a TokenTree>>, character: char) -> bool {
    matches!(token.into(), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

pub(crate) fn is_word<'a>(token: impl Into<Option<&'a TokenTree>>, word: &str) -> bool {
    is_any_word(token, &[word])
}

pub(crate) fn is_any_word<'a>(token: impl Into<Option<&'a TokenTree>>, words: &[&str]) -> bool {
    // Converted once: each comparison with an `Ident` allocates another `String`.
    matches!(token.into(), Some(TokenTree::Ident(ident)) if words.contains(&ident.to_string().as_str()))
}

pub(crate) fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

pub(crate) fn is_joint(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint)
}

/// The lifetimes among tokens, each its `'` and its name.
pub(crate) fn lifetimes(tokens: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    tokens.windows(2).filter(|pair| is_punct(&pair[0], '\''))
}

pub(crate) fn is_of_path(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_)) || is_punct(token, ':')
}

pub(crate) fn group(span: Span, delimiter: Delimiter, inside: TokenStream) -> TokenTree {
    let mut group = Group::new(delimiter, inside);
    group.set_span(span);
    group.into()
}

/// The tokens with every invisible group on their top level opened, recursively. For reading only: what is emitted keeps
/// the groups, and so the precedence of expressions that came through a `macro_rules!`.
pub(crate) fn open(stream: TokenStream) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    for token in stream {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => tokens.extend(open(group.stream())),
            token => tokens.push(token),
        }
    }
    tokens
}

/// The same with parentheses for the groups that would fall apart without, at any depth or only outside visible groups.
///
/// rustc drops the invisible groups of what a procedural macro returns. `2 * $e` would then no longer mean `2 * (1 +
/// 1)`. But it keeps those inside groups that are returned unchanged.
pub(crate) fn visible(stream: TokenStream, any_depth: bool) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut written = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                let inside = visible(group.stream(), any_depth);
                written.extend(parenthesized(inside, &tokens[..index], &tokens[index + 1..]));
            }
            TokenTree::Group(inner) if any_depth => {
                let inside = visible(inner.stream(), any_depth);
                written.push(group(inner.span(), inner.delimiter(), inside.into_iter().collect()));
            }
            token => written.push(token.clone()),
        }
    }
    written
}

/// The inside of an invisible group, in parentheses if it could fall apart between these tokens without them. Items and
/// statements, which cannot have any, have no operator next to them; a path has none inside it.
fn parenthesized(tokens: Vec<TokenTree>, before: &[TokenTree], after: &[TokenTree]) -> Vec<TokenTree> {
    let is_lifetime = tokens.len() == 2 && is_punct(tokens.first(), '\'');
    // The type of a cast, which would absorb the `<`.
    let is_compared = is_word(before.last(), "as") && is_punct(after.first(), '<');
    let is_alone = has_no_operator_before(before) && has_no_operator_after(after.first()) && !has_block_first(&tokens);
    if is_path(&tokens) && !is_compared {
        return as_in_expression(tokens);
    }
    if tokens.len() < 2 || is_lifetime || is_alone {
        return tokens;
    }
    // A negative number can be an argument of a type. There, it needs braces.
    let is_negative = matches!(tokens.as_slice(), [sign, TokenTree::Literal(_)] if is_punct(sign, '-'));
    let is_argument = is_punct(before.last(), '<') || is_punct(before.last(), ',');
    let delimiter = if is_negative && is_argument { Delimiter::Brace } else { Delimiter::Parenthesis };
    // With the span of the expansion, so that no lint calls them unused.
    vec![Group::new(delimiter, tokens.into_iter().collect()).into()]
}

/// A path with `::` before its arguments, as in an expression; types may have it too.
pub(crate) fn as_in_expression(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut path: Vec<TokenTree> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let is_name = matches!(path.last(), Some(TokenTree::Ident(word)) if !is_keyword(word));
        if is_name && is_punct(&token, '<') {
            path.extend(quote_spanned!(token.span()=> ::));
        }
        path.push(token);
    }
    path
}

/// Whether nothing before an invisible group takes it as an operand.
fn has_no_operator_before(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            let inside = open(group.stream());
            inside.last().is_some_and(|last| matches!(last, TokenTree::Group(_)) || is_punct(last, ';'))
        }
        [] | [.., TokenTree::Group(_)] => true,
        [.., operator, last] if is_punct(last, '=') => !is_joint(operator),
        [.., last] => is_punct(last, ';') || is_punct(last, ','),
    }
}

fn has_no_operator_after(after: Option<&TokenTree>) -> bool {
    match after {
        None => true,
        Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), ';' | ',' | '#'),
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::None,
        Some(word) => !is_word(word, "as"),
    }
}

/// Whether tokens begin with a block and continue after it, where a statement would end.
fn has_block_first(tokens: &[TokenTree]) -> bool {
    let is_block = |token: &TokenTree| is_group(token, Delimiter::Brace);
    let begins = match tokens {
        [word, next, ..] if is_any_word(word, &["async", "const", "unsafe"]) => is_block(next) || is_word(next, "move"),
        [first, ..] => is_block(first) || is_any_word(first, &["for", "if", "loop", "match", "while"]),
        [] => false,
    };
    begins && !tokens.last().is_some_and(is_block)
}

fn is_path(tokens: &[TokenTree]) -> bool {
    let mut rest = tokens;
    loop {
        let segment = if is_path_separator(rest) { &rest[2..] } else { rest };
        let [TokenTree::Ident(word), after @ ..] = segment else { return false };
        let arguments = if is_path_separator(after) && is_punct(after.get(2), '<') { &after[2..] } else { after };
        rest = &arguments[generics_length(arguments)..];
        if is_keyword(word) || !is_path_separator(rest) {
            return !is_keyword(word) && rest.is_empty();
        }
    }
}

/// The keywords of all editions, including reserved ones, and `_`, except those that a path may begin with.
const KEYWORDS: [&str; 48] = [
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that begin an item or a statement, but never an expression.
pub(crate) const NO_EXPRESSION: [&str; 11] =
    ["enum", "fn", "impl", "let", "mod", "pub", "static", "struct", "trait", "type", "use"];

/// Whether a word cannot be part of a path.
pub(crate) fn is_keyword(word: &Ident) -> bool {
    KEYWORDS.contains(&word.to_string().as_str())
}

pub(crate) fn is_path_separator(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Punct(first), second, ..] = tokens else { return false };
    first.as_char() == ':' && first.spacing() == Spacing::Joint && is_punct(second, ':')
}

/// The last word of an attribute's path and the tokens after the path, given the inside of its brackets.
pub(crate) fn attribute_name(tokens: &[TokenTree]) -> Option<(&Ident, &[TokenTree])> {
    let (path, after) = tokens.split_at(tokens.iter().take_while(|token| is_of_path(token)).count());
    if let [.., TokenTree::Ident(name)] = path { Some((name, after)) } else { None }
}

/// The spans of the first and the last token of something in the user's source: what an error underlines.
///
/// Spans cannot be joined on stable. What is emitted for an error begins with the first span and ends with the last,
/// and rustc then underlines all in between.
#[derive(Clone, Copy)]
pub(crate) struct SpanRange {
    pub(crate) first: Span,
    pub(crate) last: Span,
}

impl SpanRange {
    /// Looks into invisible groups: only the spans of their tokens are the user's, not those of the groups.
    pub(crate) fn of(tokens: &[TokenTree]) -> Option<SpanRange> {
        let tokens = open(tokens.iter().cloned().collect());
        Some(SpanRange { first: tokens.first()?.span(), last: tokens.last()?.span() })
    }

    /// Line and column of its start; (0, 0) outside a compiler, and before Rust 1.88.
    pub(crate) fn position(self) -> (usize, usize) {
        let start = proc_macro::is_available().then(|| self.first.start());
        start.map_or((0, 0), |start| (start.line, start.column))
    }
}

impl From<Span> for SpanRange {
    fn from(span: Span) -> SpanRange {
        SpanRange { first: span, last: span }
    }
}

impl From<&Ident> for SpanRange {
    fn from(ident: &Ident) -> SpanRange {
        ident.span().into()
    }
}

impl From<&TokenTree> for SpanRange {
    fn from(token: &TokenTree) -> SpanRange {
        SpanRange::of(std::slice::from_ref(token)).unwrap_or_else(|| token.span().into())
    }
}

/// The depth of angle brackets, which are not groups.
#[derive(Default)]
pub(crate) struct Angles {
    pub(crate) depth: usize,
    after_dash: bool,
}

impl Angles {
    pub(crate) fn step(&mut self, token: &TokenTree) {
        if is_punct(token, '<') {
            self.depth += 1;
        } else if is_punct(token, '>') && !self.after_dash {
            self.depth = self.depth.saturating_sub(1);
        }
        self.after_dash = is_punct(token, '-');
    }
}

/// The number of tokens of a leading `<…>`; 0 if there is none.
pub(crate) fn generics_length(tokens: &[TokenTree]) -> usize {
    if is_punct(tokens.first(), '<') { angles_length(tokens).unwrap_or(tokens.len()) } else { 0 }
}

/// The number of tokens up to the end of the `<…>` that they begin with; `None` if it has no end.
pub(crate) fn angles_length(tokens: &[TokenTree]) -> Option<usize> {
    let mut angles = Angles::default();
    let is_last = |token: &TokenTree| {
        angles.step(token);
        angles.depth == 0
    };
    tokens.iter().position(is_last).map(|index| index + 1)
}

pub(crate) fn outside_angles(tokens: &[TokenTree]) -> impl Iterator<Item = (usize, &TokenTree)> {
    let mut angles = Angles::default();
    tokens.iter().enumerate().filter(move |(_, token)| {
        let before = angles.depth;
        angles.step(token);
        before == 0 && angles.depth == 0
    })
}

/// Whether a `<` after these tokens is a bracket, not an operator: after `::`, or where an operand begins.
fn opens_path(before: &[TokenTree]) -> bool {
    match before {
        [] => true,
        // The first of the two of `<<`.
        [.., TokenTree::Punct(last)] if last.as_char() == '<' => last.spacing() == Spacing::Alone,
        [.., TokenTree::Punct(last)] => last.as_char() != '?',
        [.., TokenTree::Ident(word)] => is_keyword(word) && word != "true" && word != "false",
        _ => false,
    }
}
