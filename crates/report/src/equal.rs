use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, N_DRAWS};
use trochlea_load::{Baseline, DrawnLoad, EqualCost, Interval, LoadModel, PerDraw, RunLoad};
use trochlea_quantity::{Origin, Shares};

/// The format of [`EqualDocument`].
pub const EQUAL_SCHEMA: &str = "trochlea.equal/1";

/// How much of other things costs one knee as much as some running.
///
/// Kinds of load are compared by the weighted load, in which a high peak counts more.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EqualDocument {
    /// Always `trochlea.equal/1`.
    pub schema: &'static str,
    /// What flat kilometres are relative to.
    pub baseline: String,
    /// What is compared.
    pub compared: Compared,
    /// One for each thing with a figure.
    pub equal: Vec<EqualView>,
    /// What has no published figure, so that nothing is said of it.
    pub without_figure: Vec<String>,
    /// What was found strange.
    pub flags: Vec<Message>,
}

/// The running that other things are compared with.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Compared {
    /// The run: its id or its file; `null` for kilometres on the level.
    pub run: Option<String>,
    /// Flat kilometres at the reference that cost as much by the weighted load.
    pub flat_km: Interval,
    /// How step rate and ground came to be; all assumed for kilometres that were stated.
    pub origin: Shares,
}

/// How many of one thing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EqualView {
    /// Its name.
    pub id: String,
    /// What it is called.
    pub label: Message,
    /// What is counted: repetition, flight, minute or km.
    pub unit: String,
    /// How many of them cost as much.
    pub count: Interval,
    /// Whether only its tier is known, so that the interval is the tier's whole range.
    pub by_tier: bool,
    /// Always `assumed`: the time a task takes and its shape are house values.
    pub origin: Origin,
}

/// What is to be compared.
#[derive(Clone, Copy, Debug)]
pub enum Running<'a> {
    /// So many kilometres on the level, at the reference speed and step rate.
    FlatKm(f64),
    /// A run: what it is called, and its load.
    Run(&'a str, &'a RunLoad),
}

impl EqualDocument {
    /// Compares running with every task of the table, draw by draw.
    pub fn of(model: &LoadModel, baseline: &Baseline, running: Running<'_>) -> Self {
        let equal = model
            .equal_cost(baseline)
            .into_iter()
            .map(|task| EqualView {
                count: count(model, baseline, running, &task),
                id: task.id,
                label: task.label,
                unit: task.unit,
                by_tier: task.by_tier,
                origin: Origin::Assumed,
            })
            .collect();
        let compared = match running {
            Running::FlatKm(km) => Compared {
                run: None,
                flat_km: Interval::exactly(km),
                origin: Shares::from_weights(0.0, 0.0, 1.0),
            },
            Running::Run(name, load) => Compared {
                run: Some(name.to_owned()),
                flat_km: load.draws.weighted_equivalent_km(),
                origin: load.origin,
            },
        };
        Self {
            schema: EQUAL_SCHEMA,
            baseline: baseline.id.clone(),
            compared,
            equal,
            without_figure: model.without_figure().to_vec(),
            flags: match running {
                Running::FlatKm(_) => Vec::new(),
                Running::Run(_, load) => load.flags.clone(),
            },
        }
    }
}

fn count(
    model: &LoadModel,
    baseline: &Baseline,
    running: Running<'_>,
    task: &EqualCost,
) -> Interval {
    match running {
        Running::FlatKm(km) => task.per_flat_km.times(km),
        Running::Run(_, load) => {
            let one = model.task_load(&task.id, baseline);
            one.map_or(Interval::default(), |one| ratio(&load.draws, &one))
        }
    }
}

/// How many of `one` make `load`: under each draw, since both hang on the same studies, and with
/// the run's own error of its grades besides.
fn ratio(load: &DrawnLoad, one: &DrawnLoad) -> Interval {
    let mut counts: PerDraw = [0.0; N_DRAWS];
    let draws = load.weighted_km.iter().zip(&one.weighted_km);
    for (count, (load, one)) in counts.iter_mut().zip(draws) {
        *count = load / one.max(1e-12);
    }
    let counted = Interval::of(&counts);
    let km = load.weighted_equivalent_km().mid;
    let own_share = if km > 0.0 {
        load.weighted_variance_km2.sqrt() / km
    } else {
        0.0
    };
    counted.widened(own_share * counted.mid)
}
