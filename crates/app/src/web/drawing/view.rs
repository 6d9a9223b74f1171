//! A recording read again for its pictures: they need every sample, and the store keeps sums only.

use anyhow::Context;
use trochlea_gait::{RunSummary, Series, Steps};
use trochlea_knowledge::{Knowledge, Message, N_DRAWS};
use trochlea_load::{
    Baseline, Interval, LoadColumns, LoadModel, PerDraw, RunLoad, TerrainShares, WhatIf,
};
use trochlea_quantity::{Grade, Length, Speed};
use trochlea_recording::Limits;

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
        let own_line = (self.baseline.n_runs > 0).then_some(self.baseline.line);
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
        let Some(reference) = self.reference_step() else {
            return vec![None; way.distance_m.len()];
        };
        let contacts = columns.n_contacts.iter().zip(&columns.impulse_bw_s);
        let mut samples = columns.distance_m.iter().zip(contacts).peekable();
        // Impulse and contacts up to the end of each point.
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
