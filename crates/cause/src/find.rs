use std::collections::BTreeSet;

use trochlea_knowledge::{CauseFamily, CauseReads, CauseTable, ContributorRow, Message, Status};
use trochlea_ledger::RunId;
use trochlea_symptom::{Answer, ItemAnswer};

use crate::care;
use crate::measured::{self, Rule, Taken};
use crate::model::{
    Causes, Compared, Contributor, Family, FamilyBand, Finding, Known, NextStep, Question,
};
use crate::onset::pain_onset;
use crate::run::{self, Read, Windows};
use crate::{Input, Tables, shoe};

/// Looks at every contributor of the table and ranks the three families.
pub fn causes(input: &Input<'_>, tables: Tables<'_>) -> Causes {
    let table = tables.causes;
    let today = input.now.date();
    let onset = pain_onset(input.diary, input.pain_since, today);
    let looking = Looking {
        input,
        table,
        tables,
        windows: onset
            .day
            .map(|day| Windows::new(input.runs, day, &table.windows)),
    };
    let mut families: Vec<Family> = table
        .families
        .iter()
        .map(|row| looking.family(row.id))
        .collect();
    // Stable, so the order of the table breaks ties.
    families.sort_by_key(|family| std::cmp::Reverse(family.house_steps));
    let leading = leading(&families, table);
    Causes {
        headline: headline(leading, &families),
        frame: Message::new("cause-frame"),
        questions: looking.questions(&families),
        failed_care: care::failed_care(input, tables),
        referral: (leading == Some(CauseFamily::Mechanics))
            .then(|| Message::new("cause-see-gait-expert")),
        gait_assessment: care::gait_assessment(input, table),
        shoes: shoe::now_in_use(input.shoes, input.runs, today, &table.shoes),
        rarely_ran_downhill: rarely_ran_downhill(&families, table),
        onset,
        leading,
        families,
    }
}

fn rarely_ran_downhill(families: &[Family], table: &CauseTable) -> bool {
    let reads_it = |id: &str| {
        let mut rows = table.contributors.iter();
        rows.any(|row| row.id == id && matches!(row.reads, CauseReads::LittleDescent { .. }))
    };
    let contributors = families.iter().flat_map(|family| &family.contributors);
    contributors
        .filter(|one| reads_it(&one.id))
        .any(|one| matches!(one.finding, Finding::SpeaksFor | Finding::MayContribute))
}

fn leading(families: &[Family], table: &CauseTable) -> Option<CauseFamily> {
    let ranking = &table.ranking;
    let first = families.first()?;
    let next = families.get(1).map_or(0, |family| family.house_steps);
    let leads =
        first.house_steps >= ranking.leads_from && first.house_steps - next >= ranking.leads_by;
    leads.then_some(first.family)
}

fn headline(leading: Option<CauseFamily>, families: &[Family]) -> Message {
    match leading {
        Some(family) => Message::new(format!("cause-leads-{}", family.as_str())),
        None if families.iter().any(|family| family.house_steps > 0) => {
            Message::new("cause-undetermined-several")
        }
        None => Message::new("cause-undetermined"),
    }
}

/// The newest answer to a question; of two of one moment the later added.
pub(crate) fn answer(input: &Input<'_>, item: &str) -> Option<Answer> {
    let about_sore = |answer: &&ItemAnswer| match answer.side {
        Some(side) => input.sides.is_empty() || input.sides.contains(&side),
        None => true,
    };
    let said: Vec<&ItemAnswer> = input
        .answers
        .iter()
        .filter(|answer| answer.item == item && answer.at <= input.now)
        .filter(about_sore)
        .collect();
    let newest = said.iter().map(|answer| answer.at).max()?;
    let of_then = said.iter().filter(|answer| answer.at == newest);
    // Both knees may be answered at one moment: one "yes" is enough to look at it.
    let answers: BTreeSet<Answer> = of_then.map(|answer| answer.answer).collect();
    [Answer::Yes, Answer::Unknown, Answer::No]
        .into_iter()
        .find(|answer| answers.contains(answer))
}

struct Looking<'a> {
    input: &'a Input<'a>,
    table: &'a CauseTable,
    tables: Tables<'a>,
    windows: Option<Windows<'a>>,
}

/// What was found out about one contributor, before its weight.
struct Found {
    /// 0 not there, 1 there, 2 marked; `None` when it is not known.
    steps: Option<i32>,
    known: Known,
    data: Message,
    compared: Option<Compared>,
    runs: Vec<RunId>,
}

impl Found {
    fn not_known() -> Self {
        Self {
            steps: None,
            known: Known::NotKnown,
            data: Message::new("cause-data-not-known"),
            compared: None,
            runs: Vec::new(),
        }
    }

    fn read(read: Read) -> Self {
        Self {
            steps: Some(i32::from(read.is_there)),
            known: Known::Computed,
            data: read.data,
            compared: read.compared,
            runs: read.runs,
        }
    }

    fn taken(taken: Taken) -> Self {
        Self {
            steps: Some(taken.steps),
            known: Known::Measured,
            data: taken.data,
            compared: Some(taken.compared),
            runs: Vec::new(),
        }
    }

    fn said(answer: Answer) -> Self {
        let (steps, id) = match answer {
            Answer::Yes => (Some(1), "cause-data-said-yes"),
            Answer::No => (Some(0), "cause-data-said-no"),
            Answer::Unknown => return Self::not_known(),
        };
        Self {
            steps,
            known: Known::Asked,
            data: Message::new(id),
            compared: None,
            runs: Vec::new(),
        }
    }

    /// Neither there nor missing, with something to say.
    fn only(known: Known, data: Message) -> Self {
        Self {
            steps: None,
            known,
            data,
            compared: None,
            runs: Vec::new(),
        }
    }
}

impl Looking<'_> {
    fn family(&self, family: CauseFamily) -> Family {
        let rows: Vec<&ContributorRow> = self
            .table
            .contributors
            .iter()
            .filter(|row| row.family == family && self.is_said_of(row))
            .collect();
        let mut contributors: Vec<Contributor> =
            rows.iter().map(|row| self.contributor(row)).collect();
        weigh_groups(&rows, &mut contributors);
        let house_steps = contributors.iter().map(|one| one.house_steps).sum();
        let weighing = rows.iter().filter(|row| row.counts()).count();
        let open = contributors
            .iter()
            .filter(|one| one.finding == Finding::CannotTell)
            .count();
        let known_fraction = match weighing {
            0 => 0.0,
            n => (n - open.min(n)) as f64 / n as f64,
        };
        contributors.sort_by_key(|one| (one.finding, std::cmp::Reverse(one.house_steps)));
        Family {
            family,
            name: Message::new(format!("cause-family-{}", family.as_str())),
            about: Message::new(format!("cause-family-{}-about", family.as_str())),
            band: self.band(house_steps, known_fraction),
            house_steps,
            known_fraction,
            contributors,
        }
    }

    fn band(&self, steps: i32, known_fraction: f64) -> FamilyBand {
        let ranking = &self.table.ranking;
        let known = known_fraction >= ranking.speaks_against_known_fraction;
        if steps >= ranking.speaks_for_from {
            FamilyBand::SpeaksFor
        } else if steps >= ranking.may_contribute_from {
            FamilyBand::MayContribute
        } else if known && steps <= ranking.speaks_against_at_most {
            FamilyBand::SpeaksAgainst
        } else {
            FamilyBand::CannotTell
        }
    }

    /// Whether the documents say it of any pattern that is still possible.
    fn is_said_of(&self, row: &ContributorRow) -> bool {
        let possible = self.input.conditions;
        row.conditions.is_empty()
            || possible.is_empty()
            || row.conditions.iter().any(|own| possible.contains(own))
    }

    fn contributor(&self, row: &ContributorRow) -> Contributor {
        let found = self.found(row);
        let counted = row.counts() && row.provenance.status != Status::Contested;
        let house_steps = match found.steps {
            Some(0) => row.steps_against,
            Some(steps) => row.steps_for.max(if counted { steps } else { 0 }),
            None => 0,
        };
        let finding = match found.steps {
            _ if !counted => Finding::NotCounted,
            None if found.known != Known::NotKnown => Finding::NotCounted,
            None => Finding::CannotTell,
            Some(0) => Finding::SpeaksAgainst,
            Some(_) if house_steps >= 2 => Finding::SpeaksFor,
            Some(_) => Finding::MayContribute,
        };
        // What is never counted is worth no question; shoes are tracked all the same.
        let is_asked = counted || row.reads == CauseReads::Shoes;
        let next = (found.known == Known::NotKnown && is_asked)
            .then(|| self.next_step(row))
            .flatten();
        Contributor {
            id: row.id.clone(),
            name: row.name(),
            why: row.why(),
            finding,
            status: row.provenance.status,
            house_steps: if counted { house_steps } else { 0 },
            known: found.known,
            data: found.data,
            compared: found.compared,
            runs: found.runs,
            next,
            provenance: row.provenance.clone(),
        }
    }

    /// What recordings, diary and measures say comes first; where they say nothing, the answer.
    fn found(&self, row: &ContributorRow) -> Found {
        if let Some(feature) = &row.only_with {
            match answer(self.input, feature) {
                Some(Answer::Yes) => {}
                Some(Answer::No) => {
                    return Found::only(Known::Asked, Message::new("cause-data-does-not-apply"));
                }
                Some(Answer::Unknown) | None => return Found::not_known(),
            }
        }
        let seen = self
            .read(row)
            .map(Found::read)
            .or_else(|| self.measured(row).map(Found::taken))
            .or_else(|| self.other(row));
        let asked = || answer(self.input, &row.item()?).map(Found::said);
        seen.or_else(asked).unwrap_or_else(Found::not_known)
    }

    fn read(&self, row: &ContributorRow) -> Option<Read> {
        let windows = self.windows.as_ref();
        match &row.reads {
            CauseReads::SingleRun => windows?.single_run(self.tables.ledger),
            CauseReads::TwoWeekDistance { above_fraction } => {
                windows?.two_week_distance(*above_fraction)
            }
            CauseReads::DescentJump {
                above_ratio,
                least_m,
            } => windows?.more_downhill(*above_ratio, *least_m),
            CauseReads::LittleDescent { below_m } => windows?.little_downhill(*below_m),
            CauseReads::StepRate { at_most_spm } => windows?.step_rate(*at_most_spm),
            CauseReads::StepRateDrift { at_most_percent } => {
                windows?.step_rate_drift(*at_most_percent)
            }
            CauseReads::ContactBalance { off_by_percent } => {
                windows?.contact_balance(*off_by_percent)
            }
            CauseReads::Speed { above_fraction } => windows?.speed(*above_fraction),
            CauseReads::TreadmillShare { change_fraction } => windows?.treadmill(*change_fraction),
            CauseReads::BaseDistance { below_m } => self.base_distance(*below_m),
            CauseReads::OnsetShare { from_fraction } => {
                run::onset_share(self.input.diary, self.input.runs, *from_fraction)
            }
            _ => None,
        }
    }

    /// Distance of a usual week before the pain: as recorded, else as stated.
    fn base_distance(&self, below_m: f64) -> Option<Read> {
        let recorded = self.windows.as_ref().and_then(Windows::usual_week);
        let (week, id) = match recorded {
            Some(week) => (week, "cause-data-usual-week"),
            None => (self.input.usual_week?, "cause-data-usual-week-stated"),
        };
        Some(Read {
            is_there: week.as_m() < below_m,
            data: Message::new(id)
                .number("km", week.as_km())
                .number("limit_km", below_m / 1000.0),
            compared: Some(Compared {
                value: week.as_km(),
                usual: None,
                threshold: below_m / 1000.0,
                unit: "km",
                day: None,
            }),
            runs: Vec::new(),
        })
    }

    fn measured(&self, row: &ContributorRow) -> Option<Taken> {
        match &row.reads {
            CauseReads::Measures {
                measures,
                worse,
                limit,
                marked,
            } => measured::worst(
                self.input,
                self.tables.findings,
                measures,
                Rule {
                    worse: *worse,
                    limit: *limit,
                    marked: *marked,
                },
            ),
            CauseReads::SideDifference { measure, from } => {
                measured::behind(self.input, self.tables.findings.get(measure)?, *from)
            }
            _ => None,
        }
    }

    fn other(&self, row: &ContributorRow) -> Option<Found> {
        match &row.reads {
            CauseReads::Nothing => Some(Found::only(
                Known::NotKnown,
                Message::new("cause-data-not-looked-at"),
            )),
            CauseReads::Feature { feature } => answer(self.input, feature).map(Found::said),
            CauseReads::OnsetShare { .. } => {
                answer(self.input, "last_third_of_run").map(Found::said)
            }
            CauseReads::Shoes => self.shoes(),
            CauseReads::DistanceWithoutStrength {
                from_m,
                below_days_a_week,
            } => self.without_strength(row, *from_m, *below_days_a_week),
            _ => None,
        }
    }

    fn shoes(&self) -> Option<Found> {
        let day = self.windows.as_ref()?.onset;
        let input = self.input;
        let shoes = shoe::in_use(input.shoes, input.runs, day, &self.table.shoes);
        let worst = shoes
            .into_iter()
            .max_by(|a, b| a.distance.total_cmp(&b.distance))?;
        Some(Found {
            steps: Some(0),
            known: Known::Computed,
            compared: Some(Compared {
                value: worst.distance.as_km().round(),
                usual: None,
                threshold: self.table.shoes.worn_from_m / 1000.0,
                unit: "km",
                day: Some(day),
            }),
            data: Message::new("cause-data-shoes")
                .text("onset", day.to_string())
                .message("shoe", worst.text),
            runs: Vec::new(),
        })
    }

    /// Much running and little strength work: the distance is computed, the strength work read
    /// from the diary where it reaches back far enough, and asked where it does not.
    fn without_strength(
        &self,
        row: &ContributorRow,
        from_m: f64,
        below_days: f64,
    ) -> Option<Found> {
        let recorded = self.windows.as_ref().and_then(Windows::usual_week);
        let week = recorded.or(self.input.usual_week)?;
        let much = week.as_m() >= from_m;
        let says = |id: &'static str, known: Known, is_there: bool| Found {
            steps: Some(i32::from(is_there)),
            known,
            data: Message::new(id)
                .number("km", week.as_km())
                .number("from_km", from_m / 1000.0),
            compared: None,
            runs: Vec::new(),
        };
        if !much {
            return Some(says(
                "cause-data-strength-little-running",
                Known::Computed,
                false,
            ));
        }
        let windows = self.windows.as_ref();
        let trained = windows
            .and_then(|it| run::strength_days(self.input.diary, it.onset, &self.table.windows));
        if let Some(days) = trained {
            let mut found = says(
                "cause-data-strength-days",
                Known::Computed,
                days < below_days,
            );
            found.data = found.data.number("days_a_week", days);
            return Some(found);
        }
        match answer(self.input, &row.item()?)? {
            Answer::Yes => Some(says("cause-data-strength-none-said", Known::Asked, true)),
            Answer::No => Some(says("cause-data-strength-said", Known::Asked, false)),
            Answer::Unknown => None,
        }
    }

    /// What would tell, of several ways the easiest.
    fn next_step(&self, row: &ContributorRow) -> Option<NextStep> {
        if let Some(feature) = &row.only_with
            && answer(self.input, feature).is_none()
        {
            return Some(NextStep::Feature {
                feature: feature.clone(),
            });
        }
        if let Some(item) = row.item() {
            return Some(NextStep::Question {
                item,
                text: row.question(),
            });
        }
        match &row.reads {
            CauseReads::Measures { measures, .. } => self.test(measures.first()?),
            CauseReads::SideDifference { measure, .. } => self.test(measure),
            CauseReads::Feature { feature } => Some(NextStep::Feature {
                feature: feature.clone(),
            }),
            CauseReads::OnsetShare { .. } => record("cause-next-log-onset"),
            CauseReads::Shoes => record("cause-next-shoes"),
            CauseReads::Nothing | CauseReads::Answer => None,
            _ if self.windows.is_none() => record("cause-next-since-when"),
            _ => record("cause-next-recordings"),
        }
    }

    fn test(&self, measure: &str) -> Option<NextStep> {
        let row = self.tables.findings.get(measure)?;
        Some(NextStep::Measure {
            measure: row.id.clone(),
            text: row.how(),
            clinician_only: !row.may_self_measure(),
        })
    }

    /// What the runner is asked: what no recording told, of the patterns that are possible, and
    /// what was tried.
    fn questions(&self, families: &[Family]) -> Vec<Question> {
        let is_open = |row: &&ContributorRow| {
            let found = families
                .iter()
                .flat_map(|family| &family.contributors)
                .find(|one| one.id == row.id);
            found.is_some_and(|one| matches!(one.known, Known::Asked | Known::NotKnown))
        };
        let of_rows = self
            .table
            .contributors
            .iter()
            .filter(is_open)
            .filter_map(|row| Some((row.item()?, row.question())));
        let tried = self
            .table
            .tried
            .iter()
            .map(|row| (row.item(), row.question()));
        of_rows
            .chain(tried)
            .map(|(item, text)| Question {
                answer: answer(self.input, &item),
                item,
                text,
            })
            .collect()
    }
}

fn record(id: &'static str) -> Option<NextStep> {
    Some(NextStep::Record {
        text: Message::new(id),
    })
}

/// Of one group only the strongest counts, the first of the table among equals; against the family
/// it speaks only when none of the group is there.
fn weigh_groups(rows: &[&ContributorRow], contributors: &mut [Contributor]) {
    let groups: BTreeSet<&str> = rows.iter().filter_map(|row| row.group.as_deref()).collect();
    for group in groups {
        let members: Vec<usize> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.group.as_deref() == Some(group))
            .map(|(idx, _)| idx)
            .collect();
        let steps = |idx: &usize| contributors.get(*idx).map_or(0, |one| one.house_steps);
        // The first of equals: `max_by_key` would take the last.
        let strongest = members.iter().rev().max_by_key(|idx| steps(idx)).copied();
        let is_there = strongest.is_some_and(|idx| steps(&idx) > 0);
        for idx in members {
            if let Some(one) = contributors.get_mut(idx)
                && (is_there && Some(idx) != strongest)
            {
                one.house_steps = 0;
            }
        }
    }
}
