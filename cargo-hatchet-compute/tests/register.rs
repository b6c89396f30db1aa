//! `register`: the request to a server on this machine, and the message if the server rejects it.

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Output};
use std::thread::{self, JoinHandle};

use support::{command, debug};

const ID: &str = "11111111-2222-4333-8444-555555555555";
/// A JWT without a `server_url`. Its last part must never be shown.
const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0ZW5hbnQifQ.c2VjcmV0LXNpZ25hdHVyZQ";

/// Answers one request and returns it.
fn server(status: &'static str, body: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it has an address"));
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client comes");
        let mut reader = BufReader::new(stream.try_clone().expect("the stream can be shared"));
        let (mut head, mut length) = (String::new(), 0);
        while !head.ends_with("\r\n\r\n") {
            let start = head.len();
            reader.read_line(&mut head).expect("the client sends a line");
            let line = head[start..].to_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length is a number");
            }
        }
        let mut sent = vec![0; length];
        reader.read_exact(&mut sent).expect("the client sends the body");
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).expect("the client takes the answer");
        head + &String::from_utf8(sent).expect("a body is UTF-8")
    });
    (url, served)
}

fn register(url: &str, id: &str) -> Command {
    let mut command = command();
    command
        .arg("register")
        .arg(debug().join("worker"))
        .env("HATCHET_CLIENT_TOKEN", TOKEN)
        .env("HATCHET_CLIENT_SERVER_URL", url)
        .env("HATCHET_CLOUD_REGISTER_ID", id);
    for unset in ["HATCHET_CLIENT_NAMESPACE", "HATCHET_CLOUD_ACTIONS", "http_proxy", "HTTP_PROXY"] {
        command.env_remove(unset);
    }
    command
}

/// What was printed, after checking that the token is not in it.
fn printed(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it prints UTF-8");
    let (data, rest) = (text(&output.stdout), text(&output.stderr));
    for secret in TOKEN.split('.').chain(["secret-signature"]) {
        assert!(!data.contains(secret) && !rest.contains(secret), "{data}{rest}");
    }
    (data, rest)
}

#[test]
fn the_plan_is_sent_as_plan_shows_it() {
    let (url, served) = server("200 OK", "");
    let output = register(&url, ID).arg("--slots=5").output().expect("it runs");
    let (data, rest) = printed(&output);
    assert!(output.status.success(), "{rest}");
    let registered = format!("registered 4 runtime configs with 5 actions at {url}/api/v1/cloud/infra-as-code/{ID}");
    assert_eq!((data, rest), (String::new(), format!("note: {registered}\n")));
    let request = served.join().expect("the server has answered");
    let (head, body) = request.split_once("\r\n\r\n").expect("a body follows the head");
    assert!(head.starts_with(&format!("POST /api/v1/cloud/infra-as-code/{ID} HTTP/1.1\r\n")), "{head}");
    assert!(head.to_lowercase().contains(&format!("authorization: bearer {TOKEN}").to_lowercase()));
    let mut plan = command();
    plan.args(["plan", "--format=request", "--slots=5"]);
    let plan = plan.arg(debug().join("worker")).output();
    let plan: serde_json::Value = serde_json::from_slice(&plan.expect("it runs").stdout).expect("a request is JSON");
    assert_eq!(serde_json::from_str::<serde_json::Value>(body).expect("a body is JSON"), plan);
}

#[test]
fn an_error_of_the_server_names_the_steps_that_it_is_about() {
    let (url, served) = server(
        "400 Bad Request",
        r#"{"errors":[{"field":"runtimeConfigs[2].memoryMb","description":"too much memory"}]}"#,
    );
    let output = register(&url, ID).output().expect("it runs");
    served.join().expect("the server has answered");
    let (data, rest) = printed(&output);
    assert_eq!((output.status.code(), &*data), (Some(1), ""));
    for part in
        ["400", "too much memory", "memoryMb", "step `fetch` of workflow `Orders`", "worker/src/bin/worker.rs:21:8"]
    {
        assert!(rest.contains(part), "`{part}` is not in {rest}");
    }
}

/// The places are those in the plan, not those of the code that reads it.
#[test]
fn an_error_about_a_saved_plan_names_the_places_in_it() {
    let folder = support::own_folder("register");
    support::save(&folder, "plan.json", "worker");
    let (url, served) = server(
        "400 Bad Request",
        r#"{"errors":[{"field":"runtimeConfigs[2].memoryMb","description":"too much memory"}]}"#,
    );
    let output = command()
        .args(["register", "plan.json"])
        .current_dir(&folder)
        .env("HATCHET_CLIENT_TOKEN", TOKEN)
        .env("HATCHET_CLIENT_SERVER_URL", url)
        .env("HATCHET_CLOUD_REGISTER_ID", ID)
        .output();
    served.join().expect("the server has answered");
    let (_, rest) = printed(&output.expect("it runs"));
    assert!(rest.contains("step `fetch` of workflow `Orders` at worker/src/bin/worker.rs:21:8 (worker "), "{rest}");
    assert!(!rest.contains("saved.rs"), "{rest}");
}

#[test]
fn the_ca_file_is_an_option_or_a_variable() {
    for (option, variable, named) in [("a.pem", "", "a.pem"), ("a.pem", "b.pem", "a.pem"), ("", "b.pem", "b.pem")] {
        let mut command = register("https://127.0.0.1:9", ID);
        command.env("SSL_CERT_FILE", variable);
        if !option.is_empty() {
            command.arg(format!("--ca-file={option}"));
        }
        let (_, rest) = printed(&command.output().expect("it runs"));
        assert!(rest.contains(&format!("the CA file is `{named}`, which cannot be read: ")), "{rest}");
    }
}

#[test]
fn a_dry_run_sends_nothing_and_shows_everything_but_the_token() {
    // Nobody listens there.
    let output = register("http://127.0.0.1:9/prefix/", ID).arg("--dry-run").output().expect("it runs");
    let (data, rest) = printed(&output);
    assert!(output.status.success(), "{rest}");
    assert!(
        data.starts_with(&format!("POST /prefix/api/v1/cloud/infra-as-code/{ID} HTTP/1.1\nHost: 127.0.0.1:9\n")),
        "{data}"
    );
    assert!(data.contains("[hidden]") && data.contains(r#""runtimeConfigs""#), "{data}");
}

#[test]
fn a_dry_run_needs_neither_an_id_nor_a_token() {
    let output = register("", "").env_remove("HATCHET_CLIENT_TOKEN").arg("--dry-run").output().expect("it runs");
    let (data, rest) = printed(&output);
    assert!(output.status.success(), "{rest}");
    let first =
        "POST /api/v1/cloud/infra-as-code/00000000-0000-0000-0000-000000000000 HTTP/1.1\nHost: cloud.onhatchet.run\n";
    assert!(data.starts_with(first) && data.contains(r#""runtimeConfigs""#), "{data}");
    for variable in ["HATCHET_CLOUD_REGISTER_ID", "HATCHET_CLIENT_TOKEN", "HATCHET_CLIENT_SERVER_URL"] {
        let note = format!("note: `{variable}` is not set: the request is shown with an example value\n");
        assert!(rest.contains(&note), "{rest}");
    }
    // What is set is shown as it is.
    let output = register("http://127.0.0.1:9", "").arg("--dry-run").output().expect("it runs");
    let (data, rest) = printed(&output);
    assert!(data.contains("Host: 127.0.0.1:9\n") && rest.matches("note:").count() == 1, "{data}{rest}");
}

#[test]
fn a_namespace_that_is_given_replaces_the_variable() {
    for (given, action) in [("stage", "stage_invoice:invoice"), ("", "invoice:invoice")] {
        let mut command = register("http://127.0.0.1:9", ID);
        command.args(["--dry-run", "--namespace", given]).env("HATCHET_CLIENT_NAMESPACE", "dev");
        let (data, _) = printed(&command.output().expect("it runs"));
        assert!(data.contains(&format!("\"{action}\"")), "{data}");
    }
}

#[test]
fn actions_that_no_step_has_are_named() {
    let actions = "process_data:process_data,process_data:proces_data";
    let mut command = register("http://127.0.0.1:9", ID);
    let output = command.args(["--dry-run"]).env("HATCHET_CLOUD_ACTIONS", actions).output().expect("it runs");
    let (_, rest) = printed(&output);
    assert!(rest.contains("note: no step of this program has these actions of `HATCHET_CLOUD_ACTIONS`: "), "{rest}");
    assert!(rest.contains("`process_data:proces_data`"), "{rest}");
}

#[test]
fn without_a_register_id_nothing_is_registered_and_that_is_an_error() {
    let output = register("http://127.0.0.1:9", "").output().expect("it runs");
    let (data, rest) = printed(&output);
    assert_eq!((output.status.code(), &*data), (Some(1), ""));
    assert!(rest.contains("HATCHET_CLOUD_REGISTER_ID"), "{rest}");
}
