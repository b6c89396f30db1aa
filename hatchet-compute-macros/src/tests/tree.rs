//! Tokens as a tree that can be mutated anywhere. Every token keeps the place of the one it stands for.

use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};

/// One change: which, where, and with what.
#[derive(Clone, Debug)]
pub(super) struct Mutation {
    change: Change,
    position: usize,
    choice: usize,
}

#[derive(Clone, Copy, Debug)]
enum Change {
    Drop,
    Double,
    SwapWithNext,
    MoveToFront,
    Truncate,
    Wrap,
    Unwrap,
    Nest,
    ReplaceByLiteral,
    ReplaceByWord,
    ReplaceByPunctuation,
}

const CHANGES: [Change; 11] = [
    Change::Drop,
    Change::Double,
    Change::SwapWithNext,
    Change::MoveToFront,
    Change::Truncate,
    Change::Wrap,
    Change::Unwrap,
    Change::Nest,
    Change::ReplaceByLiteral,
    Change::ReplaceByWord,
    Change::ReplaceByPunctuation,
];

const DELIMITERS: [Delimiter; 4] = [Delimiter::None, Delimiter::Brace, Delimiter::Bracket, Delimiter::Parenthesis];

const LITERALS: [&str; 18] = [
    "0",
    "65",
    "4294967296",
    "340282366920938463463374607431768211456",
    "0x_ff",
    "1u128",
    "2i8",
    "1.0",
    "1e999",
    "2f32",
    "\"\"",
    "\"ewr\"",
    "\"\\u{0}\\n\"",
    "r#\"Tokyo\"#",
    "b\"x\"",
    "c\"x\"",
    "'x'",
    "b'x'",
];

const WORDS: [&str; 14] =
    ["compute", "cpus", "regions", "name", "crate", "parents", "true", "_", "self", "fn", "if", "as", "r#fn", "größe"];

const PUNCTUATION: [char; 10] = [',', '=', ';', ':', '<', '>', '-', '#', '&', '\''];

impl Mutation {
    pub(super) fn of((change, position, choice): (usize, usize, usize)) -> Mutation {
        Mutation { change: CHANGES[change % CHANGES.len()], position, choice }
    }
}

/// The tokens after all mutations.
pub(super) fn mutated(stream: TokenStream, mutations: &[Mutation]) -> TokenStream {
    let mut nodes = nodes(stream);
    for mutation in mutations {
        let count = count(&nodes);
        if count > 0 {
            apply_at(&mut nodes, &mut (mutation.position % count), mutation);
        }
    }
    stream_of(nodes)
}

enum Node {
    Token(TokenTree),
    Group(Delimiter, Span, Vec<Node>),
}

fn nodes(stream: TokenStream) -> Vec<Node> {
    let node = |token| match token {
        TokenTree::Group(group) => Node::Group(group.delimiter(), group.span(), nodes(group.stream())),
        token => Node::Token(token),
    };
    stream.into_iter().map(node).collect()
}

fn stream_of(nodes: Vec<Node>) -> TokenStream {
    nodes.into_iter().map(token_of).collect()
}

fn token_of(node: Node) -> TokenTree {
    match node {
        Node::Token(token) => token,
        Node::Group(delimiter, span, inside) => {
            let mut group = Group::new(delimiter, stream_of(inside));
            group.set_span(span);
            group.into()
        }
    }
}

fn count(nodes: &[Node]) -> usize {
    let of_one = |node: &Node| match node {
        Node::Token(_) => 1,
        Node::Group(_, _, inside) => 1 + count(inside),
    };
    nodes.iter().map(of_one).sum()
}

/// Applies a mutation at a position, counted from the front and into groups.
fn apply_at(nodes: &mut Vec<Node>, position: &mut usize, mutation: &Mutation) -> bool {
    for index in 0..nodes.len() {
        if *position == 0 {
            apply(nodes, index, mutation);
            return true;
        }
        *position -= 1;
        if let Node::Group(_, _, inside) = &mut nodes[index]
            && apply_at(inside, position, mutation)
        {
            return true;
        }
    }
    false
}

fn apply(nodes: &mut Vec<Node>, index: usize, mutation: &Mutation) {
    let choice = mutation.choice;
    let span = match &nodes[index] {
        Node::Token(token) => token.span(),
        Node::Group(_, span, _) => *span,
    };
    match mutation.change {
        Change::Drop => drop(nodes.remove(index)),
        Change::Double => {
            let token = token_of(nodes.remove(index));
            nodes.splice(index..index, self::nodes([token.clone(), token].into_iter().collect()));
        }
        Change::SwapWithNext => {
            let next = (index + 1) % nodes.len();
            nodes.swap(index, next);
        }
        Change::MoveToFront => nodes[..=index].rotate_right(1),
        Change::Truncate => nodes.truncate(index),
        Change::Wrap => wrap(nodes, index, span, DELIMITERS[choice % DELIMITERS.len()]),
        Change::Unwrap => {
            if let Node::Group(_, _, inside) = nodes.remove(index) {
                nodes.splice(index..index, inside);
            }
        }
        Change::Nest => {
            for depth in 0..choice % 40 {
                wrap(nodes, index, span, DELIMITERS[(choice + depth) % DELIMITERS.len()]);
            }
        }
        Change::ReplaceByLiteral => {
            let literal = LITERALS[choice % LITERALS.len()];
            let mut literal: Literal = literal.parse().expect("a literal");
            literal.set_span(span);
            nodes[index] = Node::Token(literal.into());
        }
        Change::ReplaceByWord => {
            let word: TokenStream = WORDS[choice % WORDS.len()].parse().expect("a word");
            nodes.splice(index..=index, with_span(word, span));
        }
        Change::ReplaceByPunctuation => {
            let character = PUNCTUATION[choice % PUNCTUATION.len()];
            let spacing = [proc_macro2::Spacing::Alone, proc_macro2::Spacing::Joint][choice % 2];
            let mut punct = proc_macro2::Punct::new(character, spacing);
            punct.set_span(span);
            nodes[index] = Node::Token(punct.into());
        }
    }
}

fn wrap(nodes: &mut Vec<Node>, index: usize, span: Span, delimiter: Delimiter) {
    let node = nodes.remove(index);
    nodes.insert(index, Node::Group(delimiter, span, vec![node]));
}

fn with_span(stream: TokenStream, span: Span) -> Vec<Node> {
    let spanned = |mut token: TokenTree| {
        token.set_span(span);
        Node::Token(token)
    };
    stream.into_iter().map(spanned).collect()
}
