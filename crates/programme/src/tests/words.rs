use super::*;

const WORDS: &str = concat!(
    include_str!("../../../../knowledge/words/en/programme.ftl"),
    include_str!("../../../../knowledge/words/en/retraining.ftl")
);

const SOURCES: [&str; 12] = [
    include_str!("../cross_training.rs"),
    include_str!("../dose.rs"),
    include_str!("../exercise.rs"),
    include_str!("../lock.rs"),
    include_str!("../maintenance.rs"),
    include_str!("../prescribe.rs"),
    include_str!("../programme.rs"),
    include_str!("../routine.rs"),
    include_str!("../sides.rs"),
    include_str!("../retraining/mod.rs"),
    include_str!("../retraining/course.rs"),
    include_str!("../retraining/own.rs"),
];

/// Every id that the sources and the tables make.
fn used() -> BTreeSet<String> {
    let knowledge = shipped();
    let mut used = BTreeSet::new();
    for source in SOURCES {
        let quoted = source.split('"').skip(1).step_by(2);
        let ids = quoted.filter(|it| it.starts_with("programme-") || it.starts_with("retraining-"));
        used.extend(ids.filter(|id| !id.contains('{')).map(str::to_owned));
    }
    let mut exercise_ids = |id: &str, n_cues: u8, own_why: bool, bare: bool| {
        let head = format!("exercise-{}", id.replace('_', "-"));
        used.extend((1..=n_cues).map(|n| format!("{head}-cue-{n}")));
        used.extend(own_why.then(|| format!("{head}-why")));
        used.extend(bare.then(|| format!("{head}-without")));
        used.insert(head);
    };
    for row in &knowledge.exercises.exercise {
        let bare = row.without == Some(trochlea_knowledge::Without::Bare);
        exercise_ids(&row.id, row.n_cues, row.own_why, bare);
    }
    for row in &knowledge.exercises.exercise {
        let head = |id: &str| format!("programme-quality-{}", id.replace('_', "-"));
        used.extend(row.quality.iter().map(|it| head(&it.id)));
    }
    used.extend(
        knowledge
            .young
            .parts
            .iter()
            .map(|part| part.text().id.into_owned()),
    );
    let routines = &knowledge.routines;
    let messages = routines
        .routine
        .iter()
        .map(|row| row.name())
        .chain(routines.set.iter().map(|row| row.name()))
        .chain(routines.group.iter().map(|row| row.name()))
        .chain(routines.part.iter().map(|row| row.text()))
        .chain(knowledge.retraining.cue.iter().map(|row| row.text()))
        .chain(knowledge.retraining.evidence.iter().map(|row| row.text()));
    used.extend(messages.map(|message| message.id.into_owned()));
    let sport = |id: &str| format!("programme-sport-{}", id.replace('_', "-"));
    used.extend(routines.activity.iter().map(|row| sport(&row.id)));
    used
}

#[test]
fn every_text_has_its_words_and_no_words_are_left_over() {
    let heads = WORDS.lines().filter_map(|line| line.split_once(" = "));
    let written: Vec<String> = heads.map(|(id, _)| id.to_owned()).collect();
    let unique: BTreeSet<String> = written.iter().cloned().collect();
    assert_eq!(unique.len(), written.len(), "an id stands twice");
    let used = used();
    assert_eq!(used.difference(&unique).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(unique.difference(&used).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_words_claim_nothing_and_prescribe_nothing() {
    let text = WORDS.to_lowercase();
    for never in [
        "diagnos", "inject", "surgery", "x-ray", "tablet", "cure", "!",
    ] {
        assert!(!text.contains(never), "{never}");
    }
}
