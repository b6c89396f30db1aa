//! Machines placed by chance.

use hatchet_compute::placement::{
    Lost, every_region_probability, expected_empty_regions, region_count_distribution, survivors_probability,
};

/// Numbers by chance, the same ones every time: `SplitMix64`.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        u32::try_from((u128::from(bits) * u128::from(bound)) >> 64).unwrap()
    }
}

/// The counts of the regions when machines are placed at random, as often as asked.
fn placements(trials: u32, replicas: u32, regions: u32) -> impl Iterator<Item = Vec<u32>> {
    let mut chance = Chance(u64::from(replicas));
    (0..trials).map(move |_| {
        let mut counts = vec![0; regions as usize];
        for _ in 0..replicas {
            counts[chance.below(regions) as usize] += 1;
        }
        counts
    })
}

/// What was seen in so many of the trials is as probable as it should be, to 4 standard deviations.
#[track_caller]
fn assert_likely(seen: u32, trials: u32, probability: f64, what: &str) {
    assert!(0.01 < probability && probability < 0.99, "{what}: {probability} tells nothing");
    let deviation = (probability * (1.0 - probability) / f64::from(trials)).sqrt();
    let seen = f64::from(seen) / f64::from(trials);
    assert!((seen - probability).abs() < 4.0 * deviation, "{what}: {seen} is not {probability}");
}

/// Whether at least `survivors` are in the regions after the first `lost`.
fn are_left(counts: &[u32], lost: u32, survivors: u32) -> u32 {
    u32::from(counts[lost as usize..].iter().sum::<u32>() >= survivors)
}

fn sorted(mut counts: Vec<u32>) -> Vec<u32> {
    counts.sort_unstable_by(|one, other| other.cmp(one));
    counts
}

#[test]
fn regions_with_and_without_machines() {
    const TRIALS: u32 = 20_000;
    for (replicas, regions) in [(6, 3), (40, 10), (120, 35)] {
        let what = format!("{replicas} over {regions}");
        let [mut every, mut empty] = [0; 2];
        for counts in placements(TRIALS, replicas, regions) {
            every += u32::from(!counts.contains(&0));
            empty += u32::from(counts[0] == 0);
        }
        let probability = every_region_probability(replicas, regions).unwrap();
        assert_likely(every, TRIALS, probability, &what);
        let distribution = region_count_distribution(replicas, regions).unwrap();
        assert_likely(empty, TRIALS, distribution[0], &what);
        let mean = expected_empty_regions(replicas, regions).unwrap();
        assert_likely(empty, TRIALS, mean / f64::from(regions), &what);
    }
}

#[test]
fn survivors_of_worst_hit_and_given_regions() {
    for (trials, replicas, regions, lost, worst, given) in [
        (20_000, 6, 3, 1, 3, 4),
        (20_000, 40, 10, 3, 22, 28),
        (20_000, 120, 35, 17, 32, 60),
        (4_000, 1000, 35, 17, 440, 510),
        (4_000, 1000, 35, 3, 877, 915),
        (4_000, 1000, 64, 50, 140, 220),
    ] {
        let what = format!("{replicas} over {regions} without {lost}");
        let [mut left_of_worst, mut left_of_given] = [0; 2];
        for counts in placements(trials, replicas, regions) {
            left_of_given += are_left(&counts, lost, given);
            left_of_worst += are_left(&sorted(counts), lost, worst);
        }
        for (seen, survivors, which) in [(left_of_worst, worst, Lost::Worst), (left_of_given, given, Lost::Given)] {
            let probability = survivors_probability(replicas, regions, lost, survivors, which);
            assert_likely(seen, trials, probability.unwrap(), &format!("{what}, {which:?}"));
        }
    }
}
