//! The pictures of one run, each with its table.

use maud::{Markup, html};
use trochlea_gait::{RunSummary, Series};
use trochlea_picture::{
    AltitudeSample, Drawing, Drift, Label, PaceChart, PaceSample, Pain, Profile, Ramp,
    StepRateChart, StepRateSample, Track, TrackPoint, TrackWords, Width,
};
use trochlea_symptom::{PainScore, RunRecord};

use crate::web::{Site, figure, layout, picture};

/// Bounds of the colours of the way, percent downhill: steep climb, climb, about level, descent,
/// steep descent, steeper. They say nothing about what a knee bears.
const DOWNHILL_BOUNDS_PERCENT: [f64; 5] = [-6.0, -2.0, 2.0, 6.0, 10.0];

/// Metres in a degree at the equator, where a metre east and a metre north are the same angle.
const METRES_PER_DEGREE: f64 = 111_195.0;

/// The way from above, the descents strongest.
pub(super) fn track(site: &Site, series: &Series, said: &[RunRecord]) -> Markup {
    let places: Vec<_> = series.east_m.iter().zip(&series.north_m).collect();
    if places.iter().all(|(east, _)| east.is_none()) {
        return html! {};
    }
    let points: Vec<TrackPoint> = places
        .iter()
        .zip(&series.distance_m)
        .zip(&series.grade_fraction)
        .map(|(((east, north), metres), grade)| TrackPoint {
            distance_km: metres / 1000.0,
            // The shape alone is needed, and it is already flat: laid where the globe is flat too.
            position_deg: east
                .zip(**north)
                .map(|(east, north)| (north / METRES_PER_DEGREE, east / METRES_PER_DEGREE)),
            value: grade.map(|grade| -grade * 100.0),
        })
        .collect();
    let graded = points.iter().any(|point| point.value.is_some());
    let title = site.text(if graded {
        "page-track-graded"
    } else {
        "page-track-plain"
    });
    let heading = site.text(if graded {
        "page-track-title-graded"
    } else {
        "page-track-title"
    });
    let words = pain_words(said);
    let drawing = Track {
        label: label("track", &title),
        points: &points,
        ramp: Ramp::Grade,
        bounds: DOWNHILL_BOUNDS_PERCENT,
        pain: pain(said, &words),
        words: TrackWords {
            start: "start",
            end: "end",
            north: "N",
            m: "m",
            km: "km",
        },
        table_head: ["km", "Downhill, %"],
        table_places: 1,
    }
    .draw();
    let key = Ramp::Grade.key(label(
        "track-key",
        "From steepest climb to steepest descent",
    ));
    html! {
        section.sec aria-labelledby="way" {
            h2 #way { (heading) }
            figure {
                (picture(&drawing.svg))
                @if graded {
                    figcaption.key { span { (site.text("page-track-steep-climb")) } (picture(&key)) span { (site.text("page-track-steep-descent")) } }
                } @else {
                    figcaption { (site.text("page-track-no-grade")) }
                }
            }
            @if graded { (layout::table("The grade of each kilometre", &drawing.table)) }
        }
    }
}

/// Altitude over distance.
pub(super) fn profile(series: &Series, said: &[RunRecord]) -> Markup {
    let samples: Vec<AltitudeSample> = series
        .distance_m
        .iter()
        .zip(&series.altitude_m)
        .map(|(metres, altitude_m)| AltitudeSample {
            distance_km: metres / 1000.0,
            altitude_m: *altitude_m,
        })
        .collect();
    if samples.iter().all(|sample| sample.altitude_m.is_none()) {
        return html! {};
    }
    let words = pain_words(said);
    let at = |width: Width, id: &str| {
        Profile {
            label: label(id, "Altitude over distance"),
            width,
            samples: &samples,
            pain: pain(said, &words),
            unit: "altitude, m",
            distance_unit: "km",
            table_head: ["km", "Altitude, m"],
        }
        .draw()
    };
    twice(
        "Profile",
        "profile",
        &at(Width::Phone, "profile-p"),
        &at(Width::Wide, "profile-w"),
    )
}

/// Pace over distance.
pub(super) fn pace(series: &Series, said: &[RunRecord]) -> Markup {
    let samples: Vec<PaceSample> = series
        .distance_m
        .iter()
        .zip(&series.pace_s_per_km)
        .map(|(metres, pace_s_per_km)| PaceSample {
            distance_km: metres / 1000.0,
            pace_s_per_km: *pace_s_per_km,
        })
        .collect();
    if samples.iter().all(|sample| sample.pace_s_per_km.is_none()) {
        return html! {};
    }
    let words = pain_words(said);
    let drawing = PaceChart {
        label: label("pace", "Pace over distance, faster upward"),
        width: Width::Phone,
        samples: &samples,
        pain: pain(said, &words),
        unit: "pace, min/km",
        distance_unit: "km",
        table_head: ["km", "Pace, min/km"],
    }
    .draw();
    html! {
        section.sec aria-labelledby="pace" {
            h2 #pace { "Pace" }
            figure { (picture(&drawing.svg)) }
            (layout::table("The pace of each kilometre", &drawing.table))
        }
    }
}

/// Step rate against the runner's own line, the last third shaded.
pub(super) fn step_rate(series: &Series, summary: &RunSummary, said: &[RunRecord]) -> Markup {
    let samples: Vec<StepRateSample> = series
        .distance_m
        .iter()
        .zip(
            series
                .step_rate_spm
                .iter()
                .zip(&series.step_rate_at_speed_spm),
        )
        .map(|(metres, (measured, at_speed))| StepRateSample {
            distance_km: metres / 1000.0,
            residual_spm: measured.zip(*at_speed).map(|(is, expected)| is - expected),
            interval_spm: None,
        })
        .collect();
    if samples.iter().all(|sample| sample.residual_spm.is_none()) {
        return html! {
            section.sec aria-labelledby="steps" {
                h2 #steps { "Step rate" }
                p.quiet { "Not measured in this recording, or at one speed only, so there is nothing to compare." }
            }
        };
    }
    let finding = drift_in_words(summary);
    let from_km = series
        .distance_m
        .last()
        .map_or(0.0, |end| end / 1000.0 * 2.0 / 3.0);
    let drift_words = summary
        .step_rate_drift_percent
        .map(|percent| format!("last third {} %", figure::signed(percent, 1)));
    let drift = drift_words
        .as_deref()
        .zip(drift_spm(summary))
        .map(|(words, mean_spm)| Drift {
            from_km,
            mean_spm,
            interval_spm: None,
            words,
        });
    let words = pain_words(said);
    let at = |width: Width, id: &str| {
        StepRateChart {
            label: label(id, &finding),
            width,
            samples: &samples,
            drift,
            pain: pain(said, &words),
            unit: "steps/min against your own line",
            distance_unit: "km",
            table_head: ["km", "Against your own line, steps/min"],
        }
        .draw()
    };
    let (phone, wide) = (at(Width::Phone, "steps-p"), at(Width::Wide, "steps-w"));
    html! {
        (twice(&finding, "steps", &phone, &wide))
    }
}

fn drift_in_words(summary: &RunSummary) -> String {
    match summary.step_rate_drift_percent {
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

/// The drift in steps per minute, so that the line in the picture is the number in its title.
fn drift_spm(summary: &RunSummary) -> Option<f64> {
    let mean = summary.step_rate_mean?.as_spm();
    Some(summary.step_rate_drift_percent? / 100.0 * mean)
}

/// A chart that needs room: drawn twice, one of them shown.
fn twice(heading: &str, id: &str, phone: &Drawing, wide: &Drawing) -> Markup {
    html! {
        section.sec.full aria-labelledby=(id) {
            h2 id=(id) { (heading) }
            figure {
                div.phone-only { (picture(&phone.svg)) }
                div.wide-only { (picture(&wide.svg)) }
            }
            (layout::table(heading, &wide.table))
        }
    }
}

const fn label<'a>(id: &'a str, title: &'a str) -> Label<'a> {
    Label {
        id,
        title,
        desc: "",
    }
}

/// The worse knee's record that says where pain began.
fn began(said: &[RunRecord]) -> Option<(f64, PainScore)> {
    said.iter()
        .filter_map(|record| Some((record.onset?.as_km(), record.pain_during?)))
        .max_by_key(|(_, score)| *score)
}

fn pain_words(said: &[RunRecord]) -> String {
    began(said).map_or(String::new(), |(km, _)| format!("pain began, km {km:.1}"))
}

fn pain<'a>(said: &[RunRecord], words: &'a str) -> Option<Pain<'a>> {
    began(said).map(|(at_km, score)| Pain {
        at_km,
        score: score.get(),
        words,
    })
}
