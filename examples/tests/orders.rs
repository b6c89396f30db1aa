//! The example on an engine: it registers with Hatchet Cloud, runs the steps of its machine there, and runs all steps
//! elsewhere.

use std::io::Read as _;
use std::process::{Child, Command, Output, Stdio};

use hatchet_client::{RunOpts, Workflow};
use serde_json::{Value, json};
use stand_in_engine::{Engine, Record, in_time};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const REGISTER_ID: &str = "11111111-2222-4333-8444-555555555555";

/// The example, without this process's Hatchet variables.
fn orders() -> Command {
    let mut orders = Command::new(env!("CARGO_BIN_EXE_orders"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("HATCHET_") {
            orders.env_remove(name);
        }
    }
    orders
}

/// A worker process that ends with the test.
struct Worker(Child);

impl Worker {
    fn start(engine: &Engine, variables: &[(&str, &str)]) -> Self {
        let mut orders = orders();
        orders.envs(engine.environment()).envs(variables.iter().copied());
        orders.stdout(Stdio::piped()).stderr(Stdio::piped());
        Self(orders.spawn().expect("the example starts"))
    }
}

impl Worker {
    /// Stops the worker and returns its output.
    fn printed(mut self) -> String {
        self.0.kill().expect("the worker ran until now");
        let mut printed = String::new();
        let stdout = self.0.stdout.as_mut().expect("its output is kept");
        stdout.read_to_string(&mut printed).expect("it prints text");
        printed
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits for this many workers, then runs the workflow.
async fn run(engine: &Engine, workers: usize, items: &[&str]) -> (Result<Value, String>, Record) {
    let registered = |record: &Record| record.workers.len() == workers;
    engine.wait_until("the workers", registered).await;
    let order = json!({ "customer": "Ada", "items": items });
    let (client, workflow) = (engine.client(), Workflow::new("orders"));
    let result = in_time(workflow.run(&client, &order, RunOpts::default())).await;
    let notice = result.and_then(|result| result.output_by_name("notify"));
    (notice.map_err(|error| error.to_string()), engine.record())
}

#[tokio::test]
async fn anywhere_it_runs_all_steps() {
    let engine = Engine::start().await;
    let worker = Worker::start(&engine, &[]);
    let (notice, record) = run(&engine, 1, &["tea", "cake"]).await;
    assert_eq!(notice, Ok(json!({ "text": "Ada: 6.70 €" })));
    assert_eq!(record.given_to("orders"), ["orders:fetch", "orders:summarize", "orders:notify"]);
    assert!(record.workers[0].labels.is_empty());
    let printed = worker.printed();
    assert!(printed.starts_with("managed cloud compute plan:\n"), "{printed}");
    assert!(printed.contains("actions: orders:fetch, orders:notify\n"), "{printed}");
}

#[tokio::test]
async fn a_step_that_fails_says_why() {
    let engine = Engine::start().await;
    let worker = Worker::start(&engine, &[]);
    let (notice, record) = run(&engine, 1, &["tea", "gold"]).await;
    let error = notice.expect_err("the run fails");
    assert!(error.contains("fetch") && error.contains("no price for `gold`"), "{error}");
    // Only once despite its retries, because the error is not retryable.
    assert_eq!(record.given_to("orders"), ["orders:fetch"]);
    drop(worker);
}

#[tokio::test]
async fn on_machines_of_hatchet_cloud_it_runs_the_steps_of_each() {
    let engine = Engine::start().await;
    let small = Worker::start(&engine, &[("HATCHET_CLOUD_ACTIONS", "orders:fetch,orders:notify")]);
    let large = Worker::start(&engine, &[("HATCHET_CLOUD_ACTIONS", "orders:summarize")]);
    let (notice, record) = run(&engine, 2, &["cake"]).await;
    assert_eq!(notice, Ok(json!({ "text": "Ada: 4.20 €" })));

    let mut labels: Vec<&str> =
        record.workers.iter().map(|worker| worker.labels["hatchet-compute"].str_value()).collect();
    labels.sort_unstable();
    assert_eq!(labels, ["performance-4x16384-ewr", "shared-1x1024-ewr"]);
    assert_eq!(record.given_to("shared-1x1024-ewr"), ["orders:fetch", "orders:notify"]);
    assert_eq!(record.given_to("performance-4x16384-ewr"), ["orders:summarize"]);
    drop((small, large));
}

#[tokio::test]
async fn actions_of_two_machines_are_an_error() {
    let engine = Engine::start().await;
    let mut orders = orders();
    orders.envs(engine.environment());
    orders.env("HATCHET_CLOUD_ACTIONS", "orders:fetch,orders:summarize");
    let output = orders.output().expect("the example runs");
    assert!(!output.status.success());
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(stderr.contains("HATCHET_CLOUD_ACTIONS"), "{stderr}");
    assert!(engine.record().workers.is_empty());
}

#[tokio::test]
async fn on_hatchet_cloud_it_registers_its_machines_and_ends() {
    let engine = Engine::start().await;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    let mut orders = orders();
    orders.envs(engine.environment());
    orders.env("HATCHET_CLIENT_SERVER_URL", format!("http://{address}"));
    orders.env("HATCHET_CLOUD_REGISTER_ID", REGISTER_ID);
    let ended = tokio::task::spawn_blocking(move || orders.output());
    let (request, body) = in_time(answer_request(listener)).await;
    let output: Output = in_time(ended).await.expect("no panic").expect("the example runs");
    assert!(output.status.success(), "{output:?}");
    assert!(request.starts_with(&format!("POST /api/v1/cloud/infra-as-code/{REGISTER_ID} ")), "{request}");
    let expected: Value = serde_json::from_str(include_str!("../requests/orders.json")).expect("it is JSON");
    assert_eq!(body, expected);
    assert!(engine.record().workers.is_empty());
}

/// Responds to one request with 200 and returns its head and body.
async fn answer_request(listener: TcpListener) -> (String, Value) {
    let (mut stream, _) = listener.accept().await.expect("a request comes");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("the head is whole"));
    }
    let head = String::from_utf8(head).expect("the head is text");
    let body = body(&mut stream, &head).await;
    let response = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    stream.write_all(response).await.expect("the response is read");
    (head, body)
}

async fn body(stream: &mut TcpStream, head: &str) -> Value {
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.trim().parse().ok())?
    });
    let mut body = vec![0; length.expect("the request has a length")];
    stream.read_exact(&mut body).await.expect("the body is whole");
    serde_json::from_slice(&body).expect("the body is JSON")
}
