//! The messages about wrong cron expressions, and what they say to write.

use hatchet_compute_core::check_cron;

#[test]
fn the_message_names_the_field_the_part_and_what_is_allowed() {
    for (expression, message) in [
        ("61 * * * *", "minute is `61` in the cron expression `\"61 * * * *\"`, but it must be 0 to 59"),
        ("0,60 * * * * *", "second is `60` in the cron expression `\"0,60 * * * * *\"`, but it must be 0 to 59"),
        ("* 24 * * *", "hour is `24` in the cron expression `\"* 24 * * *\"`, but it must be 0 to 23"),
        ("* * 0 * *", "day of month is `0` in the cron expression `\"* * 0 * *\"`, but it must be 1 to 31"),
        (
            "* * * 13 *",
            "month is `13` in the cron expression `\"* * * 13 *\"`, but it must be 1 to 12 or `jan` to `dec`",
        ),
        (
            "* * * * 8",
            "day of week is `8` in the cron expression `\"* * * * 8\"`, but it must be 0 to 6 or `sun` to `sat`",
        ),
        (
            "* * * * 7",
            "day of week is `7` in the cron expression `\"* * * * 7\"`, but it must be 0 to 6 or `sun` to `sat`\n\
             help: use `\"* * * * 0\"`",
        ),
        (
            "*/0 * * * *",
            "minute is `*/0` in the cron expression `\"*/0 * * * *\"`, but the `/` must be followed by a number that is 1 or more",
        ),
        (
            "1,,2 * * * *",
            "minute is `1,,2` in the cron expression `\"1,,2 * * * *\"`, but a value is missing next to a comma",
        ),
        (
            "0 22-6 * * *",
            "hour is `22-6` in the cron expression `\"0 22-6 * * *\"`, but a range goes from the smaller to the larger \
             value\nhelp: use `\"0 22-23,0-6 * * *\"`",
        ),
    ] {
        assert_eq!(check_cron(expression).expect_err(expression).to_string(), message);
    }
}

#[test]
fn the_help_for_a_range_past_the_end_is_two_valid_ranges() {
    for (expression, fixed) in [
        ("* 50-10 * * * *", Some("* 50-59,0-10 * * * *")),
        ("* * 23-0 * * *", Some("* * 23,0 * * *")),
        ("* * * * nov-FEB *", Some("* * * * nov-dec,jan-FEB *")),
        ("* * * * nov-2 *", Some("* * * * nov-dec,1-2 *")),
        ("* * * * * fri-mon", Some("* * * * * fri-sat,sun-mon")),
        ("* * * * * sat-sun", Some("* * * * * sat,sun")),
        ("* * * 30-2/2 * *", None),
    ] {
        let message = check_cron(expression).expect_err(expression);
        let written = fixed.map(|fixed| format!("{fixed:?}"));
        assert_eq!(message.replacement(), written.as_deref(), "{expression}");
        let help = written.map(|written| format!("use `{written}`"));
        assert_eq!(message.help(), help.as_deref(), "{expression}");
        assert_eq!(fixed.map_or(Ok(()), check_cron), Ok(()));
    }
}

#[test]
fn the_help_replaces_the_part_that_is_wrong() {
    let meant = |expression| check_cron(expression).unwrap_err().replacement().map(str::to_owned);
    assert_eq!(meant("15-45,5-4 * * * *").unwrap(), "\"15-45,5-59,0-4 * * * *\"");
    assert_eq!(meant("0 9 * * */7,7").unwrap(), "\"0 9 * * */7,0\"");
    // With all other mistakes, if each can be replaced.
    assert_eq!(meant("0 22-6 * * fri-mon").unwrap(), "\"0 22-23,0-6 * * fri-sat,sun-mon\"");
    assert_eq!(meant("0 22-6,20-2 * * 7").unwrap(), "\"0 22-23,0-6,20-23,0-2 * * 0\"");
    assert_eq!(meant("0 22-6 32 * *"), None);
}
