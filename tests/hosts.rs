//! Host programs that the macros must not disturb. Their own lints deny all warnings, so compiling them is most of the
//! test. These tests check that all their steps are linked.

use std::collections::BTreeMap;

use hatchet_compute::{Region, Step, steps};
use {application as _, hygiene_2018 as _, hygiene_2021 as _, hygiene_2024 as _};

fn steps_of(package: &str) -> BTreeMap<&'static str, &'static Step> {
    let of_package = |step: &&Step| step.location().package() == package;
    steps().iter().filter(of_package).map(|step| (step.action(), step)).collect()
}

#[test]
fn strict_programs_of_every_edition_have_all_their_steps() {
    let expected = [
        "absent:present",
        "alone:alone",
        "below_the_annotation:below_the_annotation",
        "bounded:fetchall",
        "bounded:sum",
        "braces:braces",
        "compute-step:compute-step",
        "constants:constants",
        "crop-outside:crop-outside",
        "crop-turn:crop-turn",
        "crop:crop",
        "everything:everything",
        "forbidden:first",
        "forbidden:second",
        "from_c:from_c",
        "generic:generic",
        "groesse:groesse",
        "literals:literals",
        "made:first",
        "made:second",
        "made_by_a_macro:made_by_a_macro",
        "match:match",
        "names:assignment",
        "names:context",
        "names:declare",
        "names:input",
        "names:task",
        "names:workflow",
        "on_the_function:on_the_function",
        "orders-without-prelude:fetch",
        "orders:fetch",
        "orders:send",
        "otherwise:first",
        "otherwise:second",
        "patterns:patterns",
        "private:next",
        "private:old",
        "quiet:fetch",
        "run-without-prelude:first",
        "run-without-prelude:second",
        "seen_in_the_crate:seen_in_the_crate",
        "seen_in_the_module:seen_in_the_module",
        "shadowed-orders:fetch",
        "shadowed-orders:send",
        "shadowed:shadowed",
        "shared:last",
        "shared:other",
        "shared:type",
        "step_on_the_module:step_on_the_module",
        "turn-inside:turn-inside",
        "turn:turn",
        "u8:u8",
        "without_prelude:without_prelude",
        "workflow:step",
    ];
    for package in ["hygiene-2018", "hygiene-2021", "hygiene-2024"] {
        let steps = steps_of(package);
        assert_eq!(steps.keys().copied().collect::<Vec<_>>(), expected, "{package}");
        let everything = steps["everything:everything"];
        assert_eq!(everything.retries(), 3);
        let compute = everything.compute().expect("it has compute");
        assert_eq!(
            (compute.cpus(), compute.memory_mb(), compute.num_replicas(), compute.pool()),
            (2, 8192, 1, "heavy")
        );
        let by_macro = steps["made_by_a_macro:made_by_a_macro"].compute().expect("it has compute");
        assert_eq!((by_macro.cpus(), by_macro.memory_mb()), (2, 2048));
        assert_eq!(by_macro.regions().iter().collect::<Vec<_>>(), [Region::Ewr]);
    }
}

#[test]
fn the_library_may_be_renamed_and_re_exported() {
    let steps = steps_of("application");
    assert_eq!(
        steps.keys().copied().collect::<Vec<_>>(),
        [
            "both:first",
            "both:second",
            "through_the_framework:through_the_framework",
            "under_another_name:under_another_name",
        ]
    );
    assert_eq!(steps["through_the_framework:through_the_framework"].compute(), Some(&application::SMALL));
    assert_eq!(steps["under_another_name:under_another_name"].compute(), Some(&application::LARGE));
}
