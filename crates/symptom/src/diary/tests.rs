use jiff::civil::date;
use proptest::prelude::*;
use trochlea_knowledge::Knowledge;

use super::*;

const MONDAY: Date = date(2026, 3, 2);

fn day(n: i64) -> Date {
    MONDAY.saturating_add(n.days())
}

fn entry(id: &str, n: i64) -> DiaryEntry {
    let at = day(n).at(7, 0, 0, 0);
    serde_json::from_str(&format!(r#"{{"id":"{id}","at":"{at}","side":"left"}}"#)).unwrap()
}

fn about_run(id: &str, n: i64, run: &str, during: u8) -> DiaryEntry {
    DiaryEntry {
        run: Some(run.to_owned()),
        pain_during: PainScore::new(during),
        ..entry(id, n)
    }
}

fn correcting(id: &str, target: &str, during: u8) -> DiaryEntry {
    DiaryEntry {
        replaces: Some(target.to_owned()),
        ..about_run(id, 0, "r", during)
    }
}

fn definitions() -> DiaryDefinitions {
    DiaryDefinitions::from_table(&Knowledge::shipped().unwrap().protocols)
}

/// What counts of one run after reading some entries.
#[track_caller]
fn check_during(entries: &[DiaryEntry], expected: u8) {
    let diary = Diary::read(entries);
    let record = diary.run(Side::Left, "r").unwrap();
    assert_eq!(record.pain_during, PainScore::new(expected));
}

#[test]
fn of_two_answers_about_one_run_the_worse_counts_and_both_are_listed() {
    let entries = [about_run("a", 0, "r", 1), about_run("b", 1, "r", 5)];
    check_during(&entries, 5);
    let diary = Diary::read(&entries);
    let listed = &diary.contradictions[0];
    assert_eq!(
        (listed.field.as_str(), &listed.entries[..]),
        ("pain_during", &["a".to_owned(), "b".to_owned()][..])
    );
}

#[test]
fn equal_answers_are_no_contradiction() {
    let diary = Diary::read(&[about_run("a", 0, "r", 2), about_run("b", 1, "r", 2)]);
    assert!(diary.contradictions.is_empty());
}

#[test]
fn a_correction_of_a_correction_counts_alone_and_the_history_stays() {
    let entries = [
        about_run("a", 0, "r", 6),
        correcting("b", "a", 4),
        correcting("c", "b", 1),
    ];
    check_during(&entries, 1);
    let diary = Diary::read(&entries);
    assert!(diary.contradictions.is_empty() && diary.problems.is_empty());
    let kept: Vec<(&str, &str)> = diary
        .superseded
        .iter()
        .map(|one| (one.entry.as_str(), one.by.as_str()))
        .collect();
    assert_eq!(kept, [("a", "b"), ("b", "c")]);
}

#[test]
fn a_correction_of_nothing_is_named_and_counts() {
    let entries = [correcting("b", "missing", 3)];
    check_during(&entries, 3);
    let problem = DiaryProblem::UnknownTarget {
        entry: "b".into(),
        replaces: "missing".into(),
    };
    assert_eq!(Diary::read(&entries).problems, [problem]);
}

#[test]
fn corrections_in_a_circle_are_named_and_all_count() {
    let entries = [correcting("a", "b", 2), correcting("b", "a", 7)];
    check_during(&entries, 7);
    assert_eq!(Diary::read(&entries).problems.len(), 2);
}

#[test]
fn two_entries_with_one_id_both_count() {
    let entries = [about_run("a", 0, "r", 0), about_run("a", 0, "r", 6)];
    check_during(&entries, 6);
    let problem = DiaryProblem::DuplicateId { entry: "a".into() };
    assert_eq!(Diary::read(&entries).problems, [problem]);
}

#[test]
fn a_morning_answers_to_the_day_before() {
    let morning = DiaryEntry {
        pain_next_morning: PainScore::new(2),
        ..entry("a", 1)
    };
    let diary = Diary::read(&[morning]);
    let on = |n: i64| diary.days.iter().find(|one| one.day == day(n)).unwrap();
    assert_eq!(on(0).pain_next_morning, PainScore::new(2));
    assert_eq!(on(1).pain_next_morning, None);
}

/// Days of the painless stretch seen on day `today`, with stairs answered on some days.
#[track_caller]
fn check_stretch(answers: &[(i64, u8)], runs: &[(&str, i64)], today: i64, expected: i64) {
    let entries: Vec<DiaryEntry> = answers
        .iter()
        .enumerate()
        .map(|(idx, &(n, score))| DiaryEntry {
            pain_stairs: PainScore::new(score),
            ..entry(&format!("e{idx}"), n)
        })
        .collect();
    let runs = runs
        .iter()
        .map(|(id, n)| ((*id).to_owned(), day(*n)))
        .collect();
    let diary = Diary::read(&entries);
    let stretches = diary.pain_free_stretches(Side::Left, day(today), &runs, definitions());
    let days = stretches
        .as_of(day(today))
        .map_or(0, |stretch| stretch.days());
    assert_eq!(days, expected);
}

#[test]
fn silence_is_not_pain_free_time() {
    check_stretch(&[], &[], 20, 0);
    // One forgotten day is bridged, two are not.
    check_stretch(&[(0, 0), (2, 0)], &[], 2, 3);
    check_stretch(&[(0, 0), (3, 0)], &[], 3, 1);
    // Two days after the last answer the stretch no longer reaches today.
    check_stretch(&[(0, 0), (1, 0)], &[], 3, 2);
    check_stretch(&[(0, 0), (1, 0)], &[], 4, 0);
}

#[test]
fn any_pain_ends_a_painless_stretch() {
    check_stretch(&[(0, 0), (1, 1), (2, 0), (3, 0)], &[], 3, 2);
    check_stretch(&[(0, 0), (1, 0), (1, 1)], &[], 1, 0);
}

#[test]
fn a_run_that_nobody_answered_for_proves_nothing() {
    check_stretch(&[(0, 0), (1, 0), (2, 0)], &[("r", 1)], 2, 1);
}

#[test]
fn thirteen_days_are_one_whole_week_and_fourteen_are_two() {
    let stretch = |days: i64| PainFreeStretch {
        from: day(0),
        to: day(days - 1),
    };
    assert_eq!(stretch(13).whole_weeks(), 1);
    assert_eq!(stretch(14).whole_weeks(), 2);
}

fn entries() -> impl Strategy<Value = Vec<DiaryEntry>> {
    let one = (
        0..6_u8,
        0..5_i64,
        0..4_u8,
        prop::option::of(0..6_u8),
        0..11_u8,
    );
    prop::collection::vec(one, 0..12).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(id, n, run, replaces, score)| DiaryEntry {
                replaces: replaces.map(|id| format!("e{id}")),
                pain_next_morning: PainScore::new(score),
                pain_stairs: PainScore::new(score / 2),
                ..about_run(&format!("e{id}"), n, &format!("r{run}"), score)
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_entries_changes_nothing(
        (given, shuffled) in entries().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        prop_assert_eq!(Diary::read(&given), Diary::read(&shuffled));
    }

    #[test]
    fn no_entry_is_lost(given in entries()) {
        // Whatever is not superseded by name still has its say about its run.
        let diary = Diary::read(&given);
        let gone: BTreeSet<&str> = diary.superseded.iter().map(|one| one.entry.as_str()).collect();
        for entry in given.iter().filter(|entry| !gone.contains(entry.id.as_str())) {
            let record = diary.run(entry.side, entry.run.as_deref().unwrap()).unwrap();
            prop_assert!(record.pain_during >= entry.pain_during);
        }
    }
}

/// Where it begins is kept as it was told: the kilometre, the flight of stairs, quicker steps. Each
/// of them is pain.
///
/// Requirements: S3-011.
#[test]
fn where_pain_begins_is_kept_precisely_and_is_pain() {
    let told = |change: fn(&mut DiaryEntry)| {
        let mut entry = entry("a", 0);
        change(&mut entry);
        Diary::read(&[entry]).days.remove(0)
    };
    let stairs = told(|entry| entry.onset_flights = Some(2));
    assert_eq!(stairs.onset_flights, Some(2));
    let quick = told(|entry| entry.onset_on_faster_steps = Some(Answer::Yes));
    assert_eq!(quick.onset_on_faster_steps, Some(Answer::Yes));
    let run = told(|entry| entry.onset = Some(Length::from_km(6.4)));
    assert_eq!(run.onset, Some(Length::from_km(6.4)));
    for day in [stairs, quick, run] {
        assert_eq!(day.proof(definitions()), Some(Proof::Painful));
    }
    // Of two entries the earlier beginning counts.
    let mut first = entry("a", 0);
    first.onset_flights = Some(5);
    let mut second = entry("b", 0);
    second.onset_flights = Some(2);
    let day = Diary::read(&[first, second]).days.remove(0);
    assert_eq!(day.onset_flights, Some(2));
}
