//! Encrypted connections, and those that do not come to be.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use cloud_support::server::{Asked, Server, answer};
use cloud_support::{failure, register, settings};
use hatchet_compute::cloud::{RegisterError, Registration, Settings, SettingsError};
use rcgen::CertifiedKey;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A server with a certificate for this name, which it signed itself, and the certificate in PEM.
fn server(name: &str) -> (Server, String) {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let server = Server::raw(move |_, stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        let asked = Asked::read(&mut stream)?;
        let _ = stream.write_all(answer("200", "{}").as_bytes());
        stream.conn.send_close_notify();
        let _ = stream.flush();
        Some(asked)
    });
    (server, cert.pem())
}

fn https(server: &Server) -> Settings {
    settings(&format!("https://localhost:{}", server.port))
}

#[test]
fn a_certificate_that_matches() {
    let (server, pem) = server("localhost");
    let settings = https(&server).with_root_certificates(pem);
    assert_eq!(register(&settings).unwrap(), Registration::Registered);
}

#[test]
fn a_certificate_for_another_name() {
    let (server, pem) = server("example.com");
    let failure = failure(&https(&server).with_root_certificates(pem));
    assert_eq!(failure.attempts(), 1);
    let text = failure.to_string();
    assert!(
        text.contains("there was no encrypted connection: "),
        "{text}"
    );
    assert!(text.contains("not valid for name"), "{text}");
    assert!(
        text.contains("\nhelp: check that the URL is the server's, and that its certificate"),
        "{text}"
    );
    assert_eq!(server.asked(), []);
}

#[test]
fn a_certificate_of_an_unknown_authority() {
    let (server, _) = server("localhost");
    let failure = failure(&https(&server));
    assert_eq!(failure.attempts(), 1);
    assert!(failure.to_string().contains("UnknownIssuer"), "{failure}");
    assert_eq!(server.asked(), []);
}

#[test]
fn tls_to_a_plain_port() {
    let server = Server::always(answer("400", ""));
    let talks = Server::raw(|_, mut stream| {
        let _ = stream.write_all(answer("400", "plain").as_bytes());
        std::thread::sleep(Duration::from_secs(2));
        None
    });
    let failure = failure(&https(&talks));
    assert_eq!(failure.attempts(), 1);
    assert!(
        failure
            .to_string()
            .contains("there was no encrypted connection: "),
        "{failure}"
    );
    // One that waits for a request in plain text says nothing.
    let silent = cloud_support::failure(&https(&server));
    assert_eq!(silent.attempts(), 3);
    assert!(
        silent
            .to_string()
            .contains("there was no connection within 700ms"),
        "{silent}"
    );
}

#[test]
fn plain_to_a_tls_port() {
    let (server, _) = server("localhost");
    let failure = failure(&settings(&server.url()));
    assert_eq!(failure.status(), None);
    assert_eq!(server.asked(), []);
}

#[test]
fn root_certificates_that_are_none() {
    let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let broken = "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    for pem in ["", "no PEM", key, broken] {
        let settings = settings("https://localhost").with_root_certificates(pem);
        let error = register(&settings).unwrap_err();
        assert_eq!(
            error,
            RegisterError::Settings(SettingsError::RootCertificates),
            "{pem}"
        );
    }
}
