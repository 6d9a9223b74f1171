//! The form of the log as diary entries: one for each knee that something was said about.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use trochlea_quantity::{Length, Side};
use trochlea_symptom::{ActivityDone, Answer, DiaryEntry, PainScore, Settled, StrengthDone};

use crate::web::answers::{Answers, refused};
use crate::web::fault::Fault;

/// Where a pain slider stands while nothing was said.
pub(super) const NOT_SAID: i8 = -1;

/// Longest note, in characters.
const LONGEST_NOTE: usize = 2000;

/// The questions that depend on the tables.
pub(super) struct Asked<'a> {
    /// Red-flag questions of every entry, by id.
    pub(super) flags: Vec<&'a str>,
    /// Exercises that can be ticked, by id.
    pub(super) exercises: Vec<&'a str>,
    /// Stairs and other sports that can be told, by id.
    pub(super) activities: Vec<&'a str>,
}

/// Reads the form.
///
/// # Errors
/// When an answer is impossible, when the red-flag question was left out, or when nothing at all
/// was said.
pub(super) fn entries(
    answers: &Answers,
    asked: &Asked<'_>,
    now: DateTime,
) -> Result<Vec<DiaryEntry>, Fault> {
    let name = answers
        .text("entry")
        .filter(|name| is_name(name))
        .ok_or_else(|| refused("the form has no name of its own. Open the log again"))?;
    let flags = flags(answers, asked)?;
    let shared = Shared {
        name,
        now,
        flags: &flags,
        strength: strength(answers, asked)?,
        activities: activities(answers, asked)?,
    };
    let only = corrected_side(answers);
    let mut entries = Vec::new();
    for side in Side::BOTH {
        if only.is_some_and(|only| only != side) {
            continue;
        }
        let entry = about_knee(answers, side, &shared)?;
        if says_something(&entry) {
            entries.push(entry);
        }
    }
    if entries.is_empty() {
        entries.extend(about_nothing_but_flags(answers, &shared)?);
    }
    share(
        &mut entries,
        shared.strength,
        shared.activities,
        note(answers)?,
    )?;
    Ok(entries)
}

struct Shared<'a> {
    name: &'a str,
    now: DateTime,
    flags: &'a BTreeMap<String, Answer>,
    strength: Vec<StrengthDone>,
    activities: Vec<ActivityDone>,
}

/// Letters, digits and `-`: names stand in links.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=80).contains(&name.len()) && name.bytes().all(plain)
}

fn about_knee(answers: &Answers, side: Side, shared: &Shared<'_>) -> Result<DiaryEntry, Fault> {
    let field = |what: &str| format!("{}-{what}", side.as_str());
    let pain = |what: &str| pain(answers, &field(what));
    let replaces = answers.text("replaces").map(str::to_owned);
    Ok(DiaryEntry {
        // A correction is about one knee, and its name is that of the form.
        id: format!("{}-{}", shared.name, side.as_str()),
        at: shared.now,
        about: about(answers, shared.now)?,
        side,
        run: answers.text("run").map(str::to_owned),
        pain_during: pain("during")?,
        pain_after: pain("after")?,
        pain_next_morning: pain("morning")?,
        pain_stairs: pain("stairs")?,
        pain_daily: pain("daily")?,
        onset: onset(answers, &field("onset-km"))?,
        onset_flights: answers.parsed(&field("onset-flights"), "a number of flights")?,
        onset_on_faster_steps: answer(answers, &field("on-faster-steps"))?,
        settled: settled(answers, &field("settled"))?,
        swelling: answer(answers, &field("swelling"))?,
        strength: Vec::new(),
        activities: Vec::new(),
        flags: shared.flags.clone(),
        replaces,
        note: None,
    })
}

fn says_something(entry: &DiaryEntry) -> bool {
    let pains = [
        entry.pain_during,
        entry.pain_after,
        entry.pain_next_morning,
        entry.pain_stairs,
        entry.pain_daily,
    ];
    pains.iter().any(Option::is_some)
        || entry.onset.is_some()
        || entry.onset_flights.is_some()
        || entry.onset_on_faster_steps.is_some()
        || entry.settled.is_some()
        || entry.swelling.is_some()
}

/// A day on which only the alarming questions, strength or a note were answered is an entry too,
/// about the knee the form was opened for.
fn about_nothing_but_flags(
    answers: &Answers,
    shared: &Shared<'_>,
) -> Result<Option<DiaryEntry>, Fault> {
    let alarming = shared.flags.values().any(|said| *said != Answer::No);
    let nothing_done = shared.strength.is_empty() && shared.activities.is_empty();
    if !alarming && nothing_done && answers.text("note").is_none() {
        return Err(refused(
            "move at least one slider, so that there is something to keep. Zero is an answer",
        ));
    }
    about_knee(answers, side(answers), shared).map(Some)
}

/// The knee the form was opened for.
fn side(answers: &Answers) -> Side {
    match answers.text("side") {
        Some("left") => Side::Left,
        _ => Side::Right,
    }
}

/// A correction takes the place of one entry, so it is about one knee.
fn corrected_side(answers: &Answers) -> Option<Side> {
    answers.text("replaces").map(|_| side(answers))
}

/// Strength and note are about the runner: said once, with the first entry.
fn share(
    entries: &mut [DiaryEntry],
    strength: Vec<StrengthDone>,
    activities: Vec<ActivityDone>,
    note: Option<String>,
) -> Result<(), Fault> {
    let first = entries
        .first_mut()
        .ok_or_else(|| refused("there was nothing in it"))?;
    first.strength = strength;
    first.activities = activities;
    first.note = note;
    Ok(())
}

/// A pain score; nothing when nothing was said.
pub(in crate::web) fn pain(answers: &Answers, name: &str) -> Result<Option<PainScore>, Fault> {
    match answers.parsed::<i8>(name, "a pain score from 0 to 10")? {
        None | Some(NOT_SAID) => Ok(None),
        Some(score) => u8::try_from(score)
            .ok()
            .and_then(PainScore::new)
            .map(Some)
            .ok_or_else(|| refused(&format!("pain is 0 to 10, not {score}"))),
    }
}

fn onset(answers: &Answers, name: &str) -> Result<Option<Length>, Fault> {
    // A comma is a decimal point in half the world.
    let Some(text) = answers.text(name).map(|text| text.replace(',', ".")) else {
        return Ok(None);
    };
    match text.parse::<f64>() {
        Ok(km) if (0.0..=200.0).contains(&km) => Ok(Some(Length::from_km(km))),
        _ => Err(refused(&format!(
            "pain began after “{text}” km, and that should be a number from 0 to 200"
        ))),
    }
}

fn settled(answers: &Answers, name: &str) -> Result<Option<Settled>, Fault> {
    match answers.text(name) {
        None => Ok(None),
        Some("within_hour") => Ok(Some(Settled::WithinHour)),
        Some("within_day") => Ok(Some(Settled::WithinDay)),
        Some("later") => Ok(Some(Settled::Later)),
        Some(other) => Err(refused(&format!(
            "“{other}” says nothing about how soon it settled"
        ))),
    }
}

/// Yes, no or don't know.
pub(super) fn answer(answers: &Answers, name: &str) -> Result<Option<Answer>, Fault> {
    match answers.text(name) {
        None => Ok(None),
        Some("yes") => Ok(Some(Answer::Yes)),
        Some("no") => Ok(Some(Answer::No)),
        Some("unknown") => Ok(Some(Answer::Unknown)),
        Some(other) => Err(refused(&format!("“{other}” is not yes, no or don't know"))),
    }
}

fn about(answers: &Answers, now: DateTime) -> Result<Option<jiff::civil::Date>, Fault> {
    let day = answers.parsed::<jiff::civil::Date>("about", "a date")?;
    match day {
        Some(day) if day > now.date() => Err(refused("that day has not come yet")),
        Some(day) if day == now.date() => Ok(None),
        other => Ok(other),
    }
}

/// "None of these" is a "no" to each. "Yes, or not sure" and then silence about one is not.
fn flags(answers: &Answers, asked: &Asked<'_>) -> Result<BTreeMap<String, Answer>, Fault> {
    let none_of_them = match answers.text("alarming") {
        Some("none") => true,
        Some("some") => false,
        _ => {
            return Err(refused(
                "say whether anything is new or alarming, it is asked every time",
            ));
        }
    };
    let mut flags = BTreeMap::new();
    for &item in &asked.flags {
        let said = answer(answers, &format!("flag-{item}"))?;
        let meant = match (none_of_them, said) {
            (true, _) => Answer::No,
            (false, said) => said.unwrap_or(Answer::Unknown),
        };
        flags.insert(item.to_owned(), meant);
    }
    if !none_of_them && flags.values().all(|said| *said == Answer::No) {
        return Err(refused(
            "something was new or alarming, and each question was answered with no. Choose one of the two",
        ));
    }
    Ok(flags)
}

fn strength(answers: &Answers, asked: &Asked<'_>) -> Result<Vec<StrengthDone>, Fault> {
    let mut done = Vec::new();
    for exercise in answers.all("exercise") {
        if !asked.exercises.contains(&exercise) {
            return Err(refused(&format!("“{exercise}” is no exercise of ours")));
        }
        let count = |what: &str| format!("{what}-{exercise}");
        let sets: Option<u8> = answers.parsed(&count("sets"), "a number of sets")?;
        let reps: Option<u16> = answers.parsed(&count("reps"), "a number of repetitions")?;
        let (Some(sets @ 1..=20), Some(reps @ 1..=500)) = (sets, reps) else {
            return Err(refused(
                "an exercise was ticked without how many sets and repetitions were done",
            ));
        };
        done.push(StrengthDone {
            exercise: exercise.to_owned(),
            sets,
            reps,
            pain: pain(answers, &count("pain"))?,
        });
    }
    Ok(done)
}

/// Stairs and other sports; a field left empty says nothing.
fn activities(answers: &Answers, asked: &Asked<'_>) -> Result<Vec<ActivityDone>, Fault> {
    let mut done = Vec::new();
    for activity in &asked.activities {
        let amount: Option<f64> = answers.parsed(&format!("did-{activity}"), "a number")?;
        match amount {
            None => {}
            Some(amount) if amount.is_finite() && (0.0..=1440.0).contains(&amount) => {
                done.push(ActivityDone {
                    activity: (*activity).to_owned(),
                    amount,
                    pain: pain(answers, &format!("pain-did-{activity}"))?,
                });
            }
            Some(amount) => {
                return Err(refused(&format!("{amount} of {activity} is not possible")));
            }
        }
    }
    Ok(done)
}

fn note(answers: &Answers) -> Result<Option<String>, Fault> {
    match answers.text("note") {
        Some(note) if note.chars().count() > LONGEST_NOTE => Err(refused(&format!(
            "the note is longer than {LONGEST_NOTE} characters"
        ))),
        note => Ok(note.map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime = jiff::civil::date(2026, 6, 4).at(6, 52, 0, 0);

    fn read(fields: &[(&str, &str)]) -> Result<Vec<DiaryEntry>, Fault> {
        let named = [("entry", "e1")].iter().chain(fields);
        let answers = named.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let asked = Asked {
            flags: vec!["fever_or_unwell", "hot_red_swollen"],
            exercises: vec!["bridge"],
            activities: vec!["stairs_down", "swimming"],
        };
        entries(&answers.collect(), &asked, NOW)
    }

    #[track_caller]
    fn kept(fields: &[(&str, &str)]) -> Vec<DiaryEntry> {
        read(fields).unwrap()
    }

    #[track_caller]
    fn check_refused(fields: &[(&str, &str)], because: &str) {
        match read(fields) {
            Err(Fault::Refused(text)) => assert!(text.contains(because), "{text}"),
            other => panic!("{fields:?} gave {other:?}"),
        }
    }

    const CALM: (&str, &str) = ("alarming", "none");

    #[test]
    fn one_slider_moved_is_one_entry_and_the_rest_stays_unsaid() {
        let entries = kept(&[CALM, ("right-morning", "2"), ("right-stairs", "-1")]);
        let [entry] = entries.as_slice() else {
            panic!("{entries:?}")
        };
        assert_eq!((entry.id.as_str(), entry.side), ("e1-right", Side::Right));
        assert_eq!(entry.pain_next_morning, PainScore::new(2));
        assert_eq!(entry.pain_stairs, None);
        assert_eq!(entry.swelling, None);
        assert_eq!(entry.about, None);
    }

    #[test]
    fn stairs_are_told_in_numbers_and_an_empty_field_says_nothing() {
        let entries = kept(&[CALM, ("did-stairs_down", "6.5"), ("did-swimming", "")]);
        let [entry] = entries.as_slice() else {
            panic!("{entries:?}")
        };
        let told = ActivityDone {
            activity: "stairs_down".to_owned(),
            amount: 6.5,
            pain: None,
        };
        assert_eq!(entry.activities, [told]);
        for amount in ["-1", "1441", "NaN", "some"] {
            assert!(matches!(
                read(&[CALM, ("did-stairs_down", amount)]),
                Err(Fault::Refused(_))
            ));
        }
    }

    #[test]
    fn zero_is_an_answer() {
        let entries = kept(&[CALM, ("left-morning", "0")]);
        assert_eq!(entries[0].pain_next_morning, Some(PainScore::NONE));
    }

    #[test]
    fn two_knees_are_two_entries_with_the_same_alarming_answers() {
        let entries = kept(&[
            ("alarming", "some"),
            ("flag-fever_or_unwell", "yes"),
            ("left-during", "1"),
            ("right-during", "4"),
            ("right-onset-km", "3,5"),
            ("run", "a#0"),
            ("exercise", "bridge"),
            ("sets-bridge", "3"),
            ("reps-bridge", "10"),
        ]);
        let sides: Vec<_> = entries.iter().map(|entry| entry.side).collect();
        assert_eq!(sides, [Side::Left, Side::Right]);
        for entry in &entries {
            assert_eq!(entry.run.as_deref(), Some("a#0"));
            assert_eq!(entry.flags["fever_or_unwell"], Answer::Yes);
            // Left open beside a "yes": not a "no".
            assert_eq!(entry.flags["hot_red_swollen"], Answer::Unknown);
        }
        assert_eq!(entries[1].onset, Some(Length::from_m(3500.0)));
        let sessions: Vec<_> = entries.iter().map(|entry| entry.strength.len()).collect();
        assert_eq!(sessions, [1, 0]);
    }

    #[test]
    fn an_alarming_answer_alone_is_kept() {
        let entries = kept(&[("alarming", "some"), ("side", "left")]);
        assert_eq!(entries[0].side, Side::Left);
        assert_eq!(entries[0].flags["fever_or_unwell"], Answer::Unknown);
    }

    #[test]
    fn what_cannot_be_true_is_refused_by_name() {
        check_refused(&[CALM, ("right-morning", "11")], "0 to 10");
        check_refused(&[CALM, ("right-morning", "-2")], "0 to 10");
        check_refused(&[CALM, ("right-morning", "bad")], "pain score");
        check_refused(&[CALM, ("right-onset-km", "-1")], "0 to 200");
        check_refused(&[CALM, ("right-onset-km", "NaN")], "0 to 200");
        check_refused(&[CALM, ("right-swelling", "perhaps")], "don't know");
        check_refused(&[CALM, ("right-settled", "soon")], "settled");
        check_refused(&[CALM, ("exercise", "bridge")], "sets and repetitions");
        check_refused(&[CALM, ("exercise", "juggling")], "no exercise");
        check_refused(
            &[CALM, ("right-morning", "1"), ("about", "2026-06-05")],
            "not come yet",
        );
        check_refused(
            &[CALM, ("right-morning", "1"), ("about", "yesterday")],
            "a date",
        );
    }

    #[test]
    fn silence_is_refused_and_the_alarming_question_is_never_skipped() {
        check_refused(&[CALM], "at least one slider");
        check_refused(&[("right-morning", "1")], "new or alarming");
        check_refused(
            &[
                ("alarming", "some"),
                ("flag-fever_or_unwell", "no"),
                ("flag-hot_red_swollen", "no"),
                ("right-morning", "1"),
            ],
            "one of the two",
        );
    }

    #[test]
    fn a_name_that_could_not_stand_in_a_link_is_refused() {
        let answers: Answers = [("entry", "a b"), CALM, ("right-morning", "1")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .collect();
        let asked = Asked {
            flags: vec![],
            exercises: vec![],
            activities: vec![],
        };
        assert!(matches!(
            entries(&answers, &asked, NOW),
            Err(Fault::Refused(_))
        ));
    }
}
