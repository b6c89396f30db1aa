//! What the tests of module `cloud` share: HTTP servers, tokens, plans, and a log that keeps everything.
// Not every test needs all of it.
#![allow(dead_code)]

pub(crate) mod log;
pub(crate) mod program;
pub(crate) mod server;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hatchet_compute::cloud::{Failure, Limits, RegisterError, Registration, Settings};
use hatchet_compute::{Compute, Plan, Step, compute};
use serde_json::{Value, json};

use self::server::{Server, answer};

pub(crate) const REGISTER_ID: &str = "11111111-2222-4333-8444-555555555555";

/// The path that a plan is posted to.
pub(crate) const PATH: &str = "/api/v1/cloud/infra-as-code/11111111-2222-4333-8444-555555555555";

/// The last part of every token here. No eight characters of it in a row stand in any other text of the tests.
pub(crate) const SIGNATURE: &str = "Zm9yLXRoZS1leWVzLW9mLXRoZS1zZXJ2ZXItYWxvbmU";

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr"] };
const LARGE: Compute = compute! {
    cpu_kind = "performance", cpus = 2, memory_mb = 4096, num_replicas = 2, regions = ["lhr", "ewr"],
};

/// A token with these claims.
pub(crate) fn token(claims: &Value) -> String {
    let part = |json: &Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
    format!("{}.{}.{SIGNATURE}", part(&json!({"alg": "ES256"})), part(claims))
}

/// A token of the server at this URL.
pub(crate) fn token_of(server_url: &str) -> String {
    token(&json!({"server_url": server_url, "sub": "707d0855-80ab-4e1f-a156-f1c4546cbf52"}))
}

/// Four steps on two kinds of machines, one of them on none: those of most recorded runs.
pub(crate) fn two_groups() -> Plan {
    let step = |name| Step::new("My Workflow", name);
    let steps = [
        step("step one").with_compute(SMALL),
        step("step_two").with_compute(LARGE),
        step("three").with_compute(SMALL),
        step("local"),
    ];
    Plan::from_steps(steps).expect("the plan is sound")
}

/// One step with compute.
pub(crate) fn one_step(compute: Compute) -> Plan {
    Plan::from_steps([Step::new("w", "one").with_compute(compute)]).expect("the plan is sound")
}

/// Limits that let a test end soon.
pub(crate) fn short() -> Limits {
    Limits {
        connect: Duration::from_millis(700),
        attempt: Duration::from_millis(800),
        attempts: 3,
        first_pause: Duration::from_millis(1),
        ..Limits::default()
    }
}

/// The same for a single attempt.
pub(crate) fn once() -> Limits {
    Limits { attempts: 1, ..short() }
}

/// Settings for the server at this URL, which the token names.
pub(crate) fn settings(server_url: &str) -> Settings {
    let mut settings = Settings::default();
    settings.register_id = REGISTER_ID.into();
    settings.token = token_of(server_url);
    settings.limits = short();
    settings
}

/// Settings of which one is changed.
pub(crate) trait With: Sized {
    fn with(self, change: impl FnOnce(&mut Settings)) -> Self;

    fn with_token(self, token: impl Into<String>) -> Self {
        self.with(|settings| settings.token = token.into())
    }

    fn with_server_url(self, url: impl Into<String>) -> Self {
        self.with(|settings| settings.server_url = url.into())
    }

    fn with_register_id(self, id: impl Into<String>) -> Self {
        self.with(|settings| settings.register_id = id.into())
    }

    fn with_namespace(self, namespace: impl Into<String>) -> Self {
        self.with(|settings| settings.namespace = namespace.into())
    }

    fn with_actions(self, actions: impl Into<String>) -> Self {
        self.with(|settings| settings.actions = actions.into())
    }

    fn with_ca_file(self, path: impl Into<PathBuf>) -> Self {
        self.with(|settings| settings.ca_file = path.into())
    }

    fn with_limits(self, limits: Limits) -> Self {
        self.with(|settings| settings.limits = limits)
    }
}

impl With for Settings {
    fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self);
        self
    }
}

/// Registers the plan of [`two_groups`], within the time that any test may take, without a trace of the token.
pub(crate) fn register(settings: &Settings) -> Result<Registration, RegisterError> {
    log::keep();
    let start = Instant::now();
    let registered = settings.register(&two_groups());
    let elapsed = start.elapsed();
    assert!(elapsed < Duration::from_secs(15), "it took {elapsed:?}");
    assert_hidden(&format!("{settings:?}"));
    if let Err(error) = &registered {
        assert_reads_well(error);
    }
    log::assert_hidden();
    registered
}

/// The failure of a registration that reached the network.
pub(crate) fn failure(settings: &Settings) -> Failure {
    match register(settings) {
        Err(RegisterError::Failed(failure)) => *failure,
        other => panic!("{other:?}"),
    }
}

/// The failure at a server that always answers the same.
pub(crate) fn refused(status: &str, body: &str) -> (Failure, Server) {
    let server = Server::always(answer(status, body));
    (failure(&settings(&server.url())), server)
}

/// What every error is: lower case, with help, without an end of sentence and without the token.
pub(crate) fn assert_reads_well(error: &RegisterError) {
    let text = error.to_string();
    let (first, help) = text.split_once('\n').expect("there is more than a line");
    assert!(!first.starts_with(|first: char| first.is_uppercase()), "{text}");
    assert!(help.contains("help: "), "{text}");
    assert!(!text.ends_with(['.', '\n', ' ']), "{text}");
    assert_hidden(&text);
    assert_hidden(&format!("{error:?} {error:#?}"));
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        assert_hidden(&format!("{error} {error:?}"));
        source = error.source();
    }
}

/// Panics if a text shows a piece of a token.
pub(crate) fn assert_hidden(text: &str) {
    for start in 0..=SIGNATURE.len() - 8 {
        let piece = &SIGNATURE[start..start + 8];
        assert!(!text.contains(piece), "the token is in: {text}");
    }
    assert!(!text.contains("eyJ"), "a part of the token is in: {text}");
}
