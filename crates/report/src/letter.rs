use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_assess::{Assessment, Case, Disposition, ladder};
use trochlea_knowledge::{Knowledge, Message, RuleSet};
use trochlea_outcome::ScoreCourse;
use trochlea_quantity::Side;
use trochlea_symptom::{Answer, Reporter};
use trochlea_triage::Outcome;

use crate::Words;

/// The format of [`LetterDocument`].
pub const LETTER_SCHEMA: &str = "trochlea.letter/1";

/// What a professional needs to know, and what they are asked.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LetterDocument {
    /// Always `trochlea.letter/1`.
    pub schema: &'static str,
    /// Which set of rules made it.
    pub rule_set: RuleSet,
    /// The moment it was made.
    #[schemars(with = "String")]
    pub made_at: DateTime,
    /// That rules made it, and that it is no diagnosis.
    pub made_by: String,
    /// What this is not.
    pub notice: String,
    /// Who runs, as far as it was said; a name is never kept.
    pub runner: String,
    /// What is asked.
    pub question: String,
    /// Why it is asked now.
    pub reasons: Vec<String>,
    /// Every question about danger with its answer, "yes" first, then what is not known.
    pub red_flags: Vec<AskedItem>,
    /// How many of them are not known or were not asked.
    pub open: Option<String>,
    /// Where it hurts, and what fits.
    pub knees: Vec<LetterKnee>,
    /// Findings and measures, newest first.
    pub findings: Vec<LetterFinding>,
    /// The running, in short.
    pub running: Vec<String>,
    /// What was tried.
    pub tried: Vec<String>,
    /// Outcome scores with what their change means.
    pub scores: Vec<LetterScore>,
    /// Steps that are open now.
    pub next_steps: Vec<String>,
    /// What was not found out.
    pub not_found_out: Vec<String>,
}

/// A question about danger and its newest answer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AskedItem {
    /// The question.
    pub question: String,
    /// The answer; `None` when it was not asked.
    pub answer: Option<Answer>,
    /// When it was given.
    #[schemars(with = "Option<String>")]
    pub on: Option<Date>,
}

/// A knee that hurts.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LetterKnee {
    /// Which.
    pub side: Side,
    /// Where it hurts.
    pub spots: Vec<String>,
    /// What fits, in words; no diagnosis.
    pub headline: String,
    /// Whether too little is known to say.
    pub not_enough: bool,
    /// What to tell.
    pub tell: Vec<String>,
}

/// A finding with who found it, when, and how far two such values may differ by chance.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LetterFinding {
    /// Its name.
    pub name: String,
    /// Which knee.
    pub side: Side,
    /// The value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// Pain while it was taken, 0 to 10.
    pub pain_nprs: Option<u8>,
    /// The day.
    #[schemars(with = "String")]
    pub on: Date,
    /// Who found it.
    pub by: Reporter,
    /// Its error, or that none is known.
    pub error: String,
}

/// A score with its change.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LetterScore {
    /// The measure.
    pub name: String,
    /// What its change means.
    pub meaning: String,
    /// All of it.
    pub course: ScoreCourse,
}

impl LetterDocument {
    /// From a case and what was made of it.
    pub fn of(case: &Case, assessment: &Assessment, knowledge: &Knowledge, words: &Words) -> Self {
        let say = |message: &Message| words.say(message);
        let plain = |id: &'static str| words.say(&Message::plain(id));
        let red_flags = asked(case, assessment, knowledge, words);
        let open = red_flags
            .iter()
            .filter(|item| matches!(item.answer, None | Some(Answer::Unknown)));
        let open = open.count();
        Self {
            schema: LETTER_SCHEMA,
            rule_set: assessment.rule_set.clone(),
            made_at: assessment.now,
            made_by: plain("letter-made"),
            notice: plain("card-notice"),
            runner: case.runner.age_years.map_or_else(
                || plain("letter-age-unknown"),
                |years| say(&Message::plain("letter-age").number("years", f64::from(years))),
            ),
            question: plain(question(assessment)),
            reasons: reasons(assessment).iter().map(say).collect(),
            open: (open > 0)
                .then(|| say(&Message::plain("letter-open").number("count", open as f64))),
            red_flags,
            knees: knees(assessment, words),
            findings: findings(case, knowledge, words),
            running: running(assessment).iter().map(say).collect(),
            tried: tried(case, assessment).iter().map(say).collect(),
            scores: assessment
                .outcomes
                .scores
                .iter()
                .map(|course| LetterScore {
                    name: say(&course.name),
                    meaning: say(&course.judged.reason),
                    course: course.clone(),
                })
                .collect(),
            next_steps: ladder(case, assessment, knowledge)
                .iter()
                .filter(|step| step.open)
                .map(|step| say(&step.text))
                .collect(),
            not_found_out: missing(case, assessment).into_iter().map(plain).collect(),
        }
    }
}

fn question(assessment: &Assessment) -> &'static str {
    let failed = |signal: &trochlea_plan::CourseSignal| {
        signal.kind == trochlea_plan::CourseSignalKind::NoImprovement
    };
    match assessment.disposition {
        Disposition::Emergency | Disposition::Urgent => "letter-question-urgent",
        _ if assessment.signals.iter().any(failed) => "letter-question-failed",
        Disposition::SeeProfessional => "letter-question-professional",
        _ => "letter-question-look",
    }
}

fn reasons(assessment: &Assessment) -> Vec<Message> {
    let flags = assessment.screening.flags.iter().map(|flag| &flag.reason);
    let signals = assessment.signals.iter().map(|signal| &signal.reason);
    let knees = assessment
        .ranking
        .iter()
        .filter_map(|knee| knee.see_professional.as_ref());
    flags.chain(signals).chain(knees).cloned().collect()
}

/// Every question of the table: a letter that leaves out what was not asked would read as "no".
/// What was answered, and what has to be and was not. A question that an earlier no made needless
/// is left out.
fn asked(
    case: &Case,
    assessment: &Assessment,
    knowledge: &Knowledge,
    words: &Words,
) -> Vec<AskedItem> {
    let unasked = &assessment.screening.unasked;
    let mut asked: Vec<AskedItem> = knowledge
        .red_flags
        .items
        .iter()
        .filter(|item| item.id != "age" && item.id != "pregnant")
        .filter_map(|item| {
            let said = case.answers.iter().filter(|said| said.item == item.id);
            let newest = said.max_by_key(|said| said.at);
            (newest.is_some() || unasked.contains(&item.id)).then(|| AskedItem {
                question: words.say(&item.question()),
                answer: newest.map(|said| said.answer),
                on: newest.map(|said| said.at.date()),
            })
        })
        .collect();
    asked.sort_by_key(|item| match item.answer {
        Some(Answer::Yes) => 0,
        Some(Answer::Unknown) => 1,
        None => 2,
        Some(Answer::No) => 3,
    });
    asked
}

fn knees(assessment: &Assessment, words: &Words) -> Vec<LetterKnee> {
    assessment
        .ranking
        .iter()
        .map(|knee| LetterKnee {
            side: knee.side,
            spots: knee
                .spots
                .iter()
                .map(|spot| words.say(&Message::new(format!("spot-{spot}-name"))))
                .collect(),
            headline: words.say(&knee.headline),
            not_enough: knee.outcome == Outcome::NotEnoughInformation,
            tell: knee
                .tell_them
                .iter()
                .map(|message| words.say(message))
                .collect(),
        })
        .collect()
}

fn findings(case: &Case, knowledge: &Knowledge, words: &Words) -> Vec<LetterFinding> {
    let mut findings: Vec<LetterFinding> = case
        .measures
        .iter()
        .filter_map(|measure| {
            let row = knowledge.findings.get(&measure.measure)?;
            let error = row.error.as_ref().map_or_else(
                || Message::plain("letter-error-unknown"),
                |error| Message::plain("letter-error").number("error", error.value),
            );
            Some(LetterFinding {
                name: words.say(&row.name()),
                side: measure.side,
                value: measure.value,
                unit: words.say(&row.unit.name()),
                pain_nprs: measure.pain.map(|pain| pain.get()),
                on: measure.at.date(),
                by: measure.by,
                error: words.say(&error),
            })
        })
        .collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.on));
    findings
}

fn running(assessment: &Assessment) -> Vec<Message> {
    let history = &assessment.history;
    let week = &history.last_7_days;
    let km = |id: &'static str, km: f64| Message::plain(id).number("km", km);
    let former = history
        .former_weekly
        .map(|it| km("letter-week-former", it.as_km()));
    let longest = history.longest_run_30_days.as_ref();
    let longest = longest.map(|it| km("letter-longest", it.distance.as_km()));
    if history.days_since_last_run.is_none() {
        return vec![Message::plain("letter-no-runs")];
    }
    let now = km("letter-week-now", week.distance.as_km()).number("runs", f64::from(week.n_runs));
    former.into_iter().chain([now]).chain(longest).collect()
}

fn tried(case: &Case, assessment: &Assessment) -> Vec<Message> {
    let done = assessment.outcomes.adherence_percent.map_or_else(
        || Message::plain("letter-no-work"),
        |percent| Message::plain("letter-adherence").number("percent", percent.round()),
    );
    let retraining = case
        .retraining_since
        .map(|since| Message::plain("letter-retraining").text("since", since.to_string()));
    std::iter::once(done).chain(retraining).collect()
}

fn missing(case: &Case, assessment: &Assessment) -> Vec<&'static str> {
    let gaps = [
        (case.runner.age_years.is_none(), "letter-missing-age"),
        (case.spots.is_empty(), "letter-missing-spots"),
        (case.measures.is_empty(), "letter-missing-findings"),
        (case.outcomes.is_empty(), "letter-missing-scores"),
        (
            assessment.history.days_since_last_run.is_none(),
            "letter-missing-history",
        ),
    ];
    gaps.into_iter()
        .filter_map(|(is_missing, id)| is_missing.then_some(id))
        .collect()
}
