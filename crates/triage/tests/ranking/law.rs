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
        let mut said = ItemAnswer {
            side,
            ..examined(&id, answer)
        };
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
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

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

    /// Raising a likelihood ratio of something that is there, or of something that is not, never
    /// lowers its condition: neither its share nor its place.
    #[test]
    fn a_higher_ratio_never_lowers_its_condition(
        spots in any_spots(),
        answers in any_answers(),
        which in prop::sample::select(published()),
        raise in 1.0_f64..4.0,
    ) {
        let mut table = TABLE.clone();
        let condition = raise_ratio(&mut table, which, raise);
        let before = rank(&TABLE, &spots, &answers, Some(50));
        let after = rank(&table, &spots, &answers, Some(50));
        for (before, after) in before.iter().zip(&after) {
            let share = |knee: &KneeRanking| {
                let mut candidates = knee.candidates.iter();
                candidates.find(|one| one.condition == condition).map(|one| one.share.mid)
            };
            if let (Some(before), Some(after)) = (share(before), share(after)) {
                prop_assert!(after >= before - 1e-12, "{} {} to {}", condition, before, after);
            }
            let by_share = |knee: &KneeRanking| {
                let odds: Vec<ConditionId> = knee.candidates.iter().filter(|one| one.band != Band::LessLikely).map(|one| one.condition.clone()).collect();
                odds.iter().position(|id| *id == condition)
            };
            if let (Some(before), Some(after)) = (by_share(before), by_share(after)) {
                prop_assert!(after <= before);
            }
        }
    }

    /// No condition that cannot hurt at a marked spot is ever a candidate, so none comes first.
    #[test]
    fn only_what_hurts_at_a_marked_spot_is_ranked(spots in any_spots(), answers in any_answers(), age in prop::option::of(8_u8..80)) {
        for knee in rank(&TABLE, &spots, &answers, age) {
            for one in &knee.candidates {
                let row = TABLE.condition(&one.condition).unwrap();
                prop_assert!(knee.spots.iter().any(|spot| row.at(spot).is_some()));
            }
        }
    }

    /// A share lies inside its interval, and those that meet at one single spot sum to one.
    #[test]
    fn shares_are_parts_of_one_whole(answers in any_answers(), idx in 0_usize..22) {
        let spots = spots(Side::Right, &[&TABLE.spots[idx].id]);
        let knees = rank(&TABLE, &spots, &answers, Some(40));
        let knee = knees.iter().find(|knee| knee.side == Side::Right).unwrap();
        let sum: f64 = knee.candidates.iter().map(|one| one.share.mid).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9, "{}", sum);
        for one in &knee.candidates {
            let share = one.share;
            prop_assert!(0.0 <= share.low && share.low <= share.mid && share.mid <= share.high && share.high <= 1.0);
        }
    }

    /// Without a published figure that counts and without the documents' signs nothing stands out.
    #[test]
    fn house_weights_alone_make_nothing_stand_out(spots in any_spots(), answers in any_answers()) {
        for knee in rank(&TABLE, &spots, &answers, Some(40)) {
            for one in knee.candidates.iter().filter(|one| one.band == Band::MoreLikely) {
                let mut evidence = one.speaks_for.iter();
                let published = evidence.any(|it| it.counted && it.factor > 1.0 && it.basis == trochlea_knowledge::Status::Sourced && it.from != trochlea_triage::EvidenceSource::Spot);
                let signs = one.pattern.is_some_and(|signs| signs.there >= signs.needed);
                prop_assert!(published || signs);
            }
        }
    }
}

/// Every published ratio of the table, by its place.
fn published() -> Vec<(bool, usize, usize)> {
    let of = |cluster: bool, row: usize, effects: &[trochlea_knowledge::Effect]| {
        let with = effects
            .iter()
            .enumerate()
            .filter(|(_, effect)| effect.likelihood.is_some());
        let found: Vec<(bool, usize, usize)> = with.map(|(idx, _)| (cluster, row, idx)).collect();
        found
    };
    let features = TABLE.features.iter().enumerate();
    let clusters = TABLE.clusters.iter().enumerate();
    let features = features.flat_map(|(row, it)| of(false, row, &it.effects));
    features
        .chain(clusters.flat_map(|(row, it)| of(true, row, &it.effects)))
        .collect()
}

fn raise_ratio(
    table: &mut ConditionTable,
    (cluster, row, idx): (bool, usize, usize),
    raise: f64,
) -> ConditionId {
    let effects = if cluster {
        &mut table.clusters[row].effects
    } else {
        &mut table.features[row].effects
    };
    let effect = &mut effects[idx];
    let likelihood = effect.likelihood.as_mut().unwrap();
    likelihood.positive = likelihood.positive.map(|ratio| ratio * raise);
    likelihood.negative = likelihood.negative.map(|ratio| (ratio * raise).min(1.0));
    effect.condition.clone()
}
