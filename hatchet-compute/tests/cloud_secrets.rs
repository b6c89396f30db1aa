//! The token does not show, whatever a server makes of it and wherever it was put by mistake.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use cloud_support::server::{Server, answer};
use cloud_support::{PATH, With, failure, once, register, settings, token_of, two_groups};
use serde_json::json;

/// The letters and digits of a text, in lower case.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    letters.collect::<String>().to_lowercase()
}

/// Panics if eight letters or digits in a row of the secret are in the text.
fn assert_unrecognisable(text: &str, secret: &str) {
    let (text, secret) = (plain(text), plain(secret));
    for start in 0..=secret.len() - 8 {
        let run = &secret[start..start + 8];
        assert!(!text.contains(run), "`{run}` is in `{text}`");
    }
}

fn separated(token: &str, length: usize, separator: &str) -> String {
    let parts: Vec<_> = token.as_bytes().chunks(length).collect();
    let parts = parts.iter().map(|part| std::str::from_utf8(part).unwrap());
    parts.collect::<Vec<_>>().join(separator)
}

/// Each byte as this function writes it.
fn spelled(token: &str, byte: impl Fn(u8) -> String) -> String {
    token.bytes().map(byte).collect()
}

/// What a server may make of a token.
fn forms(token: &str) -> Vec<String> {
    let (cut, signature) = token.rsplit_once('.').unwrap();
    let base64 = BASE64_STANDARD.encode(format!("Bearer {token}"));
    vec![
        token.to_owned(),
        format!("x{token}x"),
        signature.to_owned(),
        cut.to_owned(),
        token[..token.len() - 2].to_owned(),
        token[2..].to_owned(),
        signature[1..signature.len() - 2].to_owned(),
        token.to_uppercase(),
        separated(token, 10, "\n"),
        separated(token, 76, "\r\n "),
        separated(token, 1, " "),
        separated(token, 3, "\0"),
        separated(token, 4, "-"),
        separated(&token[7..], 5, "\u{200b}"),
        separated(token, 7, "<br>"),
        separated(signature, 6, " at "),
        base64.clone(),
        base64.replace('=', ""),
        base64[1..].to_owned(),
        separated(&base64, 76, "\n"),
        BASE64_URL_SAFE_NO_PAD.encode(&token[3..]),
        spelled(token, |byte| format!("%{byte:02x}")),
        spelled(token, |byte| format!("%{byte:02X}")),
        spelled(token, |byte| format!("&#{byte};")),
        spelled(token, |byte| format!("&#x{byte:X};")),
        spelled(token, |byte| format!("\\u{byte:04x}")),
        spelled(token, |byte| format!("\\U{byte:08x}")),
        spelled(token, |byte| format!("\\u{{{byte:x}}}")),
        spelled(token, |byte| format!("\\{byte:o}")),
        spelled(token, |byte| format!("={byte:02X}")),
        spelled(token, |byte| format!("%25{byte:02x}")),
        spelled(token, |byte| format!("&amp;#{byte};")),
        spelled(token, |byte| format!("0x{byte:02x}, ")),
        spelled(token, |byte| format!("{byte:02x}")),
        spelled(token, |byte| format!("{byte:02X}:")),
        format!("{:?}", token.as_bytes()),
        token.chars().rev().collect(),
        spelled(token, |byte| match byte % 3 {
            0 => format!("%{byte:02x}"),
            _ => char::from(byte).to_string(),
        }),
        spelled(&base64, |byte| match byte % 3 {
            0 => format!("%{byte:02x}"),
            _ => char::from(byte).to_string(),
        }),
    ]
}

#[test]
fn no_form_of_the_token_is_quoted() {
    let bodies: [fn(&str) -> String; 5] = [
        str::to_owned,
        |form| format!("<p>The token {form} is not known</p>"),
        |form| json!({ "message": form }).to_string(),
        |form| json!({ "a": { form: [form] } }).to_string(),
        |form| json!({"errors": [{"description": form, "field": form, "docs_link": form}, form]}).to_string(),
    ];
    for body in bodies {
        let server = Server::answering(move |index, asked| {
            let token = asked.header("authorization").unwrap().replace("Bearer ", "");
            answer("401", &body(&forms(&token)[index]))
        });
        let token = token_of(&server.url());
        let settings = settings(&server.url()).with_limits(once());
        for form in forms(&token) {
            let failure = failure(&settings);
            let shown = format!("{failure} {failure:?}");
            assert!(shown.contains("[hidden]"), "{form}: {shown}");
            assert_unrecognisable(&shown, &token);
            assert_unrecognisable(&shown, &form);
        }
    }
}

#[test]
fn a_token_in_parts_is_not_quoted() {
    type Errors = fn(&[&str]) -> Vec<serde_json::Value>;
    let errors: [Errors; 4] = [
        |parts| parts.iter().map(|part| json!({ "description": part })).collect(),
        |parts| parts.iter().map(|part| json!({ "description": "wrong", "field": part })).collect(),
        |parts| parts.iter().map(|part| json!({ "description": "wrong", "docs_link": part })).collect(),
        |parts| {
            let errors = parts.chunks(3).filter(|parts| parts.len() == 3);
            errors.map(|parts| json!({ "field": parts[0], "description": parts[1], "docs_link": parts[2] })).collect()
        },
    ];
    for errors in errors {
        let server = Server::answering(move |_, asked| {
            let token = asked.header("authorization").unwrap().replace("Bearer ", "");
            let parts: Vec<_> = token.as_bytes().chunks(7).map(|part| std::str::from_utf8(part).unwrap()).collect();
            answer("401", &json!({ "errors": errors(&parts) }).to_string())
        });
        let token = token_of(&server.url());
        let failure = failure(&settings(&server.url()).with_limits(once()));
        let shown = format!("{failure} {failure:?}");
        assert!(shown.contains("[hidden]"), "{shown}");
        for part in token.as_bytes().chunks(7).filter(|part| part.len() == 7) {
            assert!(!shown.contains(std::str::from_utf8(part).unwrap()), "{shown}");
        }
    }
}

#[test]
fn other_text_of_the_server_stays() {
    let text = "the token is not known; see https://docs.hatchet.run/%20 &amp; aGVsbG8gd29ybGQ= \\u0041";
    let server = Server::always(answer("401", text));
    assert!(failure(&settings(&server.url())).to_string().contains(text));
}

#[test]
fn a_token_in_the_wrong_variable_does_not_show() {
    let server = Server::always(answer("200", ""));
    let url = server.url();
    let token = Arc::new(token_of(&url));
    let settings = settings(&url);
    for (settings, name) in [
        (settings.clone().with_server_url(format!("{url}/{token}")), "the server URL"),
        (settings.clone().with_actions(format!("a:b,{token}")), "the list of actions"),
        (settings.clone().with_namespace(token.as_str()), "the namespace"),
        (settings.clone().with_namespace(format!("dev,{token}")), "the namespace"),
        (settings.clone().with_ca_file(format!("/etc/{token}.pem")), "the CA file"),
    ] {
        for settings in [settings.clone(), settings.with_register_id("")] {
            let result = register(&settings);
            let shown = format!("{result:?} {settings:?}");
            assert_unrecognisable(&shown, &token);
            let error = result.unwrap_err().to_string();
            assert_unrecognisable(&error, &token);
            assert!(error.starts_with(&format!("{name} contains the token")), "{error}");
        }
    }
    assert_eq!(server.asked(), []);
}

/// The HTTP client is given asterisks instead of the token.
#[test]
fn a_url_with_asterisks_does_not_get_the_token() {
    let server = Server::always(answer("200", ""));
    let settings = settings(&server.url());
    let path = format!("/{}", "*".repeat(settings.token.len()));
    assert!(register(&settings.clone().with_server_url(format!("{}{path}", server.url()))).is_ok());
    let asked = &server.asked()[0];
    assert_eq!(asked.path(), format!("{path}{PATH}"));
    assert_eq!(asked.header("authorization"), Some(&*format!("Bearer {}", settings.token)));
}

/// In a program that was not given a real token, names may repeat it.
#[test]
fn a_token_for_development_does_not_restrict_names() {
    let settings = settings("").with_token("development").with_namespace("development").with_register_id("");
    assert!(register(&settings).is_ok());
}

/// What a plan brings itself, such as by `--namespace` of the command, is checked too.
#[test]
fn a_token_as_the_namespace_of_a_plan_does_not_show() {
    let settings = settings("http://localhost");
    let plan = two_groups().with_namespace(&settings.token).unwrap();
    for settings in [settings.clone(), settings.with_register_id("")] {
        let error = settings.register(&plan).unwrap_err().to_string();
        assert_unrecognisable(&error, &settings.token);
        assert!(error.starts_with("the namespace contains the token"), "{error}");
    }
}
