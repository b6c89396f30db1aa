//! Autoscaling: machines that start and stop with the work, instead of a fixed number of replicas.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use crate::duration::{invalid_duration, parse_duration};
use crate::field::{Key, ScaleField};
use crate::limits::{
    DEFAULT_INCREMENT, DEFAULT_MIN_AWAKE_REPLICAS, DEFAULT_ROLLING_WINDOW, DEFAULT_SCALE_DOWN_THRESHOLD,
    DEFAULT_SCALE_UP_THRESHOLD, DEFAULT_WAIT,
};
use crate::message::Message;
use crate::number::{NumberProblem, increment_problem, max_replicas_problem, min_awake_replicas_problem};
use crate::violation::{Violation, Violations};

/// How the number of machines follows the work, between a minimum and a maximum, depending on how busy they are.
///
/// Valid by construction: made only by the macros, by [`AutoscalingSpec::check`], or by serde, which calls `check`.
/// [`Compute::with_autoscaling`](crate::Compute::with_autoscaling) gives it to a compute.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use std::time::Duration;
/// use hatchet_compute::AutoscalingSpec;
///
/// let scaling = AutoscalingSpec { max_replicas: 10, wait_duration: Some("30s"), ..AutoscalingSpec::default() }.check()?;
/// assert_eq!(scaling.min_awake_replicas(), 1);
/// assert_eq!(scaling.wait_duration(), Duration::from_secs(30));
/// assert_eq!(scaling.to_string(), "1 to 10 replicas");
/// # Ok::<(), hatchet_compute_core::Violations>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Autoscaling {
    pub(crate) max_replicas: u32,
    pub(crate) min_awake_replicas: u32,
    pub(crate) scale_to_zero: bool,
    pub(crate) increment: u32,
    pub(crate) wait_duration: Duration,
    pub(crate) rolling_window_duration: Duration,
    // In thousandths.
    pub(crate) scale_up: u16,
    pub(crate) scale_down: u16,
}

impl Autoscaling {
    /// The maximum number of machines: 1 to 1000.
    pub const fn max_replicas(&self) -> u32 {
        self.max_replicas
    }

    /// The machines that are always awake: 0 to `max_replicas`.
    pub const fn min_awake_replicas(&self) -> u32 {
        self.min_awake_replicas
    }

    /// Whether all machines stop when there is no work.
    pub const fn scale_to_zero(&self) -> bool {
        self.scale_to_zero
    }

    /// How many machines start or stop at a time: 1 to `max_replicas`.
    pub const fn increment(&self) -> u32 {
        self.increment
    }

    /// The time between two changes of the number of machines; more than 0.
    pub const fn wait_duration(&self) -> Duration {
        self.wait_duration
    }

    /// The time over which the utilization is measured; more than 0.
    pub const fn rolling_window_duration(&self) -> Duration {
        self.rolling_window_duration
    }

    /// The share of busy slots above which machines start: above the other threshold, at most 1.
    pub fn utilization_scale_up_threshold(&self) -> f64 {
        f64::from(self.scale_up) / THOUSANDTHS
    }

    /// The share of busy slots below which machines stop: 0 or more.
    pub fn utilization_scale_down_threshold(&self) -> f64 {
        f64::from(self.scale_down) / THOUSANDTHS
    }
}

/// Writes `1 to 10 replicas`, and `, or none when there is no work` if all machines can stop.
impl fmt::Display for Autoscaling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {} replicas", self.min_awake_replicas, self.max_replicas)?;
        f.write_str(if self.scale_to_zero { ", or none when there is no work" } else { "" })
    }
}

/// By what thresholds are multiplied to be stored as whole numbers.
#[doc(hidden)]
pub const THOUSANDTHS: f64 = 1000.0;

/// The fields of an [`Autoscaling`] as they are sent, unchecked. All but `max_replicas` have Hatchet's defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AutoscalingSpec<'a> {
    /// The maximum number of machines: [`MAX_REPLICAS`](crate::MAX_REPLICAS).
    pub max_replicas: i64,
    /// The machines that are always awake: 0 to `max_replicas`; if left out 1.
    pub min_awake_replicas: Option<i64>,
    /// Whether all machines stop when there is no work; if left out `false`.
    pub scale_to_zero: Option<bool>,
    /// How many machines start or stop at a time: 1 to `max_replicas`; if left out 1.
    pub increment: Option<i64>,
    /// The time between two changes, more than 0; if left out `1m`.
    pub wait_duration: Option<&'a str>,
    /// The time over which the utilization is measured, more than 0; if left out `2m`.
    pub rolling_window_duration: Option<&'a str>,
    /// The utilization above which machines start: above the other threshold, at most 1, with at most three decimal
    /// places; if left out 0.75.
    pub utilization_scale_up_threshold: Option<f64>,
    /// The utilization below which machines stop: 0 or more, with at most three decimal places; if left out 0.25.
    pub utilization_scale_down_threshold: Option<f64>,
}

impl AutoscalingSpec<'_> {
    /// The autoscaling with these fields.
    ///
    /// # Errors
    ///
    /// All that is wrong, in the order of the fields.
    // The numbers are in range, so nothing is lost.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn check(&self) -> Result<Autoscaling, Violations> {
        let violations = self.check_known(ScaleField::ALL);
        if !violations.is_empty() {
            return Err(Violations(violations));
        }
        let number = |number: Option<i64>, default| number.map_or(default, |number| number as u32);
        let duration = |text: Option<&str>, default| text.and_then(|text| parse_duration(text).ok()).unwrap_or(default);
        let threshold = |given: Option<f64>, default| thousandths(given.unwrap_or(default)).unwrap_or_default();
        Ok(Autoscaling {
            max_replicas: self.max_replicas as u32,
            min_awake_replicas: number(self.min_awake_replicas, DEFAULT_MIN_AWAKE_REPLICAS),
            scale_to_zero: self.scale_to_zero.unwrap_or_default(),
            increment: number(self.increment, DEFAULT_INCREMENT),
            wait_duration: duration(self.wait_duration, DEFAULT_WAIT),
            rolling_window_duration: duration(self.rolling_window_duration, DEFAULT_ROLLING_WINDOW),
            scale_up: threshold(self.utilization_scale_up_threshold, DEFAULT_SCALE_UP_THRESHOLD),
            scale_down: threshold(self.utilization_scale_down_threshold, DEFAULT_SCALE_DOWN_THRESHOLD),
        })
    }

    /// All that is wrong with an annotation of which only these fields are known.
    #[doc(hidden)]
    pub fn check_known(&self, known: &[ScaleField]) -> Vec<Violation> {
        let mut found = Vec::new();
        let max = known.contains(&ScaleField::MaxReplicas).then_some(self.max_replicas);
        for &field in known {
            let number = |number: Option<i64>, problem: fn(Option<i64>, i64) -> Option<NumberProblem>| {
                let number = number?;
                problem(max, number).map(|problem| Violation::of_number(problem, problem.message(number).into()))
            };
            found.extend(match field {
                ScaleField::MaxReplicas => number(max, |_, number| max_replicas_problem(number)),
                ScaleField::MinAwakeReplicas => number(self.min_awake_replicas, min_awake_replicas_problem),
                ScaleField::Increment => number(self.increment, increment_problem),
                ScaleField::ScaleToZero => None,
                ScaleField::WaitDuration => duration_violation(field, self.wait_duration),
                ScaleField::RollingWindowDuration => duration_violation(field, self.rolling_window_duration),
                ScaleField::UtilizationScaleUpThreshold | ScaleField::UtilizationScaleDownThreshold => {
                    self.threshold_violation(field)
                }
            });
        }
        found
    }

    fn threshold_violation(&self, field: ScaleField) -> Option<Violation> {
        let valid =
            |given: Option<f64>, default| given.filter(|number| thousandths(*number).is_some()).unwrap_or(default);
        let (given_up, given_down) = (self.utilization_scale_up_threshold, self.utilization_scale_down_threshold);
        let up = valid(given_up, DEFAULT_SCALE_UP_THRESHOLD);
        let down = valid(given_down, DEFAULT_SCALE_DOWN_THRESHOLD);
        let (number, is_in_order, rule) = if field == ScaleField::UtilizationScaleUpThreshold {
            let rule = format!("a number above `utilization_scale_down_threshold` ({down}) and at most 1");
            (given_up?, given_up? > down, rule)
        } else {
            let rule = format!("a number from 0 to below `utilization_scale_up_threshold` ({up})");
            // If both are given in the wrong order, the violation is at the other.
            (given_down?, given_up.is_some() || given_down? < up, rule)
        };
        if is_in_order && thousandths(number).is_some() {
            return None;
        }
        let name = field.name();
        let problem = format!("`{name}` is {number}, but it must be {rule}, with at most three decimal places");
        Some(Violation::new("threshold_out_of_range", field, None, with_example(field, problem)))
    }
}

/// The thousandths of a number from 0 to 1 with at most three decimal places.
#[doc(hidden)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn thousandths(number: f64) -> Option<u16> {
    if !(0.0..=1.0).contains(&number) {
        return None;
    }
    let rounded = (number * THOUSANDTHS + 0.5) as u16;
    // With more than three decimal places, the number differs from its rounding.
    #[allow(clippy::float_cmp)]
    (f64::from(rounded) / THOUSANDTHS == number).then_some(rounded)
}

fn duration_violation(field: ScaleField, text: Option<&str>) -> Option<Violation> {
    let (name, text) = (field.name(), text?);
    let message = match parse_duration(text) {
        Err(_) => invalid_duration(name, text),
        Ok(Duration::ZERO) => with_example(field, format!("`{name}` is `{text:?}`, but it must be more than 0")),
        Ok(_) => return None,
    };
    Some(Violation::new("invalid_duration", field, None, message))
}

fn with_example(field: ScaleField, problem: String) -> Message {
    Message::new(problem).with_help(format!("for example `{} = {}`", field.name(), field.info().example))
}

/// The autoscaling with these valid fields, in the order of the documentation; the thresholds in thousandths. Only for
/// code that the macros generate.
#[doc(hidden)]
#[allow(clippy::too_many_arguments)]
pub const fn autoscaling_unchecked(
    max_replicas: u32,
    min_awake_replicas: u32,
    scale_to_zero: bool,
    wait_duration: Duration,
    rolling_window_duration: Duration,
    scale_up: u16,
    scale_down: u16,
    increment: u32,
) -> Autoscaling {
    Autoscaling {
        max_replicas,
        min_awake_replicas,
        scale_to_zero,
        increment,
        wait_duration,
        rolling_window_duration,
        scale_up,
        scale_down,
    }
}

/// How many machines a compute has in total, over all regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Replicas {
    /// Always this many: [`NUM_REPLICAS`](crate::NUM_REPLICAS).
    Fixed(u32),
    /// As many as the work needs, within limits.
    Autoscaling(Autoscaling),
}

impl Replicas {
    /// The machines that are always awake; all of them without autoscaling.
    pub const fn lowest(&self) -> u32 {
        match self {
            Self::Fixed(number) => *number,
            Self::Autoscaling(scaling) => scaling.min_awake_replicas,
        }
    }

    /// The most machines that there can be.
    pub const fn highest(&self) -> u32 {
        match self {
            Self::Fixed(number) => *number,
            Self::Autoscaling(scaling) => scaling.max_replicas,
        }
    }
}

/// Writes `2 replicas`, or the [`Autoscaling`].
impl fmt::Display for Replicas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(1) => f.write_str("1 replica"),
            Self::Fixed(number) => write!(f, "{number} replicas"),
            Self::Autoscaling(scaling) => scaling.fmt(f),
        }
    }
}
