use trochlea_gait::{Motion, Steps};
use trochlea_quantity::Origin;

use crate::baseline::Baseline;
use crate::exponential::exponential;
use crate::fold::contacts;
use crate::interval::Interval;
use crate::model::LoadModel;
use crate::run::RunLoad;
use crate::stretch::{Stretch, stretches};
use crate::surface::Condition;

/// A session sample by sample, as plain columns for an export: every vector has one entry per
/// sample, for the interval before it. "Not a number" where nothing is known or nobody moved.
///
/// A sample stands for a few contacts of either knee; which foot made which is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadColumns {
    /// Seconds with the timer running.
    pub time_s: Vec<f64>,
    /// Metres since the start.
    pub distance_m: Vec<f64>,
    /// Speed.
    pub speed_m_per_s: Vec<f64>,
    /// Rise over run, uphill positive.
    pub grade_fraction: Vec<f64>,
    /// Steps per minute, both feet.
    pub step_rate_spm: Vec<f64>,
    /// Contacts of one knee in the interval.
    pub n_contacts: Vec<f64>,
    /// Peak of a contact in body weights, most likely.
    pub peak_bw: Vec<f64>,
    /// Its 10 % quantile, between studies and runners.
    pub peak_low_bw: Vec<f64>,
    /// Its 90 % quantile.
    pub peak_high_bw: Vec<f64>,
    /// Impulse of a contact in BW·s, most likely.
    pub impulse_bw_s: Vec<f64>,
    /// Its 10 % quantile, between studies and runners.
    pub impulse_low_bw_s: Vec<f64>,
    /// Its 90 % quantile.
    pub impulse_high_bw_s: Vec<f64>,
    /// Impulse of one knee since the start: most likely, 10 % and 90 % quantile.
    pub cumulative_mid_bw_s: Vec<f64>,
    /// The 10 % quantile of it.
    pub cumulative_low_bw_s: Vec<f64>,
    /// The 90 % quantile of it.
    pub cumulative_high_bw_s: Vec<f64>,
    /// How step rate and ground came to be; `None` where nobody moved.
    pub origin: Vec<Option<Origin>>,
}

impl LoadModel {
    /// The columns of a session whose load was computed: the cumulative ones meet `load` at the
    /// end of each kilometre. `load` must be of these steps.
    pub fn columns(&self, steps: &Steps, baseline: &Baseline, load: &RunLoad) -> LoadColumns {
        let mut columns = LoadColumns::default();
        let mut spent = Vec::with_capacity(steps.track.distance_m.len());
        let mut total = 0.0;
        for stretch in stretches(steps).map(|it| self.on_known_ground(it)) {
            let contact = self.contact(&stretch, baseline);
            let n = contacts(&stretch).unwrap_or(0.0);
            total += n * contact.map_or(0.0, |it| it.impulse_bw_s);
            spent.push(total);
            columns.n_contacts.push(n);
            let or_unknown = |of: fn(ContactLoad) -> f64| contact.map_or(f64::NAN, of);
            columns.peak_bw.push(or_unknown(|it| it.peak_bw));
            columns.impulse_bw_s.push(or_unknown(|it| it.impulse_bw_s));
            let [impulse, peak] = match contact {
                Some(_) => self.contact_intervals(&stretch, baseline),
                None => [Interval::exactly(f64::NAN); 2],
            };
            columns.impulse_low_bw_s.push(impulse.low);
            columns.impulse_high_bw_s.push(impulse.high);
            columns.peak_low_bw.push(peak.low);
            columns.peak_high_bw.push(peak.high);
            columns.origin.push(contact.map(|_| stretch.origin()));
        }
        columns.time_s.clone_from(&steps.track.time_s);
        columns.distance_m.clone_from(&steps.track.distance_m);
        columns.speed_m_per_s.clone_from(&steps.track.speed_m_per_s);
        columns
            .grade_fraction
            .clone_from(&steps.ground.grade_fraction);
        columns
            .step_rate_spm
            .clone_from(&steps.step_rates.step_rate_spm);
        columns.accumulate(&spent, load);
        columns
    }

    /// Impulse (BW·s) and peak (BW) of a contact with what the studies and runners differ by.
    fn contact_intervals(&self, stretch: &Stretch, baseline: &Baseline) -> [Interval; 2] {
        if stretch.motion == Motion::Walking {
            let logs = self.surface.walking_logs(stretch.grade_fraction);
            return [logs.impulse, logs.peak].map(|it| Interval::of(&it.map(exponential)));
        }
        let usual = baseline.line.at(stretch.speed_m_per_s).max(1.0);
        let at = Condition {
            speed_m_per_s: stretch.speed_m_per_s,
            grade_fraction: stretch.grade_fraction,
            step_rate_ratio: stretch.step_rate_spm / usual,
        };
        let sd = match stretch.step_rate_origin {
            Some(Origin::Measured | Origin::Estimated) => 0.0,
            Some(Origin::Assumed) | None => self.population_step_rate_log_sd,
        };
        let (impulse, peak) = self.absolute(&self.surface.logs(&at, sd));
        [Interval::of(&impulse), Interval::of(&peak)]
    }

    /// What one contact costs at the centre of the fit, without its interval: for colours and
    /// columns. `None` where nobody walks or runs.
    pub fn contact(&self, stretch: &Stretch, baseline: &Baseline) -> Option<ContactLoad> {
        let stretch = self.on_known_ground(*stretch);
        contacts(&stretch)?;
        if stretch.motion == Motion::Walking {
            let (impulse_bw_s, peak_bw) = self.surface.walking_centre(stretch.grade_fraction);
            return Some(ContactLoad {
                impulse_bw_s,
                peak_bw,
            });
        }
        let usual = baseline.line.at(stretch.speed_m_per_s).max(1.0);
        let (impulse, peak) = self.surface.centre_logs(&Condition {
            speed_m_per_s: stretch.speed_m_per_s,
            grade_fraction: stretch.grade_fraction,
            step_rate_ratio: stretch.step_rate_spm / usual,
        });
        let (impulse_level, peak_level) = self.level();
        Some(ContactLoad {
            impulse_bw_s: impulse_level * libm::exp(impulse),
            peak_bw: peak_level * libm::exp(peak),
        })
    }
}

/// What one contact of a knee costs, most likely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContactLoad {
    /// Force over the contact, BW·s.
    pub impulse_bw_s: f64,
    /// Largest force, in body weights.
    pub peak_bw: f64,
}

impl LoadColumns {
    /// Within a kilometre the interval grows as the most likely impulse does.
    fn accumulate(&mut self, spent: &[f64], load: &RunLoad) {
        let marks = self.marks(spent, load);
        let mut rest = marks.as_slice();
        let mut from = (0.0, Interval::default());
        for &sum in spent {
            while let Some((&mark, after)) = rest.split_first() {
                if sum < mark.0 {
                    break;
                }
                from = mark;
                rest = after;
            }
            let at = rest.first().map_or(from.1, |&to| between(from, to, sum));
            self.cumulative_mid_bw_s.push(at.mid);
            self.cumulative_low_bw_s.push(at.low);
            self.cumulative_high_bw_s.push(at.high);
        }
    }

    /// The most likely impulse at the end of each kilometre, beside the interval there.
    fn marks(&self, spent: &[f64], load: &RunLoad) -> Vec<(f64, Interval)> {
        let mut kilometres = load.kilometres.iter().peekable();
        let mut marks = Vec::with_capacity(load.kilometres.len());
        for (&way, &sum) in self.distance_m.iter().zip(spent) {
            while let Some(it) = kilometres.next_if(|it| way >= it.from_m + it.length_m) {
                marks.push((sum, it.cumulative_bw_s));
            }
        }
        let last = spent.last().copied().unwrap_or(0.0);
        marks.extend(kilometres.map(|it| (last, it.cumulative_bw_s)));
        marks
    }
}

fn between(from: (f64, Interval), to: (f64, Interval), sum: f64) -> Interval {
    let width = to.0 - from.0;
    let share = if width > 0.0 {
        ((sum - from.0) / width).clamp(0.0, 1.0)
    } else {
        1.0
    };
    let mix = |a: f64, b: f64| a + (b - a) * share;
    Interval {
        mid: mix(from.1.mid, to.1.mid),
        low: mix(from.1.low, to.1.low),
        high: mix(from.1.high, to.1.high),
    }
}
