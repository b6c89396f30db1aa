//! What the machines of a plan cost: an estimate.
//!
//! Hatchet lists hourly prices per CPU and per GB of memory. Credits, builds and the like are not included.
//!
//! ```
//! use hatchet_compute::cost::Rates;
//! use hatchet_compute::{Plan, Step, compute};
//!
//! let small = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2 };
//! let plan = Plan::from_steps([Step::new("orders", "load").with_compute(small)])?;
//! let cost = plan.cost(&Rates::LISTED);
//! assert_eq!(cost.to_string(), "$0.06");
//! assert_eq!(cost.per_month().to_string(), "$43.80");
//! # Ok::<(), hatchet_compute::PlanError>(())
//! ```

use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::Message;

use crate::plan::{Plan, RuntimeConfig};

/// The month in which Hatchet's dashboard listed [`Rates::LISTED`].
pub const LISTED_RATES_DATE: &str = "August 2026";

/// The hours of a month, for [`Cost::per_month`].
pub const HOURS_PER_MONTH: f64 = 730.0;

/// Prices in US dollars.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rates {
    cpu_hour: f64,
    memory_gb_hour: f64,
}

impl Rates {
    /// What Hatchet lists: $0.01 an hour for each CPU and for each GB of memory, the same for both kinds. Source: the
    /// dashboard, where billing for managed compute is set up, in [`LISTED_RATES_DATE`].
    pub const LISTED: Self = Self { cpu_hour: 0.01, memory_gb_hour: 0.01 };

    /// Prices in US dollars an hour: for a CPU, and for a GB (1024 MB) of memory.
    ///
    /// # Errors
    ///
    /// A price that is negative or not finite.
    pub fn new(cpu_hour: f64, memory_gb_hour: f64) -> Result<Self, Message> {
        for (name, rate) in [("cpu_hour", cpu_hour), ("memory_gb_hour", memory_gb_hour)] {
            if !rate.is_finite() || rate < 0.0 {
                return Err(Message::new(format!("`{name}` is {rate}, but a price is 0 or more US dollars"))
                    .with_help(format!("for example, Hatchet lists {}", Self::LISTED)));
            }
        }
        // Not -0.
        Ok(Self { cpu_hour: cpu_hour.abs(), memory_gb_hour: memory_gb_hour.abs() })
    }

    /// US dollars an hour for a CPU.
    pub fn cpu_hour(&self) -> f64 {
        self.cpu_hour
    }

    /// US dollars an hour for a GB (1024 MB) of memory.
    pub fn memory_gb_hour(&self) -> f64 {
        self.memory_gb_hour
    }
}

/// Writes `$0.01 per CPU and $0.01 per GB of memory an hour`.
impl Display for Rates {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { cpu_hour, memory_gb_hour } = self;
        write!(f, "${cpu_hour} per CPU and ${memory_gb_hour} per GB of memory an hour")
    }
}

/// What machines cost in US dollars an hour, or a month if it is made by [`per_month`](Self::per_month). An estimate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cost {
    lowest: f64,
    highest: f64,
}

impl Cost {
    /// The cost of the machines that are always awake.
    pub fn lowest(&self) -> f64 {
        self.lowest
    }

    /// The cost of the maximum number of machines: more than [`lowest`](Self::lowest) only with autoscaling.
    pub fn highest(&self) -> f64 {
        self.highest
    }

    /// The same for a month of 730 hours ([`HOURS_PER_MONTH`]).
    #[must_use]
    pub fn per_month(&self) -> Self {
        Self { lowest: self.lowest * HOURS_PER_MONTH, highest: self.highest * HOURS_PER_MONTH }
    }
}

/// Writes `$43.80`, or `$43.80 to $219.00` with autoscaling.
impl Display for Cost {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (lowest, highest) = (format!("${:.2}", self.lowest), format!("${:.2}", self.highest));
        if lowest == highest { f.write_str(&lowest) } else { write!(f, "{lowest} to {highest}") }
    }
}

impl RuntimeConfig {
    /// What these machines cost in US dollars an hour: an estimate.
    pub fn cost(&self, rates: &Rates) -> Cost {
        let (compute, replicas) = (self.compute(), self.compute().replicas());
        let gigabytes = f64::from(compute.memory_mb()) / 1024.0;
        let machine = f64::from(compute.cpus()) * rates.cpu_hour + gigabytes * rates.memory_gb_hour;
        Cost { lowest: machine * f64::from(replicas.lowest()), highest: machine * f64::from(replicas.highest()) }
    }
}

impl Plan {
    /// What all machines of the plan cost in US dollars an hour: an estimate.
    pub fn cost(&self, rates: &Rates) -> Cost {
        self.runtime_configs().iter().map(|config| config.cost(rates)).fold(Cost::default(), |sum, cost| Cost {
            lowest: sum.lowest + cost.lowest,
            highest: sum.highest + cost.highest,
        })
    }
}
