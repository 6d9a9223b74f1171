//! Every answer, every pair of answers, and many random ones, against a second reading of the
//! table that knows one moment only: no time, no clearance, no side.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use trochlea_knowledge::{ActionLevel, Blocks, ItemAsked, RedFlag, RedFlagItem, TriggerGroup};

use crate::*;

const ANSWERS: [Answer; 3] = [Answer::Yes, Answer::No, Answer::Unknown];

/// What was said about each item; not in the map is not asked.
type Sheet = BTreeMap<&'static str, Answer>;

struct Expected {
    flags: BTreeSet<&'static str>,
    level: Option<ActionLevel>,
    through: Lets,
}

fn yes_no_items() -> Vec<&'static RedFlagItem> {
    TABLE
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::YesNo)
        .collect()
}

fn second_reading(sheet: &Sheet, age: Option<u8>) -> Expected {
    let yes = |item: &String| sheet.get(item.as_str()) == Some(&Answer::Yes);
    let group_holds = |group: &TriggerGroup| {
        let age_holds = |bound: Option<u8>, holds: &dyn Fn(u8, u8) -> bool| {
            bound.is_none_or(|bound| age.is_some_and(|age| holds(age, bound)))
        };
        group.signal.is_none()
            && group.all.iter().all(yes)
            && (group.any.is_empty() || group.any.iter().any(yes))
            && group.at_least.as_ref().is_none_or(|least| {
                least.of.iter().filter(|item| yes(item)).count() >= least.count.into()
            })
            && age_holds(group.age_below, &|age, bound| age < bound)
            && age_holds(group.age_from, &|age, bound| age >= bound)
            && age_holds(group.age_above, &|age, bound| age > bound)
    };
    let standing: Vec<&RedFlag> = TABLE
        .flags
        .iter()
        .filter(|flag| flag.trigger.iter().any(group_holds))
        .collect();
    let worrying = |item: &String| {
        matches!(
            sheet.get(item.as_str()),
            Some(Answer::Yes | Answer::Unknown)
        )
    };
    let open = TABLE.items.iter().any(|item| {
        let needed = match &item.asked {
            ItemAsked::Always => true,
            ItemAsked::DiaryOnly => false,
            ItemAsked::When(when) => {
                when.items.iter().any(worrying)
                    || when
                        .age_below
                        .is_some_and(|below| age.is_none_or(|age| age < below))
            }
        };
        let excluded_or_confirmed = match item.kind {
            ItemKind::Age => age.is_some(),
            ItemKind::YesNo | ItemKind::Pregnancy => {
                matches!(sheet.get(item.id.as_str()), Some(Answer::Yes | Answer::No))
            }
        };
        needed && !excluded_or_confirmed
    });
    let stops = |what| open || standing.iter().any(|flag| flag.blocks.contains(&what));
    Expected {
        flags: standing.iter().map(|flag| flag.id.as_str()).collect(),
        level: standing.iter().map(|flag| flag.action.level).max(),
        through: Lets {
            run: !stops(Blocks::Running),
            strength: !stops(Blocks::Strength),
            progress: !stops(Blocks::Progress),
        },
    }
}

/// The case that says what the sheet says, all at one moment.
fn case(sheet: &Sheet, age: Option<u8>) -> Case {
    let mut case = Case::healthy();
    case.runner.age_years = age;
    case.runner.pregnant = sheet.get("pregnant").copied().unwrap_or(Answer::Unknown);
    case.answers = sheet
        .iter()
        .filter(|(item, _)| **item != "pregnant")
        .map(|(item, answer)| said(item, *answer, 0))
        .collect();
    case
}

#[track_caller]
fn agrees(sheet: &Sheet, age: Option<u8>) {
    let screening = case(sheet, age).screen();
    let expected = second_reading(sheet, age);
    let context = || {
        let worrying: Sheet = sheet
            .iter()
            .filter(|(_, answer)| **answer != Answer::No)
            .map(|(item, answer)| (*item, *answer))
            .collect();
        format!("{worrying:?} at {age:?}")
    };
    let flags: BTreeSet<&str> = screening
        .flags
        .iter()
        .map(|flag| flag.id.as_str())
        .collect();
    assert_eq!(flags, expected.flags, "{}", context());
    assert_eq!(screening.level, expected.level, "{}", context());
    assert_eq!(lets(&screening), expected.through, "{}", context());
}

fn all_no() -> Sheet {
    let mut sheet: Sheet = yes_no_items()
        .into_iter()
        .map(|item| (item.id.as_str(), Answer::No))
        .collect();
    sheet.insert("pregnant", Answer::No);
    sheet
}

#[test]
fn each_item_with_each_answer() {
    for item in all_no().into_keys() {
        for answer in ANSWERS {
            for age in [
                None,
                Some(11),
                Some(15),
                Some(17),
                Some(30),
                Some(50),
                Some(55),
            ] {
                let mut sheet = all_no();
                sheet.insert(item, answer);
                agrees(&sheet, age);
            }
        }
    }
}

#[test]
fn each_item_that_everyone_is_asked_stops_every_plan_when_open() {
    for item in TABLE
        .items
        .iter()
        .filter(|item| item.asked == ItemAsked::Always)
    {
        if item.kind == ItemKind::YesNo {
            let unknown = Case::healthy().unknown(&item.id).screen();
            assert_eq!(lets(&unknown), NOTHING, "{} unknown", item.id);
            let unasked = Case::healthy().without(&item.id).screen();
            assert_eq!(lets(&unasked), NOTHING, "{} not asked", item.id);
        }
    }
}

#[test]
fn all_pairs_with_all_answers() {
    let items: Vec<&str> = all_no().into_keys().collect();
    for (place, first) in items.iter().enumerate() {
        for second in &items[place + 1..] {
            for one in ANSWERS {
                for other in ANSWERS {
                    let mut sheet = all_no();
                    sheet.insert(first, one);
                    sheet.insert(second, other);
                    agrees(&sheet, Some(30));
                }
            }
        }
    }
}

fn n_random() -> u32 {
    let cases = std::env::var("TROCHLEA_RANDOM_CASES").ok();
    cases.and_then(|cases| cases.parse().ok()).unwrap_or(20_000)
}

fn run<S: Strategy>(strategy: &S, law: impl Fn(S::Value)) {
    let config = Config {
        cases: n_random(),
        failure_persistence: None,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(strategy, |value| {
        law(value);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// An answer, or none; mostly "no", so that sheets that clear something do come up.
fn maybe_answer() -> impl Strategy<Value = Option<Answer>> {
    prop_oneof![
        60 => Just(Some(Answer::No)),
        2 => Just(Some(Answer::Yes)),
        1 => Just(Some(Answer::Unknown)),
        1 => Just(None),
    ]
}

#[test]
fn random_combinations() {
    let items: Vec<&'static str> = all_no().into_keys().collect();
    let sheet = prop::collection::vec(maybe_answer(), items.len());
    let age = prop_oneof![1 => Just(None), 20 => (5_u8..90).prop_map(Some)];
    let seen = std::cell::RefCell::new(BTreeMap::new());
    run(&(sheet, age), |(answers, age)| {
        let sheet: Sheet = items
            .iter()
            .copied()
            .zip(answers)
            .filter_map(|(item, answer)| Some((item, answer?)))
            .collect();
        agrees(&sheet, age);
        let through = second_reading(&sheet, age).through;
        *seen
            .borrow_mut()
            .entry(format!("{through:?}"))
            .or_insert(0_u32) += 1;
    });
    // Each outcome came up, so the agreement above is about all of them.
    assert_eq!(seen.borrow().len(), 3, "{:?}", seen.borrow());
}

/// Answers over time, on either knee, by either reporter, with clearances and diary.
fn history() -> impl Strategy<Value = Case> {
    let side = || prop_oneof![Just(None), Just(Some(Side::Left)), Just(Some(Side::Right))];
    let by = || prop_oneof![4 => Just(Reporter::Runner), 1 => Just(Reporter::Clinician)];
    let items: Vec<&'static str> = all_no().into_keys().collect();
    let few: Vec<&'static str> = TABLE
        .every_diary_entry()
        .map(|item| item.id.as_str())
        .collect();
    let item = prop_oneof![
        prop::sample::select(items),
        prop::sample::select(few.clone())
    ];
    let flags: Vec<&'static str> = TABLE.flags.iter().map(|flag| flag.id.as_str()).collect();
    let answer = || prop::sample::select(ANSWERS.to_vec());
    let answers = prop::collection::vec((item, answer(), 1_i64..8, side(), by()), 0..12);
    let clearances = prop::collection::vec((prop::sample::select(flags), 1_i64..8, by()), 0..5);
    let diary = prop::collection::vec(
        (
            prop::sample::select(few),
            answer(),
            1_i64..8,
            prop::bool::ANY,
        ),
        0..4,
    );
    (answers, clearances, diary, 10_u8..60).prop_map(|(answers, clearances, diary, age)| {
        let mut case = Case::healthy().aged(age);
        for (item, answer, at, side, by) in answers {
            let mut said = said(item, answer, at);
            said.side = side;
            said.by = by;
            case.answers.push(said);
        }
        for (flag, at, by) in clearances {
            case = case.cleared(flag, by, "A. Kessler", at);
        }
        for (item, answer, at, left) in diary {
            let side = if left { Side::Left } else { Side::Right };
            case = case.diary(side, &[(item, answer)], at);
        }
        case
    })
}

#[test]
fn the_order_of_inputs_changes_nothing() {
    run(&history(), |case| {
        let mut turned = case.clone();
        turned.answers.reverse();
        turned.clearances.reverse();
        turned.diary.reverse();
        assert_eq!(case.screen(), turned.screen());
    });
}

#[test]
fn a_further_yes_takes_no_flag_down_and_lowers_no_level() {
    let further = (0..all_no().len(), 1_i64..9, 0_u8..3);
    run(&(history(), further), |(case, (place, at, side))| {
        let item = all_no().into_keys().nth(place).unwrap();
        let before = case.screen();
        let mut more = said(item, Answer::Yes, at);
        more.side = [None, Some(Side::Left), Some(Side::Right)][usize::from(side)];
        let mut after = case.clone();
        after.answers.push(more);
        let after = after.screen();
        assert!(after.level >= before.level);
        let flags = |screening: &Screening| {
            screening
                .flags
                .iter()
                .map(|flag| flag.id.clone())
                .collect::<BTreeSet<_>>()
        };
        assert!(flags(&before).is_subset(&flags(&after)));
    });
}

#[test]
fn a_standing_flag_stops_what_it_says_and_an_open_question_stops_all() {
    run(&history(), |case| {
        let screening = case.screen();
        let stops = |what| {
            screening
                .flags
                .iter()
                .any(|flag| flag.blocks.contains(&what))
        };
        let through = lets(&screening);
        assert_eq!(through.run, screening.complete() && !stops(Blocks::Running));
        assert_eq!(
            through.strength,
            screening.complete() && !stops(Blocks::Strength)
        );
        if !screening.complete() {
            assert_eq!(through, NOTHING);
            assert!(!screening.questions.is_empty());
        }
    });
}

#[test]
fn without_a_clinician_nothing_that_needs_one_goes_away() {
    run(&history(), |mut case| {
        case.answers.retain(|said| said.by == Reporter::Runner);
        case.clearances
            .retain(|clearance| clearance.by == Reporter::Runner);
        let raised = |screening: &Screening| -> BTreeSet<String> {
            let flags = screening.flags.iter();
            flags
                .filter(|flag| flag.cleared_by == trochlea_knowledge::ClearedBy::Clinician)
                .map(|flag| flag.id.clone())
                .collect()
        };
        let before = raised(&case.screen());
        let no_to_all = all_no().into_keys().map(|item| said(item, Answer::No, 50));
        case.answers.extend(no_to_all);
        assert_eq!(before, raised(&case.screen()));
    });
}
