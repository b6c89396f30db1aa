//! How many errors an annotation gives: each mistake one, however many there are, and none twice.

use super::{compute, errors_in, step, tokens, without_values, workflow};

#[test]
fn each_mistake_is_one_error() {
    for (arguments, errors) in [
        ("", 0),
        ("compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024)", 0),
        ("compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024,),", 0),
        ("compute = SMALL, name = \"a\", timeout = \"1s\", retries = 0", 0),
        ("compute = f::<A, B>(1, 2), name = \"a\"", 0),
        ("compute(cpu_kind = \"shared\", cpus = N, memory_mb = if A { 1 } else { 2 })", 0),
        ("compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 5000)", 1),
        ("compute(cpu_kind = \"x\", cpus = 0, memory_mb = 5000, num_replicas = -1)", 3),
        ("compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 70000, pool = \"\")", 2),
        ("compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024, regions = [])", 1),
        ("compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024, regions = [1, a, \"a\", \"a\"])", 4),
        ("compute()", 1),
        ("compute(memory = 1024)", 2),
        ("compute(cpukind = \"shared\", cpu = 2, memory = 1024)", 3),
        ("compute(gpus = 1)", 2),
        ("compute(cpus = 2, cpus = 2, cpus = 2)", 3),
        ("compute(cpu_kind \"shared\" cpus 2 memory_mb 1024)", 5),
        ("compute(cpu_kind: \"shared\", cpus: 2, memory_mb: 1024)", 3),
        ("compute(cpu_kind = \"shared\"; cpus = 2; memory_mb = 1024)", 2),
        ("compute[]", 1),
        ("compute { cpus = 65 }", 3),
        ("compute[cpus = 65, memory_mb = 1024]", 3),
        ("name { a = 1 }", 1),
        ("compute", 1),
        ("compute = ", 1),
        (", ,", 2),
        ("name, timeout, retries, compute, crate, parents", 6),
        ("onFailure", 1),
        ("retries = Some(3)", 1),
        ("retries = Some(3).unwrap()", 0),
        ("compute(cpu_kind = \"shared\", cpus = 2, memory_mb = 1024, regions = [,])", 1),
        ("parent = a", 1),
        ("retries = 3 on_failure", 1),
        ("compute(cpus = 2 ..SMALL)", 1),
        ("compute(regions = [\"ewr\"] ..SMALL)", 1),
        ("retries = if let A::B = C { 1 } else { 2 }, timeout = \"1s\"", 0),
        ("retries = if let Some(1) | None = C { 1 } else { 2 }, timeout = \"1s\"", 0),
        ("retries = if let None = C && let A = B { 1 } else { 2 } timeout = \"1s\"", 1),
        (
            "compute(cpu_kind = \"shared\", cpus = if false < A { 1 } else { 2 }, memory_mb = if 3 > 2 { 4 } else { 5 })",
            0,
        ),
        ("compute = Compute { cpu_kind: CpuKind::Shared, cpus: 2, memory_mb: 1024 }", 2),
        ("a = 1, b = 2, c::d = 3", 3),
        ("parents = [a]", 1),
        ("retries = 1.0, timeout = true, name = [\"a\", \"b\"]", 3),
    ] {
        let expansion = step(arguments, "fn run() {}");
        assert_eq!(errors_in(&expansion), errors, "{arguments}: {expansion}");
    }
}

#[test]
fn compute_is_a_value_whatever_is_wrong() {
    for (fields, errors) in [
        ("cpu_kind = \"shared\", cpus = 2, memory_mb = 1024", 0),
        ("cpu_kind = \"shared\", cpus = 2, memory_mb = 5000, timeout = \"1s\"", 2),
        ("", 1),
        ("@", 1),
    ] {
        let expansion = compute(fields);
        assert_eq!(errors_in(&expansion), errors, "{fields}: {expansion}");
        syn::parse2::<syn::Expr>(without_values(expansion)).expect("an expression");
    }
}

#[test]
fn only_paths_are_taken_without_parentheses() {
    for (path, is_one) in [
        ("SMALL", true),
        ("crate::machines::SMALL", true),
        ("::machines::SMALL", true),
        ("super::super::SMALL", true),
        ("self::SMALL", true),
        ("self::super::SMALL", true),
        ("::crate", false),
        ("machines::self", false),
        ("super::crate::SMALL", false),
        ("machines : : SMALL", false),
        ("machines::", false),
        ("if", false),
        ("SMALL.0", false),
    ] {
        let expansion = step(&format!("compute = {path}"), "fn run() {}");
        let is_taken = expansion.to_string().contains(&format!(":: Compute = {} ;", tokens(path)));
        assert_eq!(is_taken, is_one, "{path}: {expansion}");
    }
}

#[test]
fn a_workflow_gives_the_errors_of_all_its_steps() {
    let expansion = workflow(
        "name = \"\", on_crons = [\"* * *\"]",
        "impl Orders {
            #[step(retries = -1)]
            fn a(&self) {}
            #[step(parents = [a, nowhere], timeout = \"1\")]
            fn b(&self) {}
        }",
    );
    assert_eq!(errors_in(&expansion), 5, "{expansion}");
}

#[test]
fn a_step_with_errors_takes_no_other_record_away() {
    let expansion = workflow(
        "",
        "impl Orders {
            #[cfg(any())]
            #[step(retries = -1)]
            fn a(&self) {}
            #[step]
            fn b(&self) {}
        }",
    )
    .to_string();
    assert!(expansion.contains("step=b"), "{expansion}");
    assert!(!expansion.contains("step=a"), "{expansion}");
    assert!(expansion.contains("# [cfg (any ())] const _ : () = { :: core :: compile_error"), "{expansion}");
}

#[test]
fn every_cycle_is_one_error() {
    for (parents, errors) in [
        ([&[][..], &["a"], &["b"], &["c"]], 0),
        ([&["b"], &["a"], &[], &[]], 1),
        ([&["b"], &["c"], &["a"], &[]], 1),
        ([&["b"], &["a"], &["d"], &["c"]], 2),
        ([&["a"], &[], &[], &[]], 1),
        ([&["b", "c", "d"], &["c", "d"], &["d"], &[]], 0),
    ] {
        let mut methods = String::new();
        for (name, parents) in ["a", "b", "c", "d"].into_iter().zip(parents) {
            let parents = parents.join(", ");
            methods += &format!("#[step(parents = [{parents}])] fn {name}(&self) {{}} ");
        }
        let expansion = workflow("", &format!("impl Orders {{ {methods} }}"));
        assert_eq!(errors_in(&expansion), errors, "{methods}");
    }
}
