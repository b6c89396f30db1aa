//! Estimated costs as they are shown: US dollars a month, in cents.

use std::fmt::{self, Display, Formatter};

use hatchet_compute::cost::{Cost, HOURS_PER_MONTH, LISTED_RATES_DATE, Rates};
use serde::Serialize;
use serde_json::{Value, json};

/// A monthly cost, or a change in one; from lowest to highest with autoscaling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(crate) struct Monthly {
    pub(crate) lowest: f64,
    pub(crate) highest: f64,
}

impl From<Cost> for Monthly {
    fn from(cost: Cost) -> Self {
        let month = cost.per_month();
        Self { lowest: cents(month.lowest()), highest: cents(month.highest()) }
    }
}

impl Monthly {
    pub(crate) fn change(before: Self, after: Self) -> Self {
        Self { lowest: cents(after.lowest - before.lowest), highest: cents(after.highest - before.highest) }
    }
}

/// Writes `$43.80` or `$43.80 to $219.00`; with `{:+}`, for a change, each with its sign.
impl Display for Monthly {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let dollars = |dollars: f64| match (dollars < 0.0, f.sign_plus()) {
            (true, _) => format!("-${:.2}", -dollars),
            (false, true) => format!("+${dollars:.2}"),
            (false, false) => format!("${dollars:.2}"),
        };
        let (lowest, highest) = (dollars(self.lowest), dollars(self.highest));
        if lowest == highest { f.write_str(&lowest) } else { write!(f, "{lowest} to {highest}") }
    }
}

/// Rounded, so that differences match the costs that are shown.
fn cents(dollars: f64) -> f64 {
    // Not -0.
    (dollars * 100.0).round() / 100.0 + 0.0
}

/// The rates at which costs are estimated, and the month they are from.
pub(crate) fn basis(rates: &Rates) -> String {
    let source = match listed_in(rates) {
        Some(month) => format!("listed by Hatchet in {month}"),
        None => "given with `--rates`".to_owned(),
    };
    format!("at {rates} ({source}), {HOURS_PER_MONTH} hours a month")
}

/// An estimate with everything it is based on, for another program.
pub(crate) fn json(per_month: impl Serialize, rates: &Rates) -> Value {
    let (cpu_hour, memory_gb_hour) = (rates.cpu_hour(), rates.memory_gb_hour());
    json!({
        "currency": "USD",
        "per_month": per_month,
        "hours_per_month": HOURS_PER_MONTH,
        "rates": { "cpu_hour": cpu_hour, "memory_gb_hour": memory_gb_hour, "listed_in": listed_in(rates) },
    })
}

fn listed_in(rates: &Rates) -> Option<&'static str> {
    (*rates == Rates::LISTED).then_some(LISTED_RATES_DATE)
}
