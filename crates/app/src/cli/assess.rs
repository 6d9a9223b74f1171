use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use jiff::{Timestamp, ZonedDateTime};
use trochlea_assess::{assess, read_case};
use trochlea_knowledge::{ItemKind, ItemScope, Knowledge, Message};
use trochlea_quantity::Side;
use trochlea_report::Words;
use trochlea_store::{EventKind, Json, NewEvent, Store};
use trochlea_symptom::{Answer, ItemAnswer, Reporter, Spot};
use trochlea_triage::{Band, Candidate, KneeRanking, Share};

use super::output;
use crate::decide::{self, Memory};
use crate::place::Place;
use crate::said::Said;

/// Ask the questions, red flags first, and say what they come to
///
/// With a file it reads a whole case (trochlea.case/1) and asks nothing.
///
/// Example: trochlea assess case.json --json
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A case; without one the questions are asked here and the answers are kept
    case: Option<PathBuf>,

    #[command(flatten)]
    place: Place,

    /// Print JSON (trochlea.assessment/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = arguments.place.knowledge()?;
    let words = Words::english()?;
    let assessment = match &arguments.case {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            let case = read_case(&text, &knowledge).with_context(|| path.display().to_string())?;
            assess(&case, &knowledge)?
        }
        None => super::block_on(async {
            let store = arguments.place.open().await?;
            let now: ZonedDateTime = Timestamp::now().to_zoned_datetime(arguments.place.zone()?);
            if io::stdin().is_terminal() {
                Asking {
                    store: &store,
                    knowledge: &knowledge,
                    words: &words,
                    now: &now,
                }
                .all()
                .await?;
            }
            decide::current(&store, &Memory::default(), &now, &knowledge).await
        })?,
    };
    if arguments.json {
        output::json_line(&assessment)?;
    } else {
        output::line(&super::today::today_in_words(&assessment, &words))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What fits the symptoms of one knee, with for, against and the next question.
pub(super) fn knee_in_words(knee: &KneeRanking, words: &Words) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} knee: {}",
        knee.side.as_str(),
        words.say(&knee.headline)
    );
    let fits = |one: &&Candidate| one.band != Band::LessLikely;
    for candidate in knee.candidates.iter().filter(fits) {
        let clauses = |list: &[trochlea_triage::Evidence]| {
            let said: Vec<String> = list.iter().map(|it| words.say(&it.message)).collect();
            said.join(", ")
        };
        let band = words.say(&Message::new(band(candidate.band)));
        let Share { low, mid, high } = candidate.share;
        let _ = writeln!(
            text,
            "  {}: {band}, {:.0} in 100 of what can hurt there ({:.0} to {:.0})",
            words.say(&candidate.name),
            mid * 100.0,
            low * 100.0,
            high * 100.0
        );
        if !candidate.speaks_for.is_empty() {
            let _ = writeln!(text, "    + {}", clauses(&candidate.speaks_for));
        }
        if !candidate.speaks_against.is_empty() {
            let _ = writeln!(text, "    - {}", clauses(&candidate.speaks_against));
        }
    }
    let less = knee.candidates.iter().filter(|one| !fits(one));
    let less: Vec<String> = less.map(|one| words.say(&one.name)).collect();
    if !less.is_empty() {
        let _ = writeln!(text, "  Less likely here: {}", less.join(", "));
    }
    if let Some(why) = &knee.see_professional {
        let _ = writeln!(text, "  {}", words.say(why));
        for line in &knee.tell_them {
            let _ = writeln!(text, "    {}", words.say(line));
        }
    }
    for clash in &knee.contradictions {
        let _ = writeln!(text, "  Does not fit together: {}", words.say(clash));
    }
    let outside: Vec<String> = knee.outside.iter().map(|it| words.say(&it.name)).collect();
    if !outside.is_empty() {
        let _ = writeln!(
            text,
            "  Kept outside, for the safety questions: {}",
            outside.join(", ")
        );
    }
    if let Some(next) = &knee.next_question {
        let _ = writeln!(
            text,
            "  This would change it most: {}",
            words.say(&next.question)
        );
    }
    text
}

const fn band(band: Band) -> &'static str {
    match band {
        Band::MoreLikely => "report-band-more_likely",
        Band::Possible => "report-band-possible",
        Band::CannotTellApart => "report-band-cannot_tell_apart",
        Band::LessLikely => "report-band-less_likely",
    }
}

/// The questions on a terminal. Each answer is kept at once: stopping loses none.
pub(super) struct Asking<'a> {
    pub(super) store: &'a Store,
    pub(super) knowledge: &'a Knowledge,
    pub(super) words: &'a Words,
    pub(super) now: &'a ZonedDateTime,
}

impl Asking<'_> {
    /// What no recording tells about causes, each once; what was answered is not asked again.
    pub(super) async fn causes(&self) -> anyhow::Result<()> {
        let assessment = decide::assessed(self.store, self.now, self.knowledge).await?;
        for question in &assessment.causes.questions {
            if question.answer.is_some() {
                continue;
            }
            output::line(&format!("\n{}\n", self.words.say(&question.text)))?;
            let answer = ask("yes, no or ? for \"don't know\"", yes_no)?;
            self.answer(&question.item, answer, None).await?;
        }
        Ok(())
    }

    async fn all(&self) -> anyhow::Result<()> {
        let mut asked = std::collections::BTreeSet::new();
        loop {
            let assessment = decide::assessed(self.store, self.now, self.knowledge).await?;
            let open = assessment.screening.questions.iter();
            let Some(question) = open.into_iter().find(|it| !asked.contains(&it.item)) else {
                break;
            };
            asked.insert(question.item.clone());
            let text = self.words.say(&question.question);
            let why = question.self_check.as_ref().unwrap_or(&question.why);
            output::line(&format!("\n{text}\n  {}\n", self.words.say(why)))?;
            self.red_flag(&question.item, question.kind, question.scope)
                .await?;
        }
        if Said::read(self.store)
            .await?
            .spots
            .is_none_or(|spots| spots.is_empty())
        {
            self.spots().await?;
        }
        loop {
            let assessment = decide::assessed(self.store, self.now, self.knowledge).await?;
            let mut open = assessment.ranking.iter().filter_map(|knee| {
                let next = knee.next_question.as_ref()?;
                let key = format!("{}/{}", knee.side.as_str(), next.feature);
                (!asked.contains(&key)).then_some((knee.side, next.clone(), key))
            });
            let Some((side, next, key)) = open.next() else {
                return Ok(());
            };
            asked.insert(key);
            output::line(&format!(
                "\n{} knee: {}\n  {}\n",
                side.as_str(),
                self.words.say(&next.question),
                self.words.say(&next.why)
            ))?;
            let answer = ask("yes, no or ? for \"don't know\"", yes_no)?;
            self.answer(&next.feature, answer, Some(side)).await?;
        }
    }

    async fn red_flag(&self, item: &str, kind: ItemKind, scope: ItemScope) -> anyhow::Result<()> {
        match kind {
            ItemKind::Age => {
                let age = ask("years, or ? for \"don't know\"", years)?;
                let mut runner = Said::read(self.store).await?.runner;
                runner.age_years = age;
                self.keep(EventKind::Profile, &runner).await?;
                let answer = age.map_or(Answer::Unknown, |_| Answer::Yes);
                self.answer(item, answer, None).await
            }
            ItemKind::Pregnancy => {
                let answer = ask("yes, no or ? for \"don't know\"", yes_no)?;
                let mut runner = Said::read(self.store).await?.runner;
                runner.pregnant = answer;
                self.keep(EventKind::Profile, &runner).await?;
                self.answer(item, answer, None).await
            }
            ItemKind::YesNo if scope == ItemScope::Knee => {
                let answers = ask("left, right, both, no or ? for \"don't know\"", sided)?;
                for (answer, side) in answers {
                    self.answer(item, answer, side).await?;
                }
                Ok(())
            }
            ItemKind::YesNo => {
                let answer = ask("yes, no or ? for \"don't know\"", yes_no)?;
                self.answer(item, answer, None).await
            }
        }
    }

    async fn spots(&self) -> anyhow::Result<()> {
        output::line(
            "\nWhere does it hurt? Write the spots, each with its side, such as: right patella, left itb\n",
        )?;
        for spot in &self.knowledge.conditions.spots {
            output::line(&format!(
                "  {:8} {}\n",
                spot.id,
                self.words.say(&spot.name())
            ))?;
        }
        let spots: Vec<Spot> = ask("side and spot, separated by commas", |text| {
            text.split(',')
                .map(|part| self.spot(part.trim()))
                .collect::<Result<Vec<Spot>, String>>()
        })?;
        self.keep(EventKind::Spots, &spots).await
    }

    fn spot(&self, text: &str) -> Result<Spot, String> {
        let (side, spot) = text.split_once(' ').ok_or("write a side and a spot")?;
        let side = match side {
            "left" => Side::Left,
            "right" => Side::Right,
            other => return Err(format!("{other} is not left or right")),
        };
        match self.knowledge.conditions.spot(spot.trim()) {
            Some(row) => Ok(Spot {
                spot: row.id.clone(),
                side,
            }),
            None => Err(format!("{spot} is none of the spots")),
        }
    }

    async fn answer(&self, item: &str, answer: Answer, side: Option<Side>) -> anyhow::Result<()> {
        let said = ItemAnswer {
            item: item.to_owned(),
            answer,
            at: Timestamp::now()
                .to_zoned_datetime(self.now.time_zone().clone())
                .datetime(),
            by: Reporter::Runner,
            side,
        };
        self.keep(EventKind::Answer, &said).await
    }

    async fn keep(&self, kind: EventKind, what: &impl serde::Serialize) -> anyhow::Result<()> {
        let now = Timestamp::now();
        let event = NewEvent {
            id: format!("ask-{}", now.as_nanosecond()),
            kind,
            at: now,
            replaces: None,
            document: Json::of(what)?,
        };
        self.store.append(&[event]).await?;
        Ok(())
    }
}

/// Asks until the answer can be read.
fn ask<T>(hint: &str, read: impl Fn(&str) -> Result<T, String>) -> anyhow::Result<T> {
    loop {
        output::line(&format!("  [{hint}] "))?;
        io::Write::flush(&mut io::stdout())?;
        let mut text = String::new();
        if io::stdin().lock().read_line(&mut text)? == 0 {
            bail!("stopped; every answer so far is kept");
        }
        match read(text.trim()) {
            Ok(value) => return Ok(value),
            Err(reason) => output::line(&format!("  {reason}\n"))?,
        }
    }
}

fn yes_no(text: &str) -> Result<Answer, String> {
    match text {
        "yes" | "y" => Ok(Answer::Yes),
        "no" | "n" => Ok(Answer::No),
        "?" => Ok(Answer::Unknown),
        other => Err(format!("{other} is not yes, no or ?")),
    }
}

fn sided(text: &str) -> Result<Vec<(Answer, Option<Side>)>, String> {
    let one = |side: Side| vec![(Answer::Yes, Some(side)), (Answer::No, Some(side.other()))];
    match text {
        "left" => Ok(one(Side::Left)),
        "right" => Ok(one(Side::Right)),
        "both" => Ok(vec![(Answer::Yes, None)]),
        "no" | "n" => Ok(vec![(Answer::No, None)]),
        "?" => Ok(vec![(Answer::Unknown, None)]),
        other => Err(format!("{other} is not left, right, both, no or ?")),
    }
}

fn years(text: &str) -> Result<Option<u8>, String> {
    match text {
        "?" => Ok(None),
        text => match text.parse() {
            Ok(age) if age <= 120 => Ok(Some(age)),
            _ => Err(format!("{text} is no age in whole years")),
        },
    }
}
