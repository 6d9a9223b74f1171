//! What must hold for every drawing, whatever comes in.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a panic is the message"
)]

use proptest::prelude::*;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use trochlea_picture::knee::{self, Mark, Side, Spot, View};
use trochlea_picture::{
    AltitudeSample, Belief, CostRow, CostStrip, CumulativeChart, CumulativePoint, DateTick, Day,
    DayKind, DiaryChart, DiaryDay, Drawing, Drift, EnvelopeRow, EnvelopeStrip, ExpectedDate, Gate,
    GatePath, GateState, Icon, KilometreChart, KilometreCost, Label, LoadBar, LoadBars, LoadPart,
    PaceChart, PaceSample, Pain, Profile, Ramp, Range, RangeRow, RangeRows, StepRateChart,
    StepRateSample, Svg, TerrainRow, TerrainSplit, Track, TrackPoint, TrackWords, Week, WeekKind,
    WeeksChart, Width,
};

/// Reads a drawing as XML and returns its title. Panics on anything a strict page would refuse.
#[track_caller]
fn check(svg: &Svg) -> Option<String> {
    let text = svg.as_str();
    assert!(text.starts_with("<svg") && text.ends_with("</svg>"));
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut in_title, mut title, mut hidden) = (0_i32, false, None, false);
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|e| panic!("not well-formed: {e} in {text}"))
        {
            Event::Start(tag) | Event::Empty(tag) if depth == 0 && tag.name().as_ref() == "svg" => {
                attributes(&tag, &mut hidden);
                depth += 1;
            }
            Event::Start(tag) => {
                attributes(&tag, &mut hidden);
                in_title = tag.name().as_ref() == "title";
                depth += 1;
            }
            Event::Empty(tag) => attributes(&tag, &mut hidden),
            Event::End(_) => {
                depth -= 1;
                in_title = false;
            }
            Event::Text(words) if in_title => {
                title.get_or_insert_with(String::new).push_str(&words);
            }
            Event::GeneralRef(name) if in_title => {
                let name = name.to_string();
                let c = match name.as_str() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "#39" => "'",
                    other => panic!("an entity that nobody defined: {other}"),
                };
                title.get_or_insert_with(String::new).push_str(c);
            }
            Event::Text(_) | Event::GeneralRef(_) => {}
            Event::Eof => break,
            other => panic!("a drawing holds elements and text only: {other:?}"),
        }
    }
    assert_eq!(depth, 0);
    assert!(
        hidden || title.is_some(),
        "neither hidden nor named: {text}"
    );
    title
}

/// No script, no style, no number that is none.
#[track_caller]
fn attributes(tag: &quick_xml::events::BytesStart<'_>, hidden: &mut bool) {
    let name = tag.name();
    assert!(!matches!(
        name.as_ref(),
        "script" | "style" | "foreignObject"
    ));
    for attribute in tag.attributes() {
        let attribute = attribute.expect("a well-formed attribute, once");
        let key = attribute.key.as_ref().to_owned();
        assert!(key != "style" && !key.starts_with("on"), "{key}");
        let value = attribute.value.clone().into_owned();
        *hidden |= key == "aria-hidden" && value == "true";
        if [
            "d",
            "x",
            "y",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "width",
            "height",
            "offset",
            "stop-opacity",
            "viewBox",
        ]
        .contains(&key.as_str())
        {
            assert!(
                !value.contains("NaN") && !value.contains("inf"),
                "{key}={value}"
            );
            numbers(&value);
        }
    }
}

/// Every number of an attribute is finite and within a drawing's reach.
#[track_caller]
fn numbers(value: &str) {
    let apart = value.replace('-', " -");
    for word in apart
        .split(|c: char| c == ' ' || c == ',' || c.is_ascii_alphabetic())
        .filter(|w| !w.is_empty())
    {
        // "0.5.5" is how SVG joins two numbers; only our icons' own paths use it.
        if let Ok(number) = word.parse::<f64>() {
            assert!(
                number.is_finite() && number.abs() <= 100_000.0,
                "{number} in {value}"
            );
        }
    }
}

#[track_caller]
fn check_drawing(drawing: &Drawing) {
    check(&drawing.svg);
    for row in &drawing.table.rows {
        assert_eq!(
            row.len(),
            drawing.table.head.len(),
            "a row as long as the head"
        );
        for cell in row {
            assert!(!cell.contains("NaN") && !cell.contains("inf"), "{cell}");
        }
    }
}

/// The title falls back to a word: a drawing without a finding is the caller's mistake.
fn label(title: &str) -> Label<'_> {
    let said = title.chars().any(|c| c.is_alphanumeric());
    Label {
        id: "a b\"<",
        title: if said { title } else { "finding" },
        desc: title,
    }
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -50.0..50.0_f64,
        1 => proptest::num::f64::ANY,
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NEG_INFINITY),
        1 => Just(f64::MAX),
        1 => Just(0.0),
    ]
}

fn maybe() -> impl Strategy<Value = Option<f64>> {
    proptest::option::weighted(0.8, any_number())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just("<b style='x'>&amp;\"]]>\u{0}\u{8}".to_owned())
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_over_distance_are_sound_for_any_numbers(
        samples in proptest::collection::vec((any_number(), maybe(), proptest::option::of((any_number(), any_number()))), 0..60),
        at in any_number(), score in any::<u8>(), words in any_text(), mean in any_number(),
    ) {
        let pain = Some(Pain { at_km: at, score, words: &words });
        for width in [Width::Phone, Width::Wide] {
            let altitude: Vec<_> = samples.iter().map(|s| AltitudeSample { distance_km: s.0, altitude_m: s.1 }).collect();
            check_drawing(&Profile { label: label(&words), width, samples: &altitude, pain, unit: &words, distance_unit: "km", table_head: ["km", &words] }.draw());
            let pace: Vec<_> = samples.iter().map(|s| PaceSample { distance_km: s.0, pace_s_per_km: s.1 }).collect();
            check_drawing(&PaceChart { label: label(&words), width, samples: &pace, pain, unit: &words, distance_unit: "km", table_head: ["km", &words] }.draw());
            let rate: Vec<_> = samples.iter().map(|s| StepRateSample { distance_km: s.0, residual_spm: s.1, interval_spm: s.2 }).collect();
            let drift = Some(Drift { from_km: at, mean_spm: mean, interval_spm: Some((mean, at)), words: &words });
            check_drawing(&StepRateChart { label: label(&words), width, samples: &rate, drift, pain, unit: &words, distance_unit: "km", table_head: ["km", &words] }.draw());
        }
    }

    #[test]
    fn tracks_are_sound_for_any_numbers(
        points in proptest::collection::vec((any_number(), proptest::option::of((any_number(), any_number())), maybe()), 0..60),
        bounds in any_number(), at in any_number(), words in any_text(),
    ) {
        let points: Vec<_> = points.into_iter().map(|(distance_km, position_deg, value)| TrackPoint { distance_km, position_deg, value }).collect();
        let track = Track {
            label: label(&words), points: &points, ramp: Ramp::Grade, bounds: [bounds, 1.0, 2.0, 3.0, 4.0],
            pain: Some(Pain { at_km: at, score: 3, words: &words }),
            words: TrackWords { start: &words, end: &words, north: &words, m: "m", km: "km" },
            table_head: ["km", &words], table_places: 1,
        };
        check_drawing(&track.draw());
    }

    #[test]
    fn weeks_and_days_are_sound_for_any_numbers(
        rows in proptest::collection::vec((any_text(), maybe(), maybe(), proptest::option::of(any::<u8>()), 0..4_u8), 0..40), words in any_text(),
    ) {
        let kind = |k: u8| [WeekKind::Past, WeekKind::Current, WeekKind::Planned, WeekKind::Conditional][usize::from(k)];
        let weeks: Vec<_> = rows.iter().map(|r| Week { name: &r.0, distance_km: r.1, limit_km: r.2, worst_pain: r.3, kind: kind(r.4) }).collect();
        let days: Vec<_> = rows.iter().map(|r| DiaryDay { name: &r.0, load: r.1, interval: r.1.zip(r.2), pain: r.3 }).collect();
        for width in [Width::Phone, Width::Wide] {
            check_drawing(&WeeksChart { label: label(&words), width, weeks: &weeks, unit: &words, limit_words: &words, table_head: ["a", "b", "c", "d"] }.draw());
            check_drawing(&DiaryChart { label: label(&words), width, days: &days, load_words: &words, pain_words: &words, table_head: ["a", "b", "c"] }.draw());
        }
        for row in &rows {
            for kind in [DayKind::Done, DayKind::Planned, DayKind::Conditional, DayKind::Strength, DayKind::Rest, DayKind::GateCheck] {
                check(&Day { kind, share: row.1.unwrap_or(f64::NAN) }.mark());
            }
        }
    }

    #[test]
    fn limits_and_beliefs_are_sound_for_any_numbers(
        a in any_number(), b in any_number(), c in any_number(), d in any_number(),
        bears in proptest::collection::vec((any_number(), any_number()), 0..8), words in any_text(),
    ) {
        let row = EnvelopeRow { name: &words, limit_words: &words, most: a, limit: Some(b), today: Some(c), bears: &bears };
        check_drawing(&EnvelopeStrip { label: label(&words), rows: &[row, row], table_head: ["a", "b", "c"] }.draw());
        check(&Belief { label: label(&words), words: [&words; 3], pointer: a, range: (b, c) }.draw());
        check_drawing(&ExpectedDate {
            label: label(&words), quarter_day: a, median_day: b, three_quarter_day: c, one_in_ten_day: d,
            ticks: &[DateTick { day: a, name: &words }, DateTick { day: d, name: &words }],
            half_words: &words, tail_words: &words, table_head: ["a", "b", "c", "d"], table_row: [&words; 4],
        }.draw());
        check(&knee::plate(View::Front, Side::Left, &[Mark { spot: Spot::Kneecap, spread: a }], label(&words)));
    }

    #[test]
    fn the_title_comes_back_as_it_was_said(title in "[ -~\u{e0}-\u{17f}]{1,80}") {
        let svg = Icon::Stop.labelled(Label { id: "t", title: &title, desc: "" });
        prop_assert_eq!(check(&svg), Some(title));
    }

    #[test]
    fn gates_in_any_order_are_sound(states in proptest::collection::vec(0..3_usize, 0..6), met in any::<u32>(), words in any_text()) {
        let all = [GateState::Passed, GateState::Here, GateState::Ahead];
        let gates: Vec<_> = states.iter().map(|s| Gate { name: &words, state: all[*s], criteria: Some((met, met)), state_words: &words }).collect();
        check_drawing(&GatePath { label: label(&words), width: Width::Phone, gates: &gates, of_words: &words, table_head: ["a", "b", "c"] }.draw());
    }
}

#[test]
fn every_icon_is_sound_silent_and_spoken() {
    let all = [
        Icon::Brand,
        Icon::Today,
        Icon::Log,
        Icon::Runs,
        Icon::Plan,
        Icon::Knee,
        Icon::Stop,
        Icon::StopOutline,
        Icon::Met,
        Icon::Missing,
        Icon::For,
        Icon::Against,
        Icon::Pain,
        Icon::Ring,
        Icon::Limit,
    ];
    for icon in all {
        assert_eq!(check(&icon.silent()), None);
        assert_eq!(
            check(&icon.labelled(label("said"))).as_deref(),
            Some("said")
        );
        let inner = icon.silent().into_string().matches('<').count();
        assert!(inner > 2, "{icon:?} draws something");
    }
}

/// A straight run of 3 km due north at 50 degrees: 3000 m are 3000 / 111195 degrees.
fn northward(value: impl Fn(f64) -> Option<f64>) -> Vec<TrackPoint> {
    (0..=300)
        .map(|i| {
            let distance_km = f64::from(i) / 100.0;
            TrackPoint {
                distance_km,
                position_deg: Some((50.0 + distance_km / 111.195, 8.0)),
                value: value(distance_km),
            }
        })
        .collect()
}

fn track(points: &[TrackPoint]) -> String {
    Track {
        label: label("Straight north"),
        points,
        ramp: Ramp::Grade,
        bounds: [-6.0, -3.0, 0.0, 3.0, 6.0],
        pain: None,
        words: TrackWords {
            start: "start",
            end: "end",
            north: "N",
            m: "m",
            km: "km",
        },
        table_head: ["km", "Grade"],
        table_places: 1,
    }
    .draw()
    .svg
    .into_string()
}

#[test]
fn a_stretch_takes_the_step_its_value_falls_into() {
    // Below -6: step 1. From 6: step 6. 0 is a bound, and belongs to the step above it: 4.
    for (value, class) in [
        (-9.0, "grade-1"),
        (-6.0, "grade-2"),
        (-0.1, "grade-3"),
        (0.0, "grade-4"),
        (5.9, "grade-5"),
        (6.0, "grade-6"),
    ] {
        let svg = track(&northward(|_| Some(value)));
        assert!(
            svg.contains(&format!("route {class}\"")),
            "{value} is {class}"
        );
        assert_eq!(
            svg.matches("class=\"route ").count(),
            1,
            "one colour, one stretch"
        );
    }
}

#[test]
fn an_unknown_value_is_grey_and_a_lost_position_is_a_hole() {
    assert!(track(&northward(|_| None)).contains("route route-unknown"));
    let mut points = northward(|_| Some(1.0));
    points[120..140]
        .iter_mut()
        .for_each(|p| p.position_deg = None);
    assert_eq!(track(&points).matches("class=\"casing\"").count(), 2);
}

#[test]
fn the_scale_bar_says_how_long_it_is() {
    // 3000 m stand in 380 - 2 * 34 = 312 units, so 1 km is 104 units: it runs from 14 to 118.
    let svg = track(&northward(|_| Some(1.0)));
    assert!(svg.contains("H118V"), "{svg}");
    assert!(svg.contains(">1 km<"));
}

/// Where a word of a drawing begins.
fn place_of(svg: &str, word: &str) -> Option<(f64, f64)> {
    let (before, _) = svg.split_once(&format!(">{word}<"))?;
    let (_, tag) = before.rsplit_once('<')?;
    let number = |name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split_once('"')?.0.parse::<f64>().ok()
    };
    Some((number("x")?, number("y")?))
}

#[test]
fn a_loop_that_ends_where_it_began_keeps_its_words_apart() {
    // Circles of several sizes, each ending a little before, on or after its first place.
    for radius_deg in [0.0002, 0.001, 0.01] {
        for turn in [0.93, 0.97, 1.0, 1.04] {
            let points: Vec<_> = (0..=200)
                .map(|i| {
                    let angle = std::f64::consts::TAU * turn * f64::from(i) / 200.0;
                    TrackPoint {
                        distance_km: f64::from(i) / 100.0,
                        position_deg: Some((
                            radius_deg * libm::sin(angle),
                            radius_deg * libm::cos(angle),
                        )),
                        value: Some(0.0),
                    }
                })
                .collect();
            let svg = track(&points);
            let (Some((x_start, y_start)), Some((x_end, y_end))) =
                (place_of(&svg, "start"), place_of(&svg, "end"))
            else {
                panic!("both words are written: {svg}");
            };
            // A line of 13 px is about 15 high; "start" is about 35 wide, "end" 21.
            let apart = (y_start - y_end).abs() >= 14.0
                || x_start + 30.0 <= x_end
                || x_end + 18.0 <= x_start;
            assert!(
                apart,
                "radius {radius_deg}, turn {turn}: start at {x_start},{y_start}, end at {x_end},{y_end}"
            );
        }
    }
}

#[test]
fn the_pace_of_a_walk_has_no_pace_without_end_on_its_axis() {
    // 4:50 to 18:10 a kilometre: steps of five minutes, and the first below 4:50 would be 0:00.
    let samples: Vec<_> = (0..=100)
        .map(|i| PaceSample {
            distance_km: f64::from(i) / 20.0,
            pace_s_per_km: Some(290.0 + f64::from(i) * 8.0),
        })
        .collect();
    let drawing = PaceChart {
        label: label("p"),
        width: Width::Phone,
        samples: &samples,
        pain: None,
        unit: "",
        distance_unit: "km",
        table_head: ["km", "p"],
    }
    .draw();
    assert!(!drawing.svg.as_str().contains(">0:00<"));
    for tick in ["5:00", "10:00", "15:00"] {
        assert!(
            drawing.svg.as_str().contains(&format!(">{tick}<")),
            "{tick}"
        );
    }
}

#[test]
fn a_run_across_the_date_line_stays_together() {
    let points: Vec<_> = (0..=100)
        .map(|i| {
            let turn = 179.99 + f64::from(i) * 0.0002;
            let longitude = if turn > 180.0 { turn - 360.0 } else { turn };
            TrackPoint {
                distance_km: f64::from(i) * 0.02,
                position_deg: Some((0.0, longitude)),
                value: Some(0.0),
            }
        })
        .collect();
    // 0.02 degrees at the equator are 2.2 km, so the bar is 500 m; a broken map would show 10 km.
    let svg = track(&points);
    assert!(svg.contains(">500 m<"), "{svg}");
}

#[test]
fn a_missing_altitude_leaves_a_gap_and_the_table_says_so() {
    let samples: Vec<_> = (0..=40)
        .map(|i| {
            let distance_km = f64::from(i) / 10.0;
            AltitudeSample {
                distance_km,
                altitude_m: (!(1.0..2.0).contains(&distance_km))
                    .then_some(100.0 + distance_km * 20.0),
            }
        })
        .collect();
    let drawing = Profile {
        label: label("A gap"),
        width: Width::Phone,
        samples: &samples,
        pain: None,
        unit: "m",
        distance_unit: "km",
        table_head: ["km", "m"],
    }
    .draw();
    assert_eq!(drawing.svg.as_str().matches("class=\"line-2\"").count(), 2);
    assert_eq!(drawing.table.rows[1], ["2", "\u{2013}"]);
    // 2.0 to 2.9 km, mean of 2.45: 100 + 49.
    assert_eq!(drawing.table.rows[2], ["3", "149"]);
}

#[test]
fn silence_is_not_freedom_from_pain() {
    let day = |pain| DiaryDay {
        name: "d",
        load: None,
        interval: None,
        pain,
    };
    let draw = |pain| {
        DiaryChart {
            label: label("d"),
            width: Width::Phone,
            days: &[day(pain)],
            load_words: "",
            pain_words: "",
            table_head: ["a", "b", "c"],
        }
        .draw()
    };
    assert!(!draw(None).svg.as_str().contains("pain-"));
    assert_eq!(draw(None).table.rows[0][2], "\u{2013}");
    assert!(draw(Some(0)).svg.as_str().contains("pain-none"));
    assert_eq!(draw(Some(0)).table.rows[0][2], "0");
}

#[test]
fn more_load_stands_higher_and_more_pain_hangs_lower() {
    let days: Vec<_> = (1..=10_u8)
        .map(|i| DiaryDay {
            name: "d",
            load: Some(f64::from(i)),
            interval: None,
            pain: Some(i),
        })
        .collect();
    let svg = DiaryChart {
        label: label("d"),
        width: Width::Phone,
        days: &days,
        load_words: "",
        pain_words: "",
        table_head: ["a", "b", "c"],
    }
    .draw()
    .svg
    .into_string();
    let after = |mark: &str, key: &str| -> Vec<f64> {
        svg.split(mark)
            .skip(1)
            .map(|rest| {
                let from = rest.find(key).expect("the attribute") + key.len();
                let end = rest[from..].find(['"', 'H', ' ']).expect("its end");
                rest[from..from + end].parse().expect("a number")
            })
            .collect()
    };
    let heights = after("class=\"bar\"", "height=\"");
    assert_eq!(heights.len(), 10);
    assert!(heights.is_sorted_by(|a, b| a < b), "{heights:?}");
    let depths = after("class=\"pain-stem\"", "V");
    assert_eq!(depths.len(), 10);
    assert!(depths.is_sorted_by(|a, b| a < b), "{depths:?}");
}

#[test]
fn a_faster_kilometre_stands_higher() {
    let samples: Vec<_> = (0..=20)
        .map(|i| PaceSample {
            distance_km: f64::from(i),
            pace_s_per_km: Some(400.0 - f64::from(i) * 5.0),
        })
        .collect();
    let drawing = PaceChart {
        label: label("p"),
        width: Width::Wide,
        samples: &samples,
        pain: None,
        unit: "",
        distance_unit: "km",
        table_head: ["km", "p"],
    }
    .draw();
    let line = drawing
        .svg
        .as_str()
        .split("class=\"line\" d=\"M")
        .nth(1)
        .expect("the line")
        .split('"')
        .next()
        .expect("its end")
        .to_owned();
    let heights: Vec<f64> = line
        .split('L')
        .map(|p| p.split(' ').nth(1).expect("x and y").parse().expect("y"))
        .collect();
    assert!(
        heights.is_sorted_by(|a, b| a >= b) && heights.first() > heights.last(),
        "{heights:?}"
    );
    // 400 s is 6:40.
    assert_eq!(drawing.table.rows[0], ["1", "6:40"]);
}

#[test]
fn an_open_gate_has_no_bar() {
    let bars = |state: GateState| state.mark().as_str().matches("<path").count();
    assert_eq!(bars(GateState::Passed), 1);
    assert_eq!(bars(GateState::Here), 2);
    assert_eq!(bars(GateState::Ahead), 2);
}

#[test]
fn a_limit_beyond_the_strip_is_an_arrow_and_a_missing_one_nothing() {
    let marks = |limit| {
        let row = EnvelopeRow {
            name: "n",
            limit_words: "",
            most: 10.0,
            limit,
            today: None,
            bears: &[],
        };
        let svg = EnvelopeStrip {
            label: label("e"),
            rows: &[row],
            table_head: ["a", "b", "c"],
        }
        .draw()
        .svg;
        svg.as_str().matches("class=\"limit\"").count()
    };
    assert_eq!(
        (marks(None), marks(Some(5.0)), marks(Some(50.0))),
        (0, 1, 1)
    );
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let points = northward(|d| Some(d * 2.0));
    assert_eq!(track(&points), track(&points));
}

fn any_range() -> impl Strategy<Value = Range> {
    (any_number(), any_number(), any_number()).prop_map(|(mid, low, high)| Range { mid, low, high })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn costs_are_sound_for_any_numbers(
        costs in proptest::collection::vec((any_number(), any_number(), any_range(), any_number()), 0..40),
        ground in proptest::collection::vec((any_number(), maybe()), 0..20),
        at in any_number(), words in any_text(),
    ) {
        let ground: Vec<_> = ground.into_iter().map(|(distance_km, altitude_m)| AltitudeSample { distance_km, altitude_m }).collect();
        let kilometres: Vec<_> = costs.iter().map(|c| KilometreCost { from_km: c.0, length_km: c.1, cost: c.2, downhill_fraction: c.3 }).collect();
        let points: Vec<_> = costs.iter().map(|c| CumulativePoint { distance_km: c.0, cost: c.2 }).collect();
        let pain = Some(Pain { at_km: at, score: 3, words: &words });
        for width in [Width::Phone, Width::Wide] {
            check_drawing(&KilometreChart { label: label(&words), width, ground: &ground, kilometres: &kilometres, bounds: [0.8, 0.9, 1.0, 1.1, 1.2], pain, ground_unit: &words, cost_unit: &words, distance_unit: "km", table_head: ["a", "b", "c", "d"], to: "to" }.draw());
            check_drawing(&CumulativeChart { label: label(&words), width, points: &points, unit: &words, cost_words: &words, ran_words: &words, distance_unit: "km", table_head: ["a", "b", "c"], to: "to" }.draw());
        }
        let rows: Vec<_> = costs.iter().take(5).map(|c| CostRow { words: &words, name: &words, value: c.2 }).collect();
        check_drawing(&CostStrip { label: label(&words), ran_km: at, ran_words: &words, rows: &rows, unit: &words, table_head: ["a", "b", "c", "d"] }.draw());
        let rows: Vec<_> = costs.iter().map(|c| RangeRow { name: &words, value: c.2, words: &words }).collect();
        check_drawing(&RangeRows { label: label(&words), rows: &rows, reference: Some(at), reference_words: &words, unit: &words, table_head: ["a", "b"] }.draw());
        let parts = [LoadPart { step: 0, amount: at }, LoadPart { step: 9, amount: 1.0 }];
        let bars: Vec<_> = costs.iter().map(|c| LoadBar { name: &words, total: (c.0 > 0.0).then_some(c.2), parts: &parts, is_current: c.1 > 0.0 }).collect();
        check_drawing(&LoadBars { label: label(&words), width: Width::Phone, bars: &bars, unit: &words, table_head: ["a", "b", "c"], to: "to" }.draw());
        let rows: Vec<_> = costs.iter().take(5).map(|c| TerrainRow { name: &words, way_fraction: c.0, load_fraction: c.1, step: 9 }).collect();
        check_drawing(&TerrainSplit { label: label(&words), rows: &rows, table_head: ["a", "b", "c"] }.draw());
    }
}

/// Bars of a kilometre each.
fn kilometres(costs: &[f64]) -> Drawing {
    let kilometres: Vec<_> = (0_u32..)
        .zip(costs)
        .map(|(i, mid)| KilometreCost {
            from_km: f64::from(i),
            length_km: 1.0,
            cost: Range {
                mid: *mid,
                low: mid - 0.1,
                high: mid + 0.1,
            },
            downhill_fraction: 0.25,
        })
        .collect();
    KilometreChart {
        label: label("Kilometre 2 cost most"),
        width: Width::Phone,
        ground: &[],
        kilometres: &kilometres,
        bounds: [0.85, 0.95, 1.05, 1.15, 1.3],
        pain: None,
        ground_unit: "m",
        cost_unit: "flat km",
        distance_unit: "km",
        table_head: ["To km", "Flat km per km", "80 % interval", "Downhill"],
        to: "to",
    }
    .draw()
}

#[test]
fn a_bar_begins_at_zero_and_its_table_says_the_interval() {
    let drawing = kilometres(&[1.0, 1.4]);
    // The axis goes to 1.5: 1.4 + 0.1. Of 114 units, 1.0 takes 76 and 1.4 takes 106.4.
    assert!(
        drawing.svg.as_str().contains("height=\"76\""),
        "{}",
        drawing.svg
    );
    assert!(
        drawing.svg.as_str().contains("height=\"106.4\""),
        "{}",
        drawing.svg
    );
    assert_eq!(drawing.table.rows[1], ["2", "1.40", "1.30 to 1.50", "25 %"]);
}

#[test]
fn hundreds_of_kilometres_get_two_lines_instead_of_whiskers_that_hide_each_other() {
    let few = kilometres(&[1.0; 12]);
    assert_eq!(few.svg.as_str().matches("class=\"whisk\"").count(), 12);
    let many = kilometres(&[1.0; 200]);
    assert_eq!(many.svg.as_str().matches("class=\"whisk\"").count(), 2);
    assert_eq!(many.table.rows.len(), 200);
}
