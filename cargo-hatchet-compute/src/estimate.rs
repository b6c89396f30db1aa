//! Estimated costs as they are shown: US dollars a month, in cents.

use std::fmt::{self, Display, Formatter};

use hatchet_compute::cost::{Cost, HOURS_PER_MONTH, LISTED_RATES_DATE, Rates};
use serde::Serialize;

/// A cost a month, or the change of one; from lowest to highest with autoscaling.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Monthly {
    pub(crate) lowest: f64,
    pub(crate) highest: f64,
}

/// An estimate with all that it is made of, for another program.
#[derive(Serialize)]
pub(crate) struct Estimate<T> {
    currency: &'static str,
    per_month: T,
    hours_per_month: f64,
    rates: RatesUsed,
}

#[derive(Serialize)]
struct RatesUsed {
    cpu_hour: f64,
    memory_gb_hour: f64,
    /// The month in which Hatchet listed them; nothing if the user gave them.
    listed_in: Option<&'static str>,
}

impl<T> Estimate<T> {
    pub(crate) fn new(per_month: T, rates: &Rates) -> Self {
        let rates = RatesUsed {
            cpu_hour: rates.cpu_hour(),
            memory_gb_hour: rates.memory_gb_hour(),
            listed_in: (*rates == Rates::LISTED).then_some(LISTED_RATES_DATE),
        };
        Self { currency: "USD", per_month, hours_per_month: HOURS_PER_MONTH, rates }
    }
}

impl From<Cost> for Monthly {
    fn from(cost: Cost) -> Self {
        let month = cost.per_month();
        Self { lowest: cents(month.lowest()), highest: cents(month.highest()) }
    }
}

/// Writes `$43.80`, or `$43.80 to $219.00`.
impl Display for Monthly {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "${:.2}", self.lowest)?;
        if self.lowest == self.highest { Ok(()) } else { write!(f, " to ${:.2}", self.highest) }
    }
}

impl Monthly {
    pub(crate) fn change(before: Self, after: Self) -> Self {
        Self { lowest: cents(after.lowest - before.lowest), highest: cents(after.highest - before.highest) }
    }

    /// `+$43.80`, or `+$43.80 to +$219.00`.
    pub(crate) fn change_text(self) -> String {
        let signed = |dollars: f64| format!("{}${:.2}", if dollars < 0.0 { '-' } else { '+' }, dollars.abs());
        match (signed(self.lowest), signed(self.highest)) {
            (lowest, highest) if lowest == highest => lowest,
            (lowest, highest) => format!("{lowest} to {highest}"),
        }
    }
}

/// Rounded so that a difference of two costs is the one of the costs that are shown.
fn cents(dollars: f64) -> f64 {
    // Not -0.
    (dollars * 100.0).round() / 100.0 + 0.0
}

/// At what rates costs are estimated, and of which month they are.
pub(crate) fn basis(rates: &Rates) -> String {
    let source = if *rates == Rates::LISTED {
        format!("listed by Hatchet in {LISTED_RATES_DATE}")
    } else {
        "given with `--rates`".to_owned()
    };
    format!("at {rates} ({source}), {HOURS_PER_MONTH} hours a month")
}
