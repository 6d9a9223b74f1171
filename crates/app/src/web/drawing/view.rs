//! A recording read again for its pictures: they need every sample, and the store keeps sums only.

use anyhow::Context;
use trochlea_gait::{RunSummary, Series, Steps};
use trochlea_knowledge::{Knowledge, Message, N_DRAWS};
use trochlea_load::{
    Baseline, Descent, Interval, LoadColumns, LoadModel, PerDraw, Route, RouteVariant, RunLoad,
    TerrainShares, WhatIf,
};
use trochlea_quantity::{Grade, Length, Speed};
use trochlea_recording::Limits;

use crate::route::longest_way;

/// Points of the way and the ground: more than a screen has room for would only make a page heavy.
const WAY_POINTS: usize = 360;
/// Points of pace and step rate, which waver from step to step: each is the mean of its stretch.
const LEG_POINTS: usize = 100;
/// The colours of the way hold the mean of so much of it, so that they can be read.
const COLOUR_OVER_M: f64 = 260.0;

/// One session, ready to be drawn.
pub(crate) struct RunView {
    pub(crate) summary: RunSummary,
    pub(crate) way: Series,
    pub(crate) legs: Series,
    /// What it cost; `None` when it is neither a run nor a walk.
    pub(crate) load: Option<LoadView>,
}

/// What a session cost one knee.
pub(crate) struct LoadView {
    pub(crate) run: RunLoad,
    pub(crate) what_if: Vec<WhatIf>,
    pub(crate) equal: Vec<Equal>,
    /// Load of a step as a multiple of one of the reference, for each point of the way.
    pub(crate) per_step: Vec<Option<f64>>,
    /// Of the way, as the load has it of the load; `None` where nobody knows the ground.
    pub(crate) way_share: Option<TerrainShares>,
    pub(crate) baseline: Baseline,
}

/// How much of a task costs as much as the run.
pub(crate) struct Equal {
    pub(crate) id: String,
    pub(crate) label: Message,
    pub(crate) amount: Interval,
    /// Whether only its tier is known.
    pub(crate) by_tier: bool,
}

/// A route that nobody has run, ready to be drawn.
pub(crate) struct RouteView {
    pub(crate) length: Length,
    /// As if it had been run.
    pub(crate) view: RunView,
    pub(crate) steepest_descent: Option<Descent>,
    pub(crate) variants: Vec<RouteVariant>,
}

/// Why a file is no route.
#[derive(Debug)]
pub(crate) enum NoRoute {
    /// The reason as the decoder says it.
    Unreadable(String),
    /// It has no two places apart.
    LeadsNowhere,
}

impl std::fmt::Display for NoRoute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(reason) => write!(
                f,
                "This file holds no way ({reason}). A route is read from the track of a GPX file; export it as a track."
            ),
            Self::LeadsNowhere => {
                f.write_str("This file leads nowhere: a route takes at least two points apart.")
            }
        }
    }
}

/// What a recording is read with.
pub(crate) struct Reader<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) model: &'a LoadModel,
    pub(crate) baseline: Baseline,
}

impl RunView {
    /// How far, as the list of runs says it; where nothing says it, the way that was counted.
    pub(crate) fn ran_m(&self, load: &LoadView) -> f64 {
        self.summary
            .distance
            .map_or(load.run.distance_m, Length::as_m)
    }
}

impl Reader<'_> {
    pub(crate) fn read(&self, bytes: &[u8], session_idx: usize) -> anyhow::Result<RunView> {
        let files = trochlea_recording::decode(bytes, &Limits::default())?;
        let file = files.into_iter().next().context("an empty recording")?;
        let (recording, _) = file.outcome?;
        let table = &self.knowledge.gait;
        let own_line = self.baseline.own_line();
        let steps = trochlea_gait::read(&recording, session_idx, own_line, table)
            .context("no such session")?;
        let summary = trochlea_gait::summary_of(&recording, session_idx, &steps, table)
            .context("no such session")?;
        let way = trochlea_gait::series(&steps, WAY_POINTS);
        Ok(RunView {
            load: self.load(&steps, &way),
            legs: trochlea_gait::series(&steps, LEG_POINTS),
            summary,
            way,
        })
    }

    fn load(&self, steps: &Steps, way: &Series) -> Option<LoadView> {
        let folded = self.model.fold_steps(steps, &self.baseline)?;
        let run = self.model.run_load(&folded);
        let columns = self.model.columns(steps, &self.baseline, &run);
        Some(LoadView {
            what_if: self.model.what_if(&folded),
            equal: self.equal(&run),
            per_step: self.per_step(&columns, way),
            way_share: self.way_share(steps),
            baseline: self.baseline.clone(),
            run,
        })
    }

    /// Divided draw by draw, by the weighted load: what run and task have in common drops out.
    fn equal(&self, run: &RunLoad) -> Vec<Equal> {
        let amount = |task: &str| {
            let task = self.model.task_load(task, &self.baseline)?;
            let mut ratio: PerDraw = [0.0; N_DRAWS];
            let draws = run.draws.weighted_km.iter().zip(&task.weighted_km);
            for (ratio, (run, one)) in ratio.iter_mut().zip(draws) {
                *ratio = run / one.max(1e-12);
            }
            Some(Interval::of(&ratio))
        };
        self.model
            .equal_cost(&self.baseline)
            .into_iter()
            .filter_map(|task| {
                Some(Equal {
                    amount: amount(&task.id)?,
                    id: task.id,
                    label: task.label,
                    by_tier: task.by_tier,
                })
            })
            .collect()
    }

    /// Impulse of a contact of the reference kilometre, most likely.
    fn reference_step(&self) -> Option<f64> {
        let level = (Grade::from_fraction(0.0), Grade::from_fraction(0.0));
        let speed = Speed::from_m_per_s(self.baseline.reference_speed_m_per_s);
        let stretch = self.model.planned(
            Length::from_m(1000.0),
            level,
            (trochlea_gait::Motion::Running, speed),
            &self.baseline,
        );
        let contact = self.model.contact(&stretch, &self.baseline)?;
        (contact.impulse_bw_s > 0.0).then_some(contact.impulse_bw_s)
    }

    fn per_step(&self, columns: &LoadColumns, way: &Series) -> Vec<Option<f64>> {
        let contacts = columns.n_contacts.iter().zip(&columns.impulse_bw_s);
        let mut samples = columns.distance_m.iter().zip(contacts).peekable();
        let mut sums = vec![(0.0, 0.0)];
        let mut sum = (0.0, 0.0);
        for end_m in &way.distance_m {
            while let Some((_, (n, impulse))) = samples.next_if(|(at_m, _)| *at_m <= end_m) {
                if impulse.is_finite() {
                    sum = (sum.0 + n * impulse, sum.1 + n);
                }
            }
            sums.push(sum);
        }
        self.coloured(way, &sums)
    }

    /// The mean load of a step around each point, from impulse and contacts up to each.
    fn coloured(&self, way: &Series, sums: &[(f64, f64)]) -> Vec<Option<f64>> {
        let Some(reference) = self.reference_step() else {
            return vec![None; way.distance_m.len()];
        };
        let (mut from, mut to) = (0, 0);
        way.distance_m
            .iter()
            .map(|at_m| {
                let place = |idx: usize| way.distance_m.get(idx).copied();
                while place(from).is_some_and(|it| it < at_m - COLOUR_OVER_M / 2.0) {
                    from += 1;
                }
                while place(to).is_some_and(|it| it <= at_m + COLOUR_OVER_M / 2.0) {
                    to += 1;
                }
                let (before, after) = (sums.get(from)?, sums.get(to)?);
                let n = after.1 - before.1;
                (n > 0.0).then(|| (after.0 - before.0) / n / reference)
            })
            .collect()
    }

    /// A route that nobody has run, at one speed, cut at `limit` where it is longer.
    pub(crate) fn route(
        &self,
        bytes: &[u8],
        speed: Speed,
        limit: Option<Length>,
    ) -> Result<RouteView, NoRoute> {
        let (route, steps, summary) = self.longest_way(bytes)?;
        let way = trochlea_gait::series(&steps, WAY_POINTS);
        let planned = self.model.route_load(&route, speed, limit, &self.baseline);
        let load = LoadView {
            run: planned.load,
            what_if: Vec::new(),
            equal: Vec::new(),
            per_step: self.per_planned_step(&way, speed),
            way_share: self.way_share(&steps),
            baseline: self.baseline.clone(),
        };
        Ok(RouteView {
            length: route.length(),
            steepest_descent: planned.steepest_descent,
            variants: planned.variants,
            view: RunView {
                summary,
                way,
                legs: Series::default(),
                load: Some(load),
            },
        })
    }

    /// The longest way of a file, with its steps.
    fn longest_way(&self, bytes: &[u8]) -> Result<(Route, Steps, RunSummary), NoRoute> {
        let files = trochlea_recording::decode(bytes, &Limits::default())
            .map_err(|error| NoRoute::Unreadable(error.to_string()))?;
        let mut recordings = Vec::new();
        let mut why_not = None;
        for file in files {
            match file.outcome {
                Ok((recording, _)) => recordings.push(recording),
                Err(error) => why_not = Some(error.to_string()),
            }
        }
        longest_way(&recordings, &self.knowledge.gait)
            .ok_or_else(|| why_not.map_or(NoRoute::LeadsNowhere, NoRoute::Unreadable))
    }

    fn per_planned_step(&self, way: &Series, speed: Speed) -> Vec<Option<f64>> {
        let mut sums = vec![(0.0, 0.0)];
        let mut sum = (0.0, 0.0);
        let mut before_m = 0.0;
        for (end_m, grade) in way.distance_m.iter().zip(&way.grade_fraction) {
            // At one speed and one step rate the contacts go with the metres.
            let metres = end_m - before_m;
            before_m = *end_m;
            let ground = (
                Grade::from_fraction(grade.unwrap_or(0.0)),
                Grade::from_fraction(0.0),
            );
            let how = (trochlea_gait::Motion::Running, speed);
            let length = Length::from_m(metres.max(0.0));
            let stretch = self.model.planned(length, ground, how, &self.baseline);
            if let Some(contact) = self.model.contact(&stretch, &self.baseline) {
                sum = (sum.0 + metres * contact.impulse_bw_s, sum.1 + metres);
            }
            sums.push(sum);
        }
        self.coloured(way, &sums)
    }

    fn way_share(&self, steps: &Steps) -> Option<TerrainShares> {
        let flat = self.knowledge.gait.climb.flat_within_fraction;
        let mut way = TerrainShares::default();
        let mut total = 0.0;
        for ((_, metres), &grade) in steps
            .track
            .intervals()
            .zip(&steps.ground.grade_fraction)
            .filter(|(_, grade)| grade.is_finite())
        {
            total += metres;
            if grade > flat {
                way.uphill += metres;
            } else if grade < -flat {
                way.downhill += metres;
            } else {
                way.flat += metres;
            }
        }
        (total > 0.0 && !steps.treadmill).then(|| TerrainShares {
            uphill: way.uphill / total,
            flat: way.flat / total,
            downhill: way.downhill / total,
        })
    }
}
