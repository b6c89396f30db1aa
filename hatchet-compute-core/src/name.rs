//! Names, after Hatchet's own rule.

use crate::limits::POOL_NAME_MAX;

/// Whether a text is a name for a workflow or a step: `[a-zA-Z0-9._-]+`.
///
/// ```
/// use hatchet_compute_core::is_name;
///
/// assert!(is_name("process_data-v1.2"));
/// assert!(!is_name("process data") && !is_name(""));
/// ```
#[must_use]
pub const fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        if !matches!(bytes[index], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-') {
            return false;
        }
        index += 1;
    }
    !bytes.is_empty()
}

/// Whether a text is a name for a pool: a name ([`is_name`]) of at most [`POOL_NAME_MAX`] characters.
#[must_use]
pub const fn is_pool_name(text: &str) -> bool {
    is_name(text) && text.len() <= POOL_NAME_MAX
}
