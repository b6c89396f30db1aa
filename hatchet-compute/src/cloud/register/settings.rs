//! The settings of a registration, and how long it may take.

use std::env;
use std::fmt::{self, Debug, Formatter};
use std::path::PathBuf;
use std::time::Duration;

use hatchet_compute_core::Message;

use super::error::RegisterError;
use crate::cloud::environment::{ACTIONS, NAMESPACE};

/// The target of all log records: the public module.
pub(super) const LOG: &str = "hatchet_compute::cloud";

pub(super) const REGISTER_ID: &str = "HATCHET_CLOUD_REGISTER_ID";

/// What [`register`](super::register) reads from the environment, for programs that get some of it from elsewhere. The
/// values are checked when they are used; `Debug` shows none of them.
///
/// ```no_run
/// # let plan = hatchet_compute::Plan::collect()?;
/// let mut settings = hatchet_compute::cloud::Settings::from_env()?;
/// settings.namespace = "staging".to_owned();
/// println!("{}", settings.request(&plan)?);
/// let registration = settings.register(&plan)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// `HATCHET_CLOUD_REGISTER_ID`: the id to register under, a UUID. If it is empty, nothing is registered.
    pub register_id: String,
    /// `HATCHET_CLIENT_TOKEN`: the API token, a JWT.
    pub token: String,
    /// `HATCHET_CLIENT_SERVER_URL`, or else `HATCHET_CLIENT_API_URL`: the URL of the server, with `https://`, or
    /// `http://` for loopback. A path in it stays in front of the API's. Empty for the claim `server_url` of the token.
    pub server_url: String,
    /// `HATCHET_CLIENT_NAMESPACE`: the namespace for plans that have none. Empty for none.
    pub namespace: String,
    /// `HATCHET_CLOUD_ACTIONS`: the actions to register, without namespace, separated by commas. Empty for all.
    pub actions: String,
    /// `SSL_CERT_FILE`: a PEM file with the certificates of the only authorities to trust. If it is empty, those of
    /// Mozilla are used, in the version that the HTTP client includes. Those of the operating system are not; to trust
    /// them, name their file, such as `/etc/ssl/certs/ca-certificates.crt`.
    pub ca_file: PathBuf,
    #[doc(hidden)]
    pub limits: Limits,
}

impl Settings {
    /// Reads the settings from the variables given at the fields. An empty variable counts as not set.
    ///
    /// # Errors
    ///
    /// If a variable is not valid Unicode.
    pub fn from_env() -> Result<Self, RegisterError> {
        let mut server_url = read("HATCHET_CLIENT_SERVER_URL")?;
        if server_url.trim().is_empty() {
            server_url = read("HATCHET_CLIENT_API_URL")?;
        }
        Ok(Self {
            register_id: read(REGISTER_ID)?,
            token: read("HATCHET_CLIENT_TOKEN")?,
            server_url,
            namespace: read(NAMESPACE)?,
            actions: read(ACTIONS)?,
            ca_file: env::var_os("SSL_CERT_FILE").unwrap_or_default().into(),
            limits: Limits::default(),
        })
    }
}

fn read(variable: &str) -> Result<String, Message> {
    env::var_os(variable).unwrap_or_default().into_string().map_err(|_| {
        Message::new(format!("the value of `{variable}` is not valid Unicode")).with_help("set it again, or unset it")
    })
}

impl Debug for Settings {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").finish_non_exhaustive()
    }
}

/// How long a registration may take and how often it is tried. Public for tests only; the module documents the values.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub connect: Duration,
    pub attempt: Duration,
    pub attempts: u32,
    pub first_pause: Duration,
    pub longest_asked_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            attempt: Duration::from_secs(10),
            attempts: 5,
            first_pause: Duration::from_millis(500),
            longest_asked_pause: Duration::from_secs(30),
        }
    }
}
