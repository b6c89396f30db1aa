//! Angle brackets, which are no groups among tokens: where they open and close, and what stands outside of them.

use proc_macro2::TokenTree;

use super::place::is_punct;

/// How many tokens the `<…>` takes that stands first, if one does.
pub(super) fn generics_length(tokens: &[TokenTree]) -> usize {
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
pub(super) fn outside_angles(tokens: &[TokenTree]) -> impl Iterator<Item = (usize, &TokenTree)> {
    let mut angles = Angles::default();
    tokens.iter().enumerate().filter(move |(_, token)| {
        let before = angles.depth;
        angles.step(token);
        before == 0 && angles.depth == 0
    })
}

/// The depth of angle brackets outside of all groups.
#[derive(Default)]
pub(super) struct Angles {
    pub(super) depth: usize,
    after_dash: bool,
}

impl Angles {
    pub(super) fn step(&mut self, token: &TokenTree) {
        if is_punct(Some(token), '<') {
            self.depth += 1;
        } else if is_punct(Some(token), '>') && !self.after_dash {
            self.depth = self.depth.saturating_sub(1);
        }
        self.after_dash = is_punct(Some(token), '-');
    }
}
