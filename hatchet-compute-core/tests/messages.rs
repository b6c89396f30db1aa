//! The exact messages. Those about memory are in `memory_messages.rs`.

use hatchet_compute_core::{
    ComputeSpec, ConstMessage, CpuKind, Field, Message, NumberProblem, cpus_problem, duplicate_region, empty_regions,
    invalid_name, invalid_pool, joined, num_replicas_problem, quoted, retries_problem, slots_problem, unknown_cpu_kind,
    unknown_region,
};

const SHARED: CpuKind = CpuKind::Shared;
const PERFORMANCE: CpuKind = CpuKind::Performance;

#[test]
fn cpus() {
    for (cpu_kind, cpus, expected) in [
        (None, 65, "`cpus` is 65, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 64`"),
        (None, 0, "`cpus` is 0, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 1`"),
        (Some(SHARED), -3, "`cpus` is -3, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 1`"),
        (Some(PERFORMANCE), 65, "`cpus` is 65, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 64`"),
        (
            Some(PERFORMANCE),
            40,
            "`cpus` is 40, but a performance machine has at most 32 CPUs: 33 would need 67584 MB, and a machine has at \
             most 65536 MB\nhelp: use `cpus = 32`, or `cpu_kind = \"shared\"`",
        ),
    ] {
        let problem = cpus_problem(cpu_kind, cpus).unwrap();
        assert_eq!(problem.message(cpus).as_str(), expected);
    }
}

/// With the number of CPUs that the help gives, the machine can have its memory.
#[test]
fn the_help_about_cpus_fits_the_memory() {
    for (cpu_kind, kind) in [("shared", SHARED), ("performance", PERFORMANCE)] {
        for cpus in [i64::MIN, -1, 0, 33, 40, 64, 65, 1000, i64::MAX] {
            for memory_mb in (0..=70_000).step_by(250).chain([i64::MIN, -1, 65_536, i64::MAX]) {
                let spec = ComputeSpec { cpu_kind, cpus, memory_mb, ..ComputeSpec::default() };
                let known = [Field::CpuKind, Field::Cpus, Field::MemoryMb];
                let found = spec.check_known(&known);
                let Some(violation) = found.iter().find(|violation| violation.field() == "cpus") else { continue };
                let message = violation.message();
                let fits = |cpus: u32| {
                    kind.memory_mb_range(cpus).is_some_and(|range| {
                        u32::try_from(memory_mb.min(65_536)).is_ok_and(|memory_mb| range.contains(&memory_mb))
                    })
                };
                match message.replacement() {
                    Some(text) => assert!(fits(text.replace("cpus = ", "").parse().unwrap()), "{memory_mb}: {message}"),
                    None => assert!(!(1..=64).any(fits), "{memory_mb}: {message}"),
                }
                if message.help().unwrap().ends_with("or `cpu_kind = \"shared\"`") {
                    let shared = ComputeSpec { cpu_kind: "shared", memory_mb: memory_mb.min(65_536), ..spec };
                    assert!(shared.check_known(&known).is_empty(), "{memory_mb}: {message}");
                }
            }
        }
    }
}

#[test]
fn replicas_retries_and_slots() {
    let message =
        |rule: fn(i64) -> Option<NumberProblem>, number| rule(number).unwrap().message(number).as_str().to_owned();
    assert_eq!(
        message(num_replicas_problem, 1001),
        "`num_replicas` is 1001, but 0 to 1000 machines are allowed\nhelp: use `num_replicas = 1000`",
    );
    assert_eq!(
        message(num_replicas_problem, -1),
        "`num_replicas` is -1, but 0 to 1000 machines are allowed\nhelp: use `num_replicas = 0`",
    );
    assert_eq!(
        message(retries_problem, -1),
        "`retries` is -1, but 0 to 2147483647 are allowed\nhelp: use `retries = 0`",
    );
    assert_eq!(
        message(retries_problem, 2_147_483_648),
        "`retries` is 2147483648, but 0 to 2147483647 are allowed\nhelp: use `retries = 2147483647`",
    );
    for slots in [0, 1001] {
        let expected = format!("`slots` is {slots}, but 1 to 1000 are allowed\nhelp: choose from 1 to 1000");
        assert_eq!(message(slots_problem, slots), expected);
    }
}

/// The message about a literal that does not fit a number.
fn too_wide(problem: NumberProblem, literal: &str) -> Message {
    let number = if literal.starts_with('-') { i64::MIN } else { i64::MAX };
    Message::from(problem.message(number)).with_literal(number, literal)
}

#[test]
fn literals_too_wide_for_a_number_are_shown_as_written() {
    for (text, expected) in [
        (
            "99999999999999999999",
            "`cpus` is 99999999999999999999, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 64`",
        ),
        (
            "-99_999_999_999_999_999_999",
            "`cpus` is -99_999_999_999_999_999_999, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 1`",
        ),
        (
            &"9".repeat(500),
            "`cpus` is 9999999999999999999999999999999999999999…, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 64`",
        ),
    ] {
        assert_eq!(too_wide(NumberProblem::CpusOutOfRange, text).to_string(), expected);
    }
    let below = NumberProblem::MemoryBelowMin(SHARED, 2);
    assert_eq!(
        too_wide(below, "-99999999999999999999").to_string(),
        "`memory_mb` is -99999999999999999999, but 2 shared CPUs take 512 to 4096 MB\nhelp: use `memory_mb = 1024`",
    );
}

#[test]
fn check_reports_too_many_performance_cpus_as_a_rule_on_memory() {
    let spec = ComputeSpec { cpu_kind: "performance", cpus: 40, memory_mb: 65_536, ..ComputeSpec::default() };
    let violations = spec.check().unwrap_err();
    let found: Vec<_> = violations.iter().map(|violation| (violation.id(), violation.field())).collect();
    assert_eq!(found, [("memory_below_min", "memory_mb")]);
    assert_eq!(
        violations.to_string(),
        "`memory_mb` is 65536 with 40 performance CPUs, but a performance machine has at most 32 CPUs: 33 would need \
         67584 MB, and a machine has at most 65536 MB\nhelp: use `cpus = 32`, or `cpu_kind = \"shared\"`",
    );
}

/// The API's list of regions, as messages give it.
const API_REGIONS: &str = "choose from `ams`, `arn`, `bom`, `cdg`, `dfw`, `ewr`, `fra`, `gru`, \
    `iad`, `jnb`, `lax`, `lhr`, `nrt`, `ord`, `sin`, `sjc`, `syd` or `yyz` (the API's list of August 2026)";

#[test]
fn messages_about_text() {
    for (message, problem, help, replacement) in [
        (unknown_cpu_kind("gpu"), "`cpu_kind` must be `\"shared\"` or `\"performance\"`, not `\"gpu\"`", None, None),
        (
            unknown_cpu_kind(" Perf"),
            "`cpu_kind` must be `\"shared\"` or `\"performance\"`, not `\" Perf\"`",
            Some("use `cpu_kind = \"performance\"`"),
            Some("cpu_kind = \"performance\""),
        ),
        (unknown_region("mars"), "`\"mars\"` is not a region of Hatchet Cloud", Some(API_REGIONS), None),
        (
            unknown_region("ewt"),
            "`\"ewt\"` is not a region of Hatchet Cloud",
            Some("use `\"ewr\"` (Secaucus, NJ (US))"),
            Some("\"ewr\""),
        ),
        (unknown_region("a\"\n"), "`\"a\\\"\\n\"` is not a region of Hatchet Cloud", Some(API_REGIONS), None),
        (
            duplicate_region("ewr"),
            "region `\"ewr\"` is given twice",
            Some("remove it: `\"ewr\"` is already in the list"),
            None,
        ),
        (empty_regions(), "`regions` is empty", Some("leave `regions` out to let Hatchet choose"), None),
        (
            invalid_name("a b"),
            "`name` is `\"a b\"`, but a name is one or more letters (a-z, A-Z), digits, `.`, `-` or `_`",
            Some("use `name = \"a-b\"`"),
            Some("name = \"a-b\""),
        ),
        (
            invalid_name("größe"),
            "`name` is `\"größe\"`, but a name is one or more letters (a-z, A-Z), digits, `.`, `-` or `_`",
            Some("for example `name = \"process_data\"`"),
            None,
        ),
        (
            invalid_pool("a b"),
            "`pool` is `\"a b\"`, but a pool's name is 1 to 32 letters (a-z, A-Z), digits, `.`, `-` or `_`",
            Some("use `pool = \"a-b\"`"),
            Some("pool = \"a-b\""),
        ),
        (
            invalid_pool(""),
            "`pool` is `\"\"`, but a pool's name is 1 to 32 letters (a-z, A-Z), digits, `.`, `-` or `_`",
            Some("for example `pool = \"heavy\"`"),
            None,
        ),
    ] {
        assert_eq!(message.problem(), problem);
        assert_eq!(message.help(), help);
        assert_eq!(message.replacement(), replacement);
        let help = help.map(|help| format!("\nhelp: {help}"));
        assert_eq!(message.to_string(), problem.to_owned() + &help.unwrap_or_default());
        assert!(!message.problem().contains('\n'), "one line");
    }
}

#[test]
fn a_message_about_a_number_has_the_same_parts_in_constants() {
    const MESSAGE: ConstMessage = NumberProblem::CpusOutOfRange.message(65);
    const WITHOUT_REPLACEMENT: ConstMessage = NumberProblem::SlotsOutOfRange.message(0);
    assert_eq!(
        Message::from(MESSAGE),
        Message::new("`cpus` is 65, but a machine has 1 to 64 CPUs").with_replacement("cpus = 64"),
    );
    assert_eq!(
        Message::from(WITHOUT_REPLACEMENT),
        Message::new("`slots` is 0, but 1 to 1000 are allowed").with_help("choose from 1 to 1000"),
    );
}

#[test]
fn words_are_joined_as_in_a_sentence() {
    for (words, expected, expected_quoted) in [
        (&[][..], "", ""),
        (&["a"], "a", "`a`"),
        (&["a", "b"], "a or b", "`a` or `b`"),
        (&["a", "b", "c"], "a, b or c", "`a`, `b` or `c`"),
    ] {
        assert_eq!(joined(words, "or"), expected);
        assert_eq!(quoted(words, "or"), expected_quoted);
    }
}

#[test]
fn violations_are_listed_with_their_help() {
    let regions = ["EWR", "usa", "mars", "mars"];
    let spec = ComputeSpec {
        cpu_kind: "Shared",
        cpus: 0,
        memory_mb: 1024,
        num_replicas: Some(1001),
        regions: Some(&regions),
        pool: Some(""),
    };
    let violations = spec.check().unwrap_err();
    let expected = "`cpu_kind` must be `\"shared\"` or `\"performance\"`, not `\"Shared\"`\n\
         help: use `cpu_kind = \"shared\"`\n\
         `cpus` is 0, but a machine has 1 to 64 CPUs\n\
         help: use `cpus = 1`\n\
         `num_replicas` is 1001, but 0 to 1000 machines are allowed\n\
         help: use `num_replicas = 1000`\n\
         `\"EWR\"` is not a region of Hatchet Cloud\n\
         help: use `\"ewr\"` (Secaucus, NJ (US))\n\
         `\"usa\"` is not a region of Hatchet Cloud\n\
         help: use `\"ord\"` (Chicago, Illinois (US)), `\"dfw\"` (Dallas, Texas (US)), `\"lax\"` (Los Angeles, California (US)) \
         or `\"iad\"` (Ashburn, Virginia (US))\n\
         `\"mars\"` is not a region of Hatchet Cloud\n\
         help: API_REGIONS\n\
         region `\"mars\"` is given twice\n\
         help: remove it: `\"mars\"` is already in the list\n\
         `pool` is `\"\"`, but a pool's name is 1 to 32 letters (a-z, A-Z), digits, `.`, `-` or `_`\n\
         help: for example `pool = \"heavy\"`";
    assert_eq!(violations.to_string(), expected.replace("API_REGIONS", API_REGIONS));
    assert_eq!(violations.len(), 8);
    assert_eq!(violations.iter().count(), 8);
    for violation in &violations {
        assert_eq!(violation.message().to_string(), violation.to_string());
    }
    let written: Vec<String> = (&violations).into_iter().map(ToString::to_string).collect();
    assert_eq!(written.join("\n"), violations.to_string());
    assert_eq!(violations.clone().into_iter().collect::<Vec<_>>(), violations.iter().cloned().collect::<Vec<_>>());
}

#[test]
fn no_help_is_to_write_a_region_that_is_there() {
    let helps = |regions: &[&str]| {
        let spec = ComputeSpec {
            cpu_kind: "shared",
            cpus: 1,
            memory_mb: 1024,
            regions: Some(regions),
            ..ComputeSpec::default()
        };
        let violations = spec.check().unwrap_err();
        violations.iter().map(|violation| violation.message().help().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let given = "remove it: `\"nrt\"` (Tokyo, Japan) is already in the list";
    assert_eq!(helps(&["Tokyo", "nrt"]), [given]);
    assert_eq!(helps(&["nrt", "nrr"]), [given]);
    assert_eq!(helps(&["NRT", "ewr", "Japan"]), ["use `\"nrt\"` (Tokyo, Japan)", given]);
    assert!(helps(&["ewr", "usa"])[0].starts_with("use `\"ord\"`"));
    // Both regions in Brazil that a name means, of which one is in the API's list; and both in California.
    assert_eq!(helps(&["brazil", "gru"]), ["remove it: `\"gru\"` (Sao Paulo, Brazil) is already in the list"]);
    let given = "remove it: `\"lax\"` (Los Angeles, California (US)) is already in the list";
    assert_eq!(helps(&["california", "lax", "sjc"]), [given]);
    assert_eq!(helps(&["california", "lax"]), ["use `\"sjc\"` (San Jose, California (US))"]);
    assert_eq!(helps(&["ewr", "any"]), ["remove it, or leave `regions` out to let Hatchet choose"]);
}

#[test]
fn both_rules_on_memory_can_be_broken_at_once() {
    let spec = ComputeSpec { cpu_kind: "shared", cpus: 24, memory_mb: 70_000, ..ComputeSpec::default() };
    assert_eq!(
        spec.check().unwrap_err().to_string(),
        "`memory_mb` is 70000, but 24 shared CPUs take 6144 to 49152 MB\n\
         help: use `memory_mb = 49152`\n\
         `memory_mb` is 70000, but a machine has at most 65536 MB, and 24 shared CPUs take 6144 to 49152 MB\n\
         help: use `memory_mb = 49152`",
    );
}

#[test]
fn numbers_are_written_in_digits() {
    for number in [0, 1, -1, 9, 10, 99, 100, 65_536, -2_147_483_648, i64::MAX, i64::MIN] {
        let message = NumberProblem::CpusOutOfRange.message(number);
        let expected = format!("`cpus` is {number}, but a machine has 1 to 64 CPUs\n");
        assert!(message.as_str().starts_with(&expected), "{}", message.as_str());
    }
}

#[test]
fn a_literal_that_is_too_long_is_cut_between_two_characters() {
    for beginning in ["", "x", "xx"] {
        let text = format!("{beginning}{}", "€".repeat(200));
        let message = too_wide(NumberProblem::CpusOutOfRange, &text);
        let shown = message
            .problem()
            .strip_prefix("`cpus` is ")
            .and_then(|rest| rest.split_once('…'))
            .map_or("", |(shown, _)| shown);
        assert_eq!(shown.chars().count(), 40, "{message}");
        assert!(text.starts_with(shown), "{message}");
    }
}

/// The buffer has room for 320 bytes.
#[test]
fn no_message_is_cut() {
    let sizes = CpuKind::ALL.iter().flat_map(|&cpu_kind| (0..=65).map(move |cpus| (cpu_kind, cpus)));
    let on_memory = sizes.flat_map(|(cpu_kind, cpus)| {
        [
            NumberProblem::MemoryBelowMin(cpu_kind, cpus),
            NumberProblem::MemoryAboveMax(cpu_kind, cpus),
            NumberProblem::MemoryAbovePlatformMax(Some((cpu_kind, cpus))),
        ]
    });
    let problems = on_memory.chain([
        NumberProblem::CpusOutOfRange,
        NumberProblem::TooManyPerformanceCpus,
        NumberProblem::MemoryAbovePlatformMax(None),
        NumberProblem::NumReplicasOutOfRange,
        NumberProblem::RetriesOutOfRange,
        NumberProblem::SlotsOutOfRange,
    ]);
    let mut longest = 0;
    for problem in problems {
        for number in [i64::MIN, i64::MAX] {
            longest = longest.max(problem.message(number).as_str().len());
        }
    }
    assert!((200..320).contains(&longest), "{longest} bytes");
}
