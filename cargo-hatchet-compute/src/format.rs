//! How answers are written.

pub(crate) mod changes;
pub(crate) mod json;
pub(crate) mod mermaid;
pub(crate) mod table;

/// The text with control characters as escapes: what a file says must not steer the terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            let escape = character
                .is_control()
                .then(|| character.escape_default());
            let itself = (!character.is_control()).then_some(character);
            escape.into_iter().flatten().chain(itself)
        })
        .collect()
}

/// `1 machine`, `2 machines`.
pub(crate) fn count(number: u64, singular: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {singular}{ending}")
}

/// A probability in percent. Never rounded up to 100 % or down to 0 %.
pub(crate) fn percent(probability: f64) -> String {
    let percent = probability * 100.0;
    if probability < 1.0 && percent >= 99.95 {
        "more than 99.9 %".to_owned()
    } else if probability > 0.0 && percent < 0.05 {
        "less than 0.1 %".to_owned()
    } else {
        let text = format!("{percent:.1}");
        format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
    }
}
