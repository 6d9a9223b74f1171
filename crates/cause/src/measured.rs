use trochlea_knowledge::{FindingRow, FindingTable, FindingUnit, Message, Worse};
use trochlea_quantity::Side;
use trochlea_symptom::{Measure, Reporter};

use crate::Input;
use crate::model::Compared;

/// What measures say of a contributor.
pub(crate) struct Taken {
    /// 0 not there, 1 there, 2 marked.
    pub steps: i32,
    pub data: Message,
    pub compared: Compared,
}

/// How the measures of a contributor are judged.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    pub worse: Worse,
    pub limit: f64,
    pub marked: Option<f64>,
}

impl Rule {
    fn reaches(self, value: f64, limit: f64) -> bool {
        match self.worse {
            Worse::Higher => value >= limit,
            Worse::Lower => value <= limit,
        }
    }

    fn steps(self, value: f64) -> i32 {
        let marked = self
            .marked
            .is_some_and(|marked| self.reaches(value, marked));
        i32::from(self.reaches(value, self.limit)) + i32::from(marked)
    }
}

/// The newest of each of these measures on each sore knee; the worst of them decides.
pub(crate) fn worst(
    input: &Input<'_>,
    findings: &FindingTable,
    measures: &[String],
    rule: Rule,
) -> Option<Taken> {
    let sides = sides(input);
    let rows = measures.iter().filter_map(|id| findings.get(id));
    let newest = rows.flat_map(|row| {
        let of_side = move |side: &Side| Some((row, latest(input, row, *side)?));
        sides.iter().filter_map(of_side)
    });
    let (row, measure) = newest.max_by(|(_, a), (_, b)| {
        let by_value = a.value.total_cmp(&b.value);
        let worse = match rule.worse {
            Worse::Higher => by_value,
            Worse::Lower => by_value.reverse(),
        };
        // Measures of one contributor may have different scales: steps first.
        rule.steps(a.value).cmp(&rule.steps(b.value)).then(worse)
    })?;
    Some(Taken {
        steps: rule.steps(measure.value),
        data: Message::new("cause-data-measure")
            .number("value", measure.value)
            .number("limit", rule.limit)
            .message("measure", row.name())
            .text("worse", worse_word(rule.worse))
            .text("side", measure.side.as_str())
            .text("by", by(measure.by))
            .text("day", measure.at.date().to_string()),
        compared: Compared {
            value: measure.value,
            usual: None,
            threshold: rule.limit,
            unit: unit(row.unit),
            day: Some(measure.at.date()),
        },
    })
}

/// How far the sore knee is behind the other one; of two sore knees the worse difference.
pub(crate) fn behind(input: &Input<'_>, row: &FindingRow, from: f64) -> Option<Taken> {
    let pairs = sides(input).into_iter().filter_map(|side| {
        let own = latest(input, row, side)?;
        let other = latest(input, row, side.other())?;
        Some((own, other))
    });
    let (own, other) = pairs.max_by(|a, b| {
        let gap = |(own, other): &(&Measure, &Measure)| other.value - own.value;
        gap(a).total_cmp(&gap(b))
    })?;
    let gap = other.value - own.value;
    Some(Taken {
        steps: i32::from(gap >= from),
        data: Message::new("cause-data-side-difference")
            .message("measure", row.name())
            .number("own", own.value)
            .number("other", other.value)
            .number("limit", from)
            .text("side", own.side.as_str())
            .text("day", own.at.date().to_string()),
        compared: Compared {
            value: own.value,
            usual: Some(other.value),
            threshold: other.value - from,
            unit: unit(row.unit),
            day: Some(own.at.date()),
        },
    })
}

/// The newest value of a measure on a sore knee, for what is listed and not judged.
pub(crate) fn newest<'a>(input: &Input<'a>, row: &FindingRow) -> Option<&'a Measure> {
    sides(input)
        .into_iter()
        .filter_map(|side| latest(input, row, side))
        .max_by_key(|measure| measure.at)
}

/// While nobody said which knee hurts, both are looked at.
fn sides(input: &Input<'_>) -> Vec<Side> {
    if input.sides.is_empty() {
        vec![Side::Left, Side::Right]
    } else {
        input.sides.to_vec()
    }
}

fn latest<'a>(input: &Input<'a>, row: &FindingRow, side: Side) -> Option<&'a Measure> {
    input
        .measures
        .iter()
        .filter(|measure| {
            measure.measure == row.id
                && measure.side == side
                && measure.at <= input.now
                && measure.value.is_finite()
                && (row.may_self_measure() || measure.by == Reporter::Clinician)
        })
        // Of two of one moment the one that was added later corrects the other.
        .max_by_key(|measure| measure.at)
}

const fn worse_word(worse: Worse) -> &'static str {
    match worse {
        Worse::Higher => "higher",
        Worse::Lower => "lower",
    }
}

const fn by(by: Reporter) -> &'static str {
    match by {
        Reporter::Runner => "runner",
        Reporter::Clinician => "clinician",
    }
}

/// The unit as it stands beside a number.
const fn unit(unit: FindingUnit) -> &'static str {
    match unit {
        FindingUnit::Degrees => "°",
        FindingUnit::Repetitions => "repetitions",
        FindingUnit::OfFive => "of 5",
        FindingUnit::Nprs => "of 10",
        FindingUnit::Points => "points",
        FindingUnit::PointsToThree => "of 3",
        FindingUnit::Share => "of the other side",
        FindingUnit::Grade => "of 2",
        FindingUnit::YesNo => "",
        FindingUnit::StepsPerMinute => "steps/min",
    }
}
