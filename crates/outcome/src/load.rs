use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, OutcomeTable};
use trochlea_quantity::Length;
use trochlea_symptom::Answer;

use crate::Input;
use crate::knee::{Knee, KneeRun, Taken};

/// A kind of load, and how often the knee took it well.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LoadClass {
    /// What kind.
    pub kind: LoadKind,
    /// The activity, where it is one.
    pub activity: Option<String>,
    /// Lower edge of the class: kilometres, or metres of descent.
    pub from: Option<f64>,
    /// Upper edge; `None` when open.
    pub to: Option<f64>,
    /// How often it was answered and painless.
    pub n_painless: usize,
    /// How often it hurt, the next morning included.
    pub n_hurt: usize,
    /// What that means.
    pub verdict: Verdict,
    /// In words.
    pub text: Message,
}

/// What kind of load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LoadKind {
    /// Runs of some distance.
    Distance,
    /// Runs with some descent.
    Descent,
    /// Stairs.
    Stairs,
    /// Sitting and squatting in daily life.
    Daily,
    /// Another activity.
    Activity,
}

/// What the counts mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Painless so often that it may be called safe, and never painful.
    Safe,
    /// It hurt, each time no more than the plan lets a run go on with, and without a setback.
    Allowed,
    /// It hurt more than the plan allows at least as often as not.
    Provokes,
    /// It hurt more than the plan allows, and less often than not.
    Mixed,
    /// Painless or within what is allowed, and not often enough to say.
    TooFew,
}

/// Inside which symptoms stayed quiet: during a run, after it and the morning after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Envelope {
    /// The longest run without a setback, answered during and on the morning after.
    #[serde(rename = "longest_borne_m")]
    pub longest_borne: Option<Length>,
    /// The longest painless one.
    #[serde(rename = "longest_painless_m")]
    pub longest_painless: Option<Length>,
    /// The shortest that provoked a setback.
    #[serde(rename = "shortest_provoking_m")]
    pub shortest_provoking: Option<Length>,
    /// The most descent of a run without a setback.
    #[serde(rename = "most_descent_borne_m")]
    pub most_descent_borne: Option<Length>,
    /// The newest repetitions of five out of line in a squat on one leg: control beside tolerance.
    pub out_of_line_of_5: Option<f64>,
}

/// Something that provokes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Avoid {
    /// What.
    pub load: String,
    /// In words.
    pub text: Message,
    /// Whether an answer said so.
    pub answered: bool,
    /// How often the diary of late says that it hurt.
    pub n_hurt: usize,
}

/// Every kind of load that was met of late.
pub(crate) fn classes(knee: &Knee<'_>, table: &OutcomeTable) -> Vec<LoadClass> {
    let lately = knee.lately(table.sorting.look_back_days);
    let mut classes = Vec::new();
    let runs: Vec<&KneeRun<'_>> = knee.runs_in(&lately).collect();
    let taken = |one: &KneeRun<'_>| one.taken_within(knee.definitions, knee.pain_at_most);
    let by_distance = runs
        .iter()
        .map(|one| (one.run.distance.as_km(), taken(one)));
    let by_descent = runs
        .iter()
        .filter_map(|one| Some((one.descent_m()?, taken(one))));
    classes.extend(by_edge(
        LoadKind::Distance,
        &table.sorting.distance_km,
        by_distance,
        table,
    ));
    classes.extend(by_edge(
        LoadKind::Descent,
        &table.sorting.descent_m,
        by_descent,
        table,
    ));
    let free = |score: Option<trochlea_symptom::PainScore>| {
        score.map_or(Taken::Unanswered, |score| {
            if knee.definitions.is_pain_free(score) {
                Taken::Painless
            } else {
                Taken::Hurt
            }
        })
    };
    let days: Vec<_> = knee.days_in(&lately).collect();
    let stairs = count(days.iter().map(|day| free(day.pain_stairs)));
    let daily = count(days.iter().map(|day| free(day.pain_daily)));
    classes.extend(plain(LoadKind::Stairs, None, stairs, table));
    classes.extend(plain(LoadKind::Daily, None, daily, table));
    let mut activities: BTreeMap<&str, Vec<Taken>> = BTreeMap::new();
    for day in &days {
        for done in day.activities.iter().filter(|done| done.amount > 0.0) {
            // What was said of the activity itself; otherwise the day's pain in activity answers
            // for it. The morning after counts for both.
            let during = done.pain.or(day.pain_during.max(day.pain_after));
            let taken = match free(during.max(day.pain_next_morning)) {
                // The morning alone spoke, and the plan calls no setback: it stays within.
                Taken::Hurt
                    if knee.pain_at_most.is_some()
                        && free(during) == Taken::Painless
                        && !knee.setbacks.contains(&day.day) =>
                {
                    Taken::Within
                }
                taken => taken,
            };
            activities.entry(&done.activity).or_default().push(taken);
        }
    }
    for (activity, taken) in activities {
        classes.extend(plain(
            LoadKind::Activity,
            Some(activity),
            count(taken.into_iter()),
            table,
        ));
    }
    classes
}

/// How often something was painless, within what is allowed, and more than that.
#[derive(Clone, Copy, Default)]
struct Counts {
    painless: usize,
    within: usize,
    over: usize,
}

fn count(taken: impl Iterator<Item = Taken>) -> Counts {
    taken.fold(Counts::default(), |mut counts, one| {
        match one {
            Taken::Painless => counts.painless += 1,
            Taken::Within => counts.within += 1,
            Taken::Hurt => counts.over += 1,
            Taken::Unanswered => {}
        }
        counts
    })
}

fn by_edge(
    kind: LoadKind,
    edges: &[f64],
    runs: impl Iterator<Item = (f64, Taken)>,
    table: &OutcomeTable,
) -> Vec<LoadClass> {
    let mut counts: BTreeMap<usize, Vec<Taken>> = BTreeMap::new();
    for (amount, taken) in runs {
        let class = edges.iter().filter(|edge| amount > **edge).count();
        counts.entry(class).or_default().push(taken);
    }
    let text = match kind {
        LoadKind::Distance => "outcome-load-distance",
        _ => "outcome-load-descent",
    };
    counts
        .into_iter()
        .filter_map(|(class, taken)| {
            let from = class
                .checked_sub(1)
                .and_then(|below| edges.get(below))
                .copied();
            let to = edges.get(class).copied();
            let part = match (from, to) {
                (None, _) => "-up-to",
                (Some(_), Some(_)) => "",
                (Some(_), None) => "-over",
            };
            let message = [("from", from), ("to", to)]
                .into_iter()
                .filter_map(|(name, edge)| Some((name, edge?)))
                .fold(
                    Message::new(format!("{text}{part}")),
                    |text, (name, edge)| text.number(name, edge),
                );
            let class = class_of(kind, None, count(taken.into_iter()), message, table)?;
            Some(LoadClass { from, to, ..class })
        })
        .collect()
}

fn plain(
    kind: LoadKind,
    activity: Option<&str>,
    counts: Counts,
    table: &OutcomeTable,
) -> Option<LoadClass> {
    let text = match (kind, activity) {
        (LoadKind::Stairs, _) => Message::plain("outcome-load-stairs"),
        (_, None) => Message::plain("outcome-load-daily"),
        (_, Some(activity)) => Message::new(format!("outcome-load-{}", activity.replace('_', "-"))),
    };
    class_of(kind, activity, counts, text, table)
}

/// `None` when nothing was answered about it.
fn class_of(
    kind: LoadKind,
    activity: Option<&str>,
    counts: Counts,
    text: Message,
    table: &OutcomeTable,
) -> Option<LoadClass> {
    let borne = counts.painless + counts.within;
    let verdict = match (borne, counts.over) {
        (0, 0) => return None,
        (_, 0) if borne < table.sorting.safe_least => Verdict::TooFew,
        (_, 0) if counts.within > 0 => Verdict::Allowed,
        (_, 0) => Verdict::Safe,
        (borne, over) if over >= borne => Verdict::Provokes,
        _ => Verdict::Mixed,
    };
    Some(LoadClass {
        kind,
        activity: activity.map(str::to_owned),
        from: None,
        to: None,
        n_painless: counts.painless,
        n_hurt: counts.within + counts.over,
        verdict,
        text,
    })
}

pub(crate) fn envelope(knee: &Knee<'_>, table: &OutcomeTable) -> Envelope {
    let lately = knee.lately(table.sorting.look_back_days);
    let metres = |length: &Length| length.as_m();
    let longest = |lengths: Vec<Length>| {
        lengths
            .into_iter()
            .max_by(|a, b| metres(a).total_cmp(&metres(b)))
    };
    let runs: Vec<&KneeRun<'_>> = knee.runs_in(&lately).collect();
    let is_answered = |one: &KneeRun<'_>| {
        let during = one
            .record
            .is_some_and(|record| record.pain_during.is_some());
        during && one.morning.is_some()
    };
    let borne: Vec<&&KneeRun<'_>> = runs
        .iter()
        .filter(|one| is_answered(one) && !one.provoked)
        .collect();
    let painless = runs
        .iter()
        .filter(|one| one.taken(knee.definitions) == Taken::Painless);
    let provoking = runs
        .iter()
        .filter(|one| one.provoked && one.record.is_some());
    Envelope {
        longest_borne: longest(borne.iter().map(|one| one.run.distance).collect()),
        longest_painless: longest(painless.map(|one| one.run.distance).collect()),
        shortest_provoking: provoking
            .map(|one| one.run.distance)
            .min_by(|a, b| metres(a).total_cmp(&metres(b))),
        most_descent_borne: longest(
            borne
                .iter()
                .filter_map(|one| one.descent_m())
                .map(Length::from_m)
                .collect(),
        ),
        out_of_line_of_5: knee.control.last().map(|one| one.value),
    }
}

/// What the runner's own answers and diary name: an answer that says yes, or a kind of load that
/// hurt at least as often as not.
pub(crate) fn avoid(knee: &Knee<'_>, input: &Input<'_>, table: &OutcomeTable) -> Vec<Avoid> {
    let classes = classes(knee, table);
    let mut loads: Vec<&str> = Vec::new();
    for row in &table.provocations {
        if !loads.contains(&row.load.as_str()) {
            loads.push(&row.load);
        }
    }
    loads
        .into_iter()
        .filter_map(|load| {
            let mut features = table.provocations.iter().filter(|row| row.load == load);
            let answered = features.any(|row| says_yes(knee, input, &row.feature));
            let of_load = classes.iter().filter(|class| is_of(class, load, table));
            let provoking = of_load.filter(|class| class.verdict == Verdict::Provokes);
            let n_hurt: usize = provoking.map(|class| class.n_hurt).sum();
            (answered || n_hurt > 0).then(|| Avoid {
                load: load.to_owned(),
                text: Message::new(format!("outcome-avoid-{load}")).number("n_hurt", n_hurt as f64),
                answered,
                n_hurt,
            })
        })
        .collect()
}

fn is_of(class: &LoadClass, load: &str, table: &OutcomeTable) -> bool {
    match class.kind {
        LoadKind::Descent => {
            let hilly = table.sorting.hilly_descent_m;
            load == "descents" && class.to.is_none_or(|to| to > hilly)
        }
        LoadKind::Stairs => load == "stairs",
        LoadKind::Daily => load == "sitting" || load == "squatting",
        LoadKind::Distance | LoadKind::Activity => false,
    }
}

/// The newest answer about this knee, or about no knee in particular.
fn says_yes(knee: &Knee<'_>, input: &Input<'_>, feature: &str) -> bool {
    let about = input
        .answers
        .iter()
        .filter(|said| said.item == feature && said.side.is_none_or(|side| side == knee.side));
    let newest = about.max_by_key(|said| said.at);
    newest.is_some_and(|said| said.answer == Answer::Yes)
}
