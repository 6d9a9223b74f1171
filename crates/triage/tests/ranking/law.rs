use proptest::prelude::*;

use crate::*;

fn any_spots() -> impl Strategy<Value = Vec<Spot>> {
    let ids: Vec<String> = TABLE.spots.iter().map(|spot| spot.id.clone()).collect();
    let spot = (prop::sample::select(ids), prop::bool::ANY).prop_map(|(spot, left)| Spot {
        spot,
        side: if left { Side::Left } else { Side::Right },
    });
    prop::collection::vec(spot, 0..5)
}

fn any_answers() -> impl Strategy<Value = Vec<ItemAnswer>> {
    let ids: Vec<String> = TABLE
        .features
        .iter()
        .map(|feature| feature.id.clone())
        .collect();
    let answer = prop::sample::select(vec![Answer::Yes, Answer::No, Answer::Unknown]);
    let side = prop::sample::select(vec![None, Some(Side::Left), Some(Side::Right)]);
    let parts = (prop::sample::select(ids), answer, side, 1_i8..4);
    let said = parts.prop_map(|(id, answer, side, day)| {
        let mut said = said(&id, answer, side);
        said.at = date(2026, 3, day).at(8, 0, 0, 0);
        said
    });
    prop::collection::vec(said, 0..20)
}

fn hurts_in_front(spots: &[Spot], side: Side) -> bool {
    let here = spots.iter().filter(|spot| spot.side == side);
    let mut regions = here.map(|spot| TABLE.spot(&spot.spot).unwrap().region);
    regions.any(|region| region == trochlea_knowledge::Region::Anterior)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn order_changes_nothing(spots in any_spots(), answers in any_answers(), age in prop::option::of(8_u8..80)) {
        let (mut turned_spots, mut turned) = (spots.clone(), answers.clone());
        turned_spots.reverse();
        turned.reverse();
        prop_assert_eq!(rank(&TABLE, &spots, &answers, age), rank(&TABLE, &turned_spots, &turned, age));
    }

    #[test]
    fn a_dont_know_moves_no_rank(spots in any_spots(), answers in any_answers()) {
        let without: Vec<ItemAnswer> = {
            // Only the first answer to each feature, so that none takes another's place.
            let mut seen = std::collections::BTreeSet::new();
            answers.into_iter().filter(|said| seen.insert(said.item.clone())).collect()
        };
        let known: Vec<ItemAnswer> = without.iter().filter(|said| said.answer != Answer::Unknown).cloned().collect();
        let sides = |answers: &[ItemAnswer]| -> Vec<_> {
            let marked: Vec<Side> = spots.iter().map(|spot| spot.side).collect();
            let ranked = rank(&TABLE, &spots, answers, Some(30)).into_iter();
            ranked.filter(|knee| marked.contains(&knee.side)).map(|knee| knee.candidates).collect()
        };
        prop_assert_eq!(sides(&without), sides(&known));
    }

    #[test]
    fn never_the_kneecap_pattern_without_pain_in_front(spots in any_spots(), answers in any_answers()) {
        for knee in rank(&TABLE, &spots, &answers, Some(30)) {
            let names = format!("{:?} {:?} {:?}", knee.outcome, knee.programmes, knee.candidates);
            if !hurts_in_front(&spots, knee.side) {
                prop_assert!(!names.contains("pfps"));
            }
        }
    }

    #[test]
    fn a_programme_explains_every_spot_and_is_possible(spots in any_spots(), answers in any_answers()) {
        for knee in rank(&TABLE, &spots, &answers, Some(30)) {
            for id in &knee.programmes {
                let candidate = knee.candidates.iter().find(|one| one.condition == *id).unwrap();
                prop_assert!(candidate.programme && candidate.band != Band::LessLikely);
            }
            if !knee.programmes.is_empty() {
                for spot in &knee.spots {
                    let explained = knee.programmes.iter().any(|id| TABLE.condition(id).unwrap().at(spot).is_some());
                    prop_assert!(explained);
                }
            } else if knee.outcome != Outcome::NotEnoughInformation {
                prop_assert!(knee.see_professional.is_some());
            }
        }
    }

    #[test]
    fn more_likely_stands_alone_at_its_spots(spots in any_spots(), answers in any_answers()) {
        for knee in rank(&TABLE, &spots, &answers, Some(30)) {
            let ahead: Vec<_> = knee.candidates.iter().filter(|one| one.band == Band::MoreLikely).collect();
            for spot in &knee.spots {
                let here = ahead.iter().filter(|one| TABLE.condition(&one.condition).unwrap().at(spot).is_some());
                prop_assert!(here.count() <= 1);
            }
        }
    }
}
