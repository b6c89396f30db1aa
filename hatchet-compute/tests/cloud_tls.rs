//! Encrypted connections, and those that do not come to be.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use cloud_support::program::{End, run, start};
use cloud_support::server::{Asked, Server, answer};
use cloud_support::{REGISTER_ID, With, assert_hidden, failure, register, settings, token_of};
use hatchet_compute::cloud::{RegisterError, Registration, Settings};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// The program that others start.
#[test]
#[ignore = "a separate process, started by the other tests"]
fn program() {
    run();
}

/// How a server ends its connections.
#[derive(Clone, Copy, PartialEq)]
enum Close {
    Properly,
    WithoutNotice,
}

/// A server with this certificate, which answers so.
fn serve(params: &CertificateParams, signed_by: Option<&Authority>, answer: String, close: Close) -> (Server, String) {
    let key = KeyPair::generate().unwrap();
    let cert = match signed_by {
        None => params.self_signed(&key),
        Some(authority) => params.signed_by(&key, &authority.0),
    };
    let cert = cert.unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![cert.der().clone()], key).unwrap();
    let config = Arc::new(config);
    let server = Server::raw(move |_, stream, remember| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        remember(Asked::read(&mut stream)?);
        let _ = stream.write_all(answer.as_bytes());
        if close == Close::Properly {
            stream.conn.send_close_notify();
        }
        stream.flush().ok()
    });
    (server, cert.pem())
}

/// An authority, and its certificate in PEM.
struct Authority(Issuer<'static, KeyPair>, String);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new([]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "An authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self(Issuer::new(params, key), pem)
    }
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

/// A server with a certificate for this name, which it signed itself, and the certificate in PEM.
fn server(name: &str) -> (Server, String) {
    serve(&params(name), None, answer("200", "{}"), Close::Properly)
}

/// A file with this text, for one test of this name.
fn file(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cloud_tls_{name}.pem"));
    fs::write(&path, text).unwrap();
    path
}

fn https(server: &Server) -> Settings {
    settings(&format!("https://localhost:{}", server.port))
}

#[test]
fn a_certificate_that_matches() {
    let (server, pem) = server("localhost");
    let settings = https(&server).with_ca_file(file("matches", &pem));
    assert_eq!(register(&settings).unwrap(), Registration::Registered);
}

#[test]
fn a_certificate_of_a_private_authority() {
    let authority = Authority::new();
    let params = params("localhost");
    let (server, _) = serve(&params, Some(&authority), answer("200", ""), Close::Properly);
    // Comments and other certificates may be in the file, as in those of operating systems.
    let (_, other) = self::server("other");
    let bundle = format!("# Authorities\n{other}\n# ours\n{}", authority.1);
    let settings = https(&server).with_ca_file(file("authority", &bundle));
    assert_eq!(register(&settings).unwrap(), Registration::Registered);
}

/// Only the authorities in the file are trusted.
#[test]
fn a_file_without_the_authority() {
    let (server, _) = server("localhost");
    let (_, other) = self::server("other");
    let failure = failure(&https(&server).with_ca_file(file("other", &other)));
    assert!(failure.to_string().contains("authority that is not trusted"), "{failure}");
}

/// The problem and help of a server whose certificate the client rejects.
fn refused(server: &Server, pem: &str, name: &str) -> (String, String) {
    let failure = failure(&https(server).with_ca_file(file(name, pem)));
    assert_eq!((failure.attempts, failure.status), (1, None));
    assert_eq!(server.asked(), []);
    let message = failure.message();
    let line = message.problem().lines().next().unwrap();
    let (_, problem) = line.split_once("there was no encrypted connection: ").expect(line);
    (problem.to_owned(), message.help().unwrap().to_owned())
}

#[test]
fn certificates_that_are_not_valid_now() {
    let authority = Authority::new();
    for (from, to, problem, help) in [
        (2000, 2001, "the certificate has expired", "renew the certificate"),
        (2100, 2101, "the certificate is not valid yet", "clock"),
    ] {
        let mut params = params("localhost");
        params.not_before = date_time_ymd(from, 1, 1);
        params.not_after = date_time_ymd(to, 1, 1);
        let (server, _) = serve(&params, Some(&authority), answer("200", ""), Close::Properly);
        let said = refused(&server, &authority.1, &format!("dates_{from}"));
        assert_eq!(said.0, problem);
        assert!(said.1.contains(help), "{said:?}");
    }
}

#[test]
fn the_certificate_of_an_authority_as_the_servers_own() {
    let mut params = params("localhost");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let (server, pem) = serve(&params, None, answer("200", ""), Close::Properly);
    assert_eq!(
        refused(&server, &pem, "ca_as_own"),
        (
            "the server uses the certificate of an authority (CA) as its own".to_owned(),
            "give the server a certificate that the authority has signed".to_owned()
        )
    );
}

/// An attacker may end a connection, but not so that it looks as if the server had ended it.
#[test]
fn an_answer_without_a_length_has_to_end_properly() {
    for body in ["", "{}"] {
        let answer = format!("HTTP/1.1 200 OK\r\n\r\n{body}");
        let (properly, pem) = serve(&params("localhost"), None, answer.clone(), Close::Properly);
        let settings = https(&properly).with_ca_file(file("properly", &pem));
        assert_eq!(register(&settings).unwrap(), Registration::Registered);
        let (cut, pem) = serve(&params("localhost"), None, answer, Close::WithoutNotice);
        let failure = failure(&https(&cut).with_ca_file(file("cut", &pem)));
        assert_eq!((failure.attempts, failure.status), (3, Some(200)));
        assert!(
            failure.to_string().contains("200 OK, but the connection was closed before the response was complete"),
            "{failure}"
        );
    }
}

/// In a separate process, with a proxy that leads to a server of this name.
#[test]
fn a_server_behind_a_proxy_with_its_authority_in_a_variable() {
    let authority = Authority::new();
    let params = params("hatchet.invalid");
    let (server, _) = serve(&params, Some(&authority), answer("200", ""), Close::Properly);
    let proxy = Server::proxy_to(server.port);
    let (token, url) = (token_of("https://hatchet.invalid"), proxy.url());
    let trusted = file("proxy", &authority.1);
    let register = |ca_file: &Path| {
        let variables = [
            ("HATCHET_CLOUD_REGISTER_ID", REGISTER_ID),
            ("HATCHET_CLIENT_TOKEN", token.as_str()),
            ("ALL_PROXY", url.as_str()),
            ("SSL_CERT_FILE", ca_file.to_str().unwrap()),
        ];
        let (end, printed) = start("two-groups", &variables, None, true);
        assert_hidden(&printed);
        (end, printed)
    };
    assert_eq!(register(&trusted).0, End::Registered);
    assert_eq!(server.asked()[0].header("authorization"), Some(format!("Bearer {token}").as_str()));
    assert_hidden(&format!("{:?}", proxy.asked()));

    let (_, other) = self::server("other");
    let (end, printed) = register(&file("proxy_other", &other));
    assert_eq!(end, End::Error);
    let expected = format!("authority that is not trusted, through the proxy `{url}`");
    assert!(printed.contains(&expected), "{printed}");

    let (end, printed) = register(Path::new("/no/such/file"));
    assert_eq!(end, End::Error);
    assert!(printed.contains("the CA file is `/no/such/file`, which cannot be read: "), "{printed}");
}

#[test]
fn a_certificate_for_another_name() {
    let (server, pem) = server("example.com");
    let failure = failure(&https(&server).with_ca_file(file("name", &pem)));
    assert_eq!(failure.attempts, 1);
    let text = failure.to_string();
    assert!(text.contains("there was no encrypted connection: "), "{text}");
    assert!(text.contains("not valid for name"), "{text}");
    assert!(text.contains("\nhelp: check that the URL is the server's, and that its certificate"), "{text}");
    assert_eq!(server.asked(), []);
}

#[test]
fn a_certificate_of_an_unknown_authority() {
    let (server, _) = server("localhost");
    let failure = failure(&https(&server));
    assert_eq!(failure.attempts, 1);
    assert!(
        failure.to_string().contains("the certificate was issued by an authority that is not trusted"),
        "{failure}"
    );
    assert_eq!(server.asked(), []);
}

#[test]
fn tls_to_a_plain_port() {
    let server = Server::always(answer("400", ""));
    let talks = Server::raw(|_, mut stream, _| {
        let _ = stream.write_all(answer("400", "plain").as_bytes());
        std::thread::sleep(Duration::from_secs(2));
        None
    });
    let failure = failure(&https(&talks));
    assert_eq!(failure.attempts, 1);
    assert!(failure.to_string().contains("there was no encrypted connection: "), "{failure}");
    // One that waits for a request in plain text says nothing.
    let silent = cloud_support::failure(&https(&server));
    assert_eq!(silent.attempts, 3);
    assert!(silent.to_string().contains("there was no connection within 700ms"), "{silent}");
}

#[test]
fn plain_to_a_tls_port() {
    let (server, _) = server("localhost");
    let failure = failure(&settings(&server.url()));
    assert_eq!(failure.status, None);
    assert_eq!(server.asked(), []);
}

#[test]
fn a_ca_file_without_certificates() {
    let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let broken = "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    for (index, pem) in ["", "no PEM", key, broken].into_iter().enumerate() {
        let path = file(&format!("none_{index}"), pem);
        let error = register(&settings("https://localhost").with_ca_file(&path)).unwrap_err();
        assert!(matches!(error, RegisterError::NotSent(_)), "{error:?}");
        assert!(
            error.to_string().starts_with(&format!(
                "the CA file is `{}`, which does not contain certificates in PEM\nhelp: ",
                path.display()
            )),
            "{error}"
        );
    }
    // Nothing is encrypted on the way to the same machine.
    let server = Server::always(answer("200", ""));
    assert!(register(&settings(&server.url()).with_ca_file("/no/such/file")).is_ok());
}
