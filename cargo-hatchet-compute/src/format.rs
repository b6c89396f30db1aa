//! How answers are written.

pub(crate) mod changes;
pub(crate) mod json;
pub(crate) mod mermaid;
pub(crate) mod table;

/// The text with control characters as escapes: what a file says must not steer the terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            let escape = character.is_control().then(|| character.escape_default());
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

#[cfg(test)]
mod tests {
    use super::{count, percent, plain};

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(
            plain("größe \u{1b}[2J\n\u{9b}"),
            "größe \\u{1b}[2J\\n\\u{9b}"
        );
    }

    #[test]
    fn one_is_singular() {
        let texts = [0, 1, 2].map(|number| count(number, "machine"));
        assert_eq!(texts, ["0 machines", "1 machine", "2 machines"]);
    }

    #[test]
    fn a_probability_is_not_rounded_to_certainty() {
        let texts = [0.0, 1e-9, 0.0005, 0.95, 0.999, 0.999_499, 0.9995, 1.0].map(percent);
        let expected = [
            "0 %",
            "less than 0.1 %",
            "0.1 %",
            "95 %",
            "99.9 %",
            "99.9 %",
            "more than 99.9 %",
            "100 %",
        ];
        assert_eq!(texts, expected);
    }
}
