//! Whole cases of `cases/`, assessed by the same function that users run.
//!
//! A case is a folder named by its situation. `input.json` is a case as a user could send it;
//! `expected.json` says what has to come of it, written from the requirement rows before the
//! program's answer was looked at.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test states what it expects; there a failed unwrap is the message"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write as _};
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;
use trochlea_assess::{assess, read_case};
use trochlea_knowledge::Knowledge;

/// The project asks for sixty whole cases; fewer means that some were lost.
const LEAST_CASES: usize = 60;

/// Cases that differ in one value only are one situation seen from several sides; more than
/// five of them would make up the number without adding a situation.
const MOST_OF_ONE_TEMPLATE: usize = 5;

/// Far below what a watch can tell, far above the noise of floating point.
const TOLERANCE_M: f64 = 0.5;

/// What has to come of a case. What it does not name is not compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The situation and what it comes to, in a sentence.
    why: String,
    /// The rows of requirements and clinical evidence that this was written from.
    requirements: Vec<String>,
    /// Any of these.
    disposition: Option<Vec<String>>,
    level: Option<Level>,
    /// Flags that stand.
    #[serde(default)]
    flags_include: Vec<String>,
    #[serde(default)]
    flags_exclude: Vec<String>,
    /// Clearances of these flags that do not count.
    #[serde(default)]
    refused: Vec<String>,
    /// Questions that are still open.
    #[serde(default)]
    asks_include: Vec<String>,
    /// Questions for which somebody else who can find out is named.
    #[serde(default)]
    names_who_can_answer: Vec<String>,
    /// Whether a run stands on any day of the week from today on.
    running: Option<Planned>,
    strength: Option<Planned>,
    /// The pattern that leads, by knee.
    #[serde(default)]
    first: BTreeMap<String, String>,
    /// Patterns that a plan has to suit, by knee.
    #[serde(default)]
    possible: BTreeMap<String, Vec<String>>,
    /// Patterns that are neither named to the runner as possible nor planned for, by knee.
    #[serde(default)]
    not_possible: BTreeMap<String, Vec<String>>,
    /// Knees at which something is none of the patterns.
    #[serde(default)]
    another_cause: Vec<String>,
    run_today: Option<bool>,
    /// How far today's run goes.
    today_m: Option<Span>,
    /// The longest run that every cap allows, whether or not today is a day for one.
    limit_m: Option<Span>,
    /// The longest seven days.
    week_limit_m: Option<Span>,
    /// What may go down; a day without a run is a day without downhill.
    downhill: Option<String>,
    /// By `knee.pattern`.
    #[serde(default)]
    stages: BTreeMap<String, String>,
    /// By `knee.pattern.gate`.
    #[serde(default)]
    gates: BTreeMap<String, String>,
    /// By `knee.criterion`.
    #[serde(default)]
    criteria: BTreeMap<String, String>,
    #[serde(default)]
    exercises_include: Vec<String>,
    #[serde(default)]
    exercises_exclude: Vec<String>,
    /// Other sports by id: `to_try`, `borne` or `dropped`.
    #[serde(default)]
    sports: BTreeMap<String, String>,
    /// Where the shorter, quicker steps stand.
    retraining: Option<String>,
    /// Lower end of the target step rate.
    step_rate_from_spm: Option<Span>,
    #[serde(default)]
    signals_include: Vec<String>,
    calls_professional: Option<bool>,
    /// Runs about which the diary contradicts itself.
    #[serde(default)]
    contradictions_include: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    None,
    Routine,
    Urgent,
    Emergency,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Planned {
    Planned,
    None,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Span {
    min: Option<f64>,
    max: Option<f64>,
}

struct WholeCase {
    name: String,
    input: String,
    expected: Expected,
}

#[test]
fn every_case_comes_to_what_its_requirements_say() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut report = String::new();
    for case in cases() {
        let answer = match answer(&case, &knowledge) {
            Ok(answer) => answer,
            Err(error) => {
                writeln!(report, "{}: {error}", case.name).unwrap();
                continue;
            }
        };
        let mismatches = compare(&case.expected, &answer);
        if !mismatches.is_empty() {
            let Expected {
                why, requirements, ..
            } = &case.expected;
            writeln!(report, "{}: {why} {requirements:?}", case.name).unwrap();
            for mismatch in mismatches {
                writeln!(report, "    {mismatch}").unwrap();
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Hazardous under-triage: somebody has to look soon, and a run or strength work is planned all
/// the same, or the level is lower than expected.
#[test]
fn no_case_that_needs_somebody_soon_gets_a_plan() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_grave = 0;
    for case in cases() {
        let expected = case.expected.level;
        let grave = matches!(expected, Some(Level::Emergency | Level::Urgent));
        if !grave {
            continue;
        }
        n_grave += 1;
        let answer = answer(&case, &knowledge).unwrap();
        let name = &case.name;
        assert_eq!(answer["plan"], Value::Null, "{name} plans running");
        assert_eq!(answer["programme"], Value::Null, "{name} plans strength");
        assert!(level(&answer) >= expected.map(rank), "{name} is too low");
    }
    assert!(n_grave >= 30, "only {n_grave} grave cases were read");
}

#[test]
fn there_are_enough_cases() {
    let n_cases = cases().len();
    assert!(n_cases >= LEAST_CASES, "{n_cases} cases");
}

#[test]
fn no_template_makes_up_the_number() {
    let leaves: Vec<(String, BTreeMap<String, String>)> = cases()
        .into_iter()
        .map(|case| {
            (
                case.name,
                leaves(&serde_json::from_str(&case.input).unwrap()),
            )
        })
        .collect();
    for (name, mine) in &leaves {
        let close: Vec<&str> = leaves
            .iter()
            .filter(|(_, other)| differences(mine, other) <= 1)
            .map(|(other, _)| other.as_str())
            .collect();
        assert!(
            close.len() <= MOST_OF_ONE_TEMPLATE,
            "{name} and its like: {close:?}"
        );
    }
}

/// Requirements: S2-034, S2-035.
#[test]
fn sex_changes_nothing() {
    let knowledge = Knowledge::shipped().unwrap();
    let [female, male] = ["sore_kneecap_female", "sore_kneecap_male"].map(|name| {
        let case = cases().into_iter().find(|case| case.name == name).unwrap();
        answer(&case, &knowledge).unwrap()
    });
    assert_eq!(female, male);
}

#[test]
fn an_expectation_that_nobody_reads_is_refused() {
    let unknown = r#"{"why": "w", "requirements": ["S2-060"], "runing": "none"}"#;
    assert!(expectation(unknown).unwrap_err().contains("runing"));
    let nothing = r#"{"why": "w", "requirements": ["S2-060"]}"#;
    assert!(expectation(nothing).unwrap_err().contains("nothing"));
    let groundless = r#"{"why": "w", "requirements": [], "level": "none"}"#;
    assert!(expectation(groundless).unwrap_err().contains("row"));
}

/// Each field once, expected otherwise than the requirements say.
#[test]
fn a_wrong_expectation_is_reported() {
    wrong(
        "sore_kneecap_male",
        r#""disposition": ["urgent", "emergency"]"#,
    );
    wrong("sore_kneecap_male", r#""level": "routine""#);
    wrong("sore_kneecap_male", r#""flags_include": ["lump"]"#);
    wrong("growing_lump", r#""flags_exclude": ["lump"]"#);
    wrong("growing_lump", r#""level": "routine""#);
    wrong("growing_lump", r#""running": "planned""#);
    wrong("growing_lump", r#""strength": "planned""#);
    wrong("sore_kneecap_male", r#""running": "none""#);
    wrong("sore_kneecap_male", r#""strength": "none""#);
    wrong(
        "clinician_cleared_the_hot_knee",
        r#""refused": ["hot_or_swollen_knee"]"#,
    );
    wrong("sore_kneecap_male", r#""asks_include": ["lump"]"#);
    wrong(
        "does_not_know_about_a_lump",
        r#""names_who_can_answer": ["lump"]"#,
    );
    wrong("sore_kneecap_male", r#""first": {"left": "itbs"}"#);
    wrong("sore_kneecap_male", r#""first": {"right": "pfps"}"#);
    wrong("sore_kneecap_male", r#""possible": {"left": ["itbs"]}"#);
    wrong("sore_kneecap_male", r#""not_possible": {"left": ["pfps"]}"#);
    wrong("sore_kneecap_male", r#""another_cause": ["left"]"#);
    wrong("sore_kneecap_male", r#""run_today": false"#);
    wrong("sore_kneecap_male", r#""today_m": {"max": 2600}"#);
    wrong("sore_kneecap_male", r#""today_m": {"min": 2700}"#);
    wrong("growing_lump", r#""today_m": {"min": 0}"#);
    wrong("sore_kneecap_male", r#""limit_m": {"max": 2600}"#);
    wrong("sore_kneecap_male", r#""week_limit_m": {"max": 7900}"#);
    wrong("sore_kneecap_male", r#""downhill": "allowed""#);
    wrong(
        "fourteen_calf_raises",
        r#""stages": {"right.pfps": "full"}"#,
    );
    wrong(
        "fourteen_calf_raises",
        r#""stages": {"right.itbs": "building"}"#,
    );
    wrong(
        "fourteen_calf_raises",
        r#""gates": {"right.pfps.may_train_fully": "passed"}"#,
    );
    wrong(
        "fourteen_calf_raises",
        r#""criteria": {"right.pfps.calf_raises": "met"}"#,
    );
    wrong(
        "fourteen_calf_raises",
        r#""exercises_include": ["hip_hike"]"#,
    );
    wrong(
        "fourteen_calf_raises",
        r#""exercises_exclude": ["clamshell"]"#,
    );
    wrong(
        "fourteen_calf_raises",
        r#""sports": {"cycling": "dropped"}"#,
    );
    wrong("fourteen_calf_raises", r#""retraining": "done""#);
    wrong(
        "fourteen_calf_raises",
        r#""step_rate_from_spm": {"min": 100}"#,
    );
    wrong("fourteen_calf_raises", r#""signals_include": ["severe"]"#);
    wrong("fourteen_calf_raises", r#""calls_professional": true"#);
    wrong(
        "fourteen_calf_raises",
        r#""contradictions_include": ["run-06-02"]"#,
    );
}

#[track_caller]
fn wrong(name: &str, field: &str) {
    let knowledge = Knowledge::shipped().unwrap();
    let case = cases().into_iter().find(|case| case.name == name).unwrap();
    let text = format!(r#"{{"why": "w", "requirements": ["none"], {field}}}"#);
    let mismatches = compare(
        &expectation(&text).unwrap(),
        &answer(&case, &knowledge).unwrap(),
    );
    assert_eq!(mismatches.len(), 1, "{name} {field}: {mismatches:?}");
}

/// An excluded id that no table knows would be excluded for ever and prove nothing.
#[test]
fn every_id_that_must_not_come_is_known() {
    let knowledge = Knowledge::shipped().unwrap();
    for case in cases() {
        let name = &case.name;
        for flag in &case.expected.flags_exclude {
            assert!(knowledge.red_flags.flag(flag).is_some(), "{name}: {flag}");
        }
        for exercise in &case.expected.exercises_exclude {
            let known = knowledge.exercises.get(exercise).is_some();
            assert!(known, "{name}: {exercise}");
        }
        for pattern in case.expected.not_possible.values().flatten() {
            let mut conditions = knowledge.conditions.conditions.iter();
            let known = conditions.any(|condition| condition.id.as_str() == pattern);
            assert!(known, "{name}: {pattern}");
        }
    }
}

fn cases() -> Vec<WholeCase> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut cases: Vec<WholeCase> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let read = |file: &str| {
                std::fs::read_to_string(path.join(file))
                    .unwrap_or_else(|error| panic!("{name}/{file}: {error}"))
            };
            let expected = expectation(&read("expected.json"))
                .unwrap_or_else(|error| panic!("{name}/expected.json: {error}"));
            WholeCase {
                input: read("input.json"),
                expected,
                name,
            }
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn expectation(text: &str) -> Result<Expected, String> {
    let expected: Expected = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let fields: BTreeMap<String, Value> =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    if fields.len() <= 2 {
        return Err("expects nothing".to_owned());
    }
    if expected.requirements.is_empty() || expected.why.is_empty() {
        return Err("names no row that it was written from".to_owned());
    }
    Ok(expected)
}

fn answer(case: &WholeCase, knowledge: &Knowledge) -> Result<Value, String> {
    let input = read_case(&case.input, knowledge).map_err(|error| error.to_string())?;
    let assessment = assess(&input, knowledge).map_err(|error| error.to_string())?;
    serde_json::to_value(assessment).map_err(|error| error.to_string())
}

/// Everything in which an answer is not as expected.
fn compare(expected: &Expected, answer: &Value) -> Vec<String> {
    let mut found = Mismatches::default();
    compare_flags(expected, answer, &mut found);
    compare_ranking(expected, answer, &mut found);
    compare_today(expected, answer, &mut found);
    compare_way_back(expected, answer, &mut found);
    compare_beside(expected, answer, &mut found);
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
    let knee = |side: &str| list(&answer["ranking"]).find(|knee| knee["side"] == side);
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

fn compare_today(expected: &Expected, answer: &Value, found: &mut Mismatches) {
    let plan = &answer["plan"];
    let planned = |yes: bool| if yes { Planned::Planned } else { Planned::None };
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

const fn rank(level: Level) -> u8 {
    match level {
        Level::None => 0,
        Level::Routine => 1,
        Level::Urgent => 2,
        Level::Emergency => 3,
    }
}

/// The rank of the answer's level; `None` when it is no level at all.
fn level(answer: &Value) -> Option<u8> {
    let level = match &answer["screening"]["level"] {
        Value::Null => Level::None,
        level => serde_json::from_value(level.clone()).ok()?,
    };
    Some(rank(level))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value, field: &str) -> BTreeSet<String> {
    list(value).map(|one| text(&one[field])).collect()
}

/// Every value of a document by its path.
fn leaves(value: &Value) -> BTreeMap<String, String> {
    fn walk(value: &Value, path: &str, leaves: &mut BTreeMap<String, String>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    walk(value, &format!("{path}.{key}"), leaves);
                }
            }
            Value::Array(values) => {
                for (idx, value) in values.iter().enumerate() {
                    walk(value, &format!("{path}[{idx}]"), leaves);
                }
            }
            value => {
                leaves.insert(path.to_owned(), value.to_string());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(value, "", &mut found);
    found
}

/// In how many values two documents differ.
fn differences(mine: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> usize {
    let paths: BTreeSet<&String> = mine.keys().chain(other.keys()).collect();
    let differ = paths
        .into_iter()
        .filter(|path| mine.get(*path) != other.get(*path));
    differ.count()
}
