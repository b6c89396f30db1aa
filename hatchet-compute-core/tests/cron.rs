//! Cron expressions: what is accepted and what is rejected. The messages are in `cron_messages.rs`.

use hatchet_compute_core::{check_cron, cron_advice};

/// All six fields, with their lowest and highest numbers.
const FIELDS: [(&str, u32, u32); 6] = [
    ("second", 0, 59),
    ("minute", 0, 59),
    ("hour", 0, 23),
    ("day of month", 1, 31),
    ("month", 1, 12),
    ("day of week", 0, 6),
];

/// Six fields: one is `text`, the others are `*`.
fn with_field(index: usize, text: &str) -> String {
    let mut fields = ["*"; 6];
    fields[index] = text;
    fields.join(" ")
}

/// The invalid field that the message names, and the full message.
fn refusal(expression: &str) -> (Option<&'static str>, String) {
    let message = check_cron(expression).expect_err(expression);
    let subject = format!("the cron expression `{expression:?}`");
    let shown = message.problem().split_once(&subject);
    let (before, _) = shown.expect("the message shows the expression");
    let mut names = FIELDS.iter().map(|(name, ..)| *name);
    let field = names.find(|name| before.starts_with(&format!("{name} is `")));
    assert_eq!(field.is_none(), before.is_empty(), "{message}");
    (field, message.to_string())
}

/// The invalid field, if there is one.
fn invalid_field(expression: &str) -> Option<&'static str> {
    check_cron(expression).err()?;
    refusal(expression).0
}

#[test]
fn every_field_takes_exactly_its_numbers() {
    for (index, (name, first, last)) in FIELDS.into_iter().enumerate() {
        for number in 0..=70 {
            let expression = with_field(index, &number.to_string());
            let expected = !(first..=last).contains(&number);
            let field = invalid_field(&expression);
            assert_eq!(field, expected.then_some(name), "{expression}");
        }
        for text in ["4294967296", "18446744073709551616", "99999999999999999999999999999999", "-1", "+1", "1.0", "0x1"]
        {
            assert_eq!(refusal(&with_field(index, text)).0, Some(name), "{text}");
        }
    }
}

#[test]
fn every_field_takes_stars_ranges_steps_and_lists() {
    for (index, (name, first, last)) in FIELDS.into_iter().enumerate() {
        for text in [
            "*".to_string(),
            "?".into(),
            "*/1".into(),
            "*/15".into(),
            "?/2".into(),
            "*/1000000".into(),
            format!("{first}"),
            format!("0{last}"),
            format!("{first}/2"),
            format!("{first}-{last}"),
            format!("{last}-{last}"),
            format!("{first}-{last}/3"),
            format!("{first},{last}"),
            format!("{first}-{last}/2,*,?/5,{last}"),
        ] {
            assert_eq!(check_cron(&with_field(index, &text)), Ok(()), "{name}: {text}");
        }
    }
}

#[test]
fn every_field_rejects_anything_else() {
    for (index, (name, first, last)) in FIELDS.into_iter().enumerate() {
        for text in [
            ",".to_string(),
            format!("{first},"),
            format!(",{first}"),
            format!("{first},,{last}"),
            "-".into(),
            format!("{first}-"),
            format!("-{last}"),
            format!("{first}-{last}-{last}"),
            format!("{last}-{first}"),
            format!("{first}-{}", last + 1),
            "*-5".into(),
            "*,*-5".into(),
            format!("{first}-*"),
            "**".into(),
            "*?".into(),
            "/".into(),
            "/2".into(),
            "*/".into(),
            "*/0".into(),
            "*/00".into(),
            "*/-1".into(),
            "*/a".into(),
            "*/2/2".into(),
            "*/*".into(),
            "*/99999999999999999999".into(),
            "*/9223372036854775808".into(),
            "x".into(),
            "L".into(),
            "1W".into(),
            "1#2".into(),
            "é".into(),
            "１".into(),
        ] {
            assert_eq!(refusal(&with_field(index, &text)).0, Some(name), "{name}: {text}");
        }
        assert_eq!(check_cron(&with_field(index, "*/9223372036854775807")), Ok(()), "Go's largest int");
    }
}

#[test]
fn names_of_months_and_days_in_any_case() {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    for (taking, names) in [(4, &months[..]), (5, &days[..])] {
        for name in names {
            let mixed = format!("{}{}", &name[..1].to_uppercase(), &name[1..]);
            for text in [(*name).to_string(), name.to_uppercase(), mixed, format!("{name}/2"), format!("{name}-{name}")]
            {
                for (index, (field, ..)) in FIELDS.into_iter().enumerate() {
                    let found = invalid_field(&with_field(index, &text));
                    assert_eq!(found, (index != taking).then_some(field), "{field}: {text}");
                }
            }
        }
    }
    for text in ["jan-dec", "feb-3", "2-mar", "JAN,Feb,12", "jan-jun/2"] {
        assert_eq!(check_cron(&with_field(4, text)), Ok(()), "{text}");
    }
    for text in ["january", "ja", "dec-jan", "sun"] {
        assert_eq!(refusal(&with_field(4, text)).0, Some("month"), "{text}");
    }
    for text in ["monday", "fri-mon", "sun-7", "7", "jan"] {
        assert_eq!(refusal(&with_field(5, text)).0, Some("day of week"), "{text}");
    }
}

#[test]
fn five_or_six_fields_between_any_blanks() {
    for expression in ["* * * * *", "* * * * * *", " 0  0\t1 1 * ", "\n0 0 1 1 *", "0\u{a0}0 1 1 *"] {
        assert_eq!(check_cron(expression), Ok(()), "{expression:?}");
    }
    // With the highest number of each field, only one reading of five fields is valid.
    assert_eq!(check_cron("59 23 31 12 6"), Ok(()));
    assert_eq!(check_cron("59 59 23 31 12 6"), Ok(()));
    assert_eq!(refusal("59 24 31 12 6").0, Some("hour"));
    assert_eq!(refusal("59 59 24 31 12 6").0, Some("hour"));
    for (expression, count) in [
        ("", "0 fields"),
        ("  ", "0 fields"),
        ("*", "1 field"),
        ("* * * *", "4 fields"),
        ("* * * * * * *", "7 fields"),
        ("TZ=UTC * * * *", "4 fields"),
    ] {
        let expected = format!(
            "the cron expression `{expression:?}` has {count}, but it takes five (minute, hour, day of month, month \
             and day of week), or six with seconds first\n\
             help: for example `\"0 3 * * *\"` for every day at three o'clock",
        );
        assert_eq!(refusal(expression), (None, expected));
    }
}

#[test]
fn a_time_zone_may_come_first() {
    for zone in
        ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "Etc/GMT-14", "America/Port-au-Prince"]
    {
        for prefix in ["TZ=", "CRON_TZ="] {
            assert_eq!(check_cron(&format!("{prefix}{zone} 0 9 * * *")), Ok(()));
            assert_eq!(check_cron(&format!("{prefix}{zone}  0 0 9 * * *")), Ok(()));
            assert_eq!(refusal(&format!("{prefix}{zone} 0 24 * * *")).0, Some("hour"));
        }
    }
    for expression in [
        "TZ=",
        "TZ=UTC",
        "TZ= 0 9 * * *",
        "CRON_TZ=/ 0 9 * * *",
        "TZ=Europe/ 0 9 * * *",
        "TZ=../etc 0 9 * * *",
        "TZ=1 0 9 * * *",
        "TZ=UTC\t0 9 * * *",
        "TZ=Zürich 0 9 * * *",
    ] {
        let prefix = expression.split_inclusive('=').next().unwrap();
        let expected = format!(
            "the cron expression `{expression:?}` starts with `{prefix}`, but no time zone and space follow\n\
             help: for example `\"{prefix}Europe/Berlin 0 9 * * *\"`",
        );
        assert_eq!(refusal(expression), (None, expected));
    }
    assert_eq!(refusal("TZ=Mars").0, None);
}

#[test]
fn a_time_zone_elsewhere_is_put_first() {
    for expression in ["tz=UTC 0 9 * * *", "Tz=UTC 0 9 * * *", "0 9 * * * TZ=UTC", "0 9 * * * UTC", "UTC 0 9 * * *"] {
        let expected = format!(
            "the cron expression `{expression:?}` has a misplaced time zone: it comes first, as `TZ=UTC`\n\
             help: use `\"TZ=UTC 0 9 * * *\"`",
        );
        assert_eq!(refusal(expression), (None, expected));
    }
    let message = check_cron("0 9 * * * Europe/Berlin").unwrap_err();
    assert_eq!(message.replacement(), Some("\"TZ=Europe/Berlin 0 9 * * *\""));
    // The rest is wrong too.
    assert_eq!(check_cron("0 99 * * * UTC").unwrap_err().replacement(), None);
    assert!(refusal("*/5 mon/tue * * *").1.starts_with("hour is `mon/tue`"));
}

#[test]
fn six_fields_that_look_like_five_and_one_more() {
    for (expression, meant) in [
        ("0 3 * * * *", Some("0 3 * * *")),
        ("30 23 * * ? *", Some("30 23 * * ?")),
        ("TZ=UTC 0 3 ? * * *", Some("TZ=UTC 0 3 ? * *")),
        ("0 30 * * * *", None),
        ("0 0 3 * * *", None),
        ("*/10 3 * * * *", None),
        ("0 3 * * * mon", None),
        ("0 3 * * *", None),
        ("no", None),
    ] {
        let advice = cron_advice(expression);
        let meant = meant.map(|fields| format!("\"{fields}\""));
        assert_eq!(advice.as_ref().and_then(|advice| advice.replacement()), meant.as_deref(), "{expression}");
    }
    let advice = cron_advice("0 3 * * * *").unwrap();
    assert_eq!((advice.id(), advice.field()), ("cron_with_seconds", "on_crons"));
    assert_eq!(
        advice.to_string(),
        "with six fields, seconds come first, so the cron expression `\"0 3 * * * *\"` runs in minute 3 of every hour; \
         use `\"0 3 * * *\"` for hour 3",
    );
}

#[test]
fn descriptors_are_rejected_with_the_equivalent_fields() {
    for (descriptor, fields) in [
        ("@yearly", "0 0 1 1 *"),
        ("@annually", "0 0 1 1 *"),
        ("@monthly", "0 0 1 * *"),
        ("@weekly", "0 0 * * 0"),
        ("@daily", "0 0 * * *"),
        ("@midnight", "0 0 * * *"),
        ("@hourly", "0 * * * *"),
        ("@Daily", "0 0 * * *"),
    ] {
        assert_eq!(check_cron(fields), Ok(()));
        let expected = format!(
            "the cron expression `\"{descriptor}\"` is a descriptor, but Hatchet accepts only cron fields\n\
             help: use `\"{fields}\"`",
        );
        assert_eq!(refusal(descriptor), (None, expected));
    }
    assert_eq!(
        refusal("TZ=UTC @daily").1,
        "the cron expression `\"TZ=UTC @daily\"` is a descriptor, but Hatchet accepts only cron fields\n\
         help: use `\"TZ=UTC 0 0 * * *\"`",
    );
    assert_eq!(
        refusal("@every 1h").1,
        "the cron expression `\"@every 1h\"` is a descriptor, but Hatchet accepts only cron fields; intervals such as \
         `@every` are not possible\n\
         help: name the times, for example `\"*/5 * * * *\"` for every five minutes",
    );
    assert_eq!(
        refusal(" @hourly ").1,
        "the cron expression `\" @hourly \"` is a descriptor, but Hatchet accepts only cron fields\n\
         help: use `\"0 * * * *\"`",
    );
    assert_eq!(
        refusal("@reboot").1,
        "the cron expression `\"@reboot\"` is a descriptor, but Hatchet accepts only cron fields\n\
         help: for example `\"0 3 * * *\"` for every day at three o'clock",
    );
}

#[test]
fn no_text_causes_a_panic() {
    let digits = "9".repeat(10_000);
    let seeds = [
        "CRON_TZ=America/Argentina/Buenos_Aires 0 */15 9-17 1,15 jan-dec mon-fri/2",
        "TZ=é/ü * * * * *",
        "@every é",
        "é é é é é",
        "*/é * * * *",
        "é-1 * * * *",
        "1-é * * * *",
        "* * * * mön-fri",
        "\u{0} * * * *",
        "jan\u{301} * * * *",
        "- , / ? * #",
        "//// ---- ,,,, ???? ****",
        &digits,
        &format!("{digits} * * * *"),
        &format!("*/{digits} {digits}-{digits} * * *"),
        &"* ".repeat(5_000),
        &",".repeat(5_000),
    ];
    let mut refused = 0;
    for seed in seeds {
        let ends = (0..=seed.len().min(80)).chain([seed.len() - 1, seed.len()]);
        for text in ends.filter_map(|end| seed.get(..end)) {
            if let Err(error) = check_cron(text) {
                refused += 1;
                assert!(error.to_string().contains("cron expression `\""), "{error}");
            }
        }
    }
    assert!(refused > 100);
}

#[test]
fn a_day_that_no_month_has_never_comes() {
    for (expression, days, months, last) in [
        ("0 0 30 2 *", "30", "2", 29),
        ("0 0 31 4 *", "31", "4", 30),
        ("0 0 31 2,4,6 *", "31", "2,4,6", 30),
        ("0 0 0 30 feb ?", "30", "feb", 29),
        ("TZ=Europe/Berlin 0 0 30-31 FEB *", "30-31", "FEB", 29),
        ("0 0 30/1 2 *", "30/1", "2", 29),
        ("0 0 31 4-6/2 *", "31", "4-6/2", 30),
        ("0 0 31 9/2 */1", "31", "9/2", 30),
        ("0 0 31,30 2/12 *", "31,30", "2/12", 29),
        ("*/5 * 31 jun,nov *", "31", "jun,nov", 30),
    ] {
        assert_eq!(
            check_cron(expression).unwrap_err().to_string(),
            format!(
                "day of month is `{days}` in the cron expression `{expression:?}`, but no such day exists in month \
                 `{months}`\nhelp: the last day in month `{months}` is {last}"
            )
        );
    }
    for expression in [
        "0 0 29 2 *",
        "0 0 30 4 *",
        "0 0 31 2,3 *",
        "0 0 30 2 mon",
        "0 0 30 2 0-6",
        "0 0 30 2 */2",
        "0 0 29/2 2 *",
        "0 0 28-31 2 *",
        "0 0 31 * *",
        "0 0 * 2 *",
        "0 0 31 */2 *",
        "0 0 30 2,4 *",
        "0 0 31/5 1-12 ?",
    ] {
        assert_eq!(check_cron(expression), Ok(()), "{expression}");
    }
}
