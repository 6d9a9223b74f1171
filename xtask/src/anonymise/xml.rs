//! TCX and GPX, written anew from their samples: what is not on the list cannot slip through.

use super::{Edit, Point};
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use trochlea_recording::{Format, Limits, Recording, decode};

fn read(text: &str) -> Option<Recording> {
    let file = decode(text.as_bytes(), &Limits::default()).ok()?.pop()?;
    file.outcome.ok().map(|(recording, _)| recording)
}

/// The samples of a document.
pub(crate) fn points(text: &str) -> Vec<Point> {
    let Some(recording) = read(text) else {
        return Vec::new();
    };
    let samples = &recording.samples;
    (0..samples.len())
        .map(|idx| Point {
            unix_s: samples.unix_time_ms(idx).map(|ms| ms.div_euclid(1000)),
            position_deg: samples.position_deg(idx),
            distance_m: samples.distance(idx).map(|length| length.as_m()),
        })
        .collect()
}

/// The document anew, with the samples that stay.
pub(crate) fn change(text: &str, edit: &Edit) -> Result<String> {
    let recording = read(text).context("no recording in it")?;
    let sport = recording
        .sessions
        .first()
        .and_then(|session| session.sport.clone());
    match recording.format {
        Format::Tcx => tcx(&recording, edit, sport.as_deref()),
        Format::Gpx => gpx(&recording, edit, sport.as_deref()),
        Format::Fit => bail!("FIT is not text"),
    }
}

fn time(recording: &Recording, edit: &Edit, idx: usize) -> Result<Option<String>> {
    let Some(ms) = recording.samples.unix_time_ms(idx) else {
        return Ok(None);
    };
    let time = jiff::Timestamp::from_millisecond(ms + edit.shift_s * 1000)?;
    Ok(Some(time.to_string()))
}

fn tcx(recording: &Recording, edit: &Edit, sport: Option<&str>) -> Result<String> {
    let samples = &recording.samples;
    let start = time(recording, edit, edit.keep.start)?.context("TCX without a time")?;
    let (first, last) = edit.time_s.context("TCX without times")?;
    let metres = edit.distance_m(first, last);
    let sport = if sport == Some("running") {
        "Running"
    } else {
        "Other"
    };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TrainingCenterDatabase xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\" xmlns:ns3=\"http://www.garmin.com/xmlschemas/ActivityExtension/v2\">\n",
    );
    write!(
        out,
        "<Activities><Activity Sport=\"{sport}\"><Id>{start}</Id>\n<Lap StartTime=\"{start}\"><TotalTimeSeconds>{}</TotalTimeSeconds>",
        last - first
    )?;
    if let Some(metres) = metres {
        write!(out, "<DistanceMeters>{metres:.2}</DistanceMeters>")?;
    }
    out.push_str("<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>\n");
    for idx in edit.keep.clone() {
        out.push_str("<Trackpoint>");
        if let Some(time) = time(recording, edit, idx)? {
            write!(out, "<Time>{time}</Time>")?;
        }
        if let Some(position) = samples.position_deg(idx) {
            let (latitude, longitude) = edit.place(position);
            write!(
                out,
                "<Position><LatitudeDegrees>{latitude:.7}</LatitudeDegrees><LongitudeDegrees>{longitude:.7}</LongitudeDegrees></Position>"
            )?;
        }
        if let Some(height) = samples.altitude(idx) {
            write!(out, "<AltitudeMeters>{:.1}</AltitudeMeters>", height.as_m())?;
        }
        if let Some(distance) = samples.distance(idx) {
            write!(
                out,
                "<DistanceMeters>{:.2}</DistanceMeters>",
                distance.as_m() - edit.from_m
            )?;
        }
        if let Some(rate) = samples.heart_rate_bpm(idx) {
            write!(out, "<HeartRateBpm><Value>{rate:.0}</Value></HeartRateBpm>")?;
        }
        let speed = samples
            .speed(idx)
            .map(|speed| format!("<ns3:Speed>{:.3}</ns3:Speed>", speed.as_m_per_s()));
        let strides = samples.step_rate(idx).map(|rate| {
            format!(
                "<ns3:RunCadence>{:.0}</ns3:RunCadence>",
                rate.as_spm() / 2.0
            )
        });
        if speed.is_some() || strides.is_some() {
            let (speed, strides) = (speed.unwrap_or_default(), strides.unwrap_or_default());
            write!(
                out,
                "<Extensions><ns3:TPX>{speed}{strides}</ns3:TPX></Extensions>"
            )?;
        }
        out.push_str("</Trackpoint>\n");
    }
    out.push_str("</Track></Lap></Activity></Activities>\n</TrainingCenterDatabase>\n");
    Ok(out)
}

fn gpx(recording: &Recording, edit: &Edit, sport: Option<&str>) -> Result<String> {
    let samples = &recording.samples;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"anonymised\" xmlns=\"http://www.topografix.com/GPX/1/1\" xmlns:gpxtpx=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\">\n<trk>",
    );
    if let Some(sport) = sport.filter(|sport| {
        sport
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    }) {
        write!(out, "<type>{sport}</type>")?;
    }
    out.push_str("<trkseg>\n");
    for idx in edit.keep.clone() {
        let Some(position) = samples.position_deg(idx) else {
            continue;
        };
        let (latitude, longitude) = edit.place(position);
        write!(out, "<trkpt lat=\"{latitude:.7}\" lon=\"{longitude:.7}\">")?;
        if let Some(height) = samples.altitude(idx) {
            write!(out, "<ele>{:.1}</ele>", height.as_m())?;
        }
        if let Some(time) = time(recording, edit, idx)? {
            write!(out, "<time>{time}</time>")?;
        }
        let heart = samples
            .heart_rate_bpm(idx)
            .map(|rate| format!("<gpxtpx:hr>{rate:.0}</gpxtpx:hr>"));
        let strides = samples
            .step_rate(idx)
            .map(|rate| format!("<gpxtpx:cad>{:.0}</gpxtpx:cad>", rate.as_spm() / 2.0));
        if heart.is_some() || strides.is_some() {
            let (heart, strides) = (heart.unwrap_or_default(), strides.unwrap_or_default());
            write!(
                out,
                "<extensions><gpxtpx:TrackPointExtension>{heart}{strides}</gpxtpx:TrackPointExtension></extensions>"
            )?;
        }
        out.push_str("</trkpt>\n");
    }
    out.push_str("</trkseg></trk>\n</gpx>\n");
    Ok(out)
}
