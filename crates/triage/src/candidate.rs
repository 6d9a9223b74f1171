use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{
    ConditionId, ConditionKind, ConditionRow, ConditionTable, Message, Ranking, Setting, Status,
};

use crate::odds::{LogOdds, Weighed, Z_80, evidence, weigh};
use crate::said::Said;

/// How likely a condition is among those that hurt at the same spots.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// It stands out.
    MoreLikely,
    /// It fits.
    Possible,
    /// It fits as well as another at the same spots.
    CannotTellApart,
    /// What should be there is not, or it is rare beside the others.
    LessLikely,
}

/// A condition that can hurt where it hurts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The condition.
    pub condition: ConditionId,
    /// A pattern of its own, or another cause.
    pub kind: ConditionKind,
    /// Whether this rule set has a programme for it.
    pub programme: bool,
    /// Its name.
    pub name: Message,
    /// How likely.
    pub band: Band,
    /// Its part among what can hurt at the same spots.
    pub share: Share,
    /// How common it is before anything was asked.
    pub prior: PriorShare,
    /// Whether any published accuracy speaks about it. Without one it is never more likely on
    /// weights of the house alone, except where place and pattern decide.
    pub has_published_accuracy: bool,
    /// Signs of the documents' pattern, where they describe one.
    pub pattern: Option<PatternSigns>,
    /// What speaks for it.
    #[serde(rename = "for")]
    pub speaks_for: Vec<Evidence>,
    /// What speaks against it.
    #[serde(rename = "against")]
    pub speaks_against: Vec<Evidence>,
}

/// A part from 0 to 1 with its 80 % interval. It orders what can hurt at a place by what these
/// tables know; it is no probability that somebody has something.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The low end.
    pub low: f64,
    /// The middle.
    pub mid: f64,
    /// The high end.
    pub high: f64,
}

/// A prior: the share of running injuries in this setting, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorShare {
    /// The low end of 80 %.
    pub low: f64,
    /// What is used.
    pub share: f64,
    /// The high end of 80 %.
    pub high: f64,
    /// Whether it was read or chosen by the house.
    pub basis: Status,
}

/// The signs by which the documents recognise a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatternSigns {
    /// So many are there.
    pub there: usize,
    /// So many are needed.
    pub needed: usize,
}

/// Something that speaks for or against a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// A marked spot, an answered question, or several studied together.
    pub from: EvidenceSource,
    /// Its id.
    pub id: String,
    /// What it says, as a clause or a name.
    pub message: Message,
    /// What it does to the odds: above 1 for, below 1 against.
    pub factor: f64,
    /// Its 80 % interval.
    pub interval: [f64; 2],
    /// Whether the factor was published or is a step of the house.
    pub basis: Status,
    /// Whether the printed ratio was cut to the cap.
    pub capped: bool,
    /// Whether it counts: not when a correlated item or its cluster already does.
    pub counted: bool,
}

/// Where a piece of evidence comes from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceSource {
    /// A spot on the knee map.
    Spot,
    /// A question.
    Feature,
    /// Several items that were studied together.
    Cluster,
}

/// What candidates are weighed by.
#[derive(Clone, Copy)]
pub(crate) struct Weighing<'a> {
    pub(crate) table: &'a ConditionTable,
    pub(crate) spots: &'a [&'a str],
    pub(crate) age_years: Option<u8>,
    pub(crate) setting: Setting,
}

/// A candidate with what orders it.
pub(crate) struct Ranked<'a> {
    pub(crate) weighed: Weighed<'a>,
    pub(crate) band: Band,
}

impl Ranked<'_> {
    /// Whether the data cannot say which of two comes first, at 80 %.
    pub(crate) fn is_close_to(&self, other: &Self) -> bool {
        is_close(self.weighed.odds, other.weighed.odds)
    }

    pub(crate) fn id(&self) -> &ConditionId {
        &self.weighed.row.id
    }
}

fn is_close(one: LogOdds, other: LogOdds) -> bool {
    (one.ln - other.ln).abs() < Z_80 * libm::sqrt(one.variance + other.variance)
}

/// The candidates with their bands: highest first, what is less likely last, ties in the table's
/// order.
pub(crate) fn ranked<'a>(weighing: Weighing<'a>, said: &Said<'a>) -> Vec<Ranked<'a>> {
    let Weighing {
        table,
        spots,
        age_years,
        setting,
    } = weighing;
    let field: Vec<Weighed<'_>> = table
        .candidates(spots, age_years)
        .map(|row| {
            let prior = table.prior_of(row, setting, age_years);
            weigh(table, row, prior, spots, said)
        })
        .collect();
    let less: Vec<bool> = field
        .iter()
        .map(|own| is_less_likely(&table.ranking, own, &rivals(&field, own, spots)))
        .collect();
    // A rival that is less likely itself keeps nobody from standing out.
    let alive = field.iter().zip(&less).filter(|(_, less)| !**less);
    let alive: Vec<&Weighed<'_>> = alive.map(|(one, _)| one).collect();
    let bands: Vec<Band> = field
        .iter()
        .zip(&less)
        .map(|(own, less_likely)| {
            if *less_likely {
                Band::LessLikely
            } else {
                band(
                    &table.ranking,
                    own,
                    &rivals(alive.iter().copied(), own, spots),
                )
            }
        })
        .collect();
    let mut ranked: Vec<Ranked<'_>> = field
        .into_iter()
        .zip(bands)
        .map(|(weighed, band)| Ranked { weighed, band })
        .collect();
    // Stable, so the order of the table breaks ties.
    ranked.sort_by(|one, other| {
        let last = |it: &Ranked<'_>| it.band == Band::LessLikely;
        let by_odds = other.weighed.odds.ln.total_cmp(&one.weighed.odds.ln);
        last(one).cmp(&last(other)).then(by_odds)
    });
    ranked
}

/// The candidates as they are told, with all that speaks for and against each.
pub(crate) fn candidates(
    weighing: Weighing<'_>,
    ranked: &[Ranked<'_>],
    said: &Said<'_>,
) -> Vec<Candidate> {
    let field = || ranked.iter().map(|one| &one.weighed);
    ranked
        .iter()
        .map(|one| {
            let rivals = rivals(field(), &one.weighed, weighing.spots);
            let share = share(one.weighed.odds, &rivals);
            candidate(weighing, one, share, said)
        })
        .collect()
}

/// The odds of the others that could explain one of the same marked spots.
fn rivals<'a>(
    field: impl IntoIterator<Item = &'a Weighed<'a>>,
    own: &Weighed<'_>,
    spots: &[&str],
) -> Vec<LogOdds> {
    field
        .into_iter()
        .filter(|other| other.row.id != own.row.id && meet(own.row, other.row, spots))
        .map(|other| other.odds)
        .collect()
}

/// Whether two conditions could explain the same marked spot.
fn meet(one: &ConditionRow, other: &ConditionRow, spots: &[&str]) -> bool {
    spots
        .iter()
        .any(|spot| one.at(spot).is_some() && other.at(spot).is_some())
}

/// The part of a condition among its rivals, with the doubt about each of them.
fn share(own: LogOdds, rivals: &[LogOdds]) -> Share {
    if rivals.is_empty() {
        return Share {
            low: 1.0,
            mid: 1.0,
            high: 1.0,
        };
    }
    let sum: f64 = rivals.iter().map(|rival| libm::exp(rival.ln)).sum();
    let part = |rival: &LogOdds| libm::exp(rival.ln) / sum;
    let doubt: f64 = rivals
        .iter()
        .map(|rival| part(rival) * part(rival) * rival.variance)
        .sum();
    let middle = own.ln - libm::log(sum);
    let half = Z_80 * libm::sqrt(own.variance + doubt);
    let logistic = |x: f64| 1.0 / (1.0 + libm::exp(-x));
    Share {
        low: logistic(middle - half),
        mid: logistic(middle),
        high: logistic(middle + half),
    }
}

fn is_less_likely(ranking: &Ranking, it: &Weighed<'_>, rivals: &[LogOdds]) -> bool {
    let absent = it.row.pattern.as_ref().is_some_and(|pattern| {
        it.n_signs == 0 && it.n_against >= pattern.absent_from && !it.on_published
    });
    absent || share(it.odds, rivals).high <= ranking.less_likely_at_most
}

/// The band of a condition that is not less likely, among rivals that are not either.
fn band(ranking: &Ranking, it: &Weighed<'_>, rivals: &[LogOdds]) -> Band {
    let own = it.odds;
    let best = rivals
        .iter()
        .max_by(|one, other| one.ln.total_cmp(&other.ln));
    if best.is_some_and(|best| is_close(own, *best)) {
        return Band::CannotTellApart;
    }
    let is_pattern = it
        .row
        .pattern
        .as_ref()
        .is_some_and(|pattern| it.n_signs >= pattern.needs);
    let decided = it.on_published || is_pattern;
    if decided && share(own, rivals).low >= ranking.more_likely_from {
        Band::MoreLikely
    } else {
        Band::Possible
    }
}

fn candidate(
    weighing: Weighing<'_>,
    ranked: &Ranked<'_>,
    share: Share,
    said: &Said<'_>,
) -> Candidate {
    let Ranked { weighed: it, band } = ranked;
    let Weighed { row, prior, .. } = it;
    let table = weighing.table;
    let evidence = evidence(table, row, weighing.spots, said);
    let for_it = |one: &Evidence| one.from == EvidenceSource::Spot || one.factor > 1.0;
    let (speaks_for, speaks_against) = evidence.into_iter().partition(for_it);
    Candidate {
        condition: row.id.clone(),
        kind: row.kind,
        programme: row.programme,
        name: row.id.name(),
        band: *band,
        share,
        prior: PriorShare {
            low: prior.low,
            share: prior.share,
            high: prior.high,
            basis: prior.provenance.status,
        },
        has_published_accuracy: has_published_accuracy(table, row),
        pattern: row.pattern.as_ref().map(|pattern| PatternSigns {
            there: it.n_signs,
            needed: pattern.needs,
        }),
        speaks_for,
        speaks_against,
    }
}

fn has_published_accuracy(table: &ConditionTable, row: &ConditionRow) -> bool {
    let features = table.features.iter().flat_map(|feature| &feature.effects);
    let clusters = table.clusters.iter().flat_map(|cluster| &cluster.effects);
    let mut effects = features.chain(clusters);
    effects.any(|effect| effect.condition == row.id && effect.likelihood.is_some())
}
