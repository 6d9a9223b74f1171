use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{GaitTable, Message};
use trochlea_quantity::{Duration, Length, Origin, Shares, StepRate};
use trochlea_recording::{Recording, Session};

use crate::activity::Activity;
use crate::motion::Motion;
use crate::step_rate::{Counted, StepRateLine, drift_percent};
use crate::steps::{Steps, read};

/// One session in numbers. What is not known is `None`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunSummary {
    /// The sport as the file names it.
    pub sport: Option<String>,
    /// The sub sport as the file names it.
    pub sub_sport: Option<String>,
    /// What was done, by the name and by how the legs moved.
    pub activity: Activity,
    /// Whether it counts as a run.
    pub is_run: bool,
    /// Whether it was done on a treadmill.
    pub treadmill: bool,
    /// When it began.
    #[schemars(with = "Option<String>")]
    pub start: Option<Timestamp>,
    /// How far: the device's total where it fits the samples, else theirs.
    #[serde(rename = "distance_m")]
    pub distance: Option<Length>,
    /// Time with the timer running.
    #[serde(rename = "timer_s")]
    pub timer: Option<Duration>,
    /// Time from start to end, pauses included.
    #[serde(rename = "elapsed_s")]
    pub elapsed: Option<Duration>,
    /// Time walking or running.
    #[serde(rename = "moving_s")]
    pub moving: Option<Duration>,
    /// Time running.
    #[serde(rename = "running_s")]
    pub running: Option<Duration>,
    /// Time walking.
    #[serde(rename = "walking_s")]
    pub walking: Option<Duration>,
    /// Time standing with the timer running.
    #[serde(rename = "standing_s")]
    pub standing: Option<Duration>,
    /// How many samples.
    pub n_samples: usize,
    /// What the device added up itself.
    pub device_totals: DeviceSummary,
    /// Metres climbed on the smoothed profile.
    #[serde(rename = "ascent_m")]
    pub ascent: Option<Length>,
    /// Metres come down on the smoothed profile, positive.
    #[serde(rename = "descent_m")]
    pub descent: Option<Length>,
    /// Share of the way that went down more steeply than flat, from 0 to 1.
    pub share_downhill_fraction: Option<f64>,
    /// Mean step rate over the time running; `None` when it was measured nowhere.
    #[serde(rename = "step_rate_mean_spm")]
    pub step_rate_mean: Option<StepRate>,
    /// Step rate in the last third of the running against the first two thirds at equal speed, in
    /// percent, negative when it fell.
    pub step_rate_drift_percent: Option<f64>,
    /// Mean share of the ground contact on the left foot, in percent; `None` unless a sensor told.
    #[serde(default)]
    pub contact_balance_percent: Option<f64>,
    /// The runner's own step rate over speed on this recording.
    pub step_rate_line: Option<StepRateLine>,
    /// Steps of both feet, walking included; measured, estimated and assumed ones together.
    pub n_steps: Option<u64>,
    /// How the step rates and the grades came to be.
    pub origin: Origins,
    /// What was found strange, to be put into words.
    pub flags: Vec<Message>,
}

/// Totals as the device computed them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeviceSummary {
    /// Distance.
    #[serde(rename = "distance_m")]
    pub distance: Option<Length>,
    /// Ascent.
    #[serde(rename = "ascent_m")]
    pub ascent: Option<Length>,
    /// Descent.
    #[serde(rename = "descent_m")]
    pub descent: Option<Length>,
    /// Steps of both feet.
    pub n_steps: Option<u64>,
}

/// How numbers came to be, as shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origins {
    /// By steps.
    pub step_rate: Shares,
    /// By way.
    pub grade: Shares,
}

/// Reads and sums up a session; `None` when there is no such session.
pub fn summarise(
    recording: &Recording,
    session_idx: usize,
    table: &GaitTable,
) -> Option<RunSummary> {
    let steps = read(recording, session_idx, None, table)?;
    summary_of(recording, session_idx, &steps, table)
}

/// Sums up a session that was read; `None` when there is no such session.
pub fn summary_of(
    recording: &Recording,
    session_idx: usize,
    steps: &Steps,
    table: &GaitTable,
) -> Option<RunSummary> {
    let session = recording.sessions.get(session_idx)?;
    let first_time = session
        .samples
        .clone()
        .find_map(|idx| recording.samples.time(idx));
    let mut summary = of_steps(steps, table);
    summary.sport.clone_from(&session.sport);
    summary.sub_sport.clone_from(&session.sub_sport);
    summary.start = session.start.or(first_time);
    summary.contact_balance_percent = contact_balance(recording, session);
    add_device(&mut summary, session, steps, table);
    Some(summary)
}

/// The mean over all samples that tell. All on one foot is what some sensors write for "not known".
fn contact_balance(recording: &Recording, session: &Session) -> Option<f64> {
    let known: Vec<f64> = session
        .samples
        .clone()
        .filter_map(|idx| recording.samples.contact_balance_percent(idx))
        .filter(|share| *share > 0.0 && *share < 100.0)
        .collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// What the samples alone say.
pub(crate) fn of_steps(steps: &Steps, table: &GaitTable) -> RunSummary {
    let track = &steps.track;
    let on_foot = matches!(steps.activity, Activity::Run | Activity::Walk);
    let counted = Count::of(steps, table);
    let timed = |seconds: f64| track.has_time.then(|| Duration::from_s(seconds));
    let total_m = track.distance_m.last().copied().filter(|&m| m > 0.0);
    let climbed = steps.ground.climbed;
    let has_steps = on_foot && steps.sums.moving_s() > 0.0;
    RunSummary {
        sport: None,
        sub_sport: None,
        activity: steps.activity,
        is_run: steps.activity == Activity::Run,
        treadmill: steps.treadmill,
        start: None,
        distance: total_m.map(Length::from_m),
        timer: timed(track.time_s.last().copied().unwrap_or(0.0)),
        elapsed: timed(track.elapsed_s),
        moving: timed(steps.sums.moving_s()),
        running: timed(steps.sums.running_s),
        walking: timed(steps.sums.walking_s),
        standing: timed(steps.sums.standing_s),
        n_samples: track.distance_m.len(),
        device_totals: DeviceSummary::default(),
        ascent: climbed.map(|it| Length::from_m(it.ascent_m)),
        descent: climbed.map(|it| Length::from_m(it.descent_m)),
        share_downhill_fraction: counted.share_downhill(),
        step_rate_mean: counted.mean_step_rate().filter(|_| on_foot),
        step_rate_drift_percent: has_steps
            .then(|| drift_percent(track, &steps.step_rates, table))
            .flatten(),
        contact_balance_percent: None,
        step_rate_line: steps.step_rates.own_line.filter(|_| on_foot),
        n_steps: has_steps.then(|| counted.total_steps()),
        origin: Origins {
            step_rate: if has_steps {
                Shares::from_weights(counted.measured, counted.estimated, counted.assumed)
            } else {
                Shares::default()
            },
            grade: match steps.ground.origin {
                Some(Origin::Measured) => Shares::from_weights(1.0, 0.0, 0.0),
                Some(Origin::Estimated) => Shares::from_weights(0.0, 1.0, 0.0),
                Some(Origin::Assumed) => Shares::from_weights(0.0, 0.0, 1.0),
                None => Shares::default(),
            },
        },
        flags: flags(steps, on_foot, table),
    }
}

/// Steps by origin, and the way downhill.
#[derive(Default)]
struct Count {
    measured: f64,
    estimated: f64,
    assumed: f64,
    running_s: f64,
    running_steps: f64,
    was_measured: bool,
    way_m: f64,
    downhill_m: f64,
}

impl Count {
    fn of(steps: &Steps, table: &GaitTable) -> Self {
        let mut count = Self::default();
        let rates = &steps.step_rates;
        let flat = table.climb.flat_within_fraction;
        let ways = steps.track.intervals().zip(&steps.ground.grade_fraction);
        let legs = rates.step_rate_spm.iter().zip(&rates.origin);
        for (((seconds, metres), &grade), ((&rate, origin), motion)) in
            ways.zip(legs.zip(&rates.motion))
        {
            if grade.is_finite() {
                count.way_m += metres;
                count.downhill_m += if grade < -flat { metres } else { 0.0 };
            }
            let n = rate * seconds / 60.0;
            match origin {
                Some(Origin::Measured) => count.measured += n,
                Some(Origin::Estimated) => count.estimated += n,
                Some(Origin::Assumed) => count.assumed += n,
                None => continue,
            }
            if *motion == Motion::Running {
                count.was_measured |= *origin != Some(Origin::Assumed);
                count.running_s += seconds;
                count.running_steps += n;
            }
        }
        count
    }

    fn total_steps(&self) -> u64 {
        (self.measured + self.estimated + self.assumed).round() as u64
    }

    fn mean_step_rate(&self) -> Option<StepRate> {
        (self.was_measured && self.running_s > 0.0)
            .then(|| StepRate::from_spm(60.0 * self.running_steps / self.running_s))
    }

    fn share_downhill(&self) -> Option<f64> {
        (self.way_m > 0.0).then(|| self.downhill_m / self.way_m)
    }
}

/// Puts the device's totals beside ours, and takes those that fit the samples.
fn add_device(summary: &mut RunSummary, session: &Session, steps: &Steps, table: &GaitTable) {
    let device = &session.device_totals;
    let possible = |m: &Length| m.is_finite() && *m >= Length::ZERO;
    summary.device_totals = DeviceSummary {
        distance: device.distance.filter(possible),
        ascent: device.ascent.filter(possible),
        descent: device.descent.filter(possible),
        n_steps: device.n_strides.map(|n| 2 * u64::from(n)),
    };
    let usable = |s: &Duration| s.is_finite() && *s > Duration::ZERO;
    let sampled = summary.elapsed;
    summary.timer = session.timer.filter(usable).or(summary.timer);
    summary.elapsed = session.elapsed.filter(usable).or(summary.elapsed);
    summary
        .flags
        .extend(ends_early(sampled, summary.elapsed, table));
    let Some(stated) = summary.device_totals.distance.filter(|m| *m > Length::ZERO) else {
        return;
    };
    let Some(ours) = summary.distance else {
        summary.distance = Some(stated);
        return;
    };
    let factor = if steps.track.mended.n_spikes > 0 {
        table.axis.mended_disagreement_factor
    } else {
        table.axis.disagreement_factor
    };
    if stated <= ours * factor && ours <= stated * factor {
        // On a treadmill the runner corrects the total by hand; it is the better number.
        summary.distance = Some(stated);
    } else {
        summary.flags.push(
            Message::new("gait-distance-total-differs")
                .number("device_km", stated.as_km())
                .number("samples_km", ours.as_km()),
        );
    }
}

/// Says so when the samples stop long before the device did: the runner ran all of it, and the
/// steps and the ground are known of a part.
fn ends_early(
    sampled: Option<Duration>,
    stated: Option<Duration>,
    table: &GaitTable,
) -> Option<Message> {
    let (sampled, stated) = (sampled?, stated?);
    (sampled < stated * table.axis.whole_from_fraction).then(|| {
        Message::new("gait-samples-end-early")
            .number("device_min", stated.as_min())
            .number("samples_min", sampled.as_min())
    })
}

fn flags(steps: &Steps, on_foot: bool, table: &GaitTable) -> Vec<Message> {
    let mended = &steps.track.mended;
    let mut flags = Vec::new();
    let mut count = |id: &'static str, n: u32| {
        if n > 0 {
            flags.push(Message::new(id).number("n", f64::from(n)));
        }
    };
    count("gait-clock-back", mended.n_clock_back);
    count("gait-clock-jump", mended.n_clock_jumps);
    count("gait-gap", mended.n_gaps);
    count("gait-distance-spike", mended.n_spikes);
    count("gait-tunnel", mended.n_tunnels);
    count("gait-distance-back", mended.n_distance_back);
    count("gait-altitude-impossible", steps.ground.n_impossible);
    count("gait-altitude-jump", steps.ground.n_jumps);
    let n_outliers = f64::from(steps.step_rates.n_outliers);
    let n_samples = steps.track.distance_m.len() as f64;
    if on_foot && n_outliers >= table.step_rate.flag_outliers_from_fraction * n_samples {
        count("gait-step-rate-outlier", steps.step_rates.n_outliers);
    }
    let mut say = |id: &'static str, is_so: bool| {
        if is_so {
            flags.push(Message::new(id));
        }
    };
    let has_samples = !steps.track.distance_m.is_empty();
    say("gait-altitude-constant", steps.ground.is_constant);
    say("gait-no-samples", !has_samples);
    say("gait-no-time", has_samples && !steps.track.has_time);
    say("gait-distance-disagrees", mended.distance_disagrees);
    say("gait-activity-disbelieved", steps.activity_disbelieved);
    let counted = steps.step_rates.counted;
    say(
        "gait-step-rate-halved",
        on_foot && counted == Counted::OneLeg,
    );
    say(
        "gait-step-rate-doubled",
        on_foot && counted == Counted::Twice,
    );
    say("gait-treadmill-level", steps.treadmill);
    flags
}
