//! Reads records that are as the format says, and records with something that it forbids.

mod support;

use std::time::Duration;

use hatchet_compute::record::{RecordProblem, Records, VERSION, read};
use hatchet_compute::{CpuKind, Plan, PlanError, Region, Replicas};
use support::{BARE, FULL, SCALED, WORKFLOW, changed, section};

/// Reads one changed record.
fn problem(change: impl FnOnce(&mut Vec<u8>)) -> RecordProblem {
    let bytes = changed(FULL.to_bytes(), change);
    let error = read(&bytes).unwrap_err();
    assert_eq!(error.offset(), 0);
    error.problem().clone()
}

/// Reads the record of a step with this text.
fn text_problem<const N: usize>(text: &[u8; N]) -> RecordProblem {
    read(&support::step(None, 0, text).to_bytes()).unwrap_err().problem().clone()
}

fn format(problem: &str) -> RecordProblem {
    RecordProblem::Format(problem.to_owned())
}

fn misplaced(key: &str) -> RecordProblem {
    format(&format!("its text has the line `{key}=…`, which this kind of record cannot have"))
}

fn is_not_zero(problem: &RecordProblem) -> bool {
    matches!(problem, RecordProblem::Format(text) if text.ends_with(", but the bytes for it are not zero"))
}

#[test]
fn a_step_comes_back_as_it_was_written() {
    let records = read(&FULL.to_bytes()).unwrap();
    let [step] = &records.steps[..] else { panic!("{records:?}") };
    assert_eq!((step.workflow(), step.name(), step.action()), ("Orders", "charge", "orders:charge"));
    assert_eq!(step.parents(), ["load", "check"]);
    assert_eq!((step.timeout(), step.retries()), (Some(Duration::from_millis(90_500)), 3));
    let location = step.location();
    assert_eq!((location.file(), location.line(), location.column()), ("C:\\src\\main.rs", 12, 10));
    assert_eq!((location.package(), location.version()), ("demo", "0.1.0"));
    let compute = step.compute().unwrap();
    assert_eq!((compute.cpu_kind(), compute.cpus(), compute.memory_mb()), (CpuKind::Performance, 32, 65_536));
    assert_eq!((compute.num_replicas(), compute.pool()), (1000, "heavy"));
    assert!(compute.regions().iter().eq([Region::Ams, Region::Yyz]));
}

#[test]
fn a_step_may_have_only_its_names() {
    let records = read(&BARE.to_bytes()).unwrap();
    let [step] = &records.steps[..] else { panic!("{records:?}") };
    assert_eq!((step.action(), step.compute(), step.timeout(), step.retries()), ("w:s", None, None, 0));
    assert_eq!(step.location().to_string(), "an unknown place");
}

#[test]
fn a_workflow_comes_back_as_it_was_written() {
    let records = read(&WORKFLOW.to_bytes()).unwrap();
    let [workflow] = &records.workflows[..] else { panic!("{records:?}") };
    assert_eq!((workflow.name(), workflow.version()), ("Orders", Some("2")));
    assert_eq!(workflow.on_events(), ["order:created", "order:paid"]);
    assert_eq!(workflow.on_crons(), ["0 5 * * *"]);
    assert_eq!(workflow.description(), Some("two\nlines = \\"));
    assert_eq!(workflow.location().to_string(), "src/main.rs:3:1 (demo 0.1.0)");
}

#[test]
fn zero_padding_is_skipped_and_link_order_does_not_matter() {
    let [full, bare, workflow] = [FULL.to_bytes(), BARE.to_bytes(), WORKFLOW.to_bytes()];
    let tight = read(&[&full[..], &bare, &workflow].concat()).unwrap();
    let zeros = vec![0; 4096];
    let wide = [&zeros, &workflow, &zeros[..1], &bare, &zeros[..3], &full, &zeros].concat();
    assert_eq!(read(&wide), Ok(tight.clone()));
    assert_eq!(tight.steps.iter().map(hatchet_compute::Step::action).collect::<Vec<_>>(), ["orders:charge", "w:s"]);
    assert_eq!(read(&[]), Ok(Records::default()));
    assert_eq!(read(&zeros), Ok(Records::default()));
}

/// As of a crate that is linked twice: as its unit tests, and as a dependency of them.
#[test]
fn records_with_the_same_bytes_are_one() {
    let [full, bare, workflow] = [FULL.to_bytes(), BARE.to_bytes(), WORKFLOW.to_bytes()];
    let once = read(&[&full[..], &bare, &workflow].concat()).unwrap();
    let twice = read(&[&workflow[..], &full, &bare, &[0; 9], &full, &workflow, &bare, &full].concat()).unwrap();
    assert_eq!(once, twice);
    assert!(Plan::from_records(twice).is_ok());

    // One that differs only in its place is another.
    let elsewhere = support::step(None, 0, b"step=s\nworkflow=w\nat=a.rs:1:1\n").to_bytes();
    let both = read(&[&bare[..], &elsewhere, &bare].concat()).unwrap();
    assert_eq!(both.steps.len(), 2);
    assert!(matches!(Plan::from_records(both), Err(PlanError::ActionTwice { .. })));
}

#[test]
fn an_error_says_where_the_record_begins() {
    let mut bytes = section();
    let offset = bytes.len() + 5;
    bytes.extend_from_slice(&[0; 5]);
    bytes.extend_from_slice(b"HTCH\x02\x00");
    let error = read(&bytes).unwrap_err();
    assert_eq!((error.offset(), error.problem()), (offset, &RecordProblem::Version(2)));
    assert_eq!(
        error.to_string(),
        format!(
            "the record at byte {offset} cannot be read: it is in version 2 of the format, but this reader knows \
             only version {VERSION}\nhelp: use the version of hatchet-compute that the program was built with"
        )
    );
}

#[test]
fn later_additions_are_accepted() {
    let bytes = changed(FULL.to_bytes(), |bytes| {
        bytes.splice(94..94, *b"HTCHnew!"); // unknown fields
        let length = u32::try_from(bytes.len()).unwrap();
        bytes[8..12].copy_from_slice(&length.to_le_bytes());
        bytes[12] = 102; // text_offset
    });
    assert_eq!(read(&bytes), read(&FULL.to_bytes()));
    let unknown_key = support::step(None, 0, b"workflow=w\ncolour=red\nstep=s\ncolour=blue\n").to_bytes();
    assert_eq!(read(&unknown_key), read(&BARE.to_bytes()));
}

#[test]
fn records_of_the_first_writers_are_read() {
    for record in [FULL.to_bytes(), BARE.to_bytes(), WORKFLOW.to_bytes()] {
        let mut old = record.clone();
        old.drain(68..94);
        let length = u32::try_from(old.len()).unwrap();
        old[8..12].copy_from_slice(&length.to_le_bytes());
        old[12] = 68;
        old[14..16].fill(0);
        assert_eq!(read(&old), read(&record));
        // With a checksum it has to be right.
        old[14] = 1;
        let error = read(&old).unwrap_err();
        assert!(error.problem().to_string().starts_with("it is damaged: its checksum is 1, but"), "{error}");
    }
}

#[test]
fn autoscaling_is_read_and_checked() {
    let records = read(&SCALED.to_bytes()).unwrap();
    let step = &records.steps[0];
    assert_eq!(step.schedule_timeout(), Some(Duration::from_secs(600)));
    assert!(step.on_failure());
    let Replicas::Autoscaling(scaling) = step.compute().unwrap().replicas() else { panic!("{step:?}") };
    assert_eq!((scaling.max_replicas(), scaling.min_awake_replicas(), scaling.increment()), (1000, 5, 2));
    assert!(scaling.scale_to_zero());
    assert_eq!(scaling.wait_duration(), Duration::from_secs(30));
    assert_eq!(scaling.rolling_window_duration(), Duration::from_secs(120));
    let thresholds = [scaling.utilization_scale_up_threshold(), scaling.utilization_scale_down_threshold()];
    assert_eq!(thresholds.map(|threshold| threshold.to_string()), ["0.9", "0.125"]);
    let problem = |change: fn(&mut [u8])| {
        let bytes = changed(SCALED.to_bytes(), |bytes| change(bytes));
        read(&bytes).unwrap_err().problem().clone()
    };
    assert!(is_not_zero(&problem(|bytes| bytes[7] = 1)));
    assert!(is_not_zero(&problem(|bytes| bytes[32] = 1)));
    let changes: [fn(&mut [u8]); 6] = [
        |bytes| bytes[68..76].fill(0),
        |bytes| bytes[76..84].fill(0xff),
        |bytes| bytes[84..86].fill(0),
        |bytes| bytes[86..88].fill(0xff),
        |bytes| bytes[88..90].fill(0),
        |bytes| bytes[92..94].fill(0xff),
    ];
    for change in changes {
        assert!(matches!(problem(change), RecordProblem::Compute(_)));
    }
    let bytes = changed(SCALED.to_bytes(), |bytes| bytes[7] = 3);
    let Replicas::Autoscaling(scaling) = read(&bytes).unwrap().steps[0].compute().unwrap().replicas() else { panic!() };
    assert!(!scaling.scale_to_zero());
}

#[test]
fn a_flag_of_a_later_version_is_refused() {
    for flags in [2, 4, 5, 6, 8, 9, 0x80, 0xff] {
        let problem = problem(|bytes| bytes[7] = flags).to_string();
        let start = format!("its flags are {flags:#x}, but this reader knows only 1 (a compute), 2 (autoscaling) and");
        assert!(problem.starts_with(&start), "{problem}");
    }
}

#[test]
fn what_has_no_meaning_is_zero() {
    let not_zero = |bytes: Vec<u8>, index: usize| {
        let bytes = changed(bytes, |bytes| bytes[index] = 1);
        is_not_zero(read(&bytes).unwrap_err().problem())
    };
    for index in 20..94 {
        assert!(not_zero(BARE.to_bytes(), index), "{index}");
        assert!(not_zero(WORKFLOW.to_bytes(), index), "{index}");
    }
    for index in [7, 16, 19] {
        assert!(not_zero(WORKFLOW.to_bytes(), index), "{index}");
    }
    // A step that lost its flag, and one that became a workflow.
    assert!(is_not_zero(&problem(|bytes| bytes[7] = 0)));
    assert_eq!(problem(|bytes| bytes[6] = 2), misplaced("step"));
}

#[test]
fn a_line_of_another_kind_of_record_is_refused() {
    assert_eq!(text_problem(b"workflow=w\nstep=s\nevent=e\n"), misplaced("event"));
    assert_eq!(text_problem(b"workflow=w\nstep=s\ncron=0 5 * * *\n"), misplaced("cron"));
    assert_eq!(text_problem(b"workflow=w\nstep=s\nversion=2\n"), misplaced("version"));
    assert_eq!(text_problem(b"description=\nworkflow=w\nstep=s\n"), misplaced("description"));
    for (record, key) in [
        (support::workflow(b"workflow=w\nstep=w\n").to_bytes(), "step"),
        (support::workflow(b"workflow=w\ntimeout=1s\n").to_bytes(), "timeout"),
        (support::workflow(b"workflow=w\nparent=s\n").to_bytes(), "parent"),
    ] {
        let error = read(&record).unwrap_err();
        assert_eq!(error.problem(), &misplaced(key));
    }
}

#[test]
fn no_length_is_trusted() {
    let available = FULL.to_bytes().len();
    let limit = u32::try_from(available).unwrap();
    for length in [0, 1, 67, limit + 1, 0x7fff_ffff, u32::MAX] {
        let problem = problem(|bytes| bytes[8..12].copy_from_slice(&length.to_le_bytes()));
        assert_eq!(
            problem,
            format(&format!("its length is {length}, but must be 68 to {available}, the bytes left of the section"))
        );
    }
    let limit = u16::try_from(available).unwrap();
    for offset in [0, 67, limit + 1, u16::MAX] {
        let problem = problem(|bytes| bytes[12..14].copy_from_slice(&offset.to_le_bytes()));
        assert_eq!(
            problem,
            format(&format!("its text begins at byte {offset}, but must begin at byte 68 or later, inside the record"))
        );
    }
    assert_eq!(
        problem(|bytes| bytes.truncate(67)),
        format("a record has at least 68 bytes, but the section ends after 67")
    );
    assert_eq!(
        problem(|bytes| bytes.truncate(5)),
        format("a record has at least 68 bytes, but the section ends after 5")
    );
}

#[test]
fn a_bad_fixed_part_says_what_is_wrong() {
    assert_eq!(problem(|bytes| bytes[0] = b'h'), format("it does not begin with `HTCH`"));
    assert_eq!(problem(|bytes| bytes[5] = 1), RecordProblem::Version(257));
    assert_eq!(problem(|bytes| bytes[6] = 3), format("its kind is 3, but must be 1 (a step) or 2 (a workflow)"));
    assert_eq!(problem(|bytes| bytes[19] = 0x80), format("`retries` is 2147483651, but 0 to 2147483647 are allowed"));
    assert_eq!(problem(|bytes| bytes[31] = 0x80).to_string(), "no region has the number 63");
    assert_eq!(problem(|bytes| bytes[34] = 0), format("no kind of CPU has the number 0"));
    assert_eq!(problem(|bytes| bytes[36] = 0xff), format("the name of its pool is not UTF-8"));
}

#[test]
fn a_compute_is_checked_by_the_usual_rules() {
    let ids = |change: fn(&mut Vec<u8>)| match problem(change) {
        RecordProblem::Compute(violations) => {
            violations.iter().map(|violation| violation.id().to_owned()).collect::<Vec<_>>()
        }
        other => panic!("{other}"),
    };
    assert_eq!(ids(|bytes| bytes[35] = 65), ["cpus_out_of_range"]);
    assert_eq!(ids(|bytes| bytes[22] = 0), ["memory_below_min"]);
    assert_eq!(ids(|bytes| bytes[33] = 0xff), ["replicas_out_of_range"]);
    assert_eq!(ids(|bytes| bytes[36] = b' '), ["invalid_pool"]);
    assert_eq!(ids(|bytes| bytes[40 + 10] = b'x'), ["invalid_pool"]); // a zero inside the name
    assert_eq!(ids(|bytes| (bytes[33], bytes[35]) = (0xff, 0)), ["cpus_out_of_range", "replicas_out_of_range"]);
}

#[test]
fn steps_do_not_share_a_compute_that_differs_in_one_field() {
    // 16 CPUs of either kind may have 32768 MB.
    let base = changed(FULL.to_bytes(), |bytes| (bytes[21], bytes[22], bytes[35]) = (0x80, 0, 16));
    // One field at a time: kind, CPUs, memory, replicas, regions and pool.
    let changes: [fn(&mut [u8]); 6] = [
        |bytes| bytes[34] = 1,
        |bytes| bytes[35] = 12,
        |bytes| bytes[21] = 0x81,
        |bytes| bytes[32] -= 1,
        |bytes| bytes[24] |= 1 << 1,
        |bytes| bytes[36] = b'H',
    ];
    let mut section = base.clone();
    for change in changes {
        section.extend(changed(base.clone(), |bytes| change(bytes)));
    }
    let together = read(&section).map(|records| records.steps);
    let mut computes: Vec<_> = together.unwrap().iter().map(|step| *step.compute().unwrap()).collect();
    computes.sort();
    computes.dedup();
    assert_eq!(computes.len(), 1 + changes.len());
}

#[test]
fn an_invalid_compute_after_a_valid_one_is_rejected() {
    let mut section = FULL.to_bytes();
    section.extend(changed(FULL.to_bytes(), |bytes| bytes[35] = 65));
    let error = read(&section).unwrap_err();
    assert_eq!(error.offset(), FULL.to_bytes().len());
    assert!(matches!(error.problem(), RecordProblem::Compute(_)));
}

#[test]
fn a_bad_text_says_what_is_wrong() {
    assert_eq!(text_problem(b"workflow=\xff\nstep=s\n"), format("its text is not UTF-8"));
    assert_eq!(text_problem(b"workflow=w\nstep=s").to_string(), "line 2 of the text has no line break at its end");
    assert_eq!(text_problem(b"workflow=w\n"), format("its text has no line `step=…`"));
    assert_eq!(text_problem(b"step=s\n"), format("its text has no line `workflow=…`"));
    assert_eq!(text_problem(b""), format("its text has no line `workflow=…`"));
    assert_eq!(text_problem(b"workflow=w\nstep=s\nstep=s\n"), format("its text has the line `step=…` twice"));
    let messages = [
        (text_problem(b"workflow=w\nstep=s\ntimeout=5\n"), "`timeout` cannot be `\"5\"`"),
        (text_problem(b"workflow=w\nstep=s\nat=a.rs:1:x\n"), "`at` cannot be `\"a.rs:1:x\"`"),
        (text_problem(b"workflow=w\nstep=s\nat=a.rs:1\n"), "`at` cannot be `\"a.rs:1\"`"),
        (text_problem(b"workflow=w\nstep=s\npackage=demo\n"), "`package` cannot be `\"demo\"`"),
    ];
    for (problem, message) in messages {
        assert_eq!(problem.to_string(), message);
    }
    let workflow = support::workflow(b"workflow=w\nversion=1\nversion=1\n").to_bytes();
    assert_eq!(read(&workflow).unwrap_err().problem(), &format("its text has the line `version=…` twice"));
}
