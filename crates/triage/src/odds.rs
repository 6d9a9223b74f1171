//! Odds of one condition: its prior, the place, and the factor of each item that counts.

use trochlea_knowledge::{
    ClusterRow, ConditionRow, ConditionTable, Effect, FeatureRow, Fit, Likelihood, Member, Prior,
    Ranking, Status,
};

use crate::said::Said;
use crate::{Evidence, EvidenceSource};

/// Half the width of an 80 % interval, in standard deviations.
pub(crate) const Z_80: f64 = 1.281_551_565_544_8;
/// The same of a 95 % interval, as studies print it.
const Z_95: f64 = 1.959_963_984_540_1;

/// A factor on odds as its logarithm, with the variance of that.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LogOdds {
    pub(crate) ln: f64,
    pub(crate) variance: f64,
}

impl LogOdds {
    fn plus(self, other: Self) -> Self {
        Self {
            ln: self.ln + other.ln,
            variance: self.variance + other.variance,
        }
    }

    fn of_prior(prior: &Prior) -> Self {
        let deviation = (libm::log(prior.high) - libm::log(prior.low)) / (2.0 * Z_80);
        Self {
            ln: libm::log(prior.share),
            variance: deviation * deviation,
        }
    }

    /// Steps of the house: their 80 % interval reaches from no effect to twice the effect.
    fn of_steps(ranking: &Ranking, steps: i32) -> Self {
        let ln = f64::from(steps) * libm::log(ranking.house_step);
        let deviation = ln / Z_80;
        Self {
            ln,
            variance: deviation * deviation,
        }
    }

    fn of_ratio(ranking: &Ranking, ratio: f64, interval: Option<[f64; 2]>, cap: [f64; 2]) -> Self {
        let [low, high] = cap;
        let deviation = match interval {
            Some([low, high]) => (libm::log(high) - libm::log(low)) / (2.0 * Z_95),
            None => libm::log(ranking.unknown_interval_factor) / Z_80,
        };
        Self {
            ln: libm::log(ratio.clamp(low, high)),
            variance: deviation * deviation,
        }
    }

    fn interval(self) -> [f64; 2] {
        let half = Z_80 * libm::sqrt(self.variance);
        [libm::exp(self.ln - half), libm::exp(self.ln + half)]
    }
}

/// What all that is known says of one condition.
pub(crate) struct Weighed<'a> {
    pub(crate) row: &'a ConditionRow,
    pub(crate) prior: &'a Prior,
    pub(crate) odds: LogOdds,
    /// Signs of its pattern that are there, and answers against it.
    pub(crate) n_signs: usize,
    pub(crate) n_against: usize,
    /// Whether a published figure counted for it.
    pub(crate) on_published: bool,
}

/// An item that says something about a condition.
struct Item<'a> {
    source: Source<'a>,
    /// Whether the sign is there.
    there: bool,
    odds: LogOdds,
    published: bool,
    capped: bool,
    /// Not when a cluster or a correlated item counts in its place.
    counted: bool,
}

#[derive(Clone, Copy)]
enum Source<'a> {
    Feature(&'a FeatureRow),
    Cluster(&'a ClusterRow),
}

impl Source<'_> {
    fn group(&self) -> &str {
        match self {
            Self::Feature(row) => row.group(),
            Self::Cluster(row) => &row.group,
        }
    }
}

pub(crate) fn weigh<'a>(
    table: &'a ConditionTable,
    row: &'a ConditionRow,
    prior: &'a Prior,
    spots: &[&str],
    said: &Said<'a>,
) -> Weighed<'a> {
    let items = items(table, row, said);
    let counted = || items.iter().filter(|item| item.counted);
    let base = LogOdds::of_prior(prior).plus(place(table, row, spots));
    let (n_signs, n_against) = signs(row, said);
    Weighed {
        row,
        prior,
        odds: counted().fold(base, |odds, item| odds.plus(item.odds)),
        n_signs,
        n_against,
        on_published: counted().any(|item| item.published && item.odds.ln > 0.0),
    }
}

/// Everything that speaks for or against a condition, in the order of the table: places,
/// questions, clusters.
pub(crate) fn evidence(
    table: &ConditionTable,
    row: &ConditionRow,
    spots: &[&str],
    said: &Said<'_>,
) -> Vec<Evidence> {
    let items = items(table, row, said);
    let told = items.iter().map(Item::evidence);
    places(table, row, spots).into_iter().chain(told).collect()
}

impl Item<'_> {
    fn evidence(&self) -> Evidence {
        let (from, id, message) = match self.source {
            Source::Feature(row) => {
                let message = if self.there { row.yes() } else { row.no() };
                (EvidenceSource::Feature, &row.id, message)
            }
            Source::Cluster(row) => (EvidenceSource::Cluster, &row.id, row.text()),
        };
        Evidence {
            from,
            id: id.clone(),
            message,
            factor: libm::exp(self.odds.ln),
            interval: self.odds.interval(),
            basis: if self.published {
                Status::Sourced
            } else {
                Status::House
            },
            capped: self.capped,
            counted: self.counted,
        }
    }
}

fn items<'a>(table: &'a ConditionTable, row: &ConditionRow, said: &Said<'a>) -> Vec<Item<'a>> {
    let ranking = &table.ranking;
    let clusters: Vec<(&ClusterRow, Item<'_>)> = table
        .clusters
        .iter()
        .filter_map(|cluster| Some((cluster, of_cluster(ranking, cluster, row, said)?)))
        .collect();
    let mut items: Vec<Item<'_>> = said
        .known
        .iter()
        .filter_map(|(feature, there)| of_feature(ranking, feature, row, *there))
        .collect();
    for item in &mut items {
        let Source::Feature(feature) = item.source else {
            continue;
        };
        let replaces = |(cluster, _): &(&ClusterRow, Item<'_>)| cluster.has_feature(&feature.id);
        item.counted = !clusters.iter().any(replaces);
    }
    items.extend(clusters.into_iter().map(|(_, item)| item));
    keep_one_of_each_group(&mut items);
    items
}

/// One item of a group counts for a condition and one against it: correlated items say one thing.
/// Of equals the first counts.
fn keep_one_of_each_group(items: &mut [Item<'_>]) {
    let keys: Vec<(f64, bool)> = items
        .iter()
        .map(|item| (item.odds.ln, item.counted))
        .collect();
    let same: Vec<Vec<usize>> = items
        .iter()
        .map(|item| {
            let others = items.iter().enumerate();
            let others = others.filter(|(_, other)| other.source.group() == item.source.group());
            others.map(|(idx, _)| idx).collect()
        })
        .collect();
    for (own, (item, others)) in items.iter_mut().zip(&same).enumerate() {
        let stronger = |(ln, counted): (f64, bool), idx: usize| {
            let one_way = (ln > 0.0) == (item.odds.ln > 0.0);
            let (size, own_size) = (ln.abs(), item.odds.ln.abs());
            let first = size.total_cmp(&own_size).is_eq() && idx < own;
            counted && one_way && (size > own_size || first)
        };
        let beaten = others
            .iter()
            .filter(|idx| **idx != own)
            .any(|idx| keys.get(*idx).is_some_and(|key| stronger(*key, *idx)));
        item.counted &= !beaten;
    }
}

fn of_feature<'a>(
    ranking: &Ranking,
    feature: &'a FeatureRow,
    row: &ConditionRow,
    there: bool,
) -> Option<Item<'a>> {
    let effect = feature.effect_on(&row.id)?;
    item(ranking, Source::Feature(feature), effect, there)
}

fn of_cluster<'a>(
    ranking: &Ranking,
    cluster: &'a ClusterRow,
    row: &ConditionRow,
    said: &Said<'_>,
) -> Option<Item<'a>> {
    let mut effects = cluster.effects.iter();
    let effect = effects.find(|effect| effect.condition == row.id)?;
    let there = is_there(cluster, said)?;
    item(ranking, Source::Cluster(cluster), effect, there)
}

fn item<'a>(
    ranking: &Ranking,
    source: Source<'a>,
    effect: &Effect,
    there: bool,
) -> Option<Item<'a>> {
    let (odds, published, capped) = odds_of(ranking, effect, there)?;
    Some(Item {
        source,
        there,
        odds,
        published,
        capped,
        counted: true,
    })
}

/// Whether a cluster is there: `None` while members that are not known could decide it.
fn is_there(cluster: &ClusterRow, said: &Said<'_>) -> Option<bool> {
    let member = |member: &Member| match member {
        Member::Feature { feature } => said.known(feature),
        Member::Measure { measure, at_least } => said
            .measures
            .get(measure.as_str())
            .map(|value| value >= at_least),
    };
    let states: Vec<Option<bool>> = cluster.members.iter().map(member).collect();
    let count = |wanted: Option<bool>| states.iter().filter(|state| **state == wanted).count();
    if count(Some(true)) >= cluster.at_least {
        Some(true)
    } else if count(Some(true)) + count(None) < cluster.at_least {
        Some(false)
    } else {
        None
    }
}

fn odds_of(ranking: &Ranking, effect: &Effect, there: bool) -> Option<(LogOdds, bool, bool)> {
    let Some(likelihood) = &effect.likelihood else {
        let steps = if there { effect.yes } else { effect.no };
        return (steps != 0).then(|| (LogOdds::of_steps(ranking, steps), false, false));
    };
    let Likelihood {
        positive,
        positive_interval,
        negative,
        negative_interval,
        small_sample,
    } = likelihood;
    let (ratio, interval) = if there {
        ((*positive)?, *positive_interval)
    } else {
        ((*negative)?, *negative_interval)
    };
    let cap = if *small_sample {
        ranking.small_cap
    } else {
        ranking.cap
    };
    let capped = ratio < cap[0] || ratio > cap[1];
    Some((
        LogOdds::of_ratio(ranking, ratio, interval, cap),
        true,
        capped,
    ))
}

/// The place: of several marked spots the best fit counts.
fn place(table: &ConditionTable, row: &ConditionRow, spots: &[&str]) -> LogOdds {
    match spots.iter().filter_map(|spot| row.at(spot)).max() {
        Some(Fit::Typical) | None => LogOdds::default(),
        Some(Fit::Possible) => LogOdds::of_steps(&table.ranking, table.ranking.possible_spot_steps),
    }
}

fn places(table: &ConditionTable, row: &ConditionRow, spots: &[&str]) -> Vec<Evidence> {
    let best = spots.iter().filter_map(|spot| row.at(spot)).max();
    let marked = table
        .spots
        .iter()
        .filter(|spot| spots.contains(&spot.id.as_str()));
    let fits = marked.filter_map(|spot| Some((spot, row.at(&spot.id)?)));
    fits.map(|(spot, fit)| {
        let odds = match fit {
            Fit::Typical => LogOdds::default(),
            Fit::Possible => LogOdds::of_steps(&table.ranking, table.ranking.possible_spot_steps),
        };
        Evidence {
            from: EvidenceSource::Spot,
            id: spot.id.clone(),
            message: spot.name(),
            factor: libm::exp(odds.ln),
            interval: odds.interval(),
            basis: row.provenance.status,
            capped: false,
            counted: Some(fit) == best,
        }
    })
    .collect()
}

/// How many signs of a condition's pattern are there, and how many answers speak against it.
fn signs(row: &ConditionRow, said: &Said<'_>) -> (usize, usize) {
    let Some(pattern) = &row.pattern else {
        return (0, 0);
    };
    let count = |ids: &[String], there: bool| {
        let told = ids.iter().filter(|id| said.known(id) == Some(there));
        told.count()
    };
    (
        count(&pattern.signs, true),
        count(&pattern.signs, false) + count(&pattern.against, true),
    )
}
