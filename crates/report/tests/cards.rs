//! The words of the cards: all there, of a readable length, every number from the table, and no
//! advice about anything that is a clinician's to decide.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test states what it expects; there a failed unwrap is the message"
)]

use std::collections::BTreeSet;

use trochlea_knowledge::{Card, CardEvidence, CardTopic, Knowledge, Message, Provenance, Reviewed};
use trochlea_report::{LearnDocument, Words};

const TEXTS: &str = include_str!("../../../knowledge/words/en/card.ftl");

fn shipped() -> (Knowledge, Words) {
    (Knowledge::shipped().unwrap(), Words::english().unwrap())
}

fn messages(card: &Card) -> Vec<Message> {
    let parts = [Some(card.title()), Some(card.text())];
    let option = [card.benefit(), card.harm()];
    parts
        .into_iter()
        .chain(option)
        .flatten()
        .chain(card.points())
        .collect()
}

/// The text as it is written, with its placeholders.
fn written(id: &str) -> &'static str {
    let line = TEXTS
        .lines()
        .find(|line| line.starts_with(&format!("{id} = ")));
    line.and_then(|line| line.split_once(" = "))
        .map_or("", |(_, text)| text)
}

#[test]
fn every_card_has_its_words_and_no_word_is_left_over() {
    let (knowledge, words) = shipped();
    let mut named = BTreeSet::new();
    for card in &knowledge.cards.card {
        for message in messages(card) {
            assert!(words.has(&message.id), "{}", message.id);
            named.insert(message.id.into_owned());
        }
    }
    for topic in CardTopic::ALL {
        named.insert(topic.title().id.into_owned());
    }
    let frame = [
        "card-evidence-",
        "card-read-",
        "card-reviewed",
        "card-written",
    ];
    let unused: Vec<&str> = TEXTS
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(id, _)| id))
        .filter(|id| !named.contains(*id) && !frame.iter().any(|part| id.starts_with(part)))
        .filter(|id| !["card-clinician", "card-notice"].contains(id))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn a_card_has_forty_to_a_hundred_and_twenty_words() {
    let (knowledge, words) = shipped();
    for card in &knowledge.cards.card {
        let all = messages(card);
        let n: usize = all
            .iter()
            .skip(1)
            .map(|message| words.say(message).split_whitespace().count())
            .sum();
        assert!((40..=120).contains(&n), "{}: {n} words", card.id);
    }
}

/// A digit that stands in a text itself would be a number without a source.
#[test]
fn every_number_of_a_text_is_a_figure_of_its_card_and_every_figure_is_told() {
    let (knowledge, words) = shipped();
    for card in &knowledge.cards.card {
        let mut told = String::new();
        for message in messages(card) {
            let text = written(&message.id);
            let bare: String = text
                .split('{')
                .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest))
                .collect();
            assert!(
                !bare.chars().any(|one| one.is_ascii_digit()),
                "{}: {bare}",
                message.id
            );
            let said = words.say(&message);
            assert!(!said.contains('{'), "{said}");
            told.push_str(text);
        }
        for figure in &card.figures {
            let names = match figure.value {
                Some(_) => vec![format!("{{ ${} }}", figure.id)],
                None => ["from", "to"]
                    .map(|end| format!("{{ ${end}_{} }}", figure.id))
                    .to_vec(),
            };
            for name in names {
                assert!(told.contains(&name), "{}: {name}", card.id);
            }
        }
    }
}

/// Words that would make an explanation an advice.
const ADVICE: [&str; 14] = [
    "you should",
    "we recommend",
    "recommended",
    "we suggest",
    "ask for",
    "try ",
    "consider",
    "take a",
    "take an",
    "get a",
    "have it done",
    "is the best",
    "worth",
    "you need",
];

/// Requirements: S1-039, S1-040, S1-041, S1-042, S1-043, S1-044, S3-009, S3-012, S3-036, S3-037.
#[test]
fn an_option_shows_benefit_and_harm_and_advises_nothing() {
    let (knowledge, words) = shipped();
    let options: Vec<&Card> = knowledge
        .cards
        .card
        .iter()
        .filter(|card| card.option)
        .collect();
    let medical = [
        "taping",
        "medication",
        "imaging",
        "steroid_injection",
        "prp_injection",
        "hyaluronic_injection",
        "dry_needling",
        "acupuncture",
        "orthotics",
        "surgery",
    ];
    let ids: Vec<&str> = options.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids, medical);
    for card in options {
        assert!(card.ends_at_clinician);
        let sides = [card.benefit().unwrap(), card.harm().unwrap()];
        for side in &sides {
            let n = words.say(side).split_whitespace().count();
            assert!(n >= 8, "{}: {n} words", side.id);
        }
        for message in messages(card) {
            let said = words.say(&message).to_lowercase();
            for advice in ADVICE {
                assert!(!said.contains(advice), "{}: {advice}: {said}", message.id);
            }
        }
    }
    assert!(
        words
            .say(&Message::new("card-clinician"))
            .contains("clinician")
    );
}

/// Requirements: S1-040, S1-041.
#[test]
fn cortisone_has_its_harm_beside_its_relief() {
    let (knowledge, words) = shipped();
    let card = knowledge.cards.get("steroid_injection").unwrap();
    let benefit = words.say(&card.benefit().unwrap());
    let harm = words.say(&card.harm().unwrap());
    assert!(benefit.contains("short time") && benefit.contains("inflamed"));
    assert!(harm.contains("Repeated") && harm.contains("weaken tissue and bone"));
}

#[track_caller]
fn check_says(card: &str, parts: &[&str]) {
    let (knowledge, words) = shipped();
    let card = knowledge.cards.get(card).unwrap();
    let said: String = messages(card)
        .iter()
        .map(|one| words.say(one) + " ")
        .collect();
    for part in parts {
        assert!(said.contains(part), "{}: {part} is not in: {said}", card.id);
    }
}

/// Requirements: S0-002, S0-003, S0-019, S0-029, S1-001, S1-014, S1-017, S1-038, S2-014, S2-025,
/// S2-033, S2-034, S2-050, S2-095, S2-096, S2-104, S3-005, S3-010, S3-028.
#[test]
fn the_cards_say_what_the_documents_ask_for() {
    check_says(
        "downhill",
        &["more often than on the flat", "brakes", "thigh muscles"],
    );
    check_says("alexander", &["Alexander Technique", "nothing is claimed"]);
    check_says(
        "running_and_inflammation",
        &["6 healthy runners", "30 minutes", "fell"],
    );
    check_says(
        "runners_knee",
        &["patellofemoral pain", "asks where it hurts"],
    );
    check_says(
        "imaging",
        &[
            "exclude",
            "confirm",
            "Not everybody needs one",
            "do not explain",
        ],
    );
    check_says(
        "why_strength",
        &["less of it falls on the sore place", "steadier"],
    );
    check_says("other_sports", &["Heart and lungs", "fitness"]);
    check_says("the_joint", &["glides in a groove", "bends"]);
    check_says(
        "thigh_turns",
        &["thigh bone turns inward beneath a kneecap"],
    );
    check_says(
        "women_and_men",
        &[
            "more often by women",
            "did not turn out to be a risk",
            "strength training",
        ],
    );
    check_says(
        "straight_leg_raise_why",
        &["hardly pressed into its groove"],
    );
    check_says(
        "the_band",
        &[
            "hip",
            "just below the knee",
            "20 to 30 degrees",
            "rubbing",
            "squeezing",
        ],
    );
    check_says("band_not_tight", &["stiffness as it was", "load", "hip"]);
    check_says("quiet_scan", &["look ordinary"]);
}

/// Requirements: S1-029, S1-030, S1-031, S2-070, S2-071, S2-072, S2-080, S2-081, S2-092, S2-133.
#[test]
fn the_cards_say_how_sure_and_for_how_long() {
    check_says(
        "shoes",
        &[
            "They fit",
            "suit your foot",
            "weakly supported",
            "not worn out",
        ],
    );
    check_says(
        "taping",
        &[
            "what the skin tells the brain",
            "weeks of rehabilitation",
            "physiotherapist can teach",
        ],
    );
    check_says(
        "orthotics",
        &["others feel nothing", "last, after strength work"],
    );
    check_says(
        "course_kneecap",
        &["4 to 12 weeks", "40 in a hundred", "after a year"],
    );
    check_says(
        "course_band",
        &["4 to 8 weeks", "longer where the hip has dropped"],
    );
}

/// Requirements: S1-052.
#[test]
fn every_card_says_who_wrote_it_and_that_no_clinician_reviewed_it() {
    let (knowledge, words) = shipped();
    let document = LearnDocument::of(&knowledge, &words, None).unwrap();
    assert_eq!(document.cards.len(), knowledge.cards.card.len());
    for card in &document.cards {
        assert!(
            card.written.contains("Trochlea project"),
            "{}",
            card.written
        );
        assert!(card.written.contains("no clinicians"), "{}", card.written);
        assert!(
            card.written.contains("25 November 2026"),
            "{}",
            card.written
        );
        assert_eq!(card.reviewed, "Not reviewed by a clinician.");
    }
}

/// Requirements: S1-052.
#[test]
fn a_card_that_was_reviewed_says_by_whom() {
    let (mut knowledge, words) = shipped();
    let card = knowledge.cards.card.first_mut().unwrap();
    card.provenance = Provenance {
        reviewed: Reviewed {
            by: "A. Reader, physiotherapist".to_owned(),
            on: "2027-01-02".to_owned(),
        },
        ..card.provenance.clone()
    };
    let document = LearnDocument::of(&knowledge, &words, None).unwrap();
    let reviewed = &document.cards.first().unwrap().reviewed;
    assert!(
        reviewed.contains("A. Reader, physiotherapist"),
        "{reviewed}"
    );
}

#[test]
fn a_contested_card_is_labelled_so() {
    let (knowledge, words) = shipped();
    let document = LearnDocument::of(&knowledge, &words, Some("hip_or_knee")).unwrap();
    let card = document.cards.first().unwrap();
    assert_eq!(card.evidence, CardEvidence::Contested);
    assert_eq!(card.evidence_label, "Sources disagree");
}

#[test]
fn a_card_that_does_not_exist_is_none() {
    let (knowledge, words) = shipped();
    assert!(LearnDocument::of(&knowledge, &words, Some("magic")).is_none());
}
