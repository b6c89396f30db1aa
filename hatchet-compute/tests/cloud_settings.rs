//! What has to be right before anything is sent, and what would be sent.
#![cfg(feature = "cloud")]

mod cloud_support;

use cloud_support::server::{Server, answer};
use cloud_support::{
    PATH, REGISTER_ID, SIGNATURE, assert_hidden, register, settings, short, token, token_of,
    two_groups,
};
use hatchet_compute::cloud::{RegisterError, Registration, Settings, SettingsError};
use hatchet_compute::{Plan, PlanError};
use serde_json::json;

/// The error of settings with which nothing was sent.
fn refused(settings: &Settings) -> SettingsError {
    match register(settings) {
        Err(RegisterError::Settings(error)) => error,
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
        let error = refused(&settings(&server.url()).with_register_id(id));
        assert!(
            matches!(error, SettingsError::RegisterId(_)),
            "{id}: {error:?}"
        );
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
    let error = refused(&settings("https://localhost").with_register_id(&token));
    assert_eq!(error, SettingsError::RegisterId("[hidden]".to_owned()));
    let error = refused(&Settings::new().with_register_id(&token));
    assert_eq!(error, SettingsError::RegisterId("[hidden]".to_owned()));
    let url = format!("https://localhost/?token={token}");
    let error = refused(&settings("").with_server_url(url));
    assert!(error.to_string().contains("?token=[hidden]"), "{error}");
    let error = refused(&settings("").with_server_url(format!("https://me:{SIGNATURE}@localhost")));
    assert!(
        error.to_string().contains("user name or password"),
        "{error}"
    );
}

#[test]
fn a_token_is_needed_and_has_to_be_one() {
    let server = Server::always(answer("200", ""));
    let with = |token: &str| {
        refused(
            &settings(&server.url())
                .with_server_url(server.url())
                .with_token(token),
        )
    };
    for missing in ["", " ", "\t\r\n"] {
        assert_eq!(with(missing), SettingsError::TokenMissing);
    }
    let whole = token_of(&server.url());
    let (cut, _) = whole.rsplit_once('.').unwrap();
    let split = whole.replace(SIGNATURE, &SIGNATURE.replace('W', "W\n"));
    for token in [
        "none",
        cut,
        &format!("{whole}.{SIGNATURE}"),
        &split,
        &format!("Bearer {whole}"),
    ] {
        assert!(matches!(with(token), SettingsError::Token(_)));
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
        let server = if url.starts_with(&named.url()) {
            &named
        } else {
            &claimed
        };
        assert_eq!(
            server.asked().last().unwrap().path(),
            format!("{path}{PATH}")
        );
    }
    assert_eq!((named.asked().len(), claimed.asked().len()), (4, 2));
}

#[test]
fn without_a_url_nothing_is_sent() {
    for claims in [
        json!({}),
        json!({"server_url": ""}),
        json!({"server_url": 5}),
    ] {
        let settings = Settings::new()
            .with_register_id(REGISTER_ID)
            .with_token(token(&claims));
        assert_eq!(refused(&settings), SettingsError::ServerUrlMissing);
    }
}

#[test]
fn the_token_does_not_leave_the_machine_unencrypted() {
    for url in [
        "http://cloud.onhatchet.run",
        "http://127.0.0.1.example.com/",
        "http://10.1.2.3:8080/prefix",
    ] {
        let claimed = refused(&settings(url)).to_string();
        assert_eq!(
            claimed,
            format!(
                "the claim `server_url` of the token is `{url}`, but the token would leave this machine unencrypted\n\
                 help: use `https://`; `http://` is for `localhost`, `127.0.0.1` and `[::1]`"
            )
        );
        let named = refused(&settings("").with_server_url(url)).to_string();
        assert!(named.starts_with("the server's URL is `"), "{named}");
    }
    for url in [
        "cloud.onhatchet.run",
        "ftp://localhost",
        "https://",
        "not a url",
        "https://host:port",
    ] {
        assert!(
            matches!(refused(&settings(url)), SettingsError::ServerUrl { .. }),
            "{url}"
        );
    }
}

#[test]
fn without_an_id_the_plan_is_logged() {
    let settings = settings("")
        .with_token("")
        .with_register_id("")
        .with_namespace("Dev");
    assert_eq!(register(&settings).unwrap(), Registration::Local);
    let log = cloud_support::log::records().join("\n");
    assert!(
        log.contains("WARN hatchet_compute::cloud: `HATCHET_CLOUD_REGISTER_ID` is not set"),
        "{log}"
    );
    assert!(
        log.contains("\n    actions: dev_my workflow:step one, dev_my workflow:three"),
        "{log}"
    );
    let error = settings.request(&two_groups()).unwrap_err();
    assert_eq!(
        error,
        RegisterError::Settings(SettingsError::RegisterIdMissing)
    );
}

#[test]
fn on_a_machine_of_hatchet_cloud_its_actions_are_logged() {
    let settings = Settings::new().with_actions("a:b , c:d");
    assert_eq!(register(&settings).unwrap(), Registration::Local);
    let log = cloud_support::log::records().join("\n");
    assert!(
        log.contains("`HATCHET_CLOUD_ACTIONS` says what runs here: a:b, c:d"),
        "{log}"
    );
}

#[test]
fn an_empty_plan_is_local_without_an_id_and_an_error_with_one() {
    let empty = Plan::from_steps([]).unwrap();
    let settings = settings("https://localhost").with_limits(short().with_attempts(1));
    assert_eq!(
        settings.clone().with_register_id("").register(&empty),
        Ok(Registration::Local)
    );
    let error = settings.register(&empty).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("the plan is empty: no step has compute"),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .contains("\nhelp: give a step `compute(…)`"),
        "{error}"
    );
}

#[test]
fn the_namespace_of_the_plan_comes_first() {
    let settings = settings("https://localhost").with_namespace("Theirs");
    let request = settings.request(&two_groups()).unwrap();
    assert_eq!(request.plan().prefix(), "theirs_");
    let named = two_groups().with_namespace("ours").unwrap();
    let request = settings
        .with_actions("my workflow:three")
        .request(&named)
        .unwrap();
    assert_eq!(
        request.plan().runtime_configs()[0].actions(),
        ["ours_my workflow:three"]
    );
}

#[test]
fn a_namespace_that_no_plan_can_have_is_an_error() {
    let settings = settings("https://localhost").with_namespace("a,b");
    for settings in [settings.clone(), settings.with_register_id("")] {
        let error = register(&settings).unwrap_err();
        assert_eq!(
            error,
            RegisterError::Plan(PlanError::Namespace("a,b".to_owned()))
        );
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
    assert_eq!(asked.line, format!("{} {PATH} HTTP/1.1", request.method()));
    assert_eq!(request.url(), format!("{}{PATH}", server.url()));
    assert_eq!(request.body(), asked.body);
    let mut shown: Vec<_> = request.headers();
    for (name, value) in &mut shown {
        if *name == "Authorization" {
            assert_eq!(value, "Bearer [hidden]");
            *value = format!("Bearer {}", token_of(&server.url()));
        }
    }
    shown.sort();
    let mut sent = asked.headers.clone();
    sent.sort();
    let shown: Vec<_> = shown
        .into_iter()
        .map(|(name, value)| (name.to_lowercase(), value))
        .collect();
    assert_eq!(shown, sent);

    let text = request.to_string();
    assert!(
        text.starts_with(&format!(
            "POST {PATH} HTTP/1.1\nHost: 127.0.0.1:{}\n",
            server.port
        )),
        "{text}"
    );
    assert!(
        text.contains("\nAuthorization: Bearer [hidden]\n"),
        "{text}"
    );
    assert!(text.contains("\n\n{\n  \"runtimeConfigs\": [\n"), "{text}");
    assert_hidden(&text);
    assert_hidden(&format!("{request:?} {request:#?}"));
}
