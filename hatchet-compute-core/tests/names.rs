//! Names and pools.

use hatchet_compute_core::{
    Compute, ComputeSpec, DEFAULT_POOL, POOL_NAME_MAX, Violations, is_name, is_pool_name, record,
};

fn with_pool(pool: Option<&str>) -> Result<Compute, Violations> {
    ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, pool, ..ComputeSpec::default() }.check()
}

/// The name of the pool as a record has it.
fn pool_bytes(compute: Compute) -> [u8; POOL_NAME_MAX] {
    record::step(Some(compute), 0, 0, b"").fixed.pool
}

#[test]
fn names_have_letters_digits_dots_dashes_and_underscores() {
    for name in ["a", "Z", "0", ".", "-", "_", "process_data", "My.Work-flow_2", "...", "a--b"] {
        assert!(is_name(name), "{name}");
    }
    for text in ["", " ", "a b", " a", "a ", "a:b", "a/b", "a,b", "é", "ａ", "a\n", "\0", "a\0", "größe", "a+b", "@a"]
    {
        assert!(!is_name(text), "{text:?}");
    }
}

#[test]
fn of_all_ascii_characters_65_are_in_names() {
    let allowed: String = (0..=0x7F_u8).map(char::from).filter(|c| is_name(&c.to_string())).collect();
    assert_eq!(allowed, "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
}

#[test]
fn pools_have_at_most_32_characters() {
    for len in [1, 2, 31, 32] {
        assert!(is_pool_name(&"x".repeat(len)), "{len}");
    }
    for len in [0, 33, 64, 1000] {
        assert!(!is_pool_name(&"x".repeat(len)), "{len}");
    }
    assert!(!is_pool_name("a b"));
    assert!(is_name(&"x".repeat(1000)), "other names may be longer");
}

#[test]
fn a_compute_keeps_its_pool() {
    for pool in ["a", "heavy", "Heavy", "-._", &"x".repeat(31), &"x".repeat(32)] {
        let compute = with_pool(Some(pool)).unwrap();
        assert_eq!(compute.pool(), pool);
        assert!(!compute.is_default_pool());
        let bytes = pool_bytes(compute);
        let (name, padding) = bytes.split_at(pool.len());
        assert_eq!(name, pool.as_bytes());
        assert!(padding.iter().all(|byte| *byte == 0));
    }
}

#[test]
fn the_default_pool_is_the_same_as_none() {
    let none = with_pool(None).unwrap();
    assert_eq!(with_pool(Some("default")).unwrap(), none);
    assert_eq!((none.pool(), DEFAULT_POOL, none.is_default_pool()), ("default", "default", true));
    assert_eq!(pool_bytes(none), [0; 32]);
    for other in ["Default", "defaul", "default2"] {
        assert_ne!(with_pool(Some(other)).unwrap(), none, "{other}");
    }
}

#[test]
fn an_invalid_pool_is_a_violation() {
    for pool in ["", " ", "a b", "größe", "a/b", "x\0", &"x".repeat(33)] {
        let violations = with_pool(Some(pool)).unwrap_err();
        let found: Vec<_> =
            violations.iter().map(|violation| (violation.id(), violation.field(), violation.index())).collect();
        assert_eq!(found, [("invalid_pool", "pool", None)], "{pool:?}");
    }
}
