//! Proxies: those that the environment names, and what goes wrong with them. Each test starts a process with its own
//! environment.
#![cfg(feature = "cloud")]

mod cloud_support;

use std::io::Write;
use std::time::{Duration, Instant};

use cloud_support::program::{End, run, start};
use cloud_support::server::{Asked, Server, answer, nothing};
use cloud_support::{REGISTER_ID, SIGNATURE, assert_hidden, token_of};

/// The program that the others start.
#[test]
#[ignore = "a separate process, started by the other tests"]
fn program() {
    run();
}

/// Registers at a server that is not on this machine, with these variables.
fn register(variables: &[(&str, &str)]) -> (End, String) {
    let token = token_of("https://hatchet.invalid");
    let mut all = vec![("HATCHET_CLOUD_REGISTER_ID", REGISTER_ID), ("HATCHET_CLIENT_TOKEN", token.as_str())];
    all.extend(variables);
    let (end, printed) = start("two-groups", &all, None, true);
    assert_hidden(&printed);
    (end, printed)
}

/// What is printed when the registration fails.
fn failed(variables: &[(&str, &str)]) -> String {
    let (end, printed) = register(variables);
    assert_eq!(end, End::Error, "{printed}");
    printed
}

#[test]
fn a_proxy_that_never_ends_its_answer_does_not_hold_the_program() {
    let proxy = Server::endless("HTTP/1.1 200 OK\r\nA: ", "a", Duration::from_millis(50));
    let start = Instant::now();
    let printed = failed(&[("ALL_PROXY", &proxy.url())]);
    assert!(start.elapsed() < Duration::from_secs(6), "{printed}");
    let proxy = proxy.url();
    assert!(
        printed.contains(&format!("there was no complete response within 800ms, through the proxy `{proxy}`")),
        "{printed}"
    );
    assert!(printed.contains("tried 3 times"), "{printed}");
}

#[test]
fn a_proxy_that_says_nothing_does_not_hold_the_program() {
    let proxy = Server::endless("", "", Duration::from_millis(50));
    let silent = Server::endless("HTTP/1.1 200 OK\r\n\r\n", "", Duration::from_secs(60));
    for proxy in [proxy, silent] {
        let start = Instant::now();
        let printed = failed(&[("ALL_PROXY", &proxy.url())]);
        assert!(start.elapsed() < Duration::from_secs(6), "{printed}");
        let expected = format!("within 700ms, through the proxy `{}`", proxy.url());
        assert!(printed.contains(&expected), "{printed}");
        assert!(printed.contains("help: check that `ALL_PROXY` names a proxy that runs"), "{printed}");
    }
}

/// What a proxy may say instead of `200 OK`, and after it: nothing of it is a confirmation, and each error names the
/// proxy.
#[test]
fn a_proxy_may_answer_anything() {
    for said in [
        "",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\nA: ",
        "SSH-2.0-OpenSSH_9.9\r\n\r\n",
        "\0\0\0\0",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n",
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 503 Service Unavailable\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    ] {
        for is_reset in [false, true] {
            let proxy = Server::raw(move |_, mut stream, _| {
                if is_reset {
                    stream.peek(&mut [0]).ok()?;
                } else {
                    Asked::read(&mut stream);
                }
                stream.write_all(said.as_bytes()).ok()
            });
            let start = Instant::now();
            let printed = failed(&[("ALL_PROXY", &proxy.url())]);
            assert!(start.elapsed() < Duration::from_secs(6), "{printed}");
            assert!(printed.contains(&proxy.url()), "{said:?}: {printed}");
        }
    }
}

#[test]
fn errors_name_the_proxy() {
    let (refusing, asking) = (nothing(), Server::always(answer("407", "")));
    let printed = failed(&[("HTTPS_PROXY", &refusing)]);
    assert!(printed.contains(&format!("the proxy `{refusing}` refused the connection")), "{printed}");
    assert!(printed.contains("help: check that `HTTPS_PROXY` names a proxy that runs"), "{printed}");
    let printed = failed(&[("http_proxy", "http://proxy.invalid")]);
    assert!(printed.contains("the name of the proxy `http://proxy.invalid:80` was not found"), "{printed}");
    assert!(printed.contains("help: check that `http_proxy` names a proxy that runs"), "{printed}");
    let named = asking.url().replace("http://", "http://me:password@");
    let printed = failed(&[("HTTPS_PROXY", &named)]);
    assert!(
        printed.contains(&format!(
            "the proxy `{}` asks for a user name and password, or for other ones\ntried once: ",
            asking.url()
        )),
        "{printed}"
    );
    assert!(printed.contains("help: write them into the variable that names the proxy"), "{printed}");
    assert!(!printed.contains("me:password"), "{printed}");
}

#[test]
fn a_proxy_that_cannot_be_used_is_an_error() {
    let other = Server::always(answer("502", ""));
    for (variable, value, shown) in [
        ("ALL_PROXY", "socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080"),
        ("all_proxy", "socks4a://127.0.0.1", "socks4a://127.0.0.1"),
        ("HTTPS_PROXY", "ftp://127.0.0.1", "ftp://127.0.0.1"),
        ("https_proxy", "not a url", "not a url"),
        ("HTTP_PROXY", "socks5://me:password@h", "socks5://h"),
    ] {
        let printed = failed(&[(variable, value), ("http_proxy", &other.url())]);
        assert!(
            printed.contains(&format!(
                "`{variable}` is `{shown}`, but only `http://` and `https://` proxies are supported\n\
                 help: set it to such a proxy, or add the server's host to `NO_PROXY`"
            )),
            "{printed}"
        );
        assert!(!printed.contains("password"), "{printed}");
    }
    assert_eq!(other.asked(), []);
}

/// What the HTTP client would read as another port, or as the host `user`.
#[test]
fn a_proxy_is_a_host_and_a_port() {
    for value in [
        "http://127.0.0.1:70000",
        "http://127.0.0.1:abc",
        "https://user:Secret9@127.0.0.1:",
        "http://user:Secret9@:1",
        "http://127.0.0.1:1/path",
        "http://127.0.0.1:1?query",
        "http://127.0.0.1:1#",
        "http://user:pa#Secret9@127.0.0.1:1",
        "http://user:pa/Secret9@127.0.0.1:1",
        "http://user:pa?Secret9@127.0.0.1:1",
        "http://user:1#Secret9@127.0.0.1:1",
        "http://user:1/Secret9@127.0.0.1:1",
        "http://user:1?Secret9@127.0.0.1:1",
        "http://user:%ffSecret9@127.0.0.1:1",
    ] {
        let printed = failed(&[("HTTPS_PROXY", value)]);
        assert!(
            printed.contains(
                "`HTTPS_PROXY` is not of the form `http://HOST:PORT` or `http://USER:PASSWORD@HOST:PORT`\n\
                 help: use a port up to 65535 and no path; in a user name or password, write `/` as `%2F`, \
                 `?` as `%3F`, `#` as `%23` and `@` as `%40`"
            ),
            "{value}: {printed}"
        );
        assert!(!printed.contains("user:") && !printed.contains("Secret9"), "{value}: {printed}");
    }
    let asking = Server::always(answer("407", ""));
    for user in ["", "me@", "me:%23%2F%3F%40@", "me:eyJhbGciOiJFUzI1NiJ9@"] {
        for end in ["", "/"] {
            let printed = failed(&[("HTTPS_PROXY", &format!("http://{user}127.0.0.1:{}{end}", asking.port))]);
            assert!(printed.contains("asks for a user name and password"), "{user} {end}: {printed}");
        }
    }
}

#[test]
fn blanks_around_a_proxy_do_not_count() {
    let refusing = nothing();
    for value in [format!(" {refusing} "), format!("{refusing}\n"), format!("\t{refusing}\r\n")] {
        let printed = failed(&[("HTTPS_PROXY", " \n"), ("ALL_PROXY", &value)]);
        assert!(printed.contains(&format!("the proxy `{refusing}` refused the connection")), "{printed}");
    }
}

#[test]
fn a_token_in_the_place_of_a_proxy_does_not_show() {
    for value in [SIGNATURE[..30].to_owned(), format!("http://{}.invalid:1", &SIGNATURE[..30])] {
        let printed = failed(&[("HTTPS_PROXY", &value)]);
        assert!(
            printed.contains("`HTTPS_PROXY` contains the token\nhelp: set only `HATCHET_CLIENT_TOKEN` to the token"),
            "{printed}"
        );
    }
    // The HTTP client logs the name, so that only our own text is without another token.
    let token = token_of("https://hatchet.invalid");
    let (end, printed) = start(
        "two-groups",
        &[
            ("HATCHET_CLOUD_REGISTER_ID", REGISTER_ID),
            ("HATCHET_CLIENT_TOKEN", &token),
            ("HTTPS_PROXY", "http://eyJwcm94eSI6MX0.invalid:1"),
        ],
        None,
        true,
    );
    assert_eq!(end, End::Error, "{printed}");
    assert!(printed.contains("the name of the proxy `http://[hidden]:1` was not found"), "{printed}");
}

#[test]
fn no_proxy_goes_around_any_proxy() {
    let around = ["hatchet.invalid", "localhost, Hatchet.Invalid", ".invalid", "*.invalid", "invalid", "a,*"];
    for excluded in around {
        for proxy in ["socks5://127.0.0.1:1080", "http://127.0.0.1:1"] {
            let printed = failed(&[("ALL_PROXY", proxy), ("NO_PROXY", excluded)]);
            assert!(printed.contains("the name of the server was not found"), "{excluded}: {printed}");
            assert!(!printed.contains("through the proxy"), "{excluded}: {printed}");
        }
    }
    let refusing = nothing();
    for other in ["", ",", "chet.invalid", "hatchet.invalid.com", "hatchet"] {
        let printed = failed(&[("ALL_PROXY", &refusing), ("NO_PROXY", other)]);
        assert!(printed.contains("refused the connection"), "{other}: {printed}");
    }
}

#[test]
fn the_proxy_for_https_comes_before_the_one_for_all() {
    let refusing = nothing();
    let printed =
        failed(&[("HTTPS_PROXY", &refusing), ("ALL_PROXY", "socks://127.0.0.1:1080/"), ("HTTP_PROXY", "x y")]);
    assert!(printed.contains(&format!("the proxy `{refusing}` refused the connection")), "{printed}");
}
