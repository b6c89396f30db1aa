//! Placement: known values, refusals, and the line of a plan.

use hatchet_compute::Message;
use hatchet_compute::placement::{
    Lost, Percent, REGIONS_MAX, REPLICAS_MAX, describe, describe_if_unlikely, every_region_probability,
    expected_empty_regions, region_count_distribution, replicas_for, replicas_for_survivors, survivors_probability,
};

#[track_caller]
fn assert_near(value: f64, expected: f64) {
    assert!((value - expected).abs() <= 1e-14, "{value} is not {expected}");
}

#[test]
fn six_machines_over_three_regions() {
    assert_near(every_region_probability(6, 3).unwrap(), 540.0 / 729.0);
    assert_near(expected_empty_regions(6, 3).unwrap(), 192.0 / 729.0);
    let counts = region_count_distribution(6, 3).unwrap();
    for (count, expected) in [64.0, 192.0, 240.0, 160.0, 60.0, 12.0, 1.0].into_iter().enumerate() {
        assert_near(counts[count], expected / 729.0);
    }
    // At most 3 in the fullest region: 2 2 2, 3 2 1 and 3 3 0 in their orders.
    let three_left = survivors_probability(6, 3, 1, 3, Lost::Worst).unwrap();
    assert_near(three_left, (90.0 + 6.0 * 60.0 + 3.0 * 20.0) / 729.0);
    let three_left = survivors_probability(6, 3, 1, 3, Lost::Given).unwrap();
    assert_near(three_left, (64.0 + 192.0 + 240.0 + 160.0) / 729.0);
}

#[test]
fn as_many_machines_as_regions() {
    // 34! / 34^34, factor by factor.
    let every = (1..=34).fold(1.0, |product, region| product * f64::from(region) / 34.0);
    let probability = every_region_probability(34, 34).unwrap();
    assert!((probability / every - 1.0).abs() < 1e-12, "{probability} is not {every}");
    assert_near(1.0 - probability, 1.0 - every);
}

#[test]
fn fewest_machines_for_a_probability() {
    for (regions, coverage, replicas) in [
        (1, 0.0, 0),
        (1, 0.5, 1),
        (1, 1.0, 1),
        // 1 - 2^(1 - n), of which these are exact values.
        (2, 0.5, 2),
        (2, 0.75, 3),
        (2, 0.750_000_000_1, 4),
        (3, 0.0, 0),
        (3, 0.95, 11),
        (3, 0.99, 15),
        (35, 0.95, 226),
        (35, 0.99, 282),
    ] {
        assert_eq!(replicas_for(regions, coverage), Ok(replicas), "{regions} {coverage}");
    }
}

#[test]
fn fewest_machines_for_survivors() {
    for (regions, coverage, lost, survivors, which, replicas) in [
        // As many as are to be left when nothing is lost, or none when none are to be left or nothing is asked.
        (3, 1.0, 0, 7, Lost::Worst, 7),
        (3, 1.0, 3, 0, Lost::Worst, 0),
        (3, 0.0, 3, 7, Lost::Worst, 0),
        // 5 of 9 in one of two regions have probability 1/2 by symmetry, and so does 2 of 2 in different ones.
        (2, 0.5, 1, 5, Lost::Given, 9),
        (2, 0.500_001, 1, 5, Lost::Given, 10),
        (2, 0.5, 1, 1, Lost::Worst, 2),
        (2, 0.500_001, 1, 1, Lost::Worst, 3),
        // Something is left of the last region when all have one.
        (3, 0.95, 2, 1, Lost::Worst, 11),
        (35, 0.99, 34, 1, Lost::Worst, 282),
    ] {
        assert_eq!(
            replicas_for_survivors(regions, coverage, lost, survivors, which),
            Ok(replicas),
            "{regions} {coverage} {lost} {survivors} {which:?}",
        );
    }
}

#[test]
fn one_survivor_of_all_but_one_region_takes_the_machines_for_every_region() {
    for replicas in 12..=55 {
        // Another recurrence, whose rounding must not cost a machine.
        let coverage = every_region_probability(replicas, 12).unwrap();
        let answer = replicas_for_survivors(12, coverage, 11, 1, Lost::Worst);
        assert_eq!(answer, Ok(replicas));
    }
}

#[test]
fn far_more_machines_for_the_worst_hit_regions_than_for_given_ones() {
    for survivors in [1, 3] {
        for percent in 5..=95 {
            let coverage = f64::from(percent) / 100.0;
            let replicas = |which| replicas_for_survivors(16, coverage, 15, survivors, which).unwrap();
            let worst = replicas(Lost::Worst);
            assert!(worst > replicas(Lost::Given) + 14);
            let probability = |replicas| survivors_probability(replicas, 16, 15, survivors, Lost::Worst).unwrap();
            assert!(probability(worst) >= coverage, "{worst} for {percent} %");
            assert!(probability(worst - 1) < coverage, "{worst} for {percent} %");
        }
    }
}

#[test]
fn nothing_to_place_and_nowhere_else_to_place() {
    assert_near(every_region_probability(0, 3).unwrap(), 0.0);
    assert_near(every_region_probability(2, 3).unwrap(), 0.0);
    assert_near(every_region_probability(0, 1).unwrap(), 0.0);
    assert_near(every_region_probability(1, 1).unwrap(), 1.0);
    assert_near(expected_empty_regions(0, 3).unwrap(), 3.0);
    assert_near(expected_empty_regions(1, 1).unwrap(), 0.0);
    assert_eq!(region_count_distribution(0, 3), Ok(vec![1.0]));
    assert_eq!(region_count_distribution(2, 1), Ok(vec![0.0, 0.0, 1.0]));
    for which in [Lost::Worst, Lost::Given] {
        assert_near(survivors_probability(0, 3, 3, 0, which).unwrap(), 1.0);
        assert_near(survivors_probability(5, 3, 0, 5, which).unwrap(), 1.0);
        assert_near(survivors_probability(5, 3, 3, 1, which).unwrap(), 0.0);
    }
    // 6 machines leave at most 4 without their worst-hit region of 3, however they are spread.
    assert_near(survivors_probability(6, 3, 1, 5, Lost::Worst).unwrap(), 0.0);
    assert_near(survivors_probability(6, 3, 1, 4, Lost::Worst).unwrap(), 90.0 / 729.0);
}

/// The error of a question, as it reads.
fn refusal<T>(answer: Result<T, Message>) -> String {
    answer.map(|_| "an answer").unwrap_err().to_string()
}

#[test]
fn refuses_what_is_out_of_range() {
    let regions = "`regions` is 0, but 1 to 64 are allowed";
    assert_eq!(refusal(every_region_probability(1, 0)), regions);
    assert_eq!(refusal(region_count_distribution(1, 0)), regions);
    assert_eq!(refusal(expected_empty_regions(1, 0)), regions);
    assert_eq!(refusal(replicas_for(0, 0.5)), regions);
    assert_eq!(refusal(survivors_probability(1, 0, 0, 1, Lost::Given)), regions);
    assert_eq!(refusal(replicas_for_survivors(0, 0.5, 0, 1, Lost::Given)), regions);
    assert!(every_region_probability(1000, REGIONS_MAX).is_ok());
    assert_eq!(refusal(every_region_probability(1, REGIONS_MAX + 1)), "`regions` is 65, but 1 to 64 are allowed");

    let replicas = "`replicas` is 1001, but 0 to 1000 are allowed";
    assert!(region_count_distribution(REPLICAS_MAX, 2).is_ok());
    assert_eq!(refusal(every_region_probability(1001, 2)), replicas);
    assert_eq!(refusal(region_count_distribution(1001, 2)), replicas);
    assert_eq!(refusal(expected_empty_regions(1001, 2)), replicas);
    assert_eq!(refusal(survivors_probability(1001, 2, 1, 1, Lost::Worst)), replicas);

    for (coverage, text) in [(-0.1, "-0.1"), (1.000_001, "1.000001"), (f64::NAN, "NaN"), (f64::INFINITY, "inf")] {
        let expected = format!("`coverage` is {text}, but a probability is 0 to 1");
        assert_eq!(refusal(replicas_for(3, coverage)), expected);
        assert_eq!(refusal(replicas_for_survivors(3, coverage, 1, 1, Lost::Worst)), expected);
    }

    let lost = "`lost` is 4, but there are only 3 regions";
    assert_eq!(refusal(survivors_probability(6, 3, 4, 1, Lost::Worst)), lost);
    assert_eq!(refusal(replicas_for_survivors(3, 0.5, 4, 1, Lost::Given)), lost);

    assert_eq!(
        refusal(survivors_probability(6, 3, 1, 7, Lost::Given)),
        "`survivors` is 7, but at most 6 replicas can be left"
    );
    assert_eq!(
        refusal(replicas_for_survivors(3, 0.5, 1, 1001, Lost::Given)),
        "`survivors` is 1001, but at most 1000 replicas can be left"
    );
}

#[test]
fn refuses_what_no_number_of_machines_reaches() {
    let certain = "`coverage` is 1, but random placement is never certain, so it must be less than 1\n\
                   help: use `coverage = 0.99`";
    assert_eq!(refusal(replicas_for(2, 1.0)), certain);
    assert_eq!(refusal(replicas_for_survivors(2, 1.0, 1, 1, Lost::Given)), certain);
    for which in [Lost::Worst, Lost::Given] {
        assert_eq!(
            refusal(replicas_for_survivors(3, 0.5, 3, 2, which)),
            "`survivors` is 2, but `lost` is 3, which is every region: no replica is left\n\
             help: use `lost = 2`, or `survivors = 0`"
        );
    }
    let out_of_reach = |coverage: f64, reached: f64| {
        let reached = (reached * 1e9).floor() / 1e9;
        format!(
            "`coverage` is {coverage}, but 1000 replicas, the most that are allowed, reach only {reached}\n\
             help: use a lower `coverage`, fewer regions, or fewer survivors"
        )
    };
    let reached = every_region_probability(1000, 64).unwrap();
    assert_eq!(refusal(replicas_for(64, 0.999_999)), out_of_reach(0.999_999, reached));
    for which in [Lost::Worst, Lost::Given] {
        let reached = survivors_probability(1000, 35, 34, 25, which).unwrap();
        assert_eq!(refusal(replicas_for_survivors(35, 0.99, 34, 25, which)), out_of_reach(0.99, reached));
    }
}

#[test]
fn the_description_tells_the_levels_that_are_not_reached() {
    for (replicas, regions, expected) in [
        (6, 3, "6 replicas over 3 regions: 74.1 % that every region has one; 11 reach 95 %, 15 reach 99 %"),
        (10, 3, "10 replicas over 3 regions: 94.8 % that every region has one; 11 reach 95 %, 15 reach 99 %"),
        (11, 3, "11 replicas over 3 regions: 96.5 % that every region has one; 15 reach 99 %"),
        (15, 3, "15 replicas over 3 regions: 99.3 % that every region has one"),
        (1, 2, "1 replica over 2 regions: 0 % that every region has one; 6 reach 95 %, 8 reach 99 %"),
        (2, 2, "2 replicas over 2 regions: 50 % that every region has one; 6 reach 95 %, 8 reach 99 %"),
    ] {
        assert_eq!(describe(replicas, regions).as_deref(), Some(expected));
    }
}

#[test]
fn the_description_never_rounds_up_to_what_is_not_reached() {
    for (replicas, regions, expected) in [
        // 94.99991 %
        (32, 7, "32 replicas over 7 regions: 94.9 % that every region has one; 33 reach 95 %, 43 reach 99 %"),
        // 98.997 %
        (14, 3, "14 replicas over 3 regions: 98.9 % that every region has one; 15 reach 99 %"),
        // 99.9999 %
        (40, 3, "40 replicas over 3 regions: more than 99.9 % that every region has one"),
        // Nearer to 1 than a float can be.
        (1000, 2, "1000 replicas over 2 regions: more than 99.9 % that every region has one"),
        // 0.094 %, and next to nothing.
        (9, 9, "9 replicas over 9 regions: less than 0.1 % that every region has one; 44 reach 95 %, 58 reach 99 %"),
        (
            35,
            35,
            "35 replicas over 35 regions: less than 0.1 % that every region has one; 226 reach 95 %, 282 reach 99 %",
        ),
    ] {
        assert_eq!(describe(replicas, regions).as_deref(), Some(expected));
    }
}

#[test]
fn a_probability_is_rounded_neither_to_certainty_nor_to_a_level() {
    for (probability, expected) in [
        (0.0, "0 %"),
        (1e-9, "less than 0.1 %"),
        (0.001, "0.1 %"),
        (0.5, "50 %"),
        (0.7407, "74.1 %"),
        (0.949_999, "94.9 %"),
        (0.95, "95 %"),
        (0.989_999, "98.9 %"),
        (0.99, "99 %"),
        (0.999, "99.9 %"),
        (0.999_499, "more than 99.9 %"),
        (1.0 - f64::EPSILON, "more than 99.9 %"),
        (1.0, "100 %"),
        (f64::NAN, "NaN %"),
    ] {
        assert_eq!(Percent(probability).to_string(), expected);
    }
}

#[test]
fn placement_is_unlikely_while_it_is_possible_below_all_levels() {
    for (replicas, regions) in [(3, 3), (10, 3), (225, 35)] {
        let expected = describe(replicas, regions);
        assert!(expected.is_some());
        assert_eq!(describe_if_unlikely(replicas, regions), expected);
    }
    for (replicas, regions) in [(0, 0), (0, 3), (2, 3), (11, 3), (226, 35), (1, 1), (6, 65)] {
        assert_eq!(describe_if_unlikely(replicas, regions), None);
    }
}

#[test]
fn no_description_without_a_question() {
    for (replicas, regions) in [(0, 3), (6, 0), (6, 1), (1001, 3), (6, 65)] {
        assert_eq!(describe(replicas, regions), None, "{replicas} {regions}");
    }
}
