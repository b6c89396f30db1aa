//! Angle brackets, which are not groups: where they open and close, and which tokens are outside of them.

use proc_macro2::TokenTree;

use super::is_punct;

/// The number of tokens of a leading `<…>`; 0 if there is none.
pub(crate) fn generics_length(tokens: &[TokenTree]) -> usize {
    let mut angles = Angles::default();
    let inside = |token: &&TokenTree| {
        angles.step(token);
        angles.depth > 0
    };
    match tokens.iter().take_while(inside).count() {
        0 => 0,
        before_closing => tokens.len().min(before_closing + 1),
    }
}

/// The tokens outside of all angle brackets, with their positions.
pub(crate) fn outside_angles(tokens: &[TokenTree]) -> impl Iterator<Item = (usize, &TokenTree)> {
    let mut angles = Angles::default();
    tokens.iter().enumerate().filter(move |(_, token)| {
        let before = angles.depth;
        angles.step(token);
        before == 0 && angles.depth == 0
    })
}

/// The depth of angle brackets outside of all groups.
#[derive(Default)]
pub(crate) struct Angles {
    pub(crate) depth: usize,
    after_dash: bool,
}

impl Angles {
    pub(crate) fn step(&mut self, token: &TokenTree) {
        if is_punct(Some(token), '<') {
            self.depth += 1;
        } else if is_punct(Some(token), '>') && !self.after_dash {
            self.depth = self.depth.saturating_sub(1);
        }
        self.after_dash = is_punct(Some(token), '-');
    }
}
