//! Placement: answers that cannot be otherwise, whatever the question.

use hatchet_compute::Message;
use hatchet_compute::placement::{
    Lost, every_region_probability, expected_empty_regions, region_count_distribution, replicas_for,
    replicas_for_survivors, survivors_probability,
};
use proptest::prelude::*;

/// What rounding may make of two equal numbers.
const ROUNDING: f64 = 1e-12;

fn which() -> impl Strategy<Value = Lost> {
    prop_oneof![Just(Lost::Worst), Just(Lost::Given)]
}

/// Replicas, regions, some of them lost, and some of the replicas to survive.
fn survivors() -> impl Strategy<Value = (u32, u32, u32, u32)> {
    (1_u32..=90, 1_u32..=20)
        .prop_flat_map(|(replicas, regions)| (Just(replicas), Just(regions), 0..=regions, 0..=replicas))
}

/// The number of machines of an answer, where one that is out of reach is higher than any.
fn or_more(answer: Result<u32, Message>) -> u32 {
    match answer {
        Ok(replicas) => replicas,
        Err(error) if error.problem().contains("reach only") => u32::MAX,
        Err(error) => panic!("{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_region_is_likelier_with_more_machines_and_fewer_regions(
        replicas in 0_u32..1000, regions in 1_u32..64,
    ) {
        let probability = every_region_probability(replicas, regions).unwrap();
        prop_assert!((0.0..=1.0).contains(&probability));
        let more = every_region_probability(replicas + 1, regions).unwrap();
        prop_assert!(more >= probability);
        let floats_can_tell = (1e-300..1.0 - 1e-14).contains(&probability);
        prop_assert!(more > probability || !floats_can_tell);
        prop_assert!(every_region_probability(replicas, regions + 1).unwrap() <= probability);
    }

    #[test]
    fn fewer_regions_are_empty_with_more_machines_and_fewer_regions(
        replicas in 0_u32..1000, regions in 1_u32..64,
    ) {
        let empty = expected_empty_regions(replicas, regions).unwrap();
        let more_machines = expected_empty_regions(replicas + 1, regions).unwrap();
        let more_regions = expected_empty_regions(replicas, regions + 1).unwrap();
        prop_assert!(more_machines < empty || empty == 0.0);
        prop_assert!(more_regions > empty);
        // At least one is empty at most as often as the mean number of empty ones.
        prop_assert!(1.0 - every_region_probability(replicas, regions).unwrap() <= empty + ROUNDING);
    }

    #[test]
    fn counts_of_a_region_have_their_sum_and_mean(replicas in 0_u32..=1000, regions in 1_u32..=64) {
        let counts = region_count_distribution(replicas, regions).unwrap();
        prop_assert!((counts.iter().sum::<f64>() - 1.0).abs() < ROUNDING);
        let mean: f64 = (0..=replicas).zip(&counts).map(|(count, chance)| f64::from(count) * chance).sum();
        let expected = f64::from(replicas) / f64::from(regions);
        prop_assert!((mean - expected).abs() <= expected * ROUNDING);
        let empty = expected_empty_regions(replicas, regions).unwrap() / f64::from(regions);
        prop_assert!((counts[0] - empty).abs() <= empty * ROUNDING + 1e-300);
    }

    #[test]
    fn more_machines_for_more_coverage_and_more_regions(
        regions in 1_u32..64, coverage in 0.0..0.9999, more in 0.0..1.0,
    ) {
        let replicas = or_more(replicas_for(regions, coverage));
        let higher = coverage + (0.9999 - coverage) * more;
        prop_assert!(or_more(replicas_for(regions, higher)) >= replicas);
        prop_assert!(or_more(replicas_for(regions + 1, coverage)) >= replicas);
        let reached = every_region_probability(replicas, regions).unwrap();
        prop_assert!(reached >= coverage - ROUNDING);
        prop_assert!(replicas == 0 || every_region_probability(replicas - 1, regions).unwrap() < coverage);
    }

    #[test]
    fn coverage_of_a_number_of_machines_takes_that_number(replicas in 0_u32..=1000, regions in 1_u32..=64) {
        let coverage = every_region_probability(replicas, regions).unwrap();
        prop_assume!(replicas >= regions && coverage < 1.0 - 1e-12);
        prop_assert_eq!(replicas_for(regions, coverage), Ok(replicas));
    }

    #[test]
    fn survivors_are_likelier_the_less_is_lost_and_asked(
        (replicas, regions, lost, survivors) in survivors(), which in which(),
    ) {
        let probability = |replicas, regions, lost, survivors| {
            survivors_probability(replicas, regions, lost, survivors, which).unwrap()
        };
        let this = probability(replicas, regions, lost, survivors);
        prop_assert!((0.0..=1.0).contains(&this));
        prop_assert!(probability(replicas + 1, regions, lost, survivors) >= this - ROUNDING);
        prop_assert!(probability(replicas, regions + 1, lost, survivors) >= this - ROUNDING);
        if lost > 0 {
            prop_assert!(probability(replicas, regions, lost - 1, survivors) >= this - ROUNDING);
        }
        if survivors > 0 {
            prop_assert!(probability(replicas, regions, lost, survivors - 1) >= this - ROUNDING);
        }
    }

    #[test]
    fn the_worst_hit_regions_leave_least((replicas, regions, lost, survivors) in survivors()) {
        let worst = survivors_probability(replicas, regions, lost, survivors, Lost::Worst).unwrap();
        let given = survivors_probability(replicas, regions, lost, survivors, Lost::Given).unwrap();
        prop_assert!(worst <= given + ROUNDING);
        // Nothing makes a difference when nothing or everything is lost.
        if lost == 0 || lost == regions {
            prop_assert!((worst - given).abs() < ROUNDING);
        }
    }

    #[test]
    fn more_machines_for_more_survivors_losses_and_coverage(
        regions in 2_u32..12, coverage in 0.001..0.999, more in 0.0..1.0,
        lost in 0.0..1.0, survivors in 0_u32..40, which in which(),
    ) {
        // All but one region at most, so that something can be left.
        let lost = (1..regions).rfind(|&number| f64::from(number) <= lost * f64::from(regions)).unwrap_or(0);
        let replicas_for = |regions, coverage, lost, survivors| {
            or_more(replicas_for_survivors(regions, coverage, lost, survivors, which))
        };
        let this = replicas_for(regions, coverage, lost, survivors);
        prop_assert!(replicas_for(regions, coverage + (0.999 - coverage) * more, lost, survivors) >= this);
        prop_assert!(replicas_for(regions, coverage, lost, survivors + 1) >= this);
        prop_assert!(replicas_for(regions + 1, coverage, lost, survivors) <= this);
        if lost + 1 < regions {
            prop_assert!(replicas_for(regions, coverage, lost + 1, survivors) >= this);
        }
        let worst = or_more(replicas_for_survivors(regions, coverage, lost, survivors, Lost::Worst));
        prop_assert!(worst >= this);

        // It is the smallest that does.
        let probability = |replicas| survivors_probability(replicas, regions, lost, survivors, which);
        if this <= 1000 {
            prop_assert!(probability(this).unwrap() >= coverage - ROUNDING);
        }
        if let Some(fewer) = this.min(1001).checked_sub(1).filter(|&fewer| fewer >= survivors) {
            prop_assert!(probability(fewer).unwrap() < coverage);
        }
    }
}
