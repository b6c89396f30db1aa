//! Durations: what is accepted, what is rejected, and the messages.

use std::time::Duration;

use hatchet_compute_core::{ParseDurationError, format_duration, invalid_duration, parse_duration};
use proptest::prelude::*;

#[test]
fn durations_are_read() {
    for (text, nanoseconds) in [
        ("11s", 11_000_000_000),
        ("1h30m", 5_400_000_000_000),
        ("1.5s", 1_500_000_000),
        ("1ms", 1_000_000),
        ("1m", 60_000_000_000),
        ("1h", 3_600_000_000_000),
        ("1m1ms", 60_001_000_000),
        ("1ms1m", 60_001_000_000),
        ("1s1s", 2_000_000_000),
        ("0s", 0),
        ("007s", 7_000_000_000),
        ("0.5h", 1_800_000_000_000),
        ("1.25m2.5ms", 75_002_500_000),
        ("0.000001ms", 1),
        ("0.0000001ms", 0),
        ("0.9999999999999999999999999999999999999999s", 999_999_999),
        ("1.000000000000000000000000000000000000000s", 1_000_000_000),
        ("00000000000000000000000000000000000000000001s", 1_000_000_000),
    ] {
        assert_eq!(parse_duration(text), Ok(Duration::from_nanos(nanoseconds)), "{text}");
    }
}

#[test]
fn anything_else_is_rejected() {
    for text in [
        "", " ", "11", "s", "ms", "1", "1.5", ".5s", "1.s", "1..5s", "1.5.5s", "-1s", "+1s", "1 s", " 1s", "1s ",
        "1s,", "1S", "1H", "1d", "1w", "1us", "1µs", "1ns", "1sec", "1min", "1hm", "1h30", "1hs", "1e3s", "0x1s",
        "1_000s", "１s", "1ｓ", "é", "inf", "0",
    ] {
        assert_eq!(parse_duration(text), Err(ParseDurationError::Syntax), "{text:?}");
    }
}

#[test]
fn the_longest_duration_is_that_of_go() {
    let longest = Duration::from_nanos(9_223_372_036_854_775_807);
    for text in ["2562047h47m16.854775807s", "9223372036854.775807ms", "9223372036.854775807s"] {
        assert_eq!(parse_duration(text), Ok(longest), "{text}");
    }
    for text in [
        "2562047h47m16.854775808s",
        "9223372036854.775808ms",
        "2562048h",
        "9223372037s",
        "18446744073710s",
        "5124096h",
        "99999999999999999999s",
        "2562047h2562047h2562047h",
        "99999999999999999999s1s",
        "1s99999999999999999999s",
    ] {
        assert_eq!(parse_duration(text), Err(ParseDurationError::TooLong), "{text}");
    }
    assert_eq!(parse_duration("99999999999999999999x"), Err(ParseDurationError::Syntax));
    assert_eq!(parse_duration("99999999999999999999s1"), Err(ParseDurationError::Syntax));
}

#[test]
fn the_message_suggests_the_likely_duration() {
    for (text, suggested) in [
        ("11", "11s"),
        ("1 h", "1h"),
        ("1H30M", "1h30m"),
        (" 5m", "5m"),
        ("10 seconds", "10s"),
        ("5min", "5m"),
        ("2 hrs 3 Minutes", "2h3m"),
        ("100 millis", "100ms"),
        ("2d", "48h"),
        ("1 day", "24h"),
    ] {
        let expected = format!(
            "`timeout` is `\"{text}\"`, but a duration is one or more numbers with a unit of `ms`, `s`, `m` or `h`\n\
             help: use `timeout = \"{suggested}\"`",
        );
        let message = invalid_duration("timeout", text);
        assert_eq!(message.to_string(), expected);
        let replacement = format!("timeout = \"{suggested}\"");
        assert_eq!(message.replacement(), Some(replacement.as_str()));
    }
}

#[test]
fn the_message_gives_examples_if_it_cannot_tell() {
    for text in [
        "",
        "soon",
        "0",
        "0 minutes",
        "-5s",
        "1h30",
        "1.5 days",
        "1.",
        "5 weeks",
        "1us",
        "99999999999999999999",
        "9999999999999999999d",
    ] {
        let expected = format!(
            "`timeout` is `\"{text}\"`, but a duration is one or more numbers with a unit of `ms`, `s`, `m` or `h`\n\
             help: for example `\"11s\"`, `\"1h30m\"` or `\"1.5s\"`",
        );
        let message = invalid_duration("timeout", text);
        assert_eq!(message.to_string(), expected);
        assert_eq!(message.replacement(), None);
    }
}

#[test]
fn the_message_about_a_long_duration_gives_the_maximum() {
    assert_eq!(
        invalid_duration("timeout", "2562048h").to_string(),
        "`timeout` is `\"2562048h\"`, but the longest duration is `\"2562047h47m16.854775807s\"`",
    );
}

#[test]
fn no_text_causes_a_panic() {
    let digits = "9".repeat(10_000);
    let seeds = [
        "2562047h47m16.854775807s",
        "1h30m1.5s10ms",
        "1.5",
        "2 days",
        "é1s",
        "1é",
        "１２s",
        "\u{0}1s",
        "1\u{301}s",
        "İs",
        "ǅ1h",
        &digits,
        &format!("{digits}s"),
        &format!("1.{digits}s"),
        &format!("{digits}.{digits}h"),
        &format!("{digits} days"),
    ];
    let mut refused = 0;
    for seed in seeds {
        let ends = (0..=seed.len().min(40)).chain([seed.len() - 1, seed.len()]);
        for text in ends.filter_map(|end| seed.get(..end)) {
            if parse_duration(text).is_err() {
                refused += 1;
                let message = invalid_duration("timeout", text);
                assert!(message.problem().starts_with("`timeout` is `"));
            }
        }
    }
    assert!(refused > 100);
}

#[test]
fn durations_are_written_as_a_person_would() {
    let text = |milliseconds| format_duration(Duration::from_millis(milliseconds));
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
        prop_assert_eq!(parse_duration(&format_duration(duration)).ok(), Some(duration));
    }
}
