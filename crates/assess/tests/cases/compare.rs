//! An assessment held against what has to come of its case.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use serde_json::Value;

use crate::expected::{Expected, Level, Planned, Span};

/// Far below what a watch can tell, far above the noise of floating point.
const TOLERANCE_M: f64 = 0.5;

/// Everything in which an answer is not as expected.
pub(crate) fn compare(expected: &Expected, answer: &Value) -> Vec<String> {
    let mut found = Mismatches::default();
    compare_flags(expected, answer, &mut found);
    compare_ranking(expected, answer, &mut found);
    compare_today(expected, answer, &mut found);
    compare_way_back(expected, answer, &mut found);
    compare_beside(expected, answer, &mut found);
    compare_conditions(expected, answer, &mut found);
    compare_told(expected, answer, &mut found);
    compare_causes(expected, answer, &mut found);
    compare_course(expected, answer, &mut found);
    let exercises = texts(&answer["programme"]["exercises"], "exercise");
    found.must_have("exercise", &expected.exercises_include, &exercises);
    found.must_not_have("exercise", &expected.exercises_exclude, &exercises);
    let signals = texts(&answer["signals"], "kind");
    found.must_have("signal", &expected.signals_include, &signals);
    found.must_be("calls_professional", expected.calls_professional, || {
        answer["plan"]["calls_professional"].as_bool()
    });
    let contradictions = texts(&answer["diary"]["contradictions"], "run");
    let wanted = &expected.contradictions_include;
    found.must_have("contradiction", wanted, &contradictions);
    found.0
}

fn compare_flags(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    let disposition = text(&answer["disposition"]);
    if let Some(wanted) = &expected.disposition
        && !wanted.contains(&disposition)
    {
        found.say("disposition", wanted, &disposition);
    }
    let screening = &answer["screening"];
    found.must_be("level", expected.level.map(rank), || level(answer));
    let flags = texts(&screening["flags"], "id");
    found.must_have("flag", &expected.flags_include, &flags);
    found.must_not_have("flag", &expected.flags_exclude, &flags);
    let refused = list(&screening["refused"])
        .map(|refused| text(&refused["clearance"]["flag"]))
        .collect();
    found.must_have("refused clearance", &expected.refused, &refused);
    let asks = texts(&screening["questions"], "item");
    found.must_have("question", &expected.asks_include, &asks);
    let named = list(&screening["unknown"])
        .filter(|unknown| !unknown["who_can_answer"].is_null())
        .map(|unknown| text(&unknown["item"]))
        .collect();
    found.must_have("who can answer", &expected.names_who_can_answer, &named);
}

fn compare_ranking(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    let knee = |side: &str| knee(answer, side);
    for (side, wanted) in &expected.first {
        found.must_be(&format!("first {side}"), Some(wanted.clone()), || {
            let outcome = &knee(side)?["outcome"];
            (outcome["kind"] == "pattern").then(|| text(&outcome["condition"]))
        });
    }
    for (side, wanted) in &expected.possible {
        let planned_for = knee(side)
            .map(|knee| list(&knee["programmes"]).map(text).collect())
            .unwrap_or_default();
        found.must_have(&format!("possible {side}"), wanted, &planned_for);
    }
    for (side, wanted) in &expected.not_possible {
        let mut possible: BTreeSet<String> = BTreeSet::new();
        if let Some(knee) = knee(side) {
            possible.extend(list(&knee["programmes"]).map(text));
            let candidates = list(&knee["candidates"]);
            possible.extend(
                candidates
                    .filter(|candidate| candidate["band"] != "less_likely")
                    .map(|candidate| text(&candidate["condition"])),
            );
        }
        possible.extend(
            list(&answer["plan"]["stages"])
                .filter(|stage| stage["side"] == **side)
                .map(|stage| text(&stage["condition"])),
        );
        found.must_not_have(&format!("possible {side}"), wanted, &possible);
    }
    for side in &expected.another_cause {
        let outcome = knee(side).map_or(Value::Null, |knee| knee["outcome"]["kind"].clone());
        if outcome != "another_cause" {
            found.say(&format!("outcome {side}"), "another_cause", &outcome);
        }
    }
}

/// The list of a knee, and what stands beside it.
fn compare_conditions(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    for (side, wanted) in &expected.outcome {
        found.must_be(&format!("outcome {side}"), Some(wanted.clone()), || {
            Some(text(&knee(answer, side)?["outcome"]["kind"]))
        });
    }
    for (side, wanted) in &expected.leads {
        found.must_be(&format!("leads {side}"), Some(wanted.clone()), || {
            Some(text(&knee(answer, side)?["candidates"][0]["condition"]))
        });
    }
    for (key, wanted) in &expected.bands {
        let band = key
            .split_once('.')
            .and_then(|(side, condition)| {
                list(&knee(answer, side)?["candidates"])
                    .find(|candidate| candidate["condition"] == condition)
            })
            .map_or("none".to_owned(), |candidate| text(&candidate["band"]));
        if !wanted.contains(&band) {
            found.say(&format!("band {key}"), wanted, band);
        }
    }
    for (side, wanted) in &expected.outside {
        let knee = knee(answer, side).unwrap_or(&Value::Null);
        let what = format!("outside {side}");
        found.must_have(&what, wanted, &texts(&knee["outside"], "id"));
        let summed = texts(&knee["candidates"], "condition");
        found.must_not_have(&what, wanted, &summed);
    }
}

/// What is shown, asked and passed on about a knee.
fn compare_told(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    for (side, wanted) in &expected.answers_that_disagree {
        found.must_be(&format!("disagree {side}"), Some(*wanted), || {
            Some(list(&knee(answer, side)?["contradictions"]).count())
        });
    }
    let of = |side: &str, field: &str| {
        knee(answer, side).map_or(Value::Null, |knee| knee[field].clone())
    };
    for (side, wanted) in &expected.pain_questions_include {
        let questions = list(&of(side, "questions")).map(text).collect();
        found.must_have(&format!("pain question {side}"), wanted, &questions);
    }
    for (side, wanted) in &expected.self_tests_include {
        let tests = texts(&of(side, "self_tests"), "measure");
        found.must_have(&format!("self-test {side}"), wanted, &tests);
    }
    for (side, wanted) in &expected.tells_professional {
        let told = texts(&of(side, "tell_them"), "id");
        found.must_have(&format!("tell {side}"), wanted, &told);
    }
}

fn compare_causes(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    let causes = &answer["causes"];
    found.must_be("cause", expected.cause.clone(), || {
        let leading = causes.get("leading")?;
        Some(leading.as_str().unwrap_or("undetermined").to_owned())
    });
    let findings: BTreeMap<String, String> = list(&causes["families"])
        .flat_map(|family| list(&family["contributors"]))
        .map(|one| (text(&one["id"]), text(&one["finding"])))
        .collect();
    found.must_match("cause finding", &expected.cause_findings, &findings);
    found.must_be("gait expert", expected.sends_to_gait_expert, || {
        Some(!causes["referral"].is_null())
    });
    let anew = texts(&causes["failed_care"]["recheck"], "id");
    found.must_have("looks anew at", &expected.looks_anew_at, &anew);
    found.must_be("repetitions", expected.downhill_repetitions, || {
        Some(planned(!answer["downhill_repetitions"].is_null()))
    });
}

fn compare_course(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    let cards = texts(&answer["learn"], "card");
    found.must_have("card", &expected.learn_include, &cards);
    found.must_not_have("card", &expected.learn_exclude, &cards);
    let outcomes = &answer["outcomes"];
    let scores: BTreeMap<String, String> = list(&outcomes["scores"])
        .map(|course| {
            (
                text(&course["instrument"]),
                text(&course["judged"]["change"]),
            )
        })
        .collect();
    found.must_match("score", &expected.scores, &scores);
    let milestones: BTreeMap<String, String> = list(&outcomes["knees"])
        .flat_map(|knee| list(&knee["milestones"]).map(move |one| (knee, one)))
        .map(|(knee, one)| {
            let key = format!("{}.{}", text(&knee["side"]), text(&one["id"]));
            (key, text(&one["status"]))
        })
        .collect();
    found.must_match("milestone", &expected.milestones, &milestones);
}

fn compare_today(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    let plan = &answer["plan"];
    found.must_be("running", expected.running, || {
        let mut days = list(&plan["week"]["days"]);
        Some(planned(days.any(|day| !day["run"].is_null())))
    });
    found.must_be("strength", expected.strength, || {
        let mut exercises = list(&answer["programme"]["exercises"]);
        Some(planned(exercises.next().is_some()))
    });
    let run = &plan["today"]["run"];
    found.must_be("run_today", expected.run_today, || Some(!run.is_null()));
    found.must_lie("today_m", expected.today_m, &run["distance_m"]);
    found.must_lie("limit_m", expected.limit_m, &plan["today"]["limit_m"]);
    found.must_lie(
        "week_limit_m",
        expected.week_limit_m,
        &plan["week"]["limit_m"],
    );
    found.must_be("downhill", expected.downhill.clone(), || {
        Some(if run.is_null() {
            "none".to_owned()
        } else {
            text(&run["downhill"])
        })
    });
}

fn compare_way_back(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    let plan = &answer["plan"];
    let of = |one: &Value| format!("{}.{}", text(&one["side"]), text(&one["condition"]));
    let stages: BTreeMap<String, String> = list(&plan["stages"])
        .map(|stage| (of(stage), text(&stage["stage"])))
        .collect();
    found.must_match("stage", &expected.stages, &stages);
    let gates: BTreeMap<String, String> = list(&plan["gates"])
        .map(|gate| {
            let key = format!("{}.{}", of(gate), text(&gate["gate"]));
            (key, text(&gate["status"]))
        })
        .collect();
    found.must_match("gate", &expected.gates, &gates);
    let criteria: BTreeMap<String, String> = list(&plan["gates"])
        .flat_map(|gate| list(&gate["criteria"]).map(move |criterion| (gate, criterion)))
        .map(|(gate, criterion)| {
            let key = format!("{}.{}", text(&gate["side"]), text(&criterion["id"]));
            (key, text(&criterion["status"]))
        })
        .collect();
    found.must_match("criterion", &expected.criteria, &criteria);
}

fn compare_beside(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    let sports: BTreeMap<String, String> = list(&answer["cross_training"]["sports"])
        .map(|sport| (text(&sport["activity"]), text(&sport["status"])))
        .collect();
    found.must_match("sport", &expected.sports, &sports);
    let retraining = &answer["retraining"];
    found.must_be("retraining", expected.retraining.clone(), || {
        Some(text(&retraining["status"]))
    });
    found.must_lie(
        "step_rate_from_spm",
        expected.step_rate_from_spm,
        &retraining["target"]["low_spm"],
    );
}

/// What is not as expected, a line each.
#[derive(Default)]
struct Mismatches(Vec<String>);

impl Mismatches {
    fn say(&mut self, what: &str, wanted: impl Debug, got: impl Debug) {
        self.0
            .push(format!("{what}: expected {wanted:?}, got {got:?}"));
    }

    fn must_be<T: Debug + PartialEq>(
        &mut self,
        what: &str,
        wanted: Option<T>,
        got: impl FnOnce() -> Option<T>,
    ) {
        if wanted.is_some() {
            let got = got();
            if got != wanted {
                self.say(what, wanted, got);
            }
        }
    }

    fn must_lie(&mut self, what: &str, wanted: Option<Span>, got: &Value) {
        let Some(wanted) = wanted else { return };
        let lies = got.as_f64().is_some_and(|got| {
            wanted.min.is_none_or(|min| got >= min - TOLERANCE_M)
                && wanted.max.is_none_or(|max| got <= max + TOLERANCE_M)
        });
        if !lies {
            self.say(what, wanted, got);
        }
    }

    fn must_have(&mut self, what: &str, wanted: &[String], got: &BTreeSet<String>) {
        for wanted in wanted.iter().filter(|wanted| !got.contains(*wanted)) {
            self.say(what, wanted, got);
        }
    }

    fn must_not_have(&mut self, what: &str, unwanted: &[String], got: &BTreeSet<String>) {
        for unwanted in unwanted.iter().filter(|unwanted| got.contains(*unwanted)) {
            self.0.push(format!("{what}: {unwanted} must not be there"));
        }
    }

    fn must_match(
        &mut self,
        what: &str,
        wanted: &BTreeMap<String, String>,
        got: &BTreeMap<String, String>,
    ) {
        for (key, wanted) in wanted {
            if got.get(key) != Some(wanted) {
                self.say(&format!("{what} {key}"), wanted, got.get(key));
            }
        }
    }
}

pub(crate) const fn rank(level: Level) -> u8 {
    match level {
        Level::None => 0,
        Level::Routine => 1,
        Level::Urgent => 2,
        Level::Emergency => 3,
    }
}

/// The rank of the answer's level; `None` when it is no level at all.
pub(crate) fn level(answer: &Value) -> Option<u8> {
    let level = match &answer["screening"]["level"] {
        Value::Null => Level::None,
        level => serde_json::from_value(level.clone()).ok()?,
    };
    Some(rank(level))
}

const fn planned(yes: bool) -> Planned {
    if yes { Planned::Planned } else { Planned::None }
}

fn knee<'a>(answer: &'a Value, side: &str) -> Option<&'a Value> {
    list(&answer["ranking"]).find(|knee| knee["side"] == side)
}

pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub(crate) fn texts(value: &Value, field: &str) -> BTreeSet<String> {
    list(value).map(|one| text(&one[field])).collect()
}
