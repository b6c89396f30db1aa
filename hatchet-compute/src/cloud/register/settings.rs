//! Where to register, with which token, under which id.

use std::env;
use std::ffi::OsString;
use std::fmt::{self, Debug, Formatter};

use super::error::{RegisterError, SettingsError};
use super::hide::{HIDDEN, Hider};
use super::request::Request;
use super::{LOG_TARGET, Limits, Registration};
use crate::Plan;
use crate::cloud::actions::{ACTIONS, NAMESPACE, entries};

const TOKEN: &str = "HATCHET_CLIENT_TOKEN";
const REGISTER_ID: &str = "HATCHET_CLOUD_REGISTER_ID";
const SERVER_URL: &str = "HATCHET_CLIENT_SERVER_URL";
const API_URL: &str = "HATCHET_CLIENT_API_URL";

/// The same two as errors name them.
const SERVER_URL_CALLED: &str = "`HATCHET_CLIENT_SERVER_URL`";
const API_URL_CALLED: &str = "`HATCHET_CLIENT_API_URL`";

/// The longest value of a variable that an error shows, in characters.
const VALUE_MAX: usize = 200;

/// Where to register, with which token, under which id: what [`register`](super::register) takes from the environment,
/// for programs that have it from elsewhere.
///
/// Nothing is judged before [`request`](Self::request) or [`register`](Self::register). `Debug` does not show the
/// token.
///
/// ```
/// use hatchet_compute::cloud::{Registration, Settings};
/// use hatchet_compute::{ComputeSpec, Plan, Step};
///
/// let spec = ComputeSpec {
///     cpu_kind: "shared",
///     cpus: 1,
///     memory_mb: 1024,
///     ..ComputeSpec::default()
/// };
/// let plan = Plan::from_steps([Step::new("orders", "load").with_compute(spec.check()?)])?;
///
/// // No id: there is nothing to do.
/// let settings = Settings::new()
///     .with_token("e30.e30.c2ln")
///     .with_server_url("https://cloud.onhatchet.run");
/// assert_eq!(settings.register(&plan)?, Registration::Local);
///
/// // What would be sent:
/// let id = "11111111-2222-4333-8444-555555555555";
/// let request = settings.with_register_id(id).request(&plan)?;
/// let url = format!("https://cloud.onhatchet.run/api/v1/cloud/infra-as-code/{id}");
/// assert_eq!(request.url(), url);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Settings {
    pub(super) token: String,
    pub(super) server_url: String,
    /// What the URL is called in errors.
    pub(super) server_url_origin: &'static str,
    pub(super) register_id: String,
    pub(super) root_certificates: Option<String>,
    pub(super) limits: Limits,
    namespace: String,
    actions: String,
}

impl Settings {
    /// Settings without token, URL and id, with the default limits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The settings of the environment. A variable that is empty counts as not set.
    ///
    /// | variable | |
    /// |---|---|
    /// | `HATCHET_CLOUD_REGISTER_ID` | the id to register under, a UUID; if it is not set, nothing is registered |
    /// | `HATCHET_CLIENT_TOKEN` | the API token, a JWT |
    /// | `HATCHET_CLIENT_SERVER_URL` | the URL of the server; a path in it stays in front of the API's |
    /// | `HATCHET_CLIENT_API_URL` | the same, if the first is not set; without both, the token's claim `server_url` |
    /// | `HATCHET_CLIENT_NAMESPACE` | the namespace of a plan that has none |
    /// | `HATCHET_CLOUD_ACTIONS` | the actions to register instead of all, without namespace, separated by commas |
    ///
    /// # Errors
    ///
    /// [`SettingsError::NotUnicode`].
    pub fn from_env() -> Result<Self, RegisterError> {
        Self::from_variables(env::var_os)
    }

    fn from_variables(
        variable: impl Fn(&'static str) -> Option<OsString>,
    ) -> Result<Self, RegisterError> {
        let read = |name| match variable(name).unwrap_or_default().into_string() {
            Ok(value) => Ok(value),
            Err(_) => Err(SettingsError::NotUnicode(name)),
        };
        let (mut server_url, mut server_url_origin) = (read(SERVER_URL)?, SERVER_URL_CALLED);
        if server_url.trim().is_empty() {
            (server_url, server_url_origin) = (read(API_URL)?, API_URL_CALLED);
        }
        Ok(Self {
            token: read(TOKEN)?,
            server_url,
            server_url_origin,
            register_id: read(REGISTER_ID)?,
            namespace: read(NAMESPACE)?,
            actions: read(ACTIONS)?,
            ..Self::default()
        })
    }

    /// The same with this token. Blanks around it do not count.
    #[must_use]
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = token.into();
        self
    }

    /// The same with this server instead of the one that the token names: `https://`, or `http://` for loopback.
    #[must_use]
    pub fn with_server_url(mut self, url: impl Into<String>) -> Self {
        self.server_url = url.into();
        self.server_url_origin = "the server's URL";
        self
    }

    /// The same with this id, a UUID; empty for none. Blanks around it do not count.
    #[must_use]
    pub fn with_register_id(mut self, id: impl Into<String>) -> Self {
        self.register_id = id.into();
        self
    }

    /// The same with this namespace for plans that have none; empty for none.
    #[must_use]
    pub fn with_namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespace = namespace.into();
        self
    }

    /// The same with these actions instead of all: without namespace, separated by commas; empty for all.
    #[must_use]
    pub fn with_actions(mut self, actions: impl Into<String>) -> Self {
        self.actions = actions.into();
        self
    }

    /// The same with these certificates, in PEM, as the only ones to trust, for a server whose certificate a private
    /// authority signed. Without this, the authorities that Mozilla trusts are trusted, as this crate's HTTP client
    /// carries them; those of the operating system are not consulted.
    #[must_use]
    pub fn with_root_certificates(mut self, pem: impl Into<String>) -> Self {
        self.root_certificates = Some(pem.into());
        self
    }

    /// The same with these limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Registers the plan, if there is a register id.
    ///
    /// # Errors
    ///
    /// Those of [`request`](Self::request) and [`Request::send`]. Without a register id, only a namespace that the plan
    /// cannot have.
    pub fn register(&self, plan: &Plan) -> Result<Registration, RegisterError> {
        if !self.register_id.is_empty() {
            self.request(plan)?.send()?;
            return Ok(Registration::Registered);
        }
        let plan = self.named(plan)?;
        match entries(&self.actions) {
            None => log::warn!(target: LOG_TARGET,
                "`HATCHET_CLOUD_REGISTER_ID` is not set: nothing is registered with Hatchet Cloud, and all steps run \
                 here; on Hatchet Cloud it would be:\n{plan}"
            ),
            Some(runnable) => log::info!(target: LOG_TARGET,
                "`HATCHET_CLOUD_REGISTER_ID` is not set: nothing is registered with Hatchet Cloud; \
                 `HATCHET_CLOUD_ACTIONS` says what runs here: {}",
                runnable.join(", ")
            ),
        }
        Ok(Registration::Local)
    }

    /// The request that registers the plan, to be looked at or sent.
    ///
    /// A plan without a namespace gets that of the settings. A plan with one keeps it: the program knows best.
    ///
    /// # Errors
    ///
    /// A token, URL or id that is missing or wrong, a namespace that the plan cannot have, and a plan in which no step
    /// has compute, or none of those that the settings list.
    pub fn request(&self, plan: &Plan) -> Result<Request, RegisterError> {
        let plan = self.named(plan)?;
        let all: Vec<String> = actions(&plan).cloned().collect();
        let runnable = entries(&self.actions);
        let plan = match &runnable {
            None => plan,
            Some(runnable) => restricted(&plan, runnable)?,
        };
        if plan.runtime_configs().is_empty() {
            let left_out = all;
            return Err(RegisterError::Empty { runnable, left_out });
        }
        let left_out: Vec<_> = all
            .into_iter()
            .filter(|action| !actions(&plan).any(|kept| kept == action))
            .collect();
        if !left_out.is_empty() {
            log::warn!(target: LOG_TARGET,
                "`{ACTIONS}` leaves these actions with compute out of the plan: {}",
                left_out.join(", ")
            );
        }
        Ok(Request::new(self, plan)?)
    }

    /// The plan with the namespace of the settings, unless it has one.
    fn named(&self, plan: &Plan) -> Result<Plan, RegisterError> {
        let plan = plan.clone();
        if plan.prefix().is_empty() {
            return Ok(plan.with_namespace(&self.namespace)?);
        }
        Ok(plan)
    }

    /// A value of the settings for an error: short, and without secrets.
    pub(super) fn shown(&self, value: &str) -> String {
        Hider::new(&self.token).line(value, VALUE_MAX)
    }
}

/// The actions with compute.
fn actions(plan: &Plan) -> impl Iterator<Item = &String> {
    plan.runtime_configs()
        .iter()
        .flat_map(|config| config.actions())
}

/// The plan of these actions alone, which are listed without namespace.
fn restricted(plan: &Plan, runnable: &[String]) -> Result<Plan, RegisterError> {
    for action in runnable {
        if !plan.steps().iter().any(|step| step.action() == action) {
            log::warn!(target: LOG_TARGET, "`{ACTIONS}` lists `{action}`, but no step of this program has that action");
        }
    }
    let kept = plan
        .steps()
        .iter()
        .filter(|step| runnable.iter().any(|action| action == step.action()));
    let restricted = Plan::from_steps(kept.cloned())?
        .with_namespace(plan.prefix())?
        .with_slots(plan.slots())?;
    Ok(restricted)
}

impl Debug for Settings {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let certificates = self.root_certificates.as_ref();
        f.debug_struct("Settings")
            .field("token", &if self.token.is_empty() { "" } else { HIDDEN })
            // A URL may have a password, and an id may be a token in the wrong place.
            .field(
                "server_url",
                &self.shown(self.server_url.rsplit('@').next().unwrap_or_default()),
            )
            .field("register_id", &self.shown(&self.register_id))
            .field("namespace", &self.shown(&self.namespace))
            .field("actions", &self.shown(&self.actions))
            .field(
                "root_certificates",
                &certificates.map(|pem| format!("{} bytes", pem.len())),
            )
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{RegisterError, Settings, SettingsError};

    fn settings(variables: &[(&str, &str)]) -> Settings {
        Settings::from_variables(|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| OsString::from(value))
        })
        .unwrap()
    }

    #[test]
    fn the_server_url_comes_before_the_api_url() {
        let both = [
            ("HATCHET_CLIENT_SERVER_URL", "https://a"),
            ("HATCHET_CLIENT_API_URL", "https://b"),
        ];
        assert_eq!(settings(&both).server_url, "https://a");
        assert_eq!(settings(&both[1..]).server_url, "https://b");
        let blank = [("HATCHET_CLIENT_SERVER_URL", " "), both[1]];
        assert_eq!(settings(&blank).server_url, "https://b");
        assert_eq!(settings(&[]).server_url, "");
    }

    #[test]
    fn each_variable_has_its_field() {
        let read = settings(&[
            ("HATCHET_CLOUD_REGISTER_ID", "id"),
            ("HATCHET_CLIENT_TOKEN", "token"),
            ("HATCHET_CLIENT_NAMESPACE", "dev"),
            ("HATCHET_CLOUD_ACTIONS", "a:b"),
        ]);
        let built = Settings::new()
            .with_register_id("id")
            .with_token("token")
            .with_namespace("dev")
            .with_actions("a:b");
        assert_eq!(
            Settings {
                server_url_origin: "",
                ..read
            },
            built
        );
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_unicode_is_an_error() {
        use std::os::unix::ffi::OsStringExt;
        let bytes = |name| (name == "HATCHET_CLIENT_TOKEN").then(|| OsString::from_vec(vec![0xff]));
        let error = Settings::from_variables(bytes).unwrap_err();
        assert_eq!(
            error,
            RegisterError::Settings(SettingsError::NotUnicode("HATCHET_CLIENT_TOKEN"))
        );
    }

    #[test]
    fn debug_hides_secrets_wherever_they_stand() {
        let settings = Settings::new()
            .with_token("my.secret.token")
            .with_register_id("my.secret.token")
            .with_server_url("https://me:password@host")
            .with_root_certificates("pem");
        let debug = format!("{settings:?}");
        for secret in ["my.secret.token", "password"] {
            assert!(!debug.contains(secret), "{debug}");
        }
        assert!(debug.contains("3 bytes"), "{debug}");
    }
}
