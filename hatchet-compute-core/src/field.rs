//! The keys of annotations: one table for each kind of annotation. A key is a variant of an enum, so the compiler points
//! to every place that has to know a new one.

/// The type of value that a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A string literal.
    Text,
    /// A string literal that is a kind of CPU.
    CpuKind,
    /// A string literal that is a duration.
    Duration,
    /// An integer literal, or a constant expression of type `u32`.
    Integer,
    /// The same for a size in MB.
    Megabytes,
    /// A number from 0 to 1 with at most three decimal places, as a literal.
    Decimal,
    /// `true`, `false`, or a constant expression of type `bool`.
    Boolean,
    /// A list of string literals.
    Texts,
    /// A list of string literals that are codes of regions.
    Regions,
    /// A list of string literals that are cron expressions.
    Crons,
    /// A list of names of methods.
    Methods,
    /// A path.
    Path,
    /// Fields in parentheses, or a constant expression of type `Compute`.
    Compute,
    /// Fields in parentheses.
    Fields,
    /// An expression of a type that only rustc knows.
    Expression,
    /// No value: the key alone.
    Nothing,
}

impl ValueType {
    /// What a message calls a value of this type: `an integer`.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Text | Self::CpuKind | Self::Duration => "a string",
            Self::Integer | Self::Megabytes => "an integer",
            Self::Decimal => "a number",
            Self::Boolean => "`true` or `false`",
            Self::Texts | Self::Regions | Self::Crons | Self::Methods => "a list",
            Self::Path => "a path",
            Self::Compute => "fields or a constant",
            Self::Fields => "fields",
            Self::Expression => "an expression",
            Self::Nothing => "no value",
        }
    }

    /// Whether the value is a list.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::Regions | Self::Crons | Self::Methods)
    }
}

/// What is known about one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyInfo {
    /// The key as it is written.
    pub name: &'static str,
    /// The type of its value.
    pub value_type: ValueType,
    /// An example value, valid in most places.
    pub example: &'static str,
    /// What the documentation says about the value, with its range and unit: one line of Markdown.
    pub doc: &'static str,
    /// The default, in Markdown; `None` if the key is required.
    pub default: Option<&'static str>,
}

/// A table of keys: an enum with a variant for each.
pub trait Key: Copy + PartialEq + 'static {
    /// All keys, in the order of the documentation.
    const ALL: &'static [Self];

    /// The keys as they are written, in the same order.
    const NAMES: &'static [&'static str];

    /// What is known about each of them, in the same order.
    const INFOS: &'static [KeyInfo];

    /// What is known about the key.
    fn info(self) -> KeyInfo;

    /// The key as it is written.
    #[must_use]
    fn name(self) -> &'static str {
        self.info().name
    }

    /// The key with this spelling, if there is one. `r#name` counts as `name`.
    #[must_use]
    fn named(text: &str) -> Option<Self> {
        Some(Self::ALL[key_position(Self::INFOS, text)?])
    }
}

/// The position in a table of the key with this spelling, as [`Key::named`] finds it.
pub fn key_position(keys: &[KeyInfo], text: &str) -> Option<usize> {
    let text = text.strip_prefix("r#").unwrap_or(text);
    keys.iter().position(|key| key.name == text)
}

/// Generates an enum from a table of keys.
macro_rules! keys {
    ($(#[$attribute:meta])* $name:ident {
        $($variant:ident = $key:literal, $value_type:ident, $example:literal, $default:expr, $doc:literal;)+
    }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $key, "`: ", $doc)] $variant,)+
        }

        impl Key for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const NAMES: &'static [&'static str] = &[$($key),+];

            const INFOS: &'static [KeyInfo] = &[$(KeyInfo {
                name: $key,
                value_type: ValueType::$value_type,
                example: $example,
                doc: $doc,
                default: $default,
            }),+];

            fn info(self) -> KeyInfo {
                Self::INFOS[self as usize]
            }
        }
    };
}

keys! {
    /// The fields of `compute(…)`.
    Field {
        CpuKind = "cpu_kind", CpuKind, "\"shared\"", None,
            "kind of CPU: `\"shared\"` or `\"performance\"`";
        Cpus = "cpus", Integer, "2", None,
            "CPUs of each machine: 1 to 64 shared or 1 to 32 performance CPUs";
        MemoryMb = "memory_mb", Megabytes, "1024", None,
            "memory of each machine in MB: 256 to 2048 for each shared CPU, 2048 to 8192 for each performance CPU, at most 65536";
        NumReplicas = "num_replicas", Integer, "2", Some("`1`"),
            "machines in total, over all regions: 0 to 1000";
        Autoscaling = "autoscaling", Fields, "max_replicas = 10", Some("the number of machines is fixed"),
            "`autoscaling(…)`, instead of `num_replicas`: the number of machines follows the work";
        Regions = "regions", Regions, "[\"ewr\"]", Some("Hatchet chooses"),
            "codes of regions, such as `[\"ewr\", \"lhr\"]`, each at most once";
        Pool = "pool", Text, "\"heavy\"", Some("`\"default\"`"),
            "name of a pool, 1 to 32 letters (a-z, A-Z), digits, `.`, `-` or `_`: steps with the same compute share machines unless their pools differ";
    }
}

keys! {
    /// The fields of `autoscaling(…)`.
    ScaleField {
        MaxReplicas = "max_replicas", Integer, "10", None,
            "maximum number of machines, over all regions: 1 to 1000";
        MinAwakeReplicas = "min_awake_replicas", Integer, "1", Some("`1`"),
            "machines that are always awake: 0 to `max_replicas`";
        ScaleToZero = "scale_to_zero", Boolean, "true", Some("`false`"),
            "whether all machines stop when there is no work";
        WaitDuration = "wait_duration", Duration, "\"1m\"", Some("`\"1m\"`"),
            "time between two changes of the number of machines, more than 0";
        RollingWindowDuration = "rolling_window_duration", Duration, "\"2m\"", Some("`\"2m\"`"),
            "time over which the utilization is measured, more than 0";
        UtilizationScaleUpThreshold = "utilization_scale_up_threshold", Decimal, "0.75", Some("`0.75`"),
            "utilization above which machines start: above the other threshold, at most 1, with at most three decimal places";
        UtilizationScaleDownThreshold = "utilization_scale_down_threshold", Decimal, "0.25", Some("`0.25`"),
            "utilization below which machines stop: 0 or more, with at most three decimal places";
        Increment = "increment", Integer, "1", Some("`1`"),
            "how many machines start or stop at a time: 1 to `max_replicas`";
    }
}

keys! {
    /// The options of `#[step(…)]`.
    StepOption {
        Compute = "compute", Compute, "SMALL", Some("the step runs where the worker runs"),
            "the machines: `compute(…)` with the fields, or `compute = EXPR` with a constant expression of type `Compute`";
        Name = "name", Text, "\"process_data\"", Some("the function's name"),
            "name of the step, such as `\"process-data\"`: letters (a-z, A-Z), digits, `.`, `-` or `_`";
        Timeout = "timeout", Duration, "\"11s\"", Some("5 minutes"),
            "time limit of each attempt, such as `\"11s\"`, `\"1h30m\"` or `\"1.5s\"`; the units are `ms`, `s`, `m` and `h`";
        ScheduleTimeout = "schedule_timeout", Duration, "\"10m\"", Some("5 minutes"),
            "time limit of the wait for a machine, such as `\"10m\"`";
        Retries = "retries", Integer, "3", Some("`0`"),
            "how many times a failed step is tried again: 0 to 2147483647";
        OnFailure = "on_failure", Nothing, "", Some("the step runs in every run"),
            "no value: the step runs when a run of its `#[workflow]` has failed; at most one per workflow, with no parents and no children";
        Configure = "configure", Path, "limits", Some("nothing else"),
            "with a `client`: path of a function that takes and returns the client's `TaskBuilder` and sets everything else that the client offers, such as backoff and rate limits";
        Parents = "parents", Methods, "[fetch]", Some("none"),
            "methods of the same `#[workflow]` whose steps must finish first, such as `[fetch, convert]`";
        Crate = "crate", Path, "::hatchet_compute", Some("`::hatchet_compute`"),
            "path of `hatchet_compute`, if it is renamed or re-exported";
    }
}

keys! {
    /// The options of `#[workflow(…)]`.
    WorkflowOption {
        Name = "name", Text, "\"process_data\"", Some("the type's name"),
            "name of the workflow, such as `\"nightly-etl\"`: letters (a-z, A-Z), digits, `.`, `-` or `_`";
        Client = "client", Path, "hatchet_client", Some("the workflow is metadata only"),
            "path of the crate `hatchet-client`, version 0.1, which runs the workflow on an engine";
        Compute = "compute", Compute, "SMALL", Some("each step's own default"),
            "the machines for steps that do not set their own: `compute(…)` or `compute = EXPR`";
        Timeout = "timeout", Duration, "\"11s\"", Some("each step's own default"),
            "time limit of each attempt, for steps that do not set one";
        ScheduleTimeout = "schedule_timeout", Duration, "\"10m\"", Some("each step's own default"),
            "time limit of the wait for a machine, for steps that do not set one";
        Retries = "retries", Integer, "3", Some("each step's own default"),
            "how many times a failed step is tried again, for steps that do not set it: 0 to 2147483647";
        OnEvents = "on_events", Texts, "[\"user:create\"]", Some("none"),
            "keys of the events that start the workflow, such as `[\"order:created\"]`";
        OnCrons = "on_crons", Crons, "[\"0 3 * * *\"]", Some("none"),
            "cron expressions that start the workflow, such as `[\"TZ=Europe/Berlin 0 3 * * *\"]`: five fields, or six with seconds first; a time zone may precede them";
        CronInput = "cron_input", Expression, "Order::default()", Some("required with `client` and `on_crons`"),
            "the input of a run that a cron starts: an expression of the type that the steps take";
        Description = "description", Text, "\"bills all orders of a day\"", Some("none"),
            "description of the workflow, for people";
        Version = "version", Text, "\"v1\"", Some("none"),
            "version of the workflow, such as `\"v1\"`: shown in plans, but not kept by an engine";
        Crate = "crate", Path, "::hatchet_compute", Some("`::hatchet_compute`"),
            "path of `hatchet_compute`, if it is renamed or re-exported";
    }
}
