//! Binomial and Poisson probabilities, each from its most probable value outwards.

/// The probabilities of 0 to `trials` successes are these numbers divided by their sum; a success is as probable as
/// `success` to `failure`.
///
/// From the most probable number outwards, one of them follows from its neighbour by a factor below 1, so that nothing
/// overflows and no digits cancel.
pub(super) fn binomial(trials: u32, success: u32, failure: u32) -> Vec<f64> {
    // The probabilities of one success more and of as many are in the ratio of these two, whole numbers far below 2^53.
    let one_more = |successes: u32| f64::from(trials - successes) * f64::from(success);
    let as_many = |successes: u32| f64::from(successes + 1) * f64::from(failure);
    let mode = trials.min((trials + 1) * success / (success + failure));
    let mut weights = vec![0.0; trials as usize + 1];
    weights[mode as usize] = 1.0;
    for successes in mode..trials {
        weights[successes as usize + 1] =
            weights[successes as usize] * one_more(successes) / as_many(successes);
    }
    for successes in (0..mode).rev() {
        weights[successes as usize] =
            weights[successes as usize + 1] * as_many(successes) / one_more(successes);
    }
    weights
}

/// The counts of a region if the machines of all regions are themselves as many as chance will have it.
pub(super) struct Poisson {
    /// The probability of each count, up to the last one asked for or the last one that is not as good as impossible.
    pub(super) exactly: Vec<f64>,
    /// The probability of each count or a higher one, up to one more than that.
    pub(super) at_least: Vec<f64>,
}

/// A count that is less probable, compared with the most probable one, is as good as impossible.
const LEAST: f64 = 1e-60;

/// The Poisson distribution with mean `replicas / regions`, neither of them 0, up to `last`, which is at least the mean.
pub(super) fn poisson(replicas: u32, regions: u32, last: u32) -> Poisson {
    // Whole numbers, so that the mean itself is not rounded.
    let (machines, places) = (f64::from(replicas), f64::from(regions));
    let mode = replicas / regions;
    let mut exactly = vec![0.0; mode as usize + 1];
    exactly[mode as usize] = 1.0;
    for count in (0..mode).rev() {
        let above = exactly[count as usize + 1];
        exactly[count as usize] = above * (places * f64::from(count + 1)) / machines;
    }
    let next = |weight: f64, count: u32| weight * machines / (places * f64::from(count));
    for count in mode + 1..=last {
        let weight = next(exactly[count as usize - 1], count);
        if weight < LEAST {
            break;
        }
        exactly.push(weight);
    }
    // Beyond the last one, until nothing changes any more.
    let mut weight = exactly[exactly.len() - 1];
    let mut beyond = 0.0;
    for count in (mode + 1..).skip(exactly.len() - 1 - mode as usize) {
        weight = next(weight, count);
        if weight <= beyond * f64::EPSILON {
            break;
        }
        beyond += weight;
    }
    let mut at_least = vec![beyond; exactly.len() + 1];
    for count in (0..exactly.len()).rev() {
        at_least[count] = at_least[count + 1] + exactly[count];
    }
    let sum = at_least[0];
    for weight in exactly.iter_mut().chain(&mut at_least) {
        *weight /= sum;
    }
    Poisson { exactly, at_least }
}
