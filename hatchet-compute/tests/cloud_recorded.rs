//! What the Python SDK sent, and how it ended, against ours: the recorded runs of `tests/vectors` at the root of the
//! repository, each as a process with the recorded environment, at a server that answers as the recorded one.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use std::{fs, thread};

use cloud_support::program::{End, run, start};
use cloud_support::server::{Asked, Server, answer, answer_with};
use cloud_support::{PATH, assert_hidden, token, token_of};
use serde_json::{Value, json};

/// The program that the others start.
#[test]
#[ignore = "a separate process, started by the other tests"]
fn program() {
    run();
}

fn runs() -> Vec<Value> {
    let path = format!("{}/../tests/vectors/register-python-sdk.json", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let file: Value = serde_json::from_str(&text).unwrap();
    file["runs"].as_array().unwrap().clone()
}

/// A server that answers as the recorded one, in a fifth of the time.
fn server(run: &Value) -> Server {
    let answers = &run["server_answers"];
    let status = answers["status"].to_string();
    let body = answers["body"].as_str().unwrap().to_owned();
    let after = Duration::from_secs(answers["after_s"].as_u64().unwrap()) / 5;
    Server::answering(move |_, asked| {
        thread::sleep(after);
        match status.as_str() {
            "307" => answer_with("307", &format!("Location: {}\r\n", asked.path()), ""),
            _ => answer(&status, &body),
        }
    })
}

/// The environment of a run, with our server in the place of the recorded one.
fn environment(run: &Value, server: &Server) -> Vec<(String, String)> {
    let slash = format!("{}/", server.url());
    let token = match run["name"].as_str().unwrap() {
        "token-no-server-url" => token(&json!({"sub": "tenant"})),
        "token-server-url-slash" => token_of(&slash),
        "token-two-parts" => "e30.e30".to_owned(),
        "token-missing" => String::new(),
        _ => token_of(&server.url()),
    };
    let recorded = run["env"].as_object().unwrap().iter();
    recorded
        .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
        .filter(|(name, _)| name != "HATCHET_CLIENT_TOKEN")
        .chain([("HATCHET_CLIENT_TOKEN".to_owned(), token)])
        .collect()
}

/// Runs ours as the recorded one was run.
fn ours(run: &Value) -> (End, Vec<Asked>, String) {
    let server = server(run);
    let environment = environment(run, &server);
    let variables: Vec<_> = environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    // Where the server says yes at once, with the real limits and `cloud::register`.
    let is_short = run["exit"] != 0;
    let steps = run["steps_of"].as_str().unwrap();
    let (end, printed) = start(steps, &variables, run["max_runs"].as_u64(), is_short);
    assert_hidden(&printed);
    (end, server.asked(), printed)
}

fn set(list: &Value) -> BTreeSet<&str> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

/// The runtime configs as a map: the fields without the actions to the actions, lists as sets. `slots` is left out by
/// the SDK where `max_runs` is not set; ours says 1, which is what the API takes it for.
fn groups(body: &str) -> BTreeMap<String, BTreeSet<String>> {
    let body: Value = serde_json::from_str(body).unwrap();
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for config in body["runtimeConfigs"].as_array().unwrap() {
        let regions = config.get("regions").map(set);
        let fields = json!([
            config["cpuKind"],
            config["cpus"],
            config["memoryMb"],
            config["numReplicas"],
            regions,
            config.get("slots").unwrap_or(&json!(1)),
        ]);
        let actions = set(&config["actions"]).into_iter().map(str::to_owned);
        groups.entry(fields.to_string()).or_default().extend(actions);
    }
    groups
}

/// What ours does otherwise than the SDK, and why; `None` where both end alike.
fn otherwise(name: &str) -> Option<End> {
    match name {
        // The SDK hangs, or goes on as a worker, with its plan lost. Ours says so and exits.
        "actions-filter-case" | "max-runs-1001" | "no-compute"
        // The SDK sends whatever has 36 characters. An id is a UUID.
        | "register-id-not-uuid-36" | "register-id-slash-36" => Some(End::Error),
        // The SDK's list of regions is older than the documentation, and it loses its whole plan.
        "documented-region-fra"
        // The SDK forgets where the server is when it is told where another one is.
        | "host-port-env" => Some(End::Registered),
        // As the TypeScript and Go SDKs have it: an empty variable is not set.
        "register-id-empty" => Some(End::Worker),
        _ => None,
    }
}

/// The recorded run whose body ours is to equal: mostly the same one.
fn body_of(name: &str) -> &str {
    match name {
        // The SDK takes the space for a part of the name, and so leaves the action out.
        "actions-filter-spaces" => "actions-filter",
        "host-port-env" => "200-empty",
        // There is no recorded body. It is the one without regions, and a region.
        "documented-region-fra" => "no-regions",
        name => name,
    }
}

fn compare(run: &Value, all: &[Value]) {
    let name = run["name"].as_str().unwrap();
    let (end, asked, printed) = ours(run);
    let recorded = match &run["exit"] {
        Value::Number(exit) if *exit == 0.into() => End::Registered,
        Value::Number(_) => End::Error,
        _ => End::Worker,
    };
    assert_eq!(end, otherwise(name).unwrap_or(recorded), "{name}: {printed}");
    if end != End::Registered {
        return;
    }
    let [asked] = &asked[..] else { panic!("{name}: {asked:?}") };
    assert_eq!(asked.line, format!("POST {PATH} HTTP/1.1"), "{name}");
    for (header, value) in [
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("user-agent", concat!("hatchet-compute/", env!("CARGO_PKG_VERSION"))),
    ] {
        assert_eq!(asked.header(header), Some(value), "{name}");
    }
    let authorization = asked.header("authorization").unwrap();
    assert!(authorization.starts_with("Bearer eyJ"), "{name}");
    let expected = all.iter().find(|run| run["name"] == body_of(name)).unwrap();
    let body = match name {
        "documented-region-fra" => asked.body.replace(r#","regions":["fra"]"#, ""),
        _ => asked.body.clone(),
    };
    let theirs = expected["first_request"]["body"].as_str().unwrap();
    assert_eq!(groups(&body), groups(theirs), "{name}");
}

#[test]
fn recorded_runs_are_ours() {
    let runs = runs();
    assert_eq!(runs.len(), 37);
    // These two crash the SDK, over kinds of steps that annotations do not have.
    let ours: Vec<_> = runs.iter().filter(|run| run["name"] != "on-failure" && run["name"] != "concurrency").collect();
    assert_eq!(ours.len(), 35);
    thread::scope(|scope| {
        for part in ours.chunks(5) {
            let all = &runs;
            scope.spawn(move || part.iter().for_each(|run| compare(run, all)));
        }
    });
}
