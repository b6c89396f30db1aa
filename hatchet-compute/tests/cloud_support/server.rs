//! HTTP servers on loopback, which answer as they are told and remember what they were asked.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// `POST /path HTTP/1.1`.
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Asked {
    /// Reads a request; `None` if the connection ends before it does.
    pub(crate) fn read(stream: &mut impl Read) -> Option<Self> {
        Self::read_but(0, stream)
    }

    /// Reads a request but for the last bytes of its body.
    fn read_but(unread: usize, stream: &mut impl Read) -> Option<Self> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).ok()?;
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).ok()?;
        let mut lines = head.trim_end().split("\r\n");
        let line = lines.next()?.to_owned();
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        let mut asked = Self { line, headers: lines.filter_map(header).collect(), body: String::new() };
        let length: usize = asked.header("content-length").unwrap_or("0").parse().ok()?;
        let mut body = vec![0; length - unread];
        stream.read_exact(&mut body).ok()?;
        asked.body = String::from_utf8(body).ok()?;
        Some(asked)
    }

    /// The value of a header by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The path that was asked for.
    pub(crate) fn path(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }
}

/// A server that runs until the program ends.
pub(crate) struct Server {
    pub(crate) port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// A server that gives each connection, counted from 0, to a function, with another function that remembers what
    /// was asked. That comes before the answer, so that a test that has the answer sees what was asked.
    pub(crate) fn raw(serve: impl Fn(usize, TcpStream, &dyn Fn(Asked)) -> Option<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (serve, all) = (Arc::new(serve), Arc::clone(&asked));
        thread::spawn(move || {
            for (index, stream) in listener.incoming().enumerate() {
                let (serve, all) = (Arc::clone(&serve), Arc::clone(&all));
                let stream = stream.expect("a connection is accepted");
                thread::spawn(move || {
                    serve(index, stream, &|asked| all.lock().expect("no test panics here").push(asked));
                });
            }
        });
        Self { port, asked }
    }

    /// A server that reads each request, counted from 0, and answers with the bytes that a function gives.
    pub(crate) fn answering(answer: impl Fn(usize, &Asked) -> String + Send + Sync + 'static) -> Self {
        Self::raw(move |index, mut stream, remember| {
            let asked = Asked::read(&mut stream)?;
            let answer = answer(index, &asked);
            remember(asked);
            stream.write_all(answer.as_bytes()).ok()
        })
    }

    /// A server that always answers the same.
    pub(crate) fn always(answer: String) -> Self {
        Self::answering(move |_, _| answer.clone())
    }

    /// A server that reads each request, begins an answer with these bytes, and goes on for ever.
    pub(crate) fn endless(begin: &'static str, again: &'static str, pause: Duration) -> Self {
        Self::raw(move |_, mut stream, remember| {
            Asked::read(&mut stream).map(remember);
            let _ = stream.write_all(begin.as_bytes());
            while stream.write_all(again.as_bytes()).is_ok() {
                thread::sleep(pause);
            }
            None
        })
    }

    /// A server that answers with these bytes and then resets the connection.
    pub(crate) fn resetting(answer: &'static str) -> Self {
        Self::raw(move |_, mut stream, remember| {
            // A byte that was sent and not read makes the end of the connection a reset.
            Asked::read_but(1, &mut stream).map(remember);
            stream.write_all(answer.as_bytes()).ok()
        })
    }

    /// A proxy that connects every client to this port of the same machine, whatever it asks for.
    pub(crate) fn proxy_to(port: u16) -> Self {
        Self::raw(move |_, mut client, remember| {
            remember(Asked::read(&mut client)?);
            let mut server = TcpStream::connect(("127.0.0.1", port)).ok()?;
            client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
            let (mut from, mut to) = (client.try_clone().ok()?, server.try_clone().ok()?);
            thread::spawn(move || io::copy(&mut from, &mut to));
            let _ = io::copy(&mut server, &mut client);
            client.shutdown(Shutdown::Both).ok()
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no test panics here").clone()
    }
}

/// An answer that is complete, with these further headers, each with its end of line.
pub(crate) fn answer_with(status: &str, headers: &str, body: &str) -> String {
    let length = match status {
        "204" => String::new(),
        _ => format!("Content-Length: {}\r\n", body.len()),
    };
    format!("HTTP/1.1 {status} Status\r\n{length}{headers}Connection: close\r\n\r\n{body}")
}

/// An answer that is complete.
pub(crate) fn answer(status: &str, body: &str) -> String {
    answer_with(status, "", body)
}

/// A URL at which nothing listens.
pub(crate) fn nothing() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    format!("http://{}", listener.local_addr().expect("it is bound"))
}
