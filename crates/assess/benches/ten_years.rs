//! What a case of ten years costs: a run every second day, and a diary that has an evening and a
//! morning for each of them.
//!
//! `cargo bench -p trochlea-assess [-- WHERE_TO_WRITE_THE_CASE]`. Generated, not a real runner.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::hint::black_box;
use std::time::Instant;

use jiff::ToSpan;
use serde_json::{Value, json};
use trochlea_assess::{assess, read_case};
use trochlea_knowledge::Knowledge;

const N_DAYS: i64 = 3652;
const N_TIMES: u32 = 30;

fn main() {
    let knowledge = Knowledge::shipped().unwrap();
    let text = ten_years();
    if let Some(path) = std::env::args().skip(1).find(|word| !word.starts_with('-')) {
        std::fs::write(path, &text).unwrap();
    }
    let case = read_case(&text, &knowledge).unwrap();
    println!(
        "{} runs, {} diary entries, {:.1} MB",
        case.runs.len(),
        case.diary.len(),
        text.len() as f64 / 1e6
    );
    let read = mean_ms(|| drop(black_box(read_case(&text, &knowledge))));
    let assessed = mean_ms(|| drop(black_box(assess(&case, &knowledge))));
    let bare = mean_ms(|| drop(black_box(serde_json::from_str::<Value>(&text))));
    println!(
        "reading and checking the case   {read:6.1} ms, {:.2} of parsing the same text untyped",
        read / bare
    );
    println!(
        "assessing it                    {assessed:6.1} ms, {:.2} of the same",
        assessed / bare
    );
}

fn mean_ms(mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..N_TIMES {
        work();
    }
    start.elapsed().as_secs_f64() * 1000.0 / f64::from(N_TIMES)
}

/// The shipped case of a sore kneecap, with ten years before it.
fn ten_years() -> String {
    let mut case: Value =
        serde_json::from_str(include_str!("../../../cases/downhill_then_sore/input.json")).unwrap();
    let today = jiff::civil::date(2026, 6, 4);
    let days = (2..N_DAYS).step_by(2);
    let (mut runs, mut diary) = (Vec::new(), Vec::new());
    for n in days {
        let day = today.checked_sub(n.days()).unwrap();
        let next = day.tomorrow().unwrap();
        // Sore for a fortnight once a year.
        let pain = if n % 365 < 14 { 3 } else { 0 };
        runs.push(json!({
            "id": format!("run-{n}"), "day": day, "start": format!("{day}T06:00:00Z"),
            "distance_m": 5000 + (n % 7) * 1000, "timer_s": 1800 + (n % 7) * 360,
            "ascent_m": n % 90, "descent_m": n % 90, "n_steps": 5000 + n % 900,
            "step_rate_mean_spm": 165.0 + (n % 9) as f64,
        }));
        diary.push(json!({
            "id": format!("evening-{n}"), "at": format!("{day}T20:00:00"), "side": "right",
            "run": format!("run-{n}"), "pain_during": pain, "pain_after": pain,
        }));
        diary.push(json!({
            "id": format!("morning-{n}"), "at": format!("{next}T07:00:00"), "side": "right",
            "run": format!("run-{n}"), "pain_next_morning": pain,
        }));
    }
    let fields = case.as_object_mut().unwrap();
    fields.insert("runs".to_owned(), Value::Array(runs));
    fields.insert("diary".to_owned(), Value::Array(diary));
    case.to_string()
}
