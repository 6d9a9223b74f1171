//! A made-up runner for `demo`: the shipped recordings, a generated history and a generated
//! diary. Everything here is invented and said to be on every page.

use std::fmt::Write as _;

use anyhow::Context;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan, ZonedDateTime, tz::TimeZone};
use rust_embed::RustEmbed;
use serde::Serialize;
use trochlea_knowledge::{ConditionId, ItemKind, Knowledge};
use trochlea_plan::Stated;
use trochlea_quantity::{Length, Side};
use trochlea_store::{EventKind, Json, NewEvent, Store};
use trochlea_symptom::{
    Answer, DiaryEntry, ItemAnswer, PainScore, Reporter, Runner, Settled, Spot, StrengthDone,
};

use crate::decide::Habits;
use crate::import::{Importer, Status};

/// Real runs that may be shipped, anonymised; `SOURCES.md` beside them names licence and origin.
#[derive(RustEmbed)]
#[folder = "../../demo/recordings"]
struct Recordings;

/// Fills an empty store.
pub(crate) async fn fill(
    store: &Store,
    knowledge: &Knowledge,
    now: &ZonedDateTime,
) -> anyhow::Result<()> {
    let zone = now.time_zone().clone();
    let mut importer = Importer::begin(store, knowledge, zone.clone()).await?;
    let mut lines = Vec::new();
    for name in Recordings::iter().filter(|name| !name.ends_with(".md")) {
        let file = Recordings::get(&name).with_context(|| format!("{name} is not in the build"))?;
        lines.extend(importer.add_bytes(&name, &file.data).await?);
    }
    let runs = generated_runs(now.date());
    for run in &runs {
        let gpx = run.gpx(&zone)?;
        lines.extend(importer.add_bytes(&run.name(), gpx.as_bytes()).await?);
    }
    lines.extend(importer.finish(now.timestamp(), |_| ()).await?.lines);
    if let Some(failed) = lines.iter().find(|line| line.status == Status::Failed) {
        let reason = failed.reason.as_deref().unwrap_or_default();
        anyhow::bail!("{} of the demo: {reason}", failed.path);
    }
    let mut run_ids = lines
        .iter()
        .filter(|line| line.path.starts_with(GENERATED))
        .map(|line| line.runs.first().cloned());
    let with_ids: Vec<(GeneratedRun, Option<String>)> = runs
        .into_iter()
        .map(|run| (run, run_ids.next().flatten()))
        .collect();
    store.append(&said(knowledge, now, &with_ids)?).await?;
    Ok(())
}

const GENERATED: &str = "generated-";

/// A run that nobody ran.
#[derive(Clone, Copy)]
struct GeneratedRun {
    day: Date,
    distance_m: f64,
    speed_m_per_s: f64,
    pain_during: u8,
    pain_next_morning: u8,
}

/// Five and a half weeks of a runner whose kneecap began to ache after a jump in distance: days ago,
/// kilometres, pain during, pain the next morning.
const STORY: [(i32, f64, u8, u8); 14] = [
    (38, 8.0, 0, 0),
    (36, 9.0, 0, 0),
    (33, 8.5, 0, 0),
    (30, 14.5, 4, 3),
    (26, 4.0, 3, 1),
    (23, 2.5, 2, 0),
    (20, 2.5, 2, 0),
    (18, 2.5, 1, 0),
    (15, 2.6, 1, 0),
    (13, 2.6, 1, 0),
    (11, 2.6, 0, 0),
    (8, 2.7, 0, 0),
    (5, 2.7, 0, 0),
    (2, 2.7, 0, 0),
];

/// Before that six sound weeks of three runs: weeks, and what each held.
const SOUND_WEEKS: i32 = 6;
const SOUND_WEEK: [(i32, f64, u8, u8); 3] = [(45, 8.0, 0, 0), (43, 9.0, 0, 0), (40, 8.5, 0, 0)];

fn generated_runs(today: Date) -> Vec<GeneratedRun> {
    let sound = (0..SOUND_WEEKS).rev().flat_map(|week| {
        SOUND_WEEK.map(|(days_ago, km, during, morning)| (days_ago + 7 * week, km, during, morning))
    });
    sound
        .chain(STORY)
        .filter_map(|(days_ago, km, pain_during, pain_next_morning)| {
            Some(GeneratedRun {
                day: today.checked_sub(days_ago.days()).ok()?,
                distance_m: km * 1000.0,
                speed_m_per_s: 2.7,
                pain_during,
                pain_next_morning,
            })
        })
        .collect()
}

impl GeneratedRun {
    fn name(&self) -> String {
        format!("{GENERATED}{}.gpx", self.day)
    }

    fn start(&self) -> DateTime {
        self.day.at(18, 0, 0, 0)
    }

    /// A straight way over the open sea, a point every ten seconds.
    fn gpx(&self, zone: &TimeZone) -> anyhow::Result<String> {
        const METRES_PER_DEGREE: f64 = 111_195.0;
        const BETWEEN_S: i64 = 10;
        // Of one leg, as watches write it: 162 steps a minute.
        const CADENCE_RPM: u32 = 81;
        let start: Timestamp = zone
            .to_ambiguous_zoned_datetime(self.start())
            .compatible()?
            .timestamp();
        let mut text = String::from(
            "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"generated for the demo\" xmlns:gpxtpx=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\"><trk><type>running</type><trkseg>\n",
        );
        let n = (self.distance_m / self.speed_m_per_s) as i64 / BETWEEN_S;
        for idx in 0..=n {
            let at = start.checked_add((idx * BETWEEN_S).seconds())?;
            let metres = self.speed_m_per_s * (idx * BETWEEN_S) as f64;
            let _ = writeln!(
                text,
                "<trkpt lat=\"{:.7}\" lon=\"-40.0\"><time>{at}</time><extensions><gpxtpx:TrackPointExtension><gpxtpx:cad>{CADENCE_RPM}</gpxtpx:cad></gpxtpx:TrackPointExtension></extensions></trkpt>",
                30.0 + metres / METRES_PER_DEGREE
            );
        }
        text.push_str("</trkseg></trk></gpx>\n");
        Ok(text)
    }
}

/// Everything the made-up runner said.
fn said(
    knowledge: &Knowledge,
    now: &ZonedDateTime,
    runs: &[(GeneratedRun, Option<String>)],
) -> anyhow::Result<Vec<NewEvent>> {
    let mut telling = Telling {
        now: now.clone(),
        events: Vec::new(),
    };
    let first = now.date().checked_sub(28.days())?.at(8, 0, 0, 0);
    let runner = Runner {
        age_years: Some(34),
        pregnant: Answer::No,
        sex: None,
        mass_kg: None,
    };
    telling.tell(EventKind::Profile, first, &runner)?;
    for item in &knowledge.red_flags.items {
        let answer = match item.kind {
            ItemKind::Age => Answer::Yes,
            ItemKind::Pregnancy | ItemKind::YesNo => Answer::No,
        };
        telling.tell(EventKind::Answer, first, &about(&item.id, answer, first))?;
    }
    let spot = Spot {
        spot: "patella".to_owned(),
        side: Side::Right,
    };
    telling.tell(EventKind::Spots, first, &[spot])?;
    let pfps = ConditionId::new(ConditionId::PFPS);
    for feature in knowledge.conditions.features_for(&["patella"], Some(34)) {
        let speaks_for = feature
            .effect_on(&pfps)
            .is_some_and(|effect| effect.yes > 0);
        let answer = if speaks_for { Answer::Yes } else { Answer::No };
        telling.tell(EventKind::Answer, first, &about(&feature.id, answer, first))?;
    }
    let habits = Habits {
        run_days: Vec::new(),
        started_on: Some(first.date()),
        stated: Stated {
            usual_week: Some(Length::from_km(26.0)),
            onset_distance: None,
            usual_morning: PainScore::new(0),
            pain_since: None,
            hill_height: None,
        },
        ..Habits::default()
    };
    telling.tell(EventKind::Habits, first, &habits)?;
    for (run, id) in runs {
        telling.diary(knowledge, run, id.clone())?;
    }
    Ok(telling.events)
}

struct Telling {
    now: ZonedDateTime,
    events: Vec<NewEvent>,
}

impl Telling {
    fn tell(&mut self, kind: EventKind, at: DateTime, what: &impl Serialize) -> anyhow::Result<()> {
        let zoned = self
            .now
            .time_zone()
            .to_ambiguous_zoned_datetime(at)
            .compatible()?;
        self.events.push(NewEvent {
            id: format!("demo-{}", self.events.len()),
            kind,
            at: zoned.timestamp(),
            replaces: None,
            document: Json::of(&what)?,
        });
        Ok(())
    }

    /// After the run, and the next morning.
    fn diary(
        &mut self,
        knowledge: &Knowledge,
        run: &GeneratedRun,
        id: Option<String>,
    ) -> anyhow::Result<()> {
        let evening = DiaryEntry {
            run: id,
            pain_during: PainScore::new(run.pain_during),
            pain_after: PainScore::new(run.pain_during.saturating_sub(1)),
            settled: Some(if run.pain_during > 2 {
                Settled::WithinDay
            } else {
                Settled::WithinHour
            }),
            swelling: Some(Answer::No),
            ..blank(
                knowledge,
                format!("{}-evening", run.day),
                run.day.at(20, 0, 0, 0),
            )
        };
        let next = run.day.tomorrow()?;
        let strength = [
            "side_lying_leg_raise",
            "clamshell",
            "glute_bridge",
            "straight_leg_raise",
        ]
        .map(|exercise| StrengthDone {
            exercise: exercise.to_owned(),
            sets: 3,
            reps: 15,
            pain: PainScore::new(0),
        });
        let morning = DiaryEntry {
            pain_next_morning: PainScore::new(run.pain_next_morning),
            pain_stairs: PainScore::new(run.pain_next_morning),
            pain_daily: PainScore::new(run.pain_next_morning),
            strength: strength.to_vec(),
            ..blank(knowledge, format!("{next}-morning"), next.at(7, 30, 0, 0))
        };
        for entry in [evening, morning] {
            if entry.at <= self.now.datetime() {
                self.tell(EventKind::Diary, entry.at, &entry)?;
            }
        }
        Ok(())
    }
}

fn blank(knowledge: &Knowledge, id: String, at: DateTime) -> DiaryEntry {
    let asked_again = knowledge.red_flags.every_diary_entry();
    DiaryEntry {
        flags: asked_again
            .map(|item| (item.id.clone(), Answer::No))
            .collect(),
        ..DiaryEntry::silent(id, at, Side::Right)
    }
}

fn about(item: &str, answer: Answer, at: DateTime) -> ItemAnswer {
    ItemAnswer {
        item: item.to_owned(),
        answer,
        at,
        by: Reporter::Runner,
        side: None,
    }
}
