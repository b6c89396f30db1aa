//! A connection that puts the token into the request, so that the HTTP client never knows it.
//!
//! The client logs every byte that it writes, at level trace to the crate `log`, and has no option against that. So it gets
//! a placeholder of the token's length, and the connection below it, which logs nothing, sends the token in its place.

use std::io::{self, ErrorKind};

use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

use super::token::Token;

/// What the client is given instead of the token.
pub(super) fn placeholder(token: &Token) -> String {
    "*".repeat(token.0.len())
}

/// Makes connections that send the token.
#[derive(Debug)]
pub(super) struct TokenConnector(pub(super) Token);

impl<In: Transport> Connector<In> for TokenConnector {
    type Out = TokenTransport<In>;

    fn connect(&self, _: &ConnectionDetails<'_>, inner: Option<In>) -> Result<Option<Self::Out>, Error> {
        Ok(inner.map(|inner| TokenTransport { inner, token: Some(self.0.clone()) }))
    }
}

/// A connection that sends the token instead of the first placeholder.
#[derive(Debug)]
pub(super) struct TokenTransport<In> {
    inner: In,
    token: Option<Token>,
}

impl<In: Transport> Transport for TokenTransport<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        if let Some(token) = &self.token {
            let output = &mut self.inner.buffers().output()[..amount];
            let placeholder = placeholder(token);
            let mut places = output.windows(placeholder.len());
            if let Some(start) = places.position(|bytes| bytes == placeholder.as_bytes()) {
                output[start..start + placeholder.len()].copy_from_slice(token.0.as_bytes());
                self.token = None;
            }
        }
        self.inner.transmit_output(amount, timeout)
    }

    /// The client takes a reset, and the end of an encrypted connection without notice, for the proper end of a body without
    /// a length: of these errors, it gets another kind.
    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        use ErrorKind::{ConnectionAborted, ConnectionReset, UnexpectedEof};
        self.inner.await_input(timeout).map_err(|error| match error {
            Error::Io(error) if matches!(error.kind(), ConnectionAborted | ConnectionReset | UnexpectedEof) => {
                Error::Io(io::Error::new(ErrorKind::BrokenPipe, error))
            }
            error => error,
        })
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
