//! Runs that never were, written as the files a watch would write.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions, and not every test uses all"
)]

use std::{fmt::Write, sync::LazyLock};

use trochlea_gait::{Steps, read};
use trochlea_knowledge::Knowledge;
use trochlea_load::{Baseline, LoadModel, RunLoad};
use trochlea_recording::{Limits, Recording, decode};

/// One sample.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub second: f64,
    pub metres: f64,
    pub altitude_m: Option<f64>,
    /// Both feet.
    pub step_rate_spm: Option<f64>,
}

/// A run in TCX.
#[derive(Clone, Debug)]
pub struct Run {
    pub sport: &'static str,
    pub samples: Vec<Sample>,
}

/// A steady run.
#[derive(Clone, Copy, Debug)]
pub struct Steady {
    pub metres: f64,
    pub speed: f64,
    pub grade: f64,
    pub step_rate: Option<f64>,
    pub every_s: f64,
}

impl Default for Steady {
    fn default() -> Self {
        Self {
            metres: 5000.0,
            speed: 2.78,
            grade: 0.0,
            // The population's at 2.78 m/s: 167.1 - 10 * 0.22.
            step_rate: Some(164.9),
            every_s: 1.0,
        }
    }
}

impl Steady {
    pub fn run(self) -> Run {
        let n = (self.metres / self.speed / self.every_s).round() as usize;
        let samples = (0..=n)
            .map(|idx| {
                let second = idx as f64 * self.every_s;
                let metres = second * self.speed;
                Sample {
                    second,
                    metres,
                    // An altitude that never changes would be one that nobody measured.
                    altitude_m: Some(
                        1500.0 + metres * self.grade + 0.1 * libm::sin(metres / 100.0),
                    ),
                    step_rate_spm: self.step_rate,
                }
            })
            .collect();
        Run {
            sport: "Running",
            samples,
        }
    }
}

impl Run {
    pub fn with(mut self, change: impl Fn(usize, &mut Sample)) -> Self {
        for (idx, sample) in self.samples.iter_mut().enumerate() {
            change(idx, sample);
        }
        self
    }

    pub fn recording(&self) -> Recording {
        decode_one(self.tcx().as_bytes())
    }

    fn tcx(&self) -> String {
        let mut text = format!(
            "<TrainingCenterDatabase xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\">\
             <Activities><Activity Sport=\"{}\"><Id>2024-05-01T06:00:00Z</Id>\
             <Lap StartTime=\"2024-05-01T06:00:00Z\"><Track>",
            self.sport,
        );
        let start: jiff::Timestamp = "2024-05-01T06:00:00Z".parse().unwrap();
        for sample in &self.samples {
            let ms = (sample.second * 1000.0).round() as i64;
            let time = start + jiff::SignedDuration::from_millis(ms);
            write!(text, "<Trackpoint><Time>{time:.3}</Time>").unwrap();
            if let Some(altitude) = sample.altitude_m {
                write!(text, "<AltitudeMeters>{altitude:.3}</AltitudeMeters>").unwrap();
            }
            write!(
                text,
                "<DistanceMeters>{:.3}</DistanceMeters>",
                sample.metres
            )
            .unwrap();
            if let Some(rate) = sample.step_rate_spm {
                write!(
                    text,
                    "<Extensions><TPX xmlns=\"http://www.garmin.com/xmlschemas/ActivityExtension/v2\">\
                     <RunCadence>{:.3}</RunCadence></TPX></Extensions>",
                    rate / 2.0,
                )
                .unwrap();
            }
            text.push_str("</Trackpoint>");
        }
        text.push_str("</Track></Lap></Activity></Activities></TrainingCenterDatabase>");
        text
    }
}

pub fn decode_one(bytes: &[u8]) -> Recording {
    let mut decoded = decode(bytes, &Limits::default()).unwrap();
    decoded.remove(0).outcome.unwrap().0
}

/// Everything that is needed to ask.
pub struct Asked {
    pub knowledge: Knowledge,
    pub model: LoadModel,
    pub population: Baseline,
}

/// The shipped tables, read once.
static ASKED: LazyLock<Asked> = LazyLock::new(Asked::shipped);

impl Asked {
    pub fn new() -> &'static Self {
        &ASKED
    }

    fn shipped() -> Self {
        let knowledge = Knowledge::shipped().unwrap();
        Self {
            model: LoadModel::new(&knowledge.load, &knowledge.load_fit, &knowledge.gait),
            population: Baseline::population(&knowledge.load, &knowledge.gait),
            knowledge,
        }
    }

    pub fn steps(&self, run: &Run) -> Steps {
        read(&run.recording(), 0, None, &self.knowledge.gait).unwrap()
    }

    pub fn load(&self, run: &Run) -> RunLoad {
        self.load_of(run, &self.population).unwrap()
    }

    pub fn load_of(&self, run: &Run, baseline: &Baseline) -> Option<RunLoad> {
        let folded = self.model.fold_steps(&self.steps(run), baseline)?;
        Some(self.model.run_load(&folded))
    }
}

#[track_caller]
pub fn near(actual: f64, expected: f64, relative: f64) {
    assert!(
        (actual - expected).abs() <= relative * expected.abs(),
        "{actual} is not {expected} within {relative}"
    );
}

/// A steady run, changed.
pub fn steady(change: impl Fn(&mut Steady)) -> Run {
    let mut steady = Steady::default();
    change(&mut steady);
    steady.run()
}

/// Hills of 900 and 2500 m with grades up to some 8 percent.
pub fn hilly(metres: f64, speed: f64, every_s: f64) -> Run {
    Steady {
        metres,
        speed,
        every_s,
        step_rate: Some(168.0),
        ..Steady::default()
    }
    .run()
    .with(|_, sample| sample.altitude_m = Some(hills(sample.metres)))
}

fn hills(metres: f64) -> f64 {
    let wave =
        |height: f64, length: f64| height * libm::sin(std::f64::consts::TAU * metres / length);
    400.0 + wave(5.0, 900.0) + wave(14.0, 2500.0)
}
