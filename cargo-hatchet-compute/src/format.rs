//! How answers are written.

pub(crate) mod changes;
pub(crate) mod json;
pub(crate) mod mermaid;
pub(crate) mod table;

use std::time::Duration;

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

/// A duration as an annotation would have it, which can be read back: `1h30m`, `1.5s`, `500ms`.
pub(crate) fn duration_text(duration: Duration) -> String {
    let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
    if seconds == 0 && nanoseconds != 0 && nanoseconds.is_multiple_of(1_000_000) {
        return format!("{}ms", nanoseconds / 1_000_000);
    }
    let mut text = String::new();
    for (count, unit) in [(seconds / 3600, 'h'), (seconds / 60 % 60, 'm')] {
        if count > 0 {
            text.push_str(&format!("{count}{unit}"));
        }
    }
    match (seconds % 60, nanoseconds) {
        (0, 0) if !text.is_empty() => {}
        (seconds, 0) => text.push_str(&format!("{seconds}s")),
        (seconds, nanoseconds) => {
            let fraction = format!("{nanoseconds:09}");
            text.push_str(&format!("{seconds}.{}s", fraction.trim_end_matches('0')));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use hatchet_compute_core::parse_duration;
    use proptest::prelude::*;

    use super::{count, duration_text, plain};

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
    fn durations_are_written_as_a_person_would() {
        let text = |milliseconds| duration_text(Duration::from_millis(milliseconds));
        assert_eq!(text(0), "0s");
        assert_eq!(text(500), "500ms");
        assert_eq!(text(1500), "1.5s");
        assert_eq!(text(300_000), "5m");
        assert_eq!(text(5_400_000), "1h30m");
        assert_eq!(text(3_600_001), "1h0.001s");
    }

    proptest! {
        #[test]
        fn durations_are_read_back(nanoseconds in 0..=i64::MAX.unsigned_abs()) {
            let duration = Duration::from_nanos(nanoseconds);
            prop_assert_eq!(parse_duration(&duration_text(duration)).ok(), Some(duration));
        }
    }
}
