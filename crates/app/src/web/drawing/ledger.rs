//! The pictures of all that loaded a knee.

use jiff::{ToSpan, civil::Date};
use trochlea_knowledge::Message;
use trochlea_ledger::{LoadDay, LoadHistory, LoadKind, LoadTotals};
use trochlea_load::Interval;
use trochlea_picture::{Drawing, LoadBar, LoadBars, LoadPart, RangeRow, RangeRows, Width};
use trochlea_report::Words;

use super::{label, range, with_interval};

/// So many days as bars.
const DAYS: i64 = 30;
/// So many weeks as bars.
const WEEKS: i64 = 12;

/// Kinds in the order they are drawn and told, with the step of the ramp each is drawn in.
pub(crate) const KINDS: [(LoadKind, &str, u8); 4] = [
    (LoadKind::Run, "page-ledger-run", 3),
    (LoadKind::Walk, "page-ledger-walk", 1),
    (LoadKind::Exercise, "page-ledger-exercise", 2),
    (LoadKind::OtherSport, "page-ledger-other", 4),
];

/// What is drawn of the ledger.
pub(crate) struct LedgerPictures<'a> {
    pub(crate) words: &'a Words,
    pub(crate) history: &'a LoadHistory,
    /// What the newest run cost by the guard, and its day.
    pub(crate) newest: Option<(Date, Interval)>,
}

impl LedgerPictures<'_> {
    /// The last thirty days.
    pub(crate) fn days(&self, width: Width, id: &str, title: &str) -> Drawing {
        let today = self.history.today;
        let days = (0..DAYS).map(|back| today.saturating_sub((DAYS - 1 - back).days()));
        let named = days.map(|day| (day, day.strftime("%-d %b").to_string()));
        self.bars(
            &self.history.days,
            named.collect(),
            today,
            (width, id, title, "flat km a day"),
        )
    }

    /// The last weeks.
    pub(crate) fn weeks(&self, width: Width, id: &str, title: &str) -> Drawing {
        let today = self.history.today;
        let since_monday = i64::from(today.weekday().to_monday_zero_offset());
        let monday = today.saturating_sub(since_monday.days());
        let weeks = (0..WEEKS).map(|back| monday.saturating_sub((WEEKS - 1 - back).weeks()));
        let named = weeks.map(|week| (week, week.strftime("%-d %b").to_string()));
        self.bars(
            &self.history.weeks,
            named.collect(),
            monday,
            (width, id, title, "flat km a week"),
        )
    }

    fn bars(
        &self,
        loads: &[LoadDay],
        named: Vec<(Date, String)>,
        current: Date,
        (width, id, title, unit): (Width, &str, &str, &str),
    ) -> Drawing {
        let of = |day: Date| loads.iter().find(|load| load.day == day);
        let parts: Vec<Vec<LoadPart>> = named
            .iter()
            .map(|(day, _)| of(*day).map_or_else(Vec::new, |load| parts(&load.totals)))
            .collect();
        let bars: Vec<LoadBar<'_>> = named
            .iter()
            .zip(&parts)
            .map(|((day, name), parts)| LoadBar {
                name,
                total: of(*day)
                    .filter(|load| !load.totals.by_kind.is_empty())
                    .map(|load| range(load.totals.weighted_km)),
                parts,
                is_current: *day == current,
            })
            .collect();
        LoadBars {
            label: label(id, title),
            width,
            bars: &bars,
            unit,
            table_head: ["When", "Flat km", "80 % interval"],
            to: "to",
        }
        .draw()
    }

    /// The dearest run of late against the newest; `None` with too few runs to compare.
    pub(crate) fn single_run(&self, title: &str) -> Option<Drawing> {
        let dearest = self.history.single_run.as_ref()?;
        let day = |day: Date| day.strftime("%-d %b").to_string();
        let name =
            |id: &'static str, on: Date| self.words.say(&Message::new(id).text("day", day(on)));
        let mut rows = vec![(name("page-ledger-dearest", dearest.day), dearest.guard_km)];
        if let Some((on, cost)) = self.newest {
            rows.push((name("page-ledger-newest", on), cost));
        }
        let ratio = dearest.limit_guard_km / dearest.guard_km.mid.max(1e-9);
        let more = self.words.say(&Message::new("page-ledger-tenth-more"));
        rows.push((more, dearest.guard_km.times(ratio)));
        let rows: Vec<(String, Interval, String)> = rows
            .into_iter()
            .map(|(name, cost)| (name, cost, with_interval(cost, 1)))
            .collect();
        let rows: Vec<RangeRow<'_>> = rows
            .iter()
            .map(|(name, cost, words)| RangeRow {
                name,
                value: range(*cost),
                words,
            })
            .collect();
        let drawing = RangeRows {
            label: label("single-run", title),
            rows: &rows,
            reference: None,
            reference_words: "",
            unit: "",
            table_head: ["Run", "Flat km, high peaks counted more"],
        };
        Some(drawing.draw())
    }
}

fn parts(totals: &LoadTotals) -> Vec<LoadPart> {
    KINDS
        .iter()
        .filter_map(|(kind, _, step)| {
            totals.by_kind.get(kind).map(|load| LoadPart {
                step: *step,
                amount: load.mid,
            })
        })
        .collect()
}
