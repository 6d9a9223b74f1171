use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_gait::{Activity, Steps};
use trochlea_knowledge::{Message, N_DRAWS};
use trochlea_quantity::Shares;

use crate::baseline::Baseline;
use crate::drawn::DrawnLoad;
use crate::exponential::exponential;
use crate::fold::{Cell, Folded, Kilometre, Kind, Terrain};
use crate::iliotibial::IliotibialExposure;
use crate::interval::{Interval, PerDraw};
use crate::model::{LoadModel, contacts_per_km};
use crate::stretch::{GradeErrors, grade_errors, stretches};
use crate::surface::{Condition, Logs, Relative};

/// What a run or a walk cost one knee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunLoad {
    /// Impulse over all contacts of one knee, BW·s.
    pub pfj_impulse_bw_s: Interval,
    /// The same divided by the distance.
    pub per_km_bw_s: Interval,
    /// Peak of the median contact, in body weights.
    pub peak_bw: Interval,
    /// Kilometres on the level at the reference speed and step rate that cost as much impulse.
    pub flat_equivalent_km: Interval,
    /// The larger of that and of the load weighted by the peaks' squares; what every cap and
    /// comparison uses.
    pub flat_equivalent_km_guard: Interval,
    /// Of the impulse, by the way the ground went.
    pub share: TerrainShares,
    /// Share of the impulse from speeds, grades or step rates that no study measured.
    pub share_outside_range: f64,
    /// By contacts: how step rate and ground came to be.
    pub origin: Shares,
    /// Id of the baseline that the load is relative to.
    pub baseline: String,
    /// Way that was covered.
    pub distance_m: f64,
    /// Contacts of one knee, walking and running.
    pub n_contacts: f64,
    /// One bar per kilometre, the last for what was left.
    pub kilometres: Vec<KilometreLoad>,
    /// Ordinal exposure of the iliotibial band.
    pub iliotibial: IliotibialExposure,
    /// What was found strange.
    pub flags: Vec<Message>,
    /// To be stored and added up.
    pub draws: DrawnLoad,
}

/// Fractions of a load that sum to 1, or all zero when there was none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TerrainShares {
    /// Steeper up than flat.
    pub uphill: f64,
    /// Flat.
    pub flat: f64,
    /// Steeper down than flat.
    pub downhill: f64,
}

/// One kilometre of a run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KilometreLoad {
    /// Where it begins.
    pub from_m: f64,
    /// How long it is: 1000 m but for the last.
    pub length_m: f64,
    /// Seconds with the timer running.
    pub seconds: f64,
    /// Its load.
    pub flat_equivalent_km: Interval,
    /// Its load by the guard.
    pub flat_equivalent_km_guard: Interval,
    /// Load from the start to its end.
    pub cumulative_flat_equivalent_km: Interval,
    /// Impulse from the start to its end, BW·s, with the spread between runners.
    pub cumulative_bw_s: Interval,
    /// Share of its load that came downhill.
    pub downhill_fraction: f64,
}

/// Flat-equivalent kilometres under each draw.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Totals {
    pub impulse: PerDraw,
    pub weighted: PerDraw,
}

impl Totals {
    pub const ZERO: Self = Self {
        impulse: [0.0; N_DRAWS],
        weighted: [0.0; N_DRAWS],
    };

    fn add(&mut self, cost: &Relative, km: f64) {
        for (sum, value) in self.impulse.iter_mut().zip(&cost.impulse) {
            *sum += km * value;
        }
        for (sum, value) in self.weighted.iter_mut().zip(&cost.weighted) {
            *sum += km * value;
        }
    }
}

/// A baseline as the evaluation needs it.
pub(crate) struct Reference {
    logs: Logs,
    impulse_bw_s: f64,
    peak_bw: f64,
    contacts_per_km: f64,
}

impl Reference {
    /// Contacts of one knee over the reference kilometre.
    pub fn contacts_per_km(&self) -> f64 {
        self.contacts_per_km
    }
}

impl LoadModel {
    /// Folds a session; `None` when it is neither a run nor a walk, or nobody moved in it.
    pub fn fold_steps(&self, steps: &Steps, baseline: &Baseline) -> Option<Folded> {
        if !matches!(steps.activity, Activity::Run | Activity::Walk) {
            return None;
        }
        let folded = self.fold(stretches(steps), grade_errors(steps), baseline);
        (folded.n_contacts() > 0.0).then_some(folded)
    }

    /// What a run or a walk cost one knee.
    pub fn run_load(&self, folded: &Folded) -> RunLoad {
        let reference = self.reference(&folded.baseline);
        let reference_km_bw_s = self.reference_km_bw_s(&folded.baseline);
        let id = folded.baseline.id.as_str();
        let mut draws = DrawnLoad::zero(id);
        let mut terrain = ByTerrain::default();
        let mut kilometres = Vec::with_capacity(folded.kilometres.len());
        let mut from_m = 0.0;
        for kilometre in &folded.kilometres {
            let mut own = ByTerrain::default();
            let load = self.kilometre_load(kilometre, folded, &reference, &mut own);
            let before = [draws.impulse_variance_km2, draws.weighted_variance_km2];
            // Cannot differ: both are of this baseline.
            if draws.add(&load).is_err() {
                continue;
            }
            if folded.grade_errors == GradeErrors::WholeRun {
                // One error for all of it: standard errors add, not their squares.
                let together = |before: f64, own: f64| square(before.sqrt() + own.sqrt());
                draws.impulse_variance_km2 = together(before[0], load.impulse_variance_km2);
                draws.weighted_variance_km2 = together(before[1], load.weighted_variance_km2);
            }
            kilometres.push(KilometreLoad {
                from_m,
                length_m: kilometre.metres,
                seconds: kilometre.seconds,
                flat_equivalent_km: load.flat_equivalent_km(),
                flat_equivalent_km_guard: load.flat_equivalent_km_guard(),
                cumulative_flat_equivalent_km: draws.flat_equivalent_km(),
                cumulative_bw_s: draws.impulse_bw_s(&reference_km_bw_s),
                downhill_fraction: own.shares().downhill,
            });
            from_m += kilometre.metres;
            terrain.add(&own);
        }
        let [impulse, weighted] = folded.slope.relative_variance(folded.grade_errors);
        draws.impulse_variance_km2 = impulse * square(Interval::of(&draws.impulse()).mid);
        draws.weighted_variance_km2 = weighted * square(Interval::of(&draws.weighted()).mid);
        let total = draws.impulse_bw_s(&reference_km_bw_s);
        RunLoad {
            pfj_impulse_bw_s: total,
            per_km_bw_s: if from_m > 0.0 {
                total.times(1000.0 / from_m)
            } else {
                Interval::default()
            },
            peak_bw: self.median_peak(folded),
            flat_equivalent_km: draws.flat_equivalent_km(),
            flat_equivalent_km_guard: draws.flat_equivalent_km_guard(),
            share: terrain.shares(),
            share_outside_range: self.share_outside(folded, &reference),
            origin: folded.origin,
            baseline: id.to_owned(),
            distance_m: from_m,
            n_contacts: folded.n_contacts(),
            kilometres,
            iliotibial: folded.exposure.ordinal(&self.table.iliotibial),
            flags: flags(folded, self.table.reference.flag_from_fraction),
            draws,
        }
    }

    fn kilometre_load(
        &self,
        kilometre: &Kilometre,
        folded: &Folded,
        reference: &Reference,
        terrain: &mut ByTerrain,
    ) -> DrawnLoad {
        let mut totals = Totals::ZERO;
        for cell in &kilometre.cells {
            let cost = self.cost(cell.kind, &cell.condition(), reference);
            let km = cell.contacts / reference.contacts_per_km;
            totals.add(&cost, km);
            let mean = cost.impulse.iter().sum::<f64>() / N_DRAWS as f64;
            terrain.put(cell.terrain, km * mean);
        }
        let mut load = DrawnLoad::new(&folded.baseline.id, &totals.impulse, &totals.weighted);
        let [impulse, weighted] = kilometre.slope.relative_variance(folded.grade_errors);
        load.impulse_variance_km2 = impulse * square(Interval::of(&totals.impulse).mid);
        load.weighted_variance_km2 = weighted * square(Interval::of(&totals.weighted).mid);
        load
    }

    pub(crate) fn reference(&self, baseline: &Baseline) -> Reference {
        let (impulse_bw_s, peak_bw) = self.reference_centre(baseline);
        Reference {
            logs: self.reference_logs(baseline),
            impulse_bw_s,
            peak_bw,
            contacts_per_km: contacts_per_km(&baseline.line, baseline.reference_speed_m_per_s),
        }
    }

    /// A contact against the reference contact, under each draw.
    fn cost(&self, kind: Kind, at: &Condition, reference: &Reference) -> Relative {
        let exponent = self.table.reference.guard_exponent;
        let logs = match kind {
            Kind::Running => self.surface.logs(at, 0.0).minus(&reference.logs),
            Kind::RunningAssumed => self
                .surface
                .logs(at, self.population_step_rate_log_sd)
                .minus(&reference.logs),
            Kind::Walking => {
                let mut logs = self.surface.walking_logs(at.grade_fraction);
                let (impulse, peak) = (
                    libm::log(reference.impulse_bw_s),
                    libm::log(reference.peak_bw),
                );
                logs.impulse = logs.impulse.map(|it| it - impulse);
                logs.peak = logs.peak.map(|it| it - peak);
                logs
            }
        };
        logs.relative(exponent)
    }

    /// Adds so many contacts to totals in flat-equivalent kilometres.
    pub(crate) fn add_contacts(
        &self,
        totals: &mut Totals,
        kind: Kind,
        at: &Condition,
        contacts: f64,
        reference: &Reference,
    ) {
        let cost = self.cost(kind, at, reference);
        totals.add(&cost, contacts / reference.contacts_per_km);
    }

    /// Peak of the contact in the middle, by the centre of the fit; its interval under the draws.
    fn median_peak(&self, folded: &Folded) -> Interval {
        let mut peaks: Vec<(f64, &Cell)> = folded
            .cells()
            .map(|cell| (self.centre_peak(cell), cell))
            .collect();
        peaks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = folded.n_contacts() / 2.0;
        let mut sum = 0.0;
        let middle = peaks.iter().find(|(_, cell)| {
            sum += cell.contacts;
            sum >= half
        });
        let Some((_, cell)) = middle.or(peaks.last()) else {
            return Interval::default();
        };
        let at = cell.condition();
        if cell.kind == Kind::Walking {
            let logs = self.surface.walking_logs(at.grade_fraction);
            return Interval::of(&logs.peak.map(exponential));
        }
        let sd = if cell.kind == Kind::RunningAssumed {
            self.population_step_rate_log_sd
        } else {
            0.0
        };
        let (_, peak) = self.absolute(&self.surface.logs(&at, sd));
        Interval::of(&peak)
    }

    fn centre_peak(&self, cell: &Cell) -> f64 {
        let at = cell.condition();
        if cell.kind == Kind::Walking {
            return self.surface.walking_centre(at.grade_fraction).1;
        }
        let (_, level) = self.level();
        level * libm::exp(self.surface.centre_logs(&at).1)
    }

    fn centre_impulse(&self, cell: &Cell) -> f64 {
        let at = cell.condition();
        if cell.kind == Kind::Walking {
            return self.surface.walking_centre(at.grade_fraction).0;
        }
        let (level, _) = self.level();
        level * libm::exp(self.surface.centre_logs(&at).0)
    }

    fn share_outside(&self, folded: &Folded, reference: &Reference) -> f64 {
        let (mut outside, mut all) = (0.0, 0.0);
        for cell in folded.cells() {
            let impulse = self.centre_impulse(cell) / reference.impulse_bw_s;
            outside += cell.outside * impulse;
            all += cell.contacts * impulse;
        }
        if all > 0.0 { outside / all } else { 0.0 }
    }
}

impl Folded {
    pub(crate) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.kilometres.iter().flat_map(|it| &it.cells)
    }

    pub(crate) fn n_contacts(&self) -> f64 {
        self.cells().map(|cell| cell.contacts).sum()
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct ByTerrain {
    uphill: f64,
    flat: f64,
    downhill: f64,
}

impl ByTerrain {
    fn put(&mut self, terrain: Terrain, load: f64) {
        match terrain {
            Terrain::Uphill => self.uphill += load,
            Terrain::Flat => self.flat += load,
            Terrain::Downhill => self.downhill += load,
        }
    }

    fn add(&mut self, other: &Self) {
        self.uphill += other.uphill;
        self.flat += other.flat;
        self.downhill += other.downhill;
    }

    fn shares(&self) -> TerrainShares {
        let total = self.uphill + self.flat + self.downhill;
        if total <= 0.0 {
            return TerrainShares::default();
        }
        TerrainShares {
            uphill: self.uphill / total,
            flat: self.flat / total,
            downhill: self.downhill / total,
        }
    }
}

fn flags(folded: &Folded, from_fraction: f64) -> Vec<Message> {
    let n = folded.n_contacts();
    let share = |is_in: fn(&Cell) -> f64| {
        let sum: f64 = folded.cells().map(is_in).sum();
        if n > 0.0 { sum / n } else { 0.0 }
    };
    let outside = share(|cell| cell.outside);
    let assumed = share(|cell| {
        if cell.kind == Kind::RunningAssumed {
            cell.contacts
        } else {
            0.0
        }
    });
    let mut flags = Vec::new();
    if outside >= from_fraction {
        flags.push(Message::new("load-outside-range").number("percent", 100.0 * outside));
    }
    if assumed >= from_fraction {
        flags.push(Message::new("load-step-rate-assumed").number("percent", 100.0 * assumed));
    }
    if folded.knows_no_ground {
        flags.push(Message::new("load-ground-unknown"));
    }
    flags
}

fn square(value: f64) -> f64 {
    value * value
}
