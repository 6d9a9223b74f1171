//! The program itself, asked about load: what it prints, what it refuses, and with which code.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::float_cmp,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod program;

use program::{Said, demo, run, run_in};
use serde_json::Value;

#[track_caller]
fn near(is: &Value, should: f64, within: f64) {
    let is = is.as_f64().unwrap();
    assert!((is - should).abs() <= within, "{is} is not near {should}");
}

fn model(arguments: &str) -> Value {
    run(&format!("model {arguments} --json")).json()
}

#[test]
fn the_model_at_the_reference_is_the_reference() {
    let said = model("--speed 2.78");
    assert_eq!(said["schema"], "trochlea.model/1");
    // docs/load-model.md: peak 4.69 BW, impulse 0.478 BW·s, 236 BW·s a kilometre.
    near(&said["per_step_peak_bw"]["mid"], 4.69, 0.03);
    near(&said["per_step_impulse_bw_s"]["mid"], 0.478, 0.003);
    near(&said["per_km_impulse_bw_s"]["mid"], 236.0, 1.5);
    for key in ["mid", "low", "high"] {
        near(&said["per_km_impulse_bw_s"]["relative"][key], 1.0, 1e-9);
    }
    assert_eq!(said["flags"], serde_json::json!([]));
}

/// By hand from docs/load-model.md: S(g) = b g + c g², b = -0.0148, c = 0.00044.
#[test]
fn ten_and_a_half_percent_downhill_costs_as_much_more_as_the_formula_says() {
    // -0.0148 * -10.5 + 0.00044 * 110.25 = 0.1554 + 0.0485 = 0.2039; e^0.2039 = 1.226.
    for spelling in ["--grade -10.5", "--grade=-10.5"] {
        let said = model(&format!("--speed 2.78 {spelling} --step-rate-change 0"));
        near(
            &said["per_km_impulse_bw_s"]["relative"]["mid"],
            1.226,
            0.004,
        );
        near(
            &said["per_step_impulse_bw_s"]["relative"]["mid"],
            1.226,
            0.004,
        );
    }
}

/// By hand: (4 / 2.78)^-0.712 = e^(-0.712 * 0.36384) = e^-0.25906 = 0.7718.
#[test]
fn a_kilometre_at_four_metres_per_second_is_cheaper_by_the_speed_exponent() {
    let said = model("--speed 4");
    near(
        &said["per_km_impulse_bw_s"]["relative"]["mid"],
        0.7718,
        0.004,
    );
}

/// By hand: a relative figure against 4 m/s is the inverse: e^0.25906 = 1.2957.
#[test]
fn one_of_the_two_to_compare_with_is_enough() {
    let said = model("--speed 2.78 --relative-to-speed 4");
    near(
        &said["per_km_impulse_bw_s"]["relative"]["mid"],
        1.2957,
        0.006,
    );
    // Against the same slope the slope falls out; against the level it would be 1.226.
    let said = model("--speed 2.78 --grade -10.5 --relative-to-grade -10.5");
    near(&said["per_km_impulse_bw_s"]["relative"]["mid"], 1.0, 1e-9);
}

/// By hand: a contact costs r^-1.739: 1.05^-1.739 = e^(-1.739 * 0.04879) = 0.9187; a kilometre
/// has 1.05 times as many: 0.9646. Fewer steps cost more per step.
#[test]
fn more_steps_cost_less_each() {
    let said = model("--speed 2.78 --step-rate-change 5");
    near(
        &said["per_step_impulse_bw_s"]["relative"]["mid"],
        0.9187,
        0.004,
    );
    near(
        &said["per_km_impulse_bw_s"]["relative"]["mid"],
        0.9646,
        0.004,
    );
    let fewer = model("--speed 2.78 --step-rate-change -5");
    assert!(
        fewer["per_step_impulse_bw_s"]["relative"]["mid"]
            .as_f64()
            .unwrap()
            > 1.0
    );
}

#[test]
fn what_nobody_measured_is_flagged() {
    let flags = |arguments: &str| model(arguments)["flags"].clone();
    assert_eq!(
        flags("--speed 9"),
        serde_json::json!(["load-speed-outside-range"])
    );
    assert_eq!(
        flags("--speed 3 --grade -20"),
        serde_json::json!(["load-steeper-downhill"])
    );
    assert_eq!(
        flags("--speed 3 --step-rate-change 30"),
        serde_json::json!(["load-step-rate-outside-range"])
    );
}

#[track_caller]
fn check_refused(arguments: &str, says: &str) {
    let said = run(arguments);
    assert_eq!(said.code, 2, "{arguments}: {}", said.out);
    assert!(said.err.contains(says), "{arguments}: {}", said.err);
    assert!(said.out.is_empty(), "{arguments}: {}", said.out);
}

#[test]
fn numbers_that_cannot_be_are_refused_with_what_to_do() {
    check_refused("model --speed 0", "speed must be above zero");
    check_refused("model --speed -2.78", "speed must be above zero");
    check_refused("model --speed NaN", "speed must be above zero");
    check_refused("model --speed inf", "speed must be above zero");
    check_refused("model --speed 3 --grade NaN", "grade must be a number");
    check_refused("model --speed 3 --grade -1000", "rise over run in percent");
    check_refused(
        "model --speed 3 --step-rate-change -100",
        "must not fall to zero",
    );
    check_refused(
        "model --speed 3 --relative-to-speed 0",
        "speed must be above zero",
    );
    check_refused("model --speed fast", "invalid value");
    check_refused("equal --km 0", "above zero");
    check_refused("equal --km -5", "above zero");
    check_refused("equal --km NaN", "above zero");
}

#[test]
fn what_if_of_a_run_says_each_change_as_a_ratio_with_its_interval() {
    let said = run(&format!("what-if {} --json", demo("hilly_run.fit"))).json();
    assert_eq!(said["schema"], "trochlea.what-if/1");
    assert_eq!(said["baseline"], "population");
    let ratios = said["what_if"].as_array().unwrap();
    let changes: Vec<String> = ratios.iter().map(|it| it["change"].to_string()).collect();
    assert_eq!(
        changes,
        [
            r#"{"step_rate_percent":5.0}"#,
            r#"{"step_rate_percent":10.0}"#,
            r#""level""#,
            r#"{"speed_percent":-10.0}"#,
            r#"{"speed_percent":10.0}"#,
            r#"{"run_walk":{"run_min":4.0,"walk_min":1.0}}"#,
        ]
    );
    for ratio in ratios {
        let [low, mid, high] =
            ["low", "mid", "high"].map(|key| ratio["impulse_ratio"][key].as_f64().unwrap());
        assert!(low < mid && mid < high, "{ratio}");
    }
    // docs/load-model.md, spreadsheet of the same recording: FE_1 6.747 km of 5.88 km of way.
    near(&said["was"]["flat_equivalent_km"]["mid"], 6.747, 0.02);
    // Hilly: on the level it would have cost less; slower costs more impulse for the same way.
    assert!(ratios[2]["impulse_ratio"]["high"].as_f64().unwrap() < 1.0);
    assert!(ratios[3]["impulse_ratio"]["low"].as_f64().unwrap() > 1.0);
}

/// On the level and inside the range, by hand: 5 % more steps at one speed cost r^-0.739 a
/// kilometre: 1.05^-0.739 = e^(-0.739 * 0.04879) = 0.9646.
#[test]
fn five_percent_more_steps_on_the_level_save_what_the_exponent_says() {
    let file = program::steady_run(5000.0, 2.78, None);
    let said = run(&format!("what-if {} --json", file.path().display())).json();
    near(&said["what_if"][0]["impulse_ratio"]["mid"], 0.9646, 0.01);
}

#[test]
fn questions_about_what_is_no_run_are_answered_with_what_to_do() {
    let ride = program::steady_run(20_000.0, 7.5, Some("Biking"));
    let said = run(&format!("what-if {}", ride.path().display()));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("no run or walk"), "{}", said.err);
    check_refused("what-if no-such-file.fit", "no-such-file.fit");
    let empty = tempfile::NamedTempFile::new().unwrap();
    let said = run(&format!("what-if {}", empty.path().display()));
    assert_eq!(said.code, 2, "{}", said.out);
    assert!(
        said.err.contains("empty") || said.err.contains("short"),
        "{}",
        said.err
    );
}

#[test]
fn equal_cost_of_five_km_is_five_times_that_of_one() {
    let one = run("equal --json").json();
    let five = run("equal --km 5 --json").json();
    let (one, five) = (
        one["equal"].as_array().unwrap(),
        five["equal"].as_array().unwrap(),
    );
    assert_eq!(one.len(), five.len());
    for (one, five) in one.iter().zip(five) {
        near(
            &five["count"]["mid"],
            5.0 * one["count"]["mid"].as_f64().unwrap(),
            1e-6,
        );
        assert!(one["count"]["low"].as_f64() < one["count"]["high"].as_f64());
    }
    assert!(
        one.iter()
            .any(|it| it["id"] == "stairs_up" && it["unit"] == "flight")
    );
}

/// A run that costs `FE_3` flat kilometres equals about `FE_3` times what one of them does.
#[test]
fn equal_cost_of_a_run_is_that_of_its_flat_kilometres() {
    let one = run("equal --json").json();
    let said = run(&format!("equal {} --json", demo("flat_run.fit"))).json();
    // docs/load-model.md: FE_3 of this recording is 7.538 km.
    near(&said["compared"]["flat_km"]["mid"], 7.538, 0.02);
    let pairs = said["equal"].as_array().unwrap().iter();
    for (run, one) in pairs.zip(one["equal"].as_array().unwrap()) {
        let ratio = run["count"]["mid"].as_f64().unwrap() / one["count"]["mid"].as_f64().unwrap();
        assert!((ratio / 7.538 - 1.0).abs() < 0.15, "{}: {ratio}", run["id"]);
    }
}

#[test]
fn an_unknown_run_is_refused() {
    let id = format!("{}#0", "ab".repeat(32));
    let nothing_kept = run(&format!("equal --run {id}"));
    assert_eq!(nothing_kept.code, 2);
    assert!(
        nothing_kept.err.contains("--store DIR"),
        "{}",
        nothing_kept.err
    );
    let store = tempfile::tempdir().unwrap();
    let unknown = run_in(store.path(), &format!("equal --run {id}"));
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains(&id), "{}", unknown.err);
    check_refused("equal --run abc", "a run id");
}

#[test]
fn asking_makes_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("none");
    assert_eq!(run_in(&store, "equal").code, 0);
    assert!(!store.exists());
}

/// Twelve level, easy runs of 5 km at 2.9 m/s and 170 steps a minute make the runner's own.
#[test]
fn the_baseline_is_shown_and_renewed_only_when_agreed() {
    let store = tempfile::tempdir().unwrap();
    let shown = run_in(store.path(), "baseline --json").json();
    assert_eq!(shown["baseline"]["id"], "population");
    assert_eq!(shown["frozen_at"], Value::Null);
    let too_few = run_in(store.path(), "baseline --renew --yes");
    assert_eq!(too_few.code, 2);
    assert!(
        too_few.err.contains("nothing was changed"),
        "{}",
        too_few.err
    );

    let runs = program::twelve_easy_runs();
    let imported = run_in(store.path(), &format!("import {}", runs.path().display()));
    assert_eq!(imported.code, 0, "{}", imported.err);
    let shown = run_in(store.path(), "baseline --json").json();
    near(&shown["baseline"]["reference_speed_m_per_s"], 2.9, 0.02);
    near(&shown["baseline"]["line"]["at_reference_spm"], 170.0, 1.0);
    assert_eq!(shown["baseline"]["n_runs"], 10);

    let not_agreed = run_in(store.path(), "baseline --renew");
    assert_eq!(not_agreed.code, 2);
    assert!(not_agreed.err.contains("--yes"), "{}", not_agreed.err);
    assert_eq!(run_in(store.path(), "baseline --json").json(), shown);

    // Only the last seven are on that day or later.
    let renewed = run_in(
        store.path(),
        "baseline --renew --from 2026-03-11 --yes --json",
    )
    .json();
    assert_eq!(renewed["baseline"]["n_runs"], 7);
    assert_eq!(renewed["renewed"]["changed"], true);
    assert_eq!(renewed["renewed"]["n_recomputed"], 12);
    assert_eq!(renewed["earlier"][0]["id"], shown["baseline"]["id"]);
    let id = &renewed["baseline"]["id"];
    assert_eq!(run_in(store.path(), "equal --json").json()["baseline"], *id);
    let from_alone: Said = run_in(store.path(), "baseline --from 2026-03-11");
    assert_eq!(from_alone.code, 2);
}

#[test]
fn a_route_says_what_it_would_cost_and_where() {
    let route = program::route(&[
        (0.0, 400.0),
        (2000.0, 400.0),
        (3000.0, 320.0),
        (4000.0, 320.0),
    ]);
    let asked = format!("route {} --speed 2.78 --json", route.path().display());
    let said = run(&asked).json();
    assert_eq!(said["schema"], "trochlea.route/1");
    near(&said["distance_m"], 4000.0, 20.0);
    assert_eq!(said["speed_from"], "stated");
    assert_eq!(said["kilometres"].as_array().unwrap().len(), 4);
    assert_eq!(said["today"]["limit_m"], Value::Null);
    // By hand: S(-8 %) = 0.0148 * 8 + 0.00044 * 64 = 0.1466; e^0.1466 = 1.158 for the third km,
    // 4.158 in all. The smoother rounds the corners.
    near(&said["load"]["flat_equivalent_km"]["mid"], 4.158, 0.06);
    near(
        &said["kilometres"][2]["flat_equivalent_km"]["mid"],
        1.158,
        0.04,
    );
    near(&said["steepest_descent"]["grade_fraction"], -0.08, 0.01);
    let from_m = said["steepest_descent"]["from_m"].as_f64().unwrap();
    assert!((1950.0..2900.0).contains(&from_m), "{from_m}");
    let changes: Vec<&Value> = said["variants"].as_array().unwrap().iter().collect();
    assert_eq!(changes.len(), 2);
    assert_eq!(changes[1]["change"], "walked_downhill");
    // Without a store the speed of the studies stands in.
    let said = run(&format!("route {} --json", route.path().display())).json();
    assert_eq!(said["speed_from"], "population");
    near(&said["speed_m_per_s"], 2.78, 1e-9);
}

#[test]
fn a_route_without_elevation_is_flagged() {
    let route = program::route_without_elevation(3000.0);
    let said = run(&format!(
        "route {} --speed 2.78 --json",
        route.path().display()
    ))
    .json();
    let flags = said["load"]["flags"].to_string();
    assert!(flags.contains("load-ground-unknown"), "{flags}");
    assert_eq!(said["steepest_descent"], Value::Null);
    near(&said["load"]["flat_equivalent_km"]["mid"], 3.0, 0.1);
}

#[test]
fn what_is_no_route_is_refused() {
    let one_point = program::route(&[(0.0, 400.0)]);
    let said = run(&format!("route {}", one_point.path().display()));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("leads nowhere"), "{}", said.err);
    let empty = tempfile::NamedTempFile::new().unwrap();
    assert_eq!(run(&format!("route {}", empty.path().display())).code, 2);
    let route = program::route_without_elevation(1000.0);
    let path = route.path().display();
    check_refused(&format!("route {path} --speed -2"), "above zero");
    check_refused(&format!("route {path} --speed 0"), "above zero");
    check_refused(&format!("route {path} --speed 1000"), "up to");
    check_refused(&format!("route {path} --speed NaN"), "above zero");
    check_refused("route no-such-route.gpx", "no-such-route.gpx");
}

/// With runs in the store the dearest of them is compared with, and their speed is taken. They
/// lie in the last days, since both look back thirty.
#[test]
fn a_route_stands_against_the_runs_of_the_store() {
    let store = tempfile::tempdir().unwrap();
    let runs = program::easy_runs_until_yesterday(6);
    let imported = run_in(store.path(), &format!("import {}", runs.path().display()));
    assert_eq!(imported.code, 0, "{}", imported.err);
    let route = program::route_without_elevation(10_000.0);
    let said = run_in(
        store.path(),
        &format!("route {} --json", route.path().display()),
    )
    .json();
    assert_eq!(said["speed_from"], "recent_runs");
    near(&said["speed_m_per_s"], 2.9, 0.02);
    // Nothing was asked yet: a tenth more than the longest run of 5 km.
    assert_eq!(said["today"]["disposition"], "answer_first");
    assert_eq!(said["today"]["limit_from"], "single_run");
    near(&said["today"]["limit_m"], 5500.0, 20.0);
    assert_eq!(said["today"]["is_longer"], true);
    // Twice as long at the same speed on the level.
    near(&said["today"]["guard"]["ratio"]["mid"], 2.0, 0.1);
    let shorter = &said["variants"][0];
    near(&shorter["impulse_ratio"]["mid"], 0.55, 0.01);
}

#[test]
fn a_store_is_exported_as_columns_whole() {
    let store = tempfile::tempdir().unwrap();
    let runs = program::twelve_easy_runs();
    run_in(store.path(), &format!("import {}", runs.path().display()));
    let ride = program::steady_run(20_000.0, 7.5, Some("Biking"));
    run_in(store.path(), &format!("import {}", ride.path().display()));
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("columns");
    let export = format!("export --columns {} --json", folder.display());
    let said = run_in(store.path(), &export).json();
    assert_eq!(said["schema"], "trochlea.columns/1");
    let files = said["files"].as_array().unwrap();
    assert_eq!(files.len(), 12);
    assert_eq!(said["n_not_on_foot"], 1);
    for file in files {
        let bytes = std::fs::read(file["path"].as_str().unwrap()).unwrap();
        assert_eq!(
            (&bytes[..4], &bytes[bytes.len() - 4..]),
            (&b"PAR1"[..], &b"PAR1"[..])
        );
        // 5000 m at 2.9 m/s, a sample each second and one at the start.
        assert_eq!(file["n_rows"], 1725);
    }
    let n_files = std::fs::read_dir(out.path()).unwrap().count();
    assert_eq!(n_files, 1, "something unfinished was left");

    // What is there is never written over.
    let again = run_in(store.path(), &export);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);

    let one = out.path().join("one.parquet");
    let id = files[0]["run"].as_str().unwrap();
    let export = format!("export --columns {} --run {id}", one.display());
    assert_eq!(run_in(store.path(), &export).code, 0);
    let whole = std::fs::read(files[0]["path"].as_str().unwrap()).unwrap();
    assert_eq!(std::fs::read(&one).unwrap(), whole);
    assert_eq!(run_in(store.path(), &export).code, 2);
}

#[test]
fn columns_that_cannot_be_written_are_refused() {
    let out = tempfile::tempdir().unwrap();
    let nowhere = out.path().join("no/such/folder/one.parquet");
    let flat = demo("flat_run.fit");
    let said = run(&format!(
        "export --columns {} --run {flat}",
        nowhere.display()
    ));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("cannot write a new file"), "{}", said.err);
    let ride = program::steady_run(20_000.0, 7.5, Some("Biking"));
    let one = out.path().join("one.parquet");
    let said = run(&format!(
        "export --columns {} --run {}",
        one.display(),
        ride.path().display()
    ));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("no run or walk"), "{}", said.err);
    assert!(!one.exists());
    check_refused("export --columns", "OUT");
    check_refused("export somewhere", "--columns");
    let said = run(&format!(
        "export --columns {}",
        out.path().join("all").display()
    ));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("there is no store"), "{}", said.err);
}

fn chart(what: &str, out: &std::path::Path) -> Said {
    let file = demo("hilly_run.fit");
    run(&format!(
        "chart {file} --what {what} --out {} --json",
        out.display()
    ))
}

#[test]
fn a_chart_stands_alone_as_svg_with_the_table_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let kinds = [
        "load",
        "track",
        "profile",
        "pace",
        "step-rate",
        "cost",
        "cumulative",
        "terrain",
        "what-if",
    ];
    for what in kinds {
        let out = folder.path().join(format!("{what}.svg"));
        let said = chart(what, &out).json();
        assert_eq!(said["schema"], "trochlea.chart/1");
        let svg = std::fs::read_to_string(&out).unwrap();
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
        assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\""));
        // What only a page knows would be drawn in black, or not at all.
        assert!(!svg.contains("var("), "{what}");
        assert!(svg.contains(said["title"].as_str().unwrap()), "{what}");
        let columns = said["head"].as_array().unwrap().len();
        let rows = said["rows"].as_array().unwrap();
        assert!(!rows.is_empty(), "{what}");
        assert!(
            rows.iter()
                .all(|row| row.as_array().unwrap().len() == columns)
        );
    }
    let again = chart("load", &folder.path().join("load.svg"));
    assert_eq!(again.code, 2);
    assert!(
        again.err.contains("cannot write a new file"),
        "{}",
        again.err
    );
}

/// On a machine without any font it says so instead of leaving the words out.
#[test]
fn a_chart_is_drawn_as_png_where_there_are_fonts() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("load.png");
    let said = chart("load", &out);
    if said.code == 2 {
        assert!(said.err.contains("no font"), "{}", said.err);
        assert!(!out.exists());
        return;
    }
    let bytes = std::fs::read(&out).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    // Width and height lead the first chunk. 720 units and two margins of 12, two pixels each.
    let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
    assert_eq!(width, 2 * (720 + 24));
}

#[test]
fn a_chart_that_cannot_be_drawn_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = |name: &str| folder.path().join(name).display().to_string();
    let hilly = demo("hilly_run.fit");
    let (jpg, nowhere, svg) = (out("a.jpg"), out("no/such/a.svg"), out("a.svg"));
    check_refused(
        &format!("chart {hilly} --what load --out {jpg}"),
        ".svg or .png",
    );
    check_refused(
        &format!("chart {hilly} --what load --out {nowhere}"),
        "cannot write a new file",
    );
    check_refused(
        &format!("chart none.fit --what load --out {svg}"),
        "none.fit",
    );
    let ride = program::steady_run(20_000.0, 7.5, Some("Biking"));
    let ride = ride.path().display();
    check_refused(
        &format!("chart {ride} --what load --out {svg}"),
        "neither a run nor a walk",
    );
    check_refused(
        &format!("chart {ride} --what track --out {svg}"),
        "no positions",
    );
    let route = program::route_without_elevation(1000.0);
    let route = route.path().display();
    check_refused(
        &format!("chart {route} --what pace --out {svg}"),
        "no times",
    );
    check_refused(
        &format!("chart {route} --what profile --out {svg}"),
        "no altitude",
    );
    assert!(!folder.path().join("a.svg").exists());
}

/// As `equal` has it: 1 flat km is 114 flights down and 247 squats, so 6 flights and 30 squats are
/// 0.053 and 0.121 of one.
#[test]
fn stairs_and_squats_that_were_told_stand_in_the_ledger_and_swimming_is_only_listed() {
    let store = tempfile::tempdir().unwrap();
    let told = "log --side right --did stairs_down=6 --did swimming=30 --strength squat=3x10 \
                --strength clamshell=2x15 --no-flags";
    let logged = run_in(store.path(), told);
    assert_eq!(logged.code, 0, "{}", logged.err);
    let ledger = run_in(store.path(), "ledger --json").json();
    let week = &ledger["last_7_days"];
    near(&week["by_kind"]["other_sport"]["mid"], 6.0 / 114.0, 0.001);
    near(&week["by_kind"]["exercise"]["mid"], 30.0 / 247.0, 0.001);
    near(&week["origin"]["assumed"], 1.0, 1e-9);
    assert_eq!(week["n_without_figure"], 2);
    let listed: Vec<&str> = ledger["without_figure"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(listed, ["clamshell", "swimming"]);
    let unknown = run_in(store.path(), "log --side right --did skiing=3");
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("cycling in minutes"),
        "{}",
        unknown.err
    );
}

#[test]
fn the_pictures_of_a_route_and_of_the_ledger_come_from_the_command_line_too() {
    let store = tempfile::tempdir().unwrap();
    let runs = program::twelve_easy_runs();
    let imported = run_in(store.path(), &format!("import {}", runs.path().display()));
    assert_eq!(imported.code, 0, "{}", imported.err);
    let out = tempfile::tempdir().unwrap();
    let drawn = |asked: &str, name: &str| {
        let file = out.path().join(name);
        let said = run_in(
            store.path(),
            &format!("chart {asked} --out {} --json", file.display()),
        );
        assert_eq!(said.code, 0, "{asked}: {}", said.err);
        let svg = std::fs::read_to_string(file).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("</svg>"));
        said.json()
    };
    let hills = demo("hilly_run.fit");
    let load = drawn(
        &format!("{hills} --route --speed 2.6 --what load"),
        "load.svg",
    );
    // 5.88 km: a row for each begun kilometre.
    assert_eq!(load["rows"].as_array().unwrap().len(), 6);
    let gentler = drawn(
        &format!("{hills} --route --speed 2.6 --what variants"),
        "ways.svg",
    );
    assert!(gentler["rows"].as_array().unwrap().len() >= 2);
    for what in ["ledger-days", "ledger-weeks"] {
        drawn(&format!("--what {what}"), &format!("{what}.svg"));
    }
    check_refused(
        &format!("chart {hills} --what ledger-days --out a.svg"),
        "leave the file out",
    );
    check_refused("chart --what load --out a.svg", "name the recording");
    check_refused(
        &format!("chart {hills} --what variants --out a.svg"),
        "--route",
    );
}
