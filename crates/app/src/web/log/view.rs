//! The log as a page.

use std::collections::BTreeSet;

use jiff::ZonedDateTime;
use maud::{Markup, html};
use trochlea_knowledge::{Exercise, Message};
use trochlea_load::task_name;
use trochlea_quantity::Side;
use trochlea_store::Run;
use trochlea_symptom::{Answer, DiaryEntry, PainScore, Settled, StrengthDone};

use super::entry::NOT_SAID;
use crate::web::{Site, figure};

/// What the form asks about.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    Morning,
    /// A run, chosen or still to choose.
    Run(Option<&'a str>),
    Correction(&'a DiaryEntry),
}

/// An entry that was made before.
pub(super) struct Told<'a> {
    pub(super) entry: &'a DiaryEntry,
    /// The run it is about, where it is about one that is kept.
    pub(super) run: Option<Run>,
    /// Whether another entry about that run says something else.
    pub(super) contradicted: bool,
}

pub(super) struct Log<'a> {
    pub(super) state: &'a Site,
    pub(super) now: &'a ZonedDateTime,
    pub(super) about: About<'a>,
    pub(super) knees: [Side; 2],
    pub(super) runs: &'a [Run],
    pub(super) told: &'a [Told<'a>],
    pub(super) saved: Option<&'a str>,
    /// Strength work that the form begins with.
    pub(super) just_done: Vec<StrengthDone>,
}

impl Log<'_> {
    pub(super) const fn title(&self) -> &'static str {
        match self.about {
            About::Morning => "How is the knee this morning?",
            About::Run(_) => "How did the run go?",
            About::Correction(_) => "Correct this entry",
        }
    }

    pub(super) fn body(&self) -> Markup {
        html! {
            (self.saved_line())
            form.q method="post" action="/log" {
                div.head {
                    p.quiet { (self.now.strftime("%A %-d %B, %H:%M").to_string()) }
                    h1 { (self.title()) }
                    (self.choice_of_form())
                }
                (self.hidden())
                @if matches!(self.about, About::Run(_)) || self.draft().is_some() { (self.run_choice()) }
                (self.sliders())
                (self.alarming())
                (self.more())
                div.savebar {
                    button.btn.wide { (self.state.text("page-log-save")) }
                    p.small.quiet { (self.state.text("page-log-kept-on-this-machine-means")) }
                }
            }
            (self.recent())
        }
    }

    fn draft(&self) -> Option<&DiaryEntry> {
        match self.about {
            About::Correction(entry) => Some(entry),
            _ => None,
        }
    }

    fn saved_line(&self) -> Markup {
        html! {
            @match self.saved {
                Some("now") => p.why role="status" {
                    b { (self.state.text("page-log-saved")) }
                    span { "Thank you. " a href="/" { (self.state.text("page-log-see-what-today-allows")) } "." }
                },
                Some(_) => p.why role="status" {
                    b { (self.state.text("page-log-saved-before")) }
                    span { (self.state.text("page-log-this-form-was-kept-already")) }
                },
                None => {},
            }
        }
    }

    fn choice_of_form(&self) -> Markup {
        html! {
            p {
                @match self.about {
                    About::Morning => a.link href="/log?for=run" { (self.state.text("page-log-log-a-run-instead")) },
                    About::Run(_) => a.link href="/log" { (self.state.text("page-log-log-this-morning-instead")) },
                    About::Correction(_) => span.quiet { (self.state.text("page-log-the-entry-before-stays-in")) },
                }
            }
        }
    }

    fn hidden(&self) -> Markup {
        // Names the entry before it is sent, so that sending twice is saving once.
        let name = format!("log-{}", self.now.timestamp().as_nanosecond());
        let [side, _] = self.knees;
        html! {
            input type="hidden" name="entry" value=(name);
            @match self.draft() {
                Some(entry) => {
                    input type="hidden" name="replaces" value=(entry.id);
                    input type="hidden" name="side" value=(entry.side.as_str());
                },
                None => input type="hidden" name="side" value=(side.as_str());,
            }
        }
    }

    fn run_choice(&self) -> Markup {
        let chosen = match self.about {
            About::Run(run) => run,
            About::Correction(entry) => entry.run.as_deref(),
            About::Morning => None,
        };
        let listed = |id: &str| self.runs.iter().any(|run| run.id.to_string() == id);
        html! {
            div.field {
                label for="run" { (self.state.text("page-log-which-run")) }
                select #run name="run" {
                    option value="" { (self.state.text("page-log-none-of-these-or-not")) }
                    @if let Some(id) = chosen && !listed(id) {
                        option value=(id) selected { (self.state.text("page-log-the-run-this-entry-is")) }
                    }
                    @for run in self.runs {
                        @let id = run.id.to_string();
                        option value=(id) selected[chosen == Some(id.as_str())] { (self.run_name(run)) }
                    }
                }
            }
        }
    }

    fn run_name(&self, run: &Run) -> String {
        let day = run.day.map(figure::short_day);
        let clock = run
            .start
            .map(|start| figure::clock(start, &self.state.zone));
        let km = run
            .distance_m
            .map(|metres| format!("{} km", figure::km(metres)));
        let parts: Vec<String> = day.into_iter().chain(clock).chain(km).collect();
        if parts.is_empty() {
            "A run without a date".to_owned()
        } else {
            parts.join(", ")
        }
    }

    fn sliders(&self) -> Markup {
        match self.draft() {
            Some(entry) => self.knee(entry.side),
            None => {
                let [first, second] = self.knees;
                html! {
                    (self.knee(first))
                    details {
                        summary { "The " (second.as_str()) " knee too" }
                        (self.knee(second))
                    }
                }
            }
        }
    }

    fn knee(&self, side: Side) -> Markup {
        let all = self.draft().is_some();
        let run = matches!(self.about, About::Run(_));
        let draft = self.draft();
        let of = |read: fn(&DiaryEntry) -> Option<PainScore>| draft.and_then(read);
        html! {
            fieldset.stack {
                legend.vh { (knee_name(side)) }
                @if !run || all {
                    (slider(side, "morning", "pain this morning", of(|entry| entry.pain_next_morning)))
                }
                @if run || all {
                    (slider(side, "during", "worst pain while running", of(|entry| entry.pain_during)))
                    (onset(side, draft))
                    (onset_elsewhere(side, draft))
                    (slider(side, "after", "pain in the hours after", of(|entry| entry.pain_after)))
                    (settled(side, draft))
                }
                (three(
                    &format!("{}-swelling", side.as_str()),
                    &format!("Is the {} knee swollen?", side.as_str()),
                    draft.and_then(|entry| entry.swelling),
                ))
                details open[all] {
                    summary { "Stairs and sitting, " (side.as_str()) " knee" }
                    div.stack {
                        (slider(side, "stairs", "pain on stairs", of(|entry| entry.pain_stairs)))
                        (slider(side, "daily", "pain in sitting, squatting and other daily life", of(|entry| entry.pain_daily)))
                    }
                }
            }
        }
    }

    /// The red-flag questions of every entry: one question that lists them, and each on its own
    /// when the answer is not a plain no.
    fn alarming(&self) -> Markup {
        let draft = self.draft();
        let said = |answer: Answer| {
            draft.is_some_and(|entry| entry.flags.values().any(|flag| *flag == answer))
        };
        let some = said(Answer::Yes) || said(Answer::Unknown);
        let none = !some && said(Answer::No);
        let tables = &self.state.knowledge.red_flags;
        html! {
            section.sec {
                h2 { (self.state.text("page-log-one-honest-question")) }
                p { "Is any of this " b { (self.state.text("page-log-new-or-true-today")) } "?" }
                ul.bullets {
                    @for item in tables.every_diary_entry() { li { (self.state.say(&item.told())) } }
                }
                fieldset.two {
                    legend.vh { (self.state.text("page-log-is-any-of-this-new")) }
                    label.choice { input type="radio" name="alarming" value="none" required checked[none]; span { (self.state.text("page-log-no-none-of-these")) } }
                    label.choice { input #flag-yes type="radio" name="alarming" value="some" required checked[some]; span { (self.state.text("page-log-yes-or-not-sure")) } }
                }
                div.five.stack {
                    p.small.quiet { (self.state.text("page-log-which-what-you-leave-open")) }
                    @for item in tables.every_diary_entry() {
                        (three(
                            &format!("flag-{}", item.id),
                            &self.state.say(&item.question()),
                            draft.and_then(|entry| entry.flags.get(&item.id).copied()),
                        ))
                    }
                }
            }
        }
    }

    fn more(&self) -> Markup {
        let today = self.now.date();
        let day = self.draft().map_or(today, DiaryEntry::day);
        html! {
            section.sec {
                (self.strength())
                (self.activities())
                details open[self.draft().is_some_and(|entry| entry.note.is_some())] {
                    summary { (self.state.text("page-log-another-day-or-a-note")) }
                    div.stack {
                        div.field {
                            label for="about" { (self.state.text("page-log-the-day-this-is-about")) }
                            input #about type="date" name="about" value=(day) max=(today);
                        }
                        div.field {
                            label for="note" { (self.state.text("page-log-in-your-own-words")) }
                            textarea #note name="note" rows="4" maxlength="2000" aria-describedby="note-use" {
                                (self.draft().and_then(|entry| entry.note.as_deref()).unwrap_or_default())
                            }
                            p.small.quiet #note-use { (self.state.text("page-log-for-you-and-whoever-you")) }
                        }
                    }
                }
            }
        }
    }

    fn strength(&self) -> Markup {
        let done = self
            .draft()
            .map_or(&self.just_done[..], |entry| &entry.strength);
        // What is done again and again stands first; a list of all would bury it.
        let lately: BTreeSet<&str> = self
            .told
            .iter()
            .map(|told| told.entry)
            .chain(self.draft())
            .flat_map(|entry| &entry.strength)
            .map(|was| was.exercise.as_str())
            .collect();
        let all = &self.state.knowledge.exercises.exercise;
        let (usual, others): (Vec<&Exercise>, Vec<&Exercise>) = all.iter().partition(|exercise| {
            let id = exercise.id.as_str();
            let now = self.just_done.iter().any(|one| one.exercise == id);
            now || lately.is_empty() || lately.contains(id)
        });
        let one = |exercise: &Exercise| {
            let was = done.iter().find(|was| was.exercise == exercise.id);
            self.exercise(exercise, was)
        };
        html! {
            details #strength-done open[!done.is_empty()] {
                summary { (self.state.text("page-log-strength-work-done")) }
                div.stack {
                    @for exercise in usual { (one(exercise)) }
                    @if !others.is_empty() {
                        details {
                            summary { (self.state.text("page-log-other-exercises")) }
                            div.stack { @for exercise in others { (one(exercise)) } }
                        }
                    }
                }
            }
        }
    }

    fn activities(&self) -> Markup {
        let done = self.draft().map_or(&[][..], |entry| &entry.activities);
        html! {
            details open[!done.is_empty()] {
                summary { (self.state.text("page-log-stairs-and-other-sports")) }
                div.stack {
                    @for (id, _) in self.state.knowledge.load.activities() {
                        @let name = format!("did-{id}");
                        @let was = done.iter().find(|was| was.activity == id);
                        @let pain = format!("pain-did-{id}");
                        div.field {
                            label for=(name) { (self.state.say(&task_name(id))) }
                            input id=(name) name=(name) type="number" inputmode="decimal" min="0" max="1440" step="any" value=[was.map(|was| was.amount)];
                            label.small.quiet for=(pain) { (self.state.text("page-log-pain-while-doing-it")) span.vh { ": " (self.state.say(&task_name(id))) } }
                            input id=(pain) name=(pain) type="number" inputmode="numeric" min="0" max="10" value=[was.and_then(|was| was.pain).map(trochlea_symptom::PainScore::get)];
                        }
                    }
                }
            }
        }
    }

    fn exercise(&self, exercise: &Exercise, was: Option<&StrengthDone>) -> Markup {
        let id = exercise.id.as_str();
        let number = |what: &str, label: &str, most: u16, value: Option<u16>| {
            let name = format!("{what}-{id}");
            html! {
                div.field {
                    label for=(name) { (label) }
                    input id=(name) name=(name) type="number" inputmode="numeric" min="0" max=(most) value=[value];
                }
            }
        };
        html! {
            div.exercise {
                label.choice {
                    input type="checkbox" name="exercise" value=(id) checked[was.is_some()];
                    span { (self.state.say(&exercise_name(id))) }
                }
                div.row {
                    (number("sets", "Sets done", 20, was.map(|was| u16::from(was.sets))))
                    (number("reps", "Repetitions in each", 500, was.map(|was| was.reps)))
                    (number("pain", "Worst pain, 0 to 10", 10, was.and_then(|was| was.pain).map(|pain| u16::from(pain.get()))))
                }
            }
        }
    }

    fn recent(&self) -> Markup {
        html! {
            section.sec aria-labelledby="recent" {
                h2 #recent { (self.state.text("page-log-entered-before")) }
                @if self.told.is_empty() {
                    p.quiet { (self.state.text("page-log-nothing-yet-the-first-entry")) }
                } @else {
                    ul.list {
                        @for Told { entry, run, contradicted } in self.told {
                            li {
                                span.main {
                                    b { (figure::short_day(entry.day())) ", " (entry.side.as_str()) " knee" }
                                    @if let Some(run) = run { small { (self.state.text("page-log-about-the-run")) " " (self.run_name(run)) } }
                                    small { (said(entry)) }
                                    @if *contradicted { small.strong-text { (self.state.text("page-log-contradicted")) } }
                                }
                                a.link.side href={ "/log?correct=" (entry.id) } {
                                    "Correct this" span.vh { ", " (figure::short_day(entry.day())) ", " (entry.side.as_str()) " knee" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn exercise_name(id: &str) -> Message {
    Message::new(format!("exercise-{}", id.replace('_', "-")))
}

const fn knee_name(side: Side) -> &'static str {
    match side {
        Side::Left => "Left knee",
        Side::Right => "Right knee",
    }
}

/// A native slider that stands at "–" until it is moved: silence is not zero.
fn slider(side: Side, what: &str, label: &str, value: Option<PainScore>) -> Markup {
    let name = format!("{}-{what}", side.as_str());
    let said = value.map(|score| score.get().to_string());
    html! {
        div.slide {
            div.row.split.slide-head {
                label for=(name) { (knee_name(side)) ", " (label) }
                output.num.big for=(name) hidden {
                    (said.as_deref().unwrap_or("–")) span.unit { "of 10" }
                }
            }
            input id=(name) name=(name) type="range" min=(NOT_SAID) max="10" step="1"
                value=(said.as_deref().unwrap_or("-1")) data-pain aria-describedby={ (name) "-scale" };
            div.ticks aria-hidden="true" {
                span { "–" }
                @for score in 0..=10 { span { (score) } }
            }
            div.row.split.small.quiet id={ (name) "-scale" } {
                span { "– not said, 0 none" } span { "10 as bad as it gets" }
            }
        }
    }
}

fn onset(side: Side, draft: Option<&DiaryEntry>) -> Markup {
    let name = format!("{}-onset-km", side.as_str());
    let value = draft
        .and_then(|entry| entry.onset)
        .map(|onset| format!("{}", onset.as_km()));
    html! {
        div.field {
            label for=(name) { "Kilometre at which pain began, if it did" }
            input id=(name) name=(name) type="text" inputmode="decimal" autocomplete="off" value=[value];
        }
    }
}

/// Where else it began: on which flight of stairs, and whether quicker steps bring it on.
fn onset_elsewhere(side: Side, draft: Option<&DiaryEntry>) -> Markup {
    let flights = format!("{}-onset-flights", side.as_str());
    let steps = format!("{}-on-faster-steps", side.as_str());
    let told = draft.and_then(|entry| entry.onset_on_faster_steps);
    let options = [
        ("no", Answer::No, "No"),
        ("yes", Answer::Yes, "Yes"),
        ("unknown", Answer::Unknown, "I don't know"),
    ];
    html! {
        div.field {
            label for=(flights) { "Flights of stairs until it hurt, if they did" }
            input id=(flights) name=(flights) type="number" inputmode="numeric" min="1" max="500" value=[draft.and_then(|entry| entry.onset_flights)];
        }
        div.field {
            label for=(steps) { "Did it come only when your steps were quicker?" }
            select id=(steps) name=(steps) {
                option value="" { "Not said" }
                @for (word, answer, text) in options { option value=(word) selected[told == Some(answer)] { (text) } }
            }
        }
    }
}

fn settled(side: Side, draft: Option<&DiaryEntry>) -> Markup {
    let name = format!("{}-settled", side.as_str());
    let value = draft.and_then(|entry| entry.settled);
    let options = [
        ("within_hour", Settled::WithinHour, "Within an hour"),
        ("within_day", Settled::WithinDay, "Within a day"),
        ("later", Settled::Later, "Not within a day"),
    ];
    html! {
        div.field {
            label for=(name) { "Back to how it was before the run" }
            select id=(name) name=(name) {
                option value="" { "Not said, or not yet" }
                @for (word, settled, text) in options {
                    option value=(word) selected[value == Some(settled)] { (text) }
                }
            }
        }
    }
}

/// No, yes, don't know; nothing chosen is a fourth state, and it is the one to begin with.
pub(in crate::web) fn three(name: &str, question: &str, value: Option<Answer>) -> Markup {
    let options = [
        ("no", Answer::No, "No"),
        ("yes", Answer::Yes, "Yes"),
        ("unknown", Answer::Unknown, "Don't know"),
    ];
    html! {
        fieldset.ask {
            legend { (question) }
            div.seg {
                @for (word, answer, text) in options {
                    label {
                        input type="radio" name=(name) value=(word) checked[value == Some(answer)];
                        span { (text) }
                    }
                }
            }
        }
    }
}

/// An entry in one line.
fn said(entry: &DiaryEntry) -> String {
    let pain =
        |name: &str, score: Option<PainScore>| score.map(|score| format!("{name} {}", score.get()));
    let yes: Vec<&str> = entry
        .flags
        .iter()
        .filter(|(_, answer)| **answer != Answer::No)
        .map(|(item, _)| item.as_str())
        .collect();
    let parts = [
        pain("pain in the morning", entry.pain_next_morning),
        pain("running", entry.pain_during),
        entry
            .onset
            .map(|onset| format!("began at {} km", figure::km(onset.as_m()))),
        entry
            .onset_flights
            .map(|flights| format!("began after {flights} flights of stairs")),
        (entry.onset_on_faster_steps == Some(Answer::Yes))
            .then(|| "came only on quicker steps".to_owned()),
        pain("after", entry.pain_after),
        pain("stairs", entry.pain_stairs),
        pain("daily life", entry.pain_daily),
        match entry.swelling {
            Some(Answer::Yes) => Some("swollen".to_owned()),
            Some(Answer::Unknown) => Some("swelling not known".to_owned()),
            _ => None,
        },
        (!entry.strength.is_empty()).then(|| format!("{} exercises", entry.strength.len())),
        (!entry.activities.is_empty()).then(|| "stairs or other sports".to_owned()),
        (!yes.is_empty()).then(|| "something new or alarming".to_owned()),
        entry.note.as_ref().map(|_| "note".to_owned()),
    ];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    if said.is_empty() {
        "nothing but “not swollen” or “nothing alarming”".to_owned()
    } else {
        said.join(", ")
    }
}
