//! Lists of actions, and secrets in them.

use hatchet_compute_core::escape;

/// Shown in place of a secret.
pub(super) const HIDDEN: &str = "[hidden]";

/// The first 20 of these actions for a message. One that looks like a token may have been put into the wrong variable.
pub(super) fn list(actions: &[impl AsRef<str>]) -> String {
    let mut shown = Vec::new();
    for action in actions.iter().take(20).map(AsRef::as_ref) {
        let action = if has_jwt(action) { HIDDEN.to_owned() } else { escape(action) };
        shown.push(format!("`{action}`"));
    }
    match actions.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Whether a part of the text begins as a JSON object does in base64, and so as the parts of a JWT do.
pub(super) fn has_jwt(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|part| part.starts_with("eyJ"))
}
