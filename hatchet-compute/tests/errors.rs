//! An error that `main` returns is shown by `Debug`, which is therefore its message.

use std::error::Error;
use std::fmt::Debug;

use hatchet_compute::placement::replicas_for;
use hatchet_compute::record::read;
use hatchet_compute::{ComputeSpec, CpuKind, Plan, Region, Step};

#[track_caller]
fn assert_shown<T: Debug, E: Error + 'static>(result: Result<T, E>) {
    let error: Box<dyn Error> = result.unwrap_err().into();
    let message = error.to_string();
    assert!(message.contains("help: ") || !message.contains('{'), "{message}");
    assert_eq!(format!("{error:?}"), message);
    assert_eq!(format!("{error:#?}"), message);
}

#[test]
fn what_main_shows_of_an_error_is_its_message() {
    let step = || Step::new("orders", "fetch");
    assert_shown(Plan::from_steps([step(), step()]));
    assert_shown(Plan::from_steps([]).and_then(|plan| plan.with_slots(0)));
    assert_shown(Plan::from_steps([]).and_then(|plan| plan.with_namespace("a,b")));
    assert_shown(read(b"not a record"));
    assert_shown(replicas_for(64, 0.999_999));
    assert_shown(replicas_for(3, 2.0));
    assert_shown(ComputeSpec::default().check());
    assert_shown("gpu".parse::<CpuKind>());
    assert_shown("Tokyo".parse::<Region>());
}

#[cfg(feature = "cloud")]
#[test]
fn what_main_shows_of_a_failed_registration_is_its_message() {
    use hatchet_compute::cloud::Settings;

    let mut settings = Settings::default();
    settings.register_id = "not a UUID".to_owned();
    assert_shown(settings.register(&Plan::from_steps([]).unwrap()));
}
