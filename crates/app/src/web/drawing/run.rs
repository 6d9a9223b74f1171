//! The pictures of one run.

use trochlea_gait::{RunSummary, Series};
use trochlea_knowledge::Message;
use trochlea_picture::{
    AltitudeSample, Drawing, Drift, PaceChart, PaceSample, Pain, Profile, Ramp, StepRateChart,
    StepRateSample, Svg, Track, TrackPoint, TrackWords, Width,
};
use trochlea_report::Words;
use trochlea_symptom::{PainScore, RunRecord};

use super::label;
use super::view::RunView;
use crate::web::figure;

/// Bounds of the colours of load: a multiple of a flat kilometre, or of a step of one.
pub(crate) const LOAD_BOUNDS: [f64; 5] = [0.85, 0.95, 1.05, 1.15, 1.3];

/// Bounds of the colours of the way where there is no load, percent downhill: steep climb, climb,
/// about level, descent, steep descent, steeper. They say nothing about what a knee bears.
const DOWNHILL_BOUNDS_PERCENT: [f64; 5] = [-6.0, -2.0, 2.0, 6.0, 10.0];

/// Metres in a degree at the equator, where a metre east and a metre north are the same angle.
const METRES_PER_DEGREE: f64 = 111_195.0;

/// What is drawn of one run, and what was said about it.
pub(crate) struct RunPictures<'a> {
    pub(crate) words: &'a Words,
    pub(crate) view: &'a RunView,
    /// Each knee's record of it.
    pub(crate) said: &'a [RunRecord],
    /// Whether it is a route that nobody has run yet.
    pub(crate) planned: bool,
    pain_words: String,
}

/// What the colour of a way stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coloured {
    ByLoad,
    ByGrade,
    NotAtAll,
}

impl<'a> RunPictures<'a> {
    pub(crate) fn new(words: &'a Words, view: &'a RunView, said: &'a [RunRecord]) -> Self {
        let pain_words =
            began(said).map_or(String::new(), |(km, _)| format!("pain began, km {km:.1}"));
        Self {
            words,
            view,
            said,
            planned: false,
            pain_words,
        }
    }

    /// Of a route that nobody has run.
    pub(crate) fn planned(words: &'a Words, view: &'a RunView) -> Self {
        Self {
            planned: true,
            ..Self::new(words, view, &[])
        }
    }

    pub(crate) fn text(&self, id: &'static str) -> String {
        self.words.say(&Message::new(id))
    }

    pub(crate) fn pain(&self) -> Option<Pain<'_>> {
        began(self.said).map(|(at_km, score)| Pain {
            at_km,
            score: score.get(),
            words: &self.pain_words,
        })
    }

    pub(crate) fn coloured(&self) -> Coloured {
        let load = self.view.load.as_ref();
        if load.is_some_and(|load| load.per_step.iter().any(Option::is_some)) {
            Coloured::ByLoad
        } else if self.view.way.grade_fraction.iter().any(Option::is_some) {
            Coloured::ByGrade
        } else {
            Coloured::NotAtAll
        }
    }

    /// The finding over the way.
    pub(crate) fn track_heading(&self) -> String {
        self.text(match self.coloured() {
            Coloured::ByLoad if self.planned => "page-route-track",
            Coloured::ByLoad => "page-track-title-load",
            Coloured::ByGrade => "page-track-title-graded",
            Coloured::NotAtAll => "page-track-title",
        })
    }

    /// The way from above, where a step cost most strongest; `None` without positions.
    pub(crate) fn track(&self) -> Option<Drawing> {
        let way = &self.view.way;
        if way.east_m.iter().all(Option::is_none) {
            return None;
        }
        let coloured = self.coloured();
        let by_load = self.view.load.as_ref().map(|load| &load.per_step);
        let points: Vec<TrackPoint> = way
            .distance_m
            .iter()
            .enumerate()
            .map(|(idx, metres)| {
                let at = |column: &[Option<f64>]| column.get(idx).copied().flatten();
                TrackPoint {
                    distance_km: metres / 1000.0,
                    // The shape alone is needed, and it is already flat: laid where the globe is
                    // flat too.
                    position_deg: at(&way.east_m)
                        .zip(at(&way.north_m))
                        .map(|(east, north)| (north / METRES_PER_DEGREE, east / METRES_PER_DEGREE)),
                    value: match coloured {
                        Coloured::ByLoad => by_load.and_then(|it| at(it)),
                        _ => at(&way.grade_fraction).map(|grade| -grade * 100.0),
                    },
                }
            })
            .collect();
        let (title, ramp, bounds) = match coloured {
            Coloured::ByLoad => ("page-track-load", Ramp::Load, LOAD_BOUNDS),
            Coloured::ByGrade => ("page-track-graded", Ramp::Grade, DOWNHILL_BOUNDS_PERCENT),
            Coloured::NotAtAll => ("page-track-plain", Ramp::Grade, DOWNHILL_BOUNDS_PERCENT),
        };
        let is_load = coloured == Coloured::ByLoad;
        let head = self.text(if is_load {
            "page-track-head-load"
        } else {
            "page-track-head-grade"
        });
        let title = self.text(title);
        let drawing = Track {
            label: label("track", &title),
            points: &points,
            ramp,
            bounds,
            pain: self.pain(),
            words: TrackWords {
                start: "start",
                end: "end",
                north: "N",
                m: "m",
                km: "km",
            },
            table_head: ["km", &head],
            table_places: if is_load { 2 } else { 1 },
        };
        Some(drawing.draw())
    }

    /// The colours of the way in order.
    pub(crate) fn track_key(&self) -> Svg {
        if self.coloured() == Coloured::ByLoad {
            let title = self.text("page-track-key-load");
            return Ramp::Load.key(label("track-key", &title));
        }
        Ramp::Grade.key(label(
            "track-key",
            "From steepest climb to steepest descent",
        ))
    }

    pub(crate) fn ground(&self) -> Vec<AltitudeSample> {
        let way = &self.view.way;
        let places = way.distance_m.iter().zip(&way.altitude_m);
        places
            .map(|(metres, altitude_m)| AltitudeSample {
                distance_km: metres / 1000.0,
                altitude_m: *altitude_m,
            })
            .collect()
    }

    /// Altitude over distance; `None` when nobody knows it.
    pub(crate) fn profile(&self, width: Width, id: &str) -> Option<Drawing> {
        let samples = self.ground();
        if samples.iter().all(|sample| sample.altitude_m.is_none()) {
            return None;
        }
        let profile = Profile {
            label: label(id, "Altitude over distance"),
            width,
            samples: &samples,
            pain: self.pain(),
            unit: "altitude, m",
            distance_unit: "km",
            table_head: ["km", "Altitude, m"],
        };
        Some(profile.draw())
    }

    /// Pace over distance; `None` when there are no times.
    pub(crate) fn pace(&self) -> Option<Drawing> {
        let legs = &self.view.legs;
        let places = legs.distance_m.iter().zip(&legs.pace_s_per_km);
        let samples: Vec<PaceSample> = places
            .map(|(metres, pace_s_per_km)| PaceSample {
                distance_km: metres / 1000.0,
                pace_s_per_km: *pace_s_per_km,
            })
            .collect();
        if samples.iter().all(|sample| sample.pace_s_per_km.is_none()) {
            return None;
        }
        let chart = PaceChart {
            label: label("pace", "Pace over distance, faster upward"),
            width: Width::Phone,
            samples: &samples,
            pain: self.pain(),
            unit: "pace, min/km",
            distance_unit: "km",
            table_head: ["km", "Pace, min/km"],
        };
        Some(chart.draw())
    }

    /// The finding over the step rate.
    pub(crate) fn step_rate_heading(&self) -> String {
        match self.view.summary.step_rate_drift_percent {
            None => "Step rate against your own line".to_owned(),
            Some(percent) if percent.abs() < 0.05 => {
                "Step rate stayed the same in the last third, at equal speed".to_owned()
            }
            Some(percent) => format!(
                "Step rate {:.1} % {} in the last third, at equal speed",
                percent.abs(),
                if percent < 0.0 { "lower" } else { "higher" }
            ),
        }
    }

    /// Step rate against the runner's own line, the last third shaded; `None` where there is
    /// nothing to compare.
    pub(crate) fn step_rate(&self, width: Width, id: &str) -> Option<Drawing> {
        let samples = residuals(&self.view.legs);
        if samples.iter().all(|sample| sample.residual_spm.is_none()) {
            return None;
        }
        let summary = &self.view.summary;
        let words = summary
            .step_rate_drift_percent
            .map(|percent| format!("last third {} %", figure::signed(percent, 1)));
        let way_km = self.view.legs.distance_m.last().copied().unwrap_or(0.0) / 1000.0;
        let drift = words.as_deref().zip(drift_spm(summary));
        let heading = self.step_rate_heading();
        let chart = StepRateChart {
            label: label(id, &heading),
            width,
            samples: &samples,
            drift: drift.map(|(words, mean_spm)| Drift {
                from_km: way_km * 2.0 / 3.0,
                mean_spm,
                interval_spm: None,
                words,
            }),
            pain: self.pain(),
            unit: "steps/min against your own line",
            distance_unit: "km",
            table_head: ["km", "Against your own line, steps/min"],
        };
        Some(chart.draw())
    }
}

fn residuals(legs: &Series) -> Vec<StepRateSample> {
    let rates = legs.step_rate_spm.iter().zip(&legs.step_rate_at_speed_spm);
    legs.distance_m
        .iter()
        .zip(rates)
        .map(|(metres, (measured, at_speed))| StepRateSample {
            distance_km: metres / 1000.0,
            residual_spm: measured.zip(*at_speed).map(|(is, expected)| is - expected),
            interval_spm: None,
        })
        .collect()
}

/// The drift in steps per minute, so that the line in the picture is the number in its title.
fn drift_spm(summary: &RunSummary) -> Option<f64> {
    let mean = summary.step_rate_mean?.as_spm();
    Some(summary.step_rate_drift_percent? / 100.0 * mean)
}

/// The worse knee's record that says where pain began.
fn began(said: &[RunRecord]) -> Option<(f64, PainScore)> {
    said.iter()
        .filter_map(|record| Some((record.onset?.as_km(), record.pain_during?)))
        .max_by_key(|(_, score)| *score)
}
