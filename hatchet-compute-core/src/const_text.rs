//! Text in const evaluation: fixed buffers of bytes that hold the beginning of a text.

/// The longest beginning of `text` that has at most `max` bytes and ends between two characters.
pub(crate) const fn cut(text: &str, max: usize) -> &str {
    if text.len() <= max {
        return text;
    }
    let mut end = max;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.split_at(end).0
}

/// The beginning of `text` that fits, padded with zeros.
pub(crate) const fn padded<const N: usize>(text: &str) -> [u8; N] {
    let text = cut(text, N).as_bytes();
    let mut bytes = [0; N];
    let mut index = 0;
    while index < text.len() {
        bytes[index] = text[index];
        index += 1;
    }
    bytes
}

/// The text before the first zero; empty if it is not UTF-8, which [`padded`] never makes.
pub(crate) const fn unpadded(bytes: &[u8]) -> &str {
    let mut len = 0;
    while len < bytes.len() && bytes[len] != 0 {
        len += 1;
    }
    match core::str::from_utf8(bytes.split_at(len).0) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// Whether two texts are equal, which `==` cannot say in const evaluation.
pub(crate) const fn equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}
