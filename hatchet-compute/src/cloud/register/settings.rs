//! What a registration is told, and how long it may take.

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

/// Where to register, with which token and under which id: what [`register`](super::register) takes from the environment,
/// for programs that get it from elsewhere.
///
/// Values are checked by [`request`](Self::request) and [`register`](Self::register). `Debug` shows none of them.
///
/// ```
/// use hatchet_compute::cloud::Settings;
/// use hatchet_compute::{Plan, Step, compute};
///
/// let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
/// let plan = Plan::from_steps([Step::new("orders", "load").with_compute(small)])?;
///
/// let mut settings = Settings::default();
/// settings.register_id = "11111111-2222-4333-8444-555555555555".to_owned();
/// settings.token = "e30.e30.c2ln".to_owned();
/// settings.server_url = "https://cloud.onhatchet.run".to_owned();
/// println!("{}", settings.request(&plan)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// `HATCHET_CLOUD_REGISTER_ID`: the id to register under, a UUID. If it is empty, nothing is registered.
    pub register_id: String,
    /// `HATCHET_CLIENT_TOKEN`: the API token, a JWT.
    pub token: String,
    /// `HATCHET_CLIENT_SERVER_URL`, or else `HATCHET_CLIENT_API_URL`: the URL of the server, which begins with `https://`,
    /// or `http://` for loopback. A path in it stays in front of the API's. If it is empty, the token's claim `server_url`
    /// is used.
    pub server_url: String,
    /// `HATCHET_CLIENT_NAMESPACE`: the namespace for plans that have none. Empty for none.
    pub namespace: String,
    /// `HATCHET_CLOUD_ACTIONS`: the actions to register, without namespace, separated by commas. Empty for all.
    pub actions: String,
    /// `SSL_CERT_FILE`: a PEM file with the certificates of the only authorities to trust, for a server whose certificate a
    /// private authority issued.
    ///
    /// If it is empty, the authorities that Mozilla trusts are trusted, in the version that the HTTP client includes. Those
    /// of the operating system are not used; to trust them, name the file in which it has them, such as
    /// `/etc/ssl/certs/ca-certificates.crt`.
    pub ca_file: PathBuf,
    #[doc(hidden)]
    pub limits: Limits,
}

impl Settings {
    /// The settings in the environment, by the variables that the fields name. An empty variable counts as not set.
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

/// How long a registration may take and how often it is tried. Public for tests only; the module documents the defaults.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For looking up the server's address, and again for connecting, TLS included.
    pub connect: Duration,
    /// For one attempt, from its start to the end of the answer, redirects included.
    pub attempt: Duration,
    /// How often the request is sent at most.
    pub attempts: u32,
    /// The pause after the first attempt. Each further pause is twice as long.
    pub first_pause: Duration,
    /// The longest pause that the server may ask for. If it asks for more, the registration fails.
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
