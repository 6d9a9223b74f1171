//! `xtask corpus --runs N --seed S [--last-day YYYY-MM-DD] OUT`: many runs for the benchmarks of the import.
//!
//! Variants of the shipped recordings: moved in time so that they spread over years, and made
//! a little longer or shorter, so that no two have the same content, start or distance. The
//! same N, S and last day give the same bytes. Nine of ten are FIT, the others TCX and GPX.

use crate::anonymise::fit;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The start of FIT's clock, 1989-12-31, in Unix seconds.
const FIT_CLOCK_UNIX_S: i64 = 631_065_600;
/// The last day when none is asked for.
const LAST_DAY: jiff::civil::Date = jiff::civil::date(2024, 12, 28);
/// Four runs a week: ten years hold about two thousand.
const BETWEEN_RUNS_S: i64 = 151_200;
const DAY_S: i64 = 86_400;
/// Ten years; more runs than fit at four a week stand closer.
const SPAN_S: i64 = 10 * 365 * DAY_S;

/// Reads `args` and writes the runs.
///
/// # Errors
///
/// When the arguments cannot be read, no recording is shipped, or the folder cannot be written.
pub fn run(args: &[String]) -> Result<()> {
    let wanted = Wanted::read(args)?;
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let sources = sources(&root.join("../demo/recordings"))?;
    let (fits, texts): (Vec<&Source>, Vec<&Source>) = sources
        .iter()
        .partition(|source| matches!(source, Source::Fit { .. }));
    if fits.is_empty() || texts.is_empty() {
        bail!("demo/recordings holds no FIT file, or neither TCX nor GPX");
    }
    std::fs::create_dir_all(&wanted.folder)?;
    let mut chance = Chance(wanted.seed);
    let step = BETWEEN_RUNS_S.min(SPAN_S / wanted.runs.max(1));
    let last_day = wanted.last_day.to_zoned_datetime(jiff::tz::TimeZone::UTC)?;
    let first_s = last_day.timestamp().as_second() - (wanted.runs - 1).max(0) * step;
    for n in 0..wanted.runs {
        let among = if n % 10 == 9 { &texts } else { &fits };
        let pick = usize::try_from(chance.below(among.len() as u64))?;
        let source = among.get(pick).context("no such source")?;
        // Within the slot but never over its end: two starts never meet.
        let start = first_s + n * step + chance.below((step / 2).max(1) as u64) as i64;
        let stretch = 0.95 + chance.below(100_000) as f64 / 1_000_000.0;
        let (bytes, extension) = source.variant(start, stretch)?;
        std::fs::write(wanted.folder.join(format!("run_{n:06}.{extension}")), bytes)?;
    }
    println!(
        "{} runs written to {}",
        wanted.runs,
        wanted.folder.display()
    );
    Ok(())
}

struct Wanted {
    runs: i64,
    seed: u64,
    last_day: jiff::civil::Date,
    folder: PathBuf,
}

impl Wanted {
    fn read(args: &[String]) -> Result<Self> {
        let (mut runs, mut seed, mut last_day, mut folder) = (None, 1, LAST_DAY, None);
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--runs" => runs = Some(args.next().context("--runs N")?.parse()?),
                "--seed" => seed = args.next().context("--seed S")?.parse()?,
                "--last-day" => last_day = args.next().context("--last-day DATE")?.parse()?,
                other if !other.starts_with('-') && folder.is_none() => {
                    folder = Some(PathBuf::from(other))
                }
                other => {
                    bail!("corpus --runs N --seed S [--last-day DATE] OUT: cannot read {other:?}")
                }
            }
        }
        Ok(Self {
            runs: runs.context("corpus --runs N --seed S [--last-day DATE] OUT")?,
            seed,
            last_day,
            folder: folder.context("corpus --runs N --seed S [--last-day DATE] OUT")?,
        })
    }
}

/// SplitMix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// A shipped recording, ready to be varied.
enum Source {
    Fit {
        file: fit::Written,
        start_fit_s: i64,
    },
    Text {
        text: String,
        extension: &'static str,
        start_unix_s: i64,
    },
}

fn sources(folder: &Path) -> Result<Vec<Source>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("fit") => {
                let file = fit::write(&fit::read(&std::fs::read(&path)?)?);
                let start = file
                    .times
                    .iter()
                    .filter_map(|&at| fit_s(&file.bytes, at))
                    .min();
                sources.push(Source::Fit {
                    start_fit_s: start.context("a FIT file without a time")?,
                    file,
                });
            }
            Some(kind @ ("tcx" | "gpx")) => {
                let text = std::fs::read_to_string(&path)?;
                let first = times(&text).next().context("a document without a time")?;
                let start = text
                    .get(first..first + 20)
                    .context("a time cut off")?
                    .parse::<jiff::Timestamp>()?;
                sources.push(Source::Text {
                    extension: if kind == "tcx" { "tcx" } else { "gpx" },
                    start_unix_s: start.as_second(),
                    text,
                });
            }
            _ => {}
        }
    }
    Ok(sources)
}

fn fit_s(bytes: &[u8], at: usize) -> Option<i64> {
    let time = u32::from_le_bytes(*bytes.get(at..)?.first_chunk::<4>()?);
    (time != u32::MAX).then_some(i64::from(time))
}

impl Source {
    /// The recording begun `start_s` after the first day, its distances stretched.
    fn variant(&self, start_s: i64, stretch: f64) -> Result<(Vec<u8>, &'static str)> {
        match self {
            Self::Fit { file, start_fit_s } => {
                let mut bytes = file.bytes.clone();
                let shift = start_s - FIT_CLOCK_UNIX_S - start_fit_s;
                for &at in &file.times {
                    if let Some(before) = fit_s(&bytes, at) {
                        let after = u32::try_from(before + shift)?;
                        put(&mut bytes, at, &after.to_le_bytes());
                    }
                }
                for &(at, size) in &file.lengths {
                    stretch_length(&mut bytes, at, size, stretch);
                }
                fit::seal(&mut bytes);
                Ok((bytes, "fit"))
            }
            Self::Text {
                text,
                extension,
                start_unix_s,
            } => {
                let shift = start_s - start_unix_s;
                Ok((shift_times(text, shift, stretch)?.into_bytes(), extension))
            }
        }
    }
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    if let Some(slots) = bytes.get_mut(at..at + value.len()) {
        slots.copy_from_slice(value);
    }
}

fn stretch_length(bytes: &mut [u8], at: usize, size: usize, stretch: f64) {
    let Some(field) = bytes.get_mut(at..at + size) else {
        return;
    };
    if field.iter().all(|&byte| byte == 0xFF) {
        return;
    }
    let raw = field
        .iter()
        .rev()
        .fold(0_u64, |raw, &byte| raw << 8 | u64::from(byte));
    let stretched = ((raw as f64) * stretch).round() as u64;
    // A value that would spill over, or into "no value", stays.
    if size < 8 && stretched < (1 << (8 * size)) - 1 {
        for (slot, byte) in field.iter_mut().zip(stretched.to_le_bytes()) {
            *slot = byte;
        }
    }
}

/// Places of times such as `2020-01-02T03:04:05Z`.
fn times(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    text.match_indices('T').filter_map(move |(middle, _)| {
        let at = middle.checked_sub(10)?;
        let time = bytes.get(at..at + 20)?;
        let digits = time.iter().filter(|byte| byte.is_ascii_digit()).count();
        (digits == 14 && time.get(4) == Some(&b'-') && time.get(19) == Some(&b'Z')).then_some(at)
    })
}

/// Moves the times, and stretches nothing but the written distances.
fn shift_times(text: &str, shift_s: i64, stretch: f64) -> Result<String> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for at in times(text) {
        let time: jiff::Timestamp = text.get(at..at + 20).context("a time cut off")?.parse()?;
        out.push_str(text.get(done..at).unwrap_or_default());
        let moved = jiff::Timestamp::from_second(time.as_second() + shift_s)?;
        out.push_str(&moved.to_string());
        done = at + 20;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Ok(stretch_distances(&out, stretch))
}

fn stretch_distances(text: &str, stretch: f64) -> String {
    const TAG: &str = "<DistanceMeters>";
    let mut parts = text.split(TAG);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(TAG);
        let (number, rest) = part.split_once('<').unwrap_or((part, ""));
        match number.parse::<f64>() {
            Ok(metres) => out.push_str(&format!("{:.2}", metres * stretch)),
            Err(_) => out.push_str(number),
        }
        out.push('<');
        out.push_str(rest);
    }
    out
}
