//! Values of options that are more than a number or a word.

use hatchet_compute::Plan;
use hatchet_compute::cost::Rates;

/// The highest price and the highest cost that are accepted, in US dollars: far above any real one, with finite
/// products.
const DOLLARS_MAX: f64 = 1e9;

pub(super) fn namespace(text: &str) -> Result<String, String> {
    let plan = Plan::from_steps([]).and_then(|plan| plan.with_namespace(text));
    plan.map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// Accepts a probability. Whether it can be reached depends on the regions.
pub(super) fn coverage(text: &str) -> Result<f64, String> {
    let is_percent = text.ends_with('%');
    let number = text.trim_end_matches('%').trim_end().parse::<f64>();
    match number {
        Ok(number) if !is_percent && (0.0..=1.0).contains(&number) => Ok(number),
        Ok(number) if (1.0..100.0).contains(&number) => Err(format!("a probability is 0 to 1: use {}", number / 100.0)),
        _ => Err("a probability is 0 to 1, such as 0.95".to_owned()),
    }
}

pub(super) fn dollars(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(number) if (0.0..=DOLLARS_MAX).contains(&number) => Ok(number.abs()),
        _ => Err(format!("a cost is 0 to {DOLLARS_MAX} US dollars, such as 250 or 99.50")),
    }
}

pub(super) fn rates(text: &str) -> Result<Rates, String> {
    let Some((cpu, memory)) = text.split_once(',').filter(|(_, memory)| !memory.contains(',')) else {
        return Err("rates are two hourly prices, for a CPU and for a GB of memory, such as 0.01,0.01".to_owned());
    };
    let price = |text: &str, of: &str| {
        let problem = format!("`{text}` is not a price of a {of}: a price is US dollars an hour from 0, such as 0.01");
        dollars(text).map_err(|_| problem)
    };
    Rates::new(price(cpu, "CPU")?, price(memory, "GB of memory")?).map_err(|message| message.problem().to_owned())
}
