//! The exact messages about memory, and whether their help is correct.

use hatchet_compute_core::{CpuKind, memory_mb_problem};

const SHARED: CpuKind = CpuKind::Shared;
const PERFORMANCE: CpuKind = CpuKind::Performance;

/// The message about an invalid memory.
fn on_memory(size: Option<(CpuKind, i64)>, memory_mb: i64) -> String {
    memory_mb_problem(size, memory_mb).expect("a problem").message(memory_mb).as_str().to_owned()
}

#[test]
fn memory_above_the_maximum_of_the_size() {
    for (cpu_kind, cpus, memory_mb, expected) in [
        (
            SHARED,
            2,
            5000,
            "`memory_mb` is 5000, but 2 shared CPUs take 512 to 4096 MB\n\
             help: use `memory_mb = 4096`, or at least 3 CPUs for 5000 MB",
        ),
        (
            SHARED,
            1,
            2049,
            "`memory_mb` is 2049, but 1 shared CPU takes 256 to 2048 MB\n\
             help: use `memory_mb = 2048`, or at least 2 CPUs for 2049 MB",
        ),
        (
            SHARED,
            1,
            65_536,
            "`memory_mb` is 65536, but 1 shared CPU takes 256 to 2048 MB\n\
             help: use `memory_mb = 2048`, or at least 32 CPUs for 65536 MB",
        ),
        (
            PERFORMANCE,
            7,
            65_536,
            "`memory_mb` is 65536, but 7 performance CPUs take 14336 to 57344 MB\n\
             help: use `memory_mb = 57344`, or at least 8 CPUs for 65536 MB",
        ),
    ] {
        assert_eq!(on_memory(Some((cpu_kind, cpus)), memory_mb), expected);
    }
}

#[test]
fn memory_below_the_minimum_of_the_size() {
    for (cpu_kind, cpus, memory_mb, expected) in [
        (
            SHARED,
            16,
            1024,
            "`memory_mb` is 1024, but 16 shared CPUs take 4096 to 32768 MB\n\
             help: use `memory_mb = 4096`, or at most 4 CPUs for 1024 MB",
        ),
        (
            SHARED,
            2,
            511,
            "`memory_mb` is 511, but 2 shared CPUs take 512 to 4096 MB\n\
             help: use `memory_mb = 1024`",
        ),
        (SHARED, 1, 255, "`memory_mb` is 255, but 1 shared CPU takes 256 to 2048 MB\nhelp: use `memory_mb = 1024`"),
        (SHARED, 2, 0, "`memory_mb` is 0, but 2 shared CPUs take 512 to 4096 MB\nhelp: use `memory_mb = 1024`"),
        (SHARED, 2, -1, "`memory_mb` is -1, but 2 shared CPUs take 512 to 4096 MB\nhelp: use `memory_mb = 1024`"),
        (
            PERFORMANCE,
            2,
            1024,
            "`memory_mb` is 1024, but 2 performance CPUs take 4096 to 16384 MB\n\
             help: use `memory_mb = 4096`, or `cpu_kind = \"shared\"`",
        ),
        (
            PERFORMANCE,
            1,
            256,
            "`memory_mb` is 256, but 1 performance CPU takes 2048 to 8192 MB\n\
             help: use `memory_mb = 2048`",
        ),
        (
            PERFORMANCE,
            8,
            2047,
            "`memory_mb` is 2047, but 8 performance CPUs take 16384 to 65536 MB\nhelp: use `memory_mb = 16384`",
        ),
        (
            PERFORMANCE,
            16,
            16_384,
            "`memory_mb` is 16384, but 16 performance CPUs take 32768 to 65536 MB\n\
             help: use `memory_mb = 32768`, or at most 8 CPUs for 16384 MB",
        ),
    ] {
        assert_eq!(on_memory(Some((cpu_kind, cpus)), memory_mb), expected);
    }
}

#[test]
fn memory_above_the_maximum_of_the_platform() {
    let plain = "`memory_mb` is 70000, but a machine has at most 65536 MB\nhelp: use `memory_mb = 65536`";
    for size in [Some((PERFORMANCE, 8)), Some((SHARED, 32))] {
        assert_eq!(on_memory(size, 70_000), plain, "{size:?}");
    }
    // The size may allow less, so no number is right for certain.
    for size in [None, Some((PERFORMANCE, 33)), Some((SHARED, 65))] {
        assert_eq!(on_memory(size, 70_000), "`memory_mb` is 70000, but a machine has at most 65536 MB", "{size:?}");
    }
    assert_eq!(
        on_memory(Some((SHARED, 24)), 70_000),
        "`memory_mb` is 70000, but a machine has at most 65536 MB, and 24 shared CPUs take 6144 to 49152 MB\n\
         help: use `memory_mb = 49152`",
    );
    assert_eq!(
        on_memory(Some((SHARED, 1)), i64::MAX),
        "`memory_mb` is 9223372036854775807, but a machine has at most 65536 MB, and 1 shared CPU takes 256 to 2048 MB\n\
         help: use `memory_mb = 2048`",
    );
}

/// The number after this text.
fn number_after(text: &str, before: &str) -> Option<i64> {
    let (_, rest) = text.split_once(before)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The help must be correct: the memory for the size, and the CPUs or the kind for the memory.
#[test]
fn following_the_help_fixes_the_memory() {
    let (mut by_memory, mut by_cpus, mut by_kind) = (0, 0, 0);
    let sizes = [SHARED, PERFORMANCE].into_iter().flat_map(|cpu_kind| (1..=64).map(move |cpus| (cpu_kind, cpus)));
    let memories = (-256..=70_000).step_by(128).flat_map(|memory_mb| [memory_mb - 1, memory_mb]);
    for ((cpu_kind, cpus), memory_mb) in sizes.flat_map(|size| memories.clone().map(move |memory_mb| (size, memory_mb)))
    {
        let size = Some((cpu_kind, cpus));
        if memory_mb_problem(size, memory_mb).is_none() {
            continue;
        }
        let text = on_memory(size, memory_mb);
        let Some(memory) = number_after(&text, "help: use `memory_mb = ") else {
            assert!(cpus > 32 && memory_mb > 65_536, "there are machines of this size: {text}");
            continue;
        };
        assert_eq!(memory_mb_problem(size, memory), None, "{text}");
        by_memory += 1;
        // The suggested number of CPUs, and the nearest one that is not enough.
        let fewer = number_after(&text, ", or at most ").map(|cpus| (cpus, cpus + 1));
        let more = number_after(&text, ", or at least ").map(|cpus| (cpus, cpus - 1));
        if let Some((enough, not_enough)) = fewer.or(more) {
            assert_eq!(memory_mb_problem(Some((cpu_kind, enough)), memory_mb), None, "{text}");
            assert!(memory_mb_problem(Some((cpu_kind, not_enough)), memory_mb).is_some(), "{text}");
            by_cpus += 1;
        }
        if text.ends_with(", or `cpu_kind = \"shared\"`") {
            assert_eq!(memory_mb_problem(Some((SHARED, cpus)), memory_mb), None, "{text}");
            by_kind += 1;
        }
    }
    assert!(by_memory > 10_000 && by_cpus > 1000 && by_kind > 10, "{by_memory}, {by_cpus}, {by_kind}");
}
