//! What has to be right before anything is sent, and what would be sent.
#![cfg(feature = "cloud")]

mod cloud_support;

use cloud_support::program::{End, run, start};
use cloud_support::server::{Server, answer};
use cloud_support::{
    PATH, REGISTER_ID, SIGNATURE, With, assert_hidden, once, register, settings, token, token_of, two_groups,
};
use hatchet_compute::Plan;
use hatchet_compute::cloud::{RegisterError, Registration, Settings};
use serde_json::json;

/// The program that others start.
#[test]
#[ignore = "a separate process, started by the other tests"]
fn program() {
    run();
}

/// The problem with settings with which nothing was sent.
fn refused(settings: &Settings) -> String {
    match register(settings) {
        Err(RegisterError::NotSent(message)) => message.problem().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_a_uuid_goes_into_the_url() {
    let server = Server::always(answer("200", ""));
    for id in [
        " ",
        "abc",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "11111111-2222-4333-8444-55555555555",
        "11111111-2222-4333-8444-5555555555555",
        "11111111222243338444555555555555",
        "{11111111-2222-4333-8444-555555555555}",
        "11111111/2222/4333/8444/555555555555",
        "11111111-2222-4333-8444-55555555555/",
        "11111111-2222-4333-8444-5555555555..",
        "11111111-2222-4333-8444-555555555%2e",
        "11111111-2222-4333-8444-55555555555é",
        "11111111-2222-4333-8444-55555555555?",
        "../../../../../../../../../../../../",
        "11111111-2222-4333-8444-\r\n5555555555",
    ] {
        let problem = refused(&settings(&server.url()).with_register_id(id));
        assert!(problem.starts_with("`HATCHET_CLOUD_REGISTER_ID` is `"), "{problem}");
        assert!(problem.ends_with("`, which is not a UUID"), "{problem}");
    }
    assert_eq!(server.asked(), []);
}

#[test]
fn an_id_is_sent_without_blanks_and_in_lower_case() {
    let server = Server::always(answer("200", ""));
    let id = " ABCDEFAB-2222-4333-8444-55555555555F\n";
    assert!(register(&settings(&server.url()).with_register_id(id)).is_ok());
    let path = "/api/v1/cloud/infra-as-code/abcdefab-2222-4333-8444-55555555555f";
    assert_eq!(server.asked()[0].path(), path);
}

#[test]
fn a_token_in_the_place_of_the_id_or_url_is_hidden() {
    let token = token_of("https://localhost");
    let hidden = "`HATCHET_CLOUD_REGISTER_ID` is `[hidden]`, which is not a UUID";
    let settings = settings("https://localhost");
    for settings in [settings.clone(), Settings::default()] {
        assert_eq!(refused(&settings.with_register_id(&token)), hidden);
    }
    let with_url = |url: &str| refused(&settings.clone().with_server_url(url));
    assert_eq!(with_url(&format!("https://localhost/?token={token}")), "the server URL contains the token");
    assert_eq!(
        with_url("https://me:password@localhost"),
        "the server URL is `https://localhost`, but the URL of a server has no user name or password"
    );
    let other = "eyJ0eXAiOiJKV1QifQ.e30.b3RoZXI";
    assert_eq!(
        with_url(&format!("https://localhost/?token={other}")),
        "the server URL is `https://localhost/?token=[hidden]`, \
         but the URL of a server ends with its path, without `?` or `#`"
    );
}

#[test]
fn a_token_is_needed_and_has_to_be_one() {
    let server = Server::always(answer("200", ""));
    let with = |token: &str| refused(&settings(&server.url()).with_server_url(server.url()).with_token(token));
    for missing in ["", " ", "\t\r\n"] {
        assert_eq!(with(missing), "no API token: set `HATCHET_CLIENT_TOKEN`");
    }
    let whole = token_of(&server.url());
    let (cut, _) = whole.rsplit_once('.').unwrap();
    let split = whole.replace(SIGNATURE, &SIGNATURE.replace('W', "W\n"));
    for (token, reason) in [
        ("none", "three parts"),
        (cut, "three parts"),
        (&format!("{whole}.{SIGNATURE}"), "three parts"),
        ("e30..c2ln", "empty"),
        (&split, "characters other than"),
        (&format!("Bearer {whole}"), "characters other than"),
        ("e30.e30.c2ln\r\nhost: x", "characters other than"),
        ("e30.e.c2ln", "not base64url"),
        ("e30.c2ln.c2ln", "not a JSON object"),
    ] {
        let problem = with(token);
        let start = "`HATCHET_CLIENT_TOKEN` is not a JWT: ";
        assert!(problem.starts_with(start) && problem.contains(reason), "{problem}");
    }
    assert_eq!(server.asked(), []);
}

#[test]
fn the_url_is_the_settings_or_the_tokens() {
    let [named, claimed] = [(); 2].map(|()| Server::always(answer("200", "")));
    for (url, path) in [
        (String::new(), ""),
        (format!("{}/", claimed.url()), ""),
        (named.url(), ""),
        (format!("{}/", named.url()), ""),
        (format!("{}/a/b", named.url()), "/a/b"),
        (format!("{}/a/b//", named.url()), "/a/b"),
    ] {
        let settings = settings(&format!("{}/", claimed.url())).with_server_url(&url);
        assert!(register(&settings).is_ok(), "{url}");
        let server = if url.starts_with(&named.url()) { &named } else { &claimed };
        assert_eq!(server.asked().last().unwrap().path(), format!("{path}{PATH}"));
    }
    assert_eq!((named.asked().len(), claimed.asked().len()), (4, 2));
}

#[test]
fn without_a_url_nothing_is_sent() {
    for claims in [json!({}), json!({"server_url": ""}), json!({"server_url": 5})] {
        let settings = Settings::default().with_register_id(REGISTER_ID).with_token(token(&claims));
        assert_eq!(
            refused(&settings),
            "no server URL: set `HATCHET_CLIENT_SERVER_URL` (the token has no `server_url` claim)"
        );
    }
}

#[test]
fn the_token_does_not_leave_the_machine_unencrypted() {
    for url in ["http://cloud.onhatchet.run", "http://127.0.0.1.example.com/", "http://10.1.2.3:8080/prefix"] {
        let claimed = register(&settings(url)).unwrap_err().to_string();
        assert_eq!(
            claimed,
            format!(
                "the claim `server_url` of the token is `{url}`, but only `https://` keeps the token secret; \
                 `http://` is for `localhost`, `127.0.0.1` and `[::1]`\n\
                 help: use the URL of Hatchet Cloud's API, such as `https://cloud.onhatchet.run`"
            )
        );
        let named = refused(&settings("").with_server_url(url));
        assert!(named.starts_with("the server URL is `"), "{named}");
    }
}

/// The problem with the URL of a server, without what is the same for all.
fn url_problem(url: &str) -> String {
    let settings = settings("https://localhost").with_server_url(url);
    let error = settings.request(&two_groups()).unwrap_err().to_string();
    let (problem, help) = error.split_once("\nhelp: ").expect(&error);
    assert!(help.starts_with("use the URL of Hatchet Cloud's API"), "{error}");
    let (_, problem) = problem.split_once("`, ").expect(&error);
    problem.to_owned()
}

#[test]
fn the_url_of_a_server_is_https_with_a_host_or_loopback() {
    for (server, url) in [
        ("https://example.com", "https://example.com"),
        (" https://example.com/ ", "https://example.com"),
        ("https://example.com:443//", "https://example.com:443"),
        ("https://example.com:8443/a/B/", "https://example.com:8443/a/B"),
        ("HTTPS://Example.COM", "https://Example.COM"),
        ("http://localhost:80", "http://localhost:80"),
        ("http://LOCALHOST", "http://LOCALHOST"),
        ("http://127.9.9.9:8080", "http://127.9.9.9:8080"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ] {
        let settings = settings("https://other").with_server_url(server);
        let request = settings.request(&two_groups()).unwrap();
        assert_eq!(request.url(), format!("{url}{PATH}"));
    }
    for unencrypted in [
        "http://example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://0.0.0.0",
        "http://127.1",
        "http://[::2]",
        "http://10.0.0.1:8080/",
    ] {
        let problem = url_problem(unencrypted);
        assert!(problem.starts_with("but only `https://` keeps the token secret"), "{problem}");
    }
    let (long, longer) = ("a".repeat(65_500), "a".repeat(70_000));
    for not_a_url in [
        "/path",
        "https://",
        "https://:443",
        "https://a b",
        "not a url",
        "https://example.com:99999",
        "https://example.com:",
        "https://host:port",
        "example.com",
        "ftp://localhost",
        "https://exämple.com",
        &format!("https://example.com/{long}"),
        &format!("https://example.com/{longer}"),
    ] {
        assert_eq!(url_problem(not_a_url), "which is not a URL of the form `https://HOST`");
    }
    for with_user in ["https://me:password@example.com", "http://localhost@example.com"] {
        let problem = url_problem(with_user);
        assert_eq!(problem, "but the URL of a server has no user name or password");
    }
    for with_more in ["https://example.com/?a=b", "https://example.com/#a", "https://example.com?"] {
        let problem = url_problem(with_more);
        assert_eq!(problem, "but the URL of a server ends with its path, without `?` or `#`");
    }
}

/// In separate processes.
#[test]
fn each_variable_is_read() {
    let [first, second] = [(); 2].map(|()| Server::always(answer("200", "")));
    let token = token_of("https://other.invalid");
    let urls = [first.url(), second.url()];
    let all = [
        ("HATCHET_CLOUD_REGISTER_ID", REGISTER_ID),
        ("HATCHET_CLIENT_TOKEN", &token),
        ("HATCHET_CLIENT_NAMESPACE", "Dev"),
        ("HATCHET_CLOUD_ACTIONS", "my workflow:three"),
        ("HATCHET_CLIENT_SERVER_URL", &urls[0]),
        ("HATCHET_CLIENT_API_URL", &urls[1]),
    ];
    assert_eq!(start("two-groups", &all, None, false).0, End::Registered);
    let asked = first.asked().remove(0);
    assert_eq!(asked.header("authorization"), Some(&*format!("Bearer {token}")));
    assert!(asked.body.contains(r#"{"actions":["dev_my workflow:three"],"#), "{}", asked.body);
    assert_eq!(second.asked(), []);
    for blank in ["", " "] {
        let mut all = all;
        all[4].1 = blank;
        assert_eq!(start("two-groups", &all, None, false).0, End::Registered);
    }
    assert_eq!((first.asked().len(), second.asked().len()), (1, 2));
}

#[test]
#[cfg(unix)]
fn a_variable_that_is_not_unicode_is_an_error() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "program"])
        .env_clear()
        .env("TEST_STEPS", "two-groups")
        .env("HATCHET_CLIENT_NAMESPACE", OsStr::from_bytes(&[0xff]))
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(printed.contains("the value of `HATCHET_CLIENT_NAMESPACE` is not valid Unicode\nhelp: "), "{printed}");
}

#[test]
fn without_an_id_the_plan_is_logged() {
    let settings = settings("").with_token("").with_register_id("").with_namespace("Dev");
    assert_eq!(register(&settings).unwrap(), Registration::Local);
    let log = cloud_support::log::records().join("\n");
    assert!(log.contains("WARN hatchet_compute::cloud: `HATCHET_CLOUD_REGISTER_ID` is not set"), "{log}");
    assert!(log.contains("\n    actions: dev_my workflow:step one, dev_my workflow:three"), "{log}");
    let error = settings.request(&two_groups()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no register id: set `HATCHET_CLOUD_REGISTER_ID`\nhelp: use the id that Hatchet Cloud gives"
    );
}

#[test]
fn on_a_machine_of_hatchet_cloud_its_actions_are_logged() {
    let settings = Settings::default().with_actions("a:b , c:d");
    assert_eq!(register(&settings).unwrap(), Registration::Local);
    let log = cloud_support::log::records().join("\n");
    assert!(log.contains("this worker runs the actions of `HATCHET_CLOUD_ACTIONS`: `a:b`, `c:d`"), "{log}");
}

#[test]
fn an_empty_plan_is_local_without_an_id_and_an_error_with_one() {
    let empty = Plan::from_steps([]).unwrap();
    let settings = settings("https://localhost").with_limits(once());
    assert_eq!(settings.clone().with_register_id("").register(&empty), Ok(Registration::Local));
    let error = settings.register(&empty).unwrap_err();
    assert!(error.to_string().starts_with("the plan is empty: no step has compute"), "{error}");
    assert!(error.to_string().contains("\nhelp: add `compute(…)` to a step"), "{error}");
}

#[test]
fn the_namespace_of_the_plan_comes_first() {
    let settings = settings("https://localhost").with_namespace("Theirs");
    let request = settings.request(&two_groups()).unwrap();
    assert_eq!(request.plan().prefix(), "theirs_");
    let named = two_groups().with_namespace("ours").unwrap();
    let request = settings.with_actions("my workflow:three").request(&named).unwrap();
    assert_eq!(request.plan().runtime_configs()[0].actions(), ["ours_my workflow:three"]);
}

#[test]
fn a_namespace_that_a_plan_cannot_have_is_an_error() {
    let settings = settings("https://localhost").with_namespace("a,b");
    for settings in [settings.clone(), settings.with_register_id("")] {
        let error = register(&settings).unwrap_err();
        let expected = two_groups().with_namespace("a,b").unwrap_err().to_string();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn slots_stay_when_actions_are_left_out() {
    let plan = two_groups().with_slots(7).unwrap();
    let settings = settings("https://localhost").with_actions("my workflow:three,no:such");
    let request = settings.request(&plan).unwrap();
    assert_eq!(
        request.body(),
        r#"{"runtimeConfigs":[{"actions":["my workflow:three"],"cpuKind":"shared","cpus":1,"memoryMb":1024,"numReplicas":1,"regions":["ewr"],"slots":7}]}"#
    );
}

#[test]
fn a_request_shows_what_is_sent_but_for_the_token() {
    let server = Server::always(answer("200", ""));
    let request = settings(&server.url()).request(&two_groups()).unwrap();
    request.send().unwrap();
    let asked = server.asked().remove(0);
    assert_eq!(asked.line, format!("POST {PATH} HTTP/1.1"));
    assert_eq!(request.url(), format!("{}{PATH}", server.url()));
    assert_eq!(request.body(), asked.body);
    let text = request.to_string();
    let (head, _) = text.split_once("\n\n").unwrap();
    let shown = head.lines().skip(1).map(|line| line.split_once(": ").unwrap());
    let mut shown: Vec<_> = shown.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    for (name, value) in &mut shown {
        if *name == "authorization" {
            assert_eq!(value, "Bearer [hidden]");
            *value = format!("Bearer {}", token_of(&server.url()));
        }
    }
    shown.sort();
    let mut sent = asked.headers;
    sent.sort();
    assert_eq!(shown, sent);
    assert!(text.starts_with(&format!("POST {PATH} HTTP/1.1\nHost: 127.0.0.1:{}\n", server.port)), "{text}");
    assert!(text.contains("\nAuthorization: Bearer [hidden]\n"), "{text}");
    assert!(text.contains("\n\n{\n  \"runtimeConfigs\": [\n"), "{text}");
    assert_hidden(&text);
    assert_hidden(&format!("{request:?} {request:#?}"));
}

/// JWTs have no padding; one that has it is read too.
#[test]
fn a_token_may_have_padding_and_white_space() {
    // `{"server_url":" https://example.com ","sub":"me"}`
    let claims = "eyJzZXJ2ZXJfdXJsIjoiIGh0dHBzOi8vZXhhbXBsZS5jb20gIiwic3ViIjoibWUifQ";
    for padding in ["", "=="] {
        let token = format!("\te30.{claims}{padding}.c2ln\n");
        let request = settings("").with_token(token).request(&two_groups());
        assert_eq!(request.unwrap().url(), format!("https://example.com{PATH}"));
    }
}
