//! Writes an HTML page with every drawing, from invented numbers, to the path given.
//!
//! `cargo run -p trochlea-picture --example gallery -- /tmp/gallery.html`, then look at it.

#![allow(
    clippy::indexing_slicing,
    reason = "fixed lists, written by hand for looking at"
)]

use std::fmt::Write as _;

use trochlea_picture::knee::{self, Edge, Mark, Side, Spot, View};
use trochlea_picture::{
    AltitudeSample, Belief, CostRow, CostStrip, CumulativeChart, CumulativePoint, DateTick, Day,
    DayKind, DiaryChart, DiaryDay, Drawing, Drift, EnvelopeRow, EnvelopeStrip, ExpectedDate, Gate,
    GatePath, GateState, Icon, KilometreChart, KilometreCost, Label, LoadBar, LoadBars, LoadPart,
    PaceChart, PaceSample, Pain, Profile, Ramp, Range, RangeRow, RangeRows, StepRateChart,
    StepRateSample, Table, TerrainRow, TerrainSplit, Track, TrackPoint, TrackWords, Week, WeekKind,
    WeeksChart, Width,
};

const SHEET: &str = include_str!("../../app/assets/trochlea.css");

fn main() -> std::io::Result<()> {
    let path = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "gallery.html".to_owned());
    std::fs::write(path, page())
}

fn page() -> String {
    let mut html = String::new();
    let mut put = |text: &str| html.push_str(text);
    put(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Gallery</title><style>",
    );
    put(SHEET);
    put(
        "</style></head><body><a class=\"skip\" href=\"#main\">Skip to the page</a><p class=\"banner\">Invented numbers, to look at the drawings.</p><header class=\"top\"><a class=\"brand\" href=\"#\">",
    );
    put(Icon::Brand.silent().as_str());
    put("Trochlea</a><p class=\"small quiet\">Right knee</p></header>");
    put(&tabs());
    put("<main id=\"main\">");
    put(knee::symbols(&View::ALL).as_str());
    put(&knee_map());
    put(&today());
    put(&result());
    put(&plan());
    put(&run());
    put(&load());
    put("</main></body></html>");
    html
}

fn tabs() -> String {
    let mut html = format!(
        "<nav class=\"tabs\" aria-label=\"Main\"><a class=\"brand\" href=\"#\">{}Trochlea</a>",
        Icon::Brand.silent()
    );
    for (i, (icon, name)) in [
        (Icon::Today, "Today"),
        (Icon::Log, "Log"),
        (Icon::Runs, "Runs"),
        (Icon::Plan, "Plan"),
        (Icon::Knee, "Knee"),
    ]
    .into_iter()
    .enumerate()
    {
        let current = if i == 4 { " aria-current=\"page\"" } else { "" };
        let _ = write!(html, "<a href=\"#\"{current}>{}{name}</a>", icon.silent());
    }
    html + "</nav>"
}

fn knee_map() -> String {
    let mut html = "<form class=\"kneemap\"><div class=\"head\"><h1>Where does it hurt?</h1><p class=\"lede\">Tap every place you can point to. Several are fine, on both knees.</p></div><div class=\"switches\"><fieldset class=\"seg\"><legend class=\"vh\">Which knee</legend><label><input type=\"radio\" name=\"side\" value=\"right\" checked><span>Right knee</span></label><label><input type=\"radio\" name=\"side\" value=\"left\"><span>Left knee</span></label></fieldset><fieldset class=\"seg phone-only\"><legend class=\"vh\">View</legend>".to_owned();
    for (view, name) in View::ALL
        .into_iter()
        .zip(["Front", "Outer side", "Inner side", "Back"])
    {
        let checked = if view == View::Front { " checked" } else { "" };
        let _ = write!(
            html,
            "<label><input type=\"radio\" name=\"view\" value=\"{}\"{checked}><span>{name}</span></label>",
            view.id()
        );
    }
    html += "</fieldset></div><div class=\"plates\">";
    for side in [Side::Right, Side::Left] {
        for view in View::ALL {
            html += &plate(view, side);
        }
    }
    html + "</div></form>"
}

fn plate(view: View, side: Side) -> String {
    let edge = |edge: Edge| format!("{edge:?}").to_lowercase();
    let (left, right) = knee::edges(view, side);
    let id = format!("{}-{}", side.as_str(), view.id());
    let label = Label {
        id: &id,
        title: "Knee",
        desc: "",
    };
    let mut html = format!(
        "<section class=\"plate\" data-view=\"{}\" data-side=\"{}\"><h2>{view:?}</h2><div class=\"art\">{}",
        view.id(),
        side.as_str(),
        knee::plate(view, side, &[], label)
    );
    let mut legend = String::new();
    for target in knee::targets(view, side) {
        let spot = target.spot.id();
        let checked = if matches!(spot, "patella" | "medpat") {
            " checked"
        } else {
            ""
        };
        let _ = write!(
            html,
            "<input type=\"checkbox\" class=\"{}\" id=\"{id}-{spot}\" data-n=\"{}\" aria-label=\"{spot}\"{checked}>",
            target.class(),
            target.number
        );
        let _ = write!(
            legend,
            "<li><label for=\"{id}-{spot}\"><span class=\"pt\">{}</span><span><b>{:?}</b><small>{spot}</small></span></label></li>",
            target.number, target.spot
        );
    }
    html + &format!(
        "<span class=\"edge e1\">{}</span><span class=\"edge e2\">{}</span></div><ol class=\"legend\">{legend}</ol></section>",
        edge(left),
        edge(right)
    )
}

fn section(title: &str, body: &str) -> String {
    format!("<section class=\"sec\"><h2>{title}</h2>{body}</section>")
}

fn figure(drawing: &Drawing) -> String {
    format!(
        "<figure>{}</figure><details><summary>The same as a table</summary>{}</details>",
        drawing.svg,
        table(&drawing.table)
    )
}

fn table(table: &Table) -> String {
    let mut html = "<div class=\"scroll\"><table class=\"tight\"><thead><tr>".to_owned();
    table
        .head
        .iter()
        .for_each(|h| html += &format!("<th>{h}</th>"));
    html += "</tr></thead><tbody>";
    for row in &table.rows {
        html += "<tr>";
        row.iter()
            .for_each(|cell| html += &format!("<td>{cell}</td>"));
        html += "</tr>";
    }
    html + "</tbody></table></div>"
}

const fn label<'a>(id: &'a str, title: &'a str) -> Label<'a> {
    Label {
        id,
        title,
        desc: "Invented numbers.",
    }
}

fn today() -> String {
    let bears = [
        (0.0, 1.0),
        (3.0, 0.98),
        (5.0, 0.8),
        (6.0, 0.5),
        (8.0, 0.12),
        (11.0, 0.01),
    ];
    let strip = EnvelopeStrip {
        label: label("strip", "Today inside what this knee bears"),
        rows: &[
            EnvelopeRow {
                name: "Single run",
                limit_words: "limit 5.4 km",
                most: 11.0,
                limit: Some(5.4),
                today: Some(5.0),
                bears: &bears,
            },
            EnvelopeRow {
                name: "Downhill",
                limit_words: "closed above 30 m",
                most: 200.0,
                limit: Some(30.0),
                today: Some(18.0),
                bears: &[],
            },
            EnvelopeRow {
                name: "Speed",
                limit_words: "not limited",
                most: 16.0,
                limit: None,
                today: Some(9.0),
                bears: &[
                    (0.0, 1.0),
                    (8.0, 1.0),
                    (10.0, 0.6),
                    (12.0, 0.1),
                    (16.0, 0.0),
                ],
            },
        ],
        table_head: ["What", "Today", "Limit"],
    };
    let pains = [3, 3, 2, 3, 3, 2, 2, 2, 1, 2, 0, 1, 2, 1];
    let names: Vec<String> = (1..=14).map(|d| format!("{d} Jun")).collect();
    let days: Vec<DiaryDay> = names
        .iter()
        .zip(pains)
        .enumerate()
        .map(|(i, (name, pain))| DiaryDay {
            name,
            load: (i % 3 == 1).then_some(3.0 + i as f64 * 0.2),
            interval: (i == 7).then_some((3.9, 5.1)),
            pain: (i != 4).then_some(pain),
        })
        .collect();
    let diary = DiaryChart {
        label: label("diary", "Runs grow while the mornings get quieter"),
        width: Width::Phone,
        days: &days,
        load_words: "run, km",
        pain_words: "next morning, 0 to 10",
        table_head: ["Day", "Run, km", "Pain"],
    };
    let wide = DiaryChart {
        label: label("diary-w", "Runs grow while the mornings get quieter"),
        width: Width::Wide,
        ..diary
    };
    let card = format!(
        "<section class=\"card\"><header class=\"row split\"><h2>Run</h2><span class=\"tag\">may run reduced</span></header><p class=\"hero num\">5.0<span class=\"unit\">km</span> <span class=\"hero-2\">flat and easy</span></p><dl class=\"facts\"><div><dt>Downhill</dt><dd>18<span class=\"unit\">m</span><small>in all</small></dd></div><div><dt>Step rate</dt><dd>170<span class=\"unit\">/min</span><small>yours is 165</small></dd></div><div><dt>Pace</dt><dd>6:20<span class=\"unit\">/km</span><small>or slower</small></dd></div></dl><p class=\"stoprule\">{}<span><b>Pain at 3 of 10: walk.</b> Still 3 after two minutes: stop for today.</span></p><p class=\"why\"><b>Why 5.0</b><span>A reason, in view.</span></p><div class=\"row acts\"><a class=\"btn\" href=\"#\">Log the run</a><a class=\"btn plain\" href=\"#\">See the plan</a></div></section>",
        Icon::Stop.silent()
    );
    card + &section("Inside what your knee bears", &figure(&strip.draw()))
        + &section("Last 14 days", &figure(&diary.draw()))
        + &section("The same, wide", &figure(&wide.draw()))
}

fn result() -> String {
    let belief = |id, title, pointer, range| {
        Belief {
            label: label(id, title),
            words: ["less", "possible", "more"],
            pointer,
            range,
        }
        .draw()
        .to_string()
    };
    let list = format!(
        "<ul class=\"fa\"><li>{}<span>Hurts on stairs</span></li><li>{}<span>Kneeling does not hurt</span></li><li>{}<span>today</span></li><li>{}<span>within two weeks</span></li></ul><ul class=\"crit\"><li class=\"met\">{}<span><b>15 calf raises</b><small>17, you, 31 May</small></span></li><li class=\"open\">{}<span><b>14 days at 2 of 10 or less</b><small>9 of 14</small></span></li></ul><p class=\"key\"><span>{}pain</span><span>{}today</span><span>{}limit</span></p>",
        Icon::For.silent(),
        Icon::Against.silent(),
        Icon::Stop.silent(),
        Icon::StopOutline.silent(),
        Icon::Met.silent(),
        Icon::Missing.silent(),
        Icon::Pain.silent(),
        Icon::Ring.silent(),
        Icon::Limit.silent()
    );
    let mark = Mark {
        spot: Spot::Kneecap,
        spread: 1.3,
    };
    let chip = knee::detail(View::Front, Side::Left, mark, label("chip", "Left kneecap"))
        .map(|d| d.to_string())
        .unwrap_or_default();
    section(
        "More likely",
        &(belief("b1", "More likely", 0.8, (0.64, 0.93))
            + &belief("b2", "Cannot tell", 0.36, (0.03, 0.7))
            + &belief("b3", "Less likely", 0.0, (0.0, 0.0))
            + &list
            + &format!(
                "<div class=\"spotchip\">{chip}<span>Same as yesterday<small>behind the kneecap</small></span></div>"
            )),
    )
}

fn plan() -> String {
    let gates = GatePath {
        label: label("gates", "The second of three gates is next"),
        width: Width::Phone,
        gates: &[
            Gate {
                name: "may run",
                state: GateState::Passed,
                criteria: None,
                state_words: "open since 11 May",
            },
            Gate {
                name: "may build",
                state: GateState::Here,
                criteria: Some((3, 5)),
                state_words: "next",
            },
            Gate {
                name: "may train fully",
                state: GateState::Ahead,
                criteria: Some((0, 2)),
                state_words: "later",
            },
        ],
        of_words: "of",
        table_head: ["Gate", "State", "Met"],
    };
    let date = ExpectedDate {
        label: label("date", "Back to full training"),
        quarter_day: 25.0,
        median_day: 42.0,
        three_quarter_day: 64.0,
        one_in_ten_day: 102.0,
        ticks: &[
            DateTick {
                day: 18.0,
                name: "22 Jun",
            },
            DateTick {
                day: 53.0,
                name: "27 Jul",
            },
            DateTick {
                day: 88.0,
                name: "31 Aug",
            },
            DateTick {
                day: 123.0,
                name: "5 Oct",
            },
        ],
        half_words: "half of runners",
        tail_words: "1 in 10 later",
        table_head: ["A quarter", "Half", "Three quarters", "One in ten later"],
        table_row: ["29 Jun", "16 Jul", "7 Aug", "14 Sep"],
    };
    let names: Vec<String> = (0..12)
        .map(|i| {
            format!(
                "{} {}",
                1 + (i * 7) % 28,
                ["Apr", "May", "Jun", "Jul"][(i / 4) % 4]
            )
        })
        .collect();
    let km = [
        22.0, 26.0, 31.0, 28.0, 0.0, 6.0, 8.5, 10.0, 13.2, 14.5, 15.9, 17.4,
    ];
    let kind = |i: usize| match i {
        0..=7 => WeekKind::Past,
        8 => WeekKind::Current,
        9 | 10 => WeekKind::Planned,
        _ => WeekKind::Conditional,
    };
    let weeks: Vec<Week> = names
        .iter()
        .zip(km)
        .enumerate()
        .map(|(i, (name, km))| Week {
            name,
            distance_km: Some(km),
            limit_km: (i > 3).then_some((km * 1.1).max(9.0)),
            worst_pain: match i {
                3 => Some(6),
                4 => Some(4),
                5..=8 => Some(2),
                _ => None,
            },
            kind: kind(i),
        })
        .collect();
    let chart = WeeksChart {
        label: label("weeks", "Twelve weeks, growing again"),
        width: Width::Phone,
        weeks: &weeks,
        unit: "km a week",
        limit_words: "limit",
        table_head: ["Week", "km", "Limit", "Worst pain"],
    };
    let wide = WeeksChart {
        label: label("weeks-w", "Twelve weeks, growing again"),
        width: Width::Wide,
        ..chart
    };
    section("The path back", &figure(&gates.draw()))
        + &gate_list()
        + &section("Twelve weeks", &figure(&chart.draw()))
        + &section("Twelve weeks, wide", &figure(&wide.draw()))
        + &calendar()
        + &section("Back to full training", &figure(&date.draw()))
}

fn gate_list() -> String {
    let gate = |class: &str, state: GateState, name: &str| {
        format!(
            "<li class=\"gate {class}\">{}<div><h3>{name} <span class=\"tag\">3 of 5 met</span></h3><ul class=\"crit\"><li class=\"met\">{}<span><b>Walking pain at most 1 of 10</b><small>0, you</small></span></li></ul></div></li>",
            state.mark(),
            Icon::Met.silent()
        )
    };
    section(
        "As a list",
        &format!(
            "<ol class=\"path\">{}{}{}</ol>",
            gate("past", GateState::Passed, "Gate 1, may run reduced"),
            gate("here", GateState::Here, "Gate 2, may build"),
            gate("", GateState::Ahead, "Gate 3, may train fully")
        ),
    )
}

fn calendar() -> String {
    let kinds = [
        (DayKind::Strength, 0.0),
        (DayKind::Done, 0.6),
        (DayKind::Rest, 0.0),
        (DayKind::Planned, 0.7),
        (DayKind::GateCheck, 0.0),
        (DayKind::Conditional, 0.9),
        (DayKind::Rest, 0.0),
    ];
    let cells = kinds.map(|(kind, share)| {
        let class = if kind == DayKind::Planned {
            " class=\"today\""
        } else {
            ""
        };
        let km = if share > 0.0 {
            format!("<b>{:.1}</b>", share * 8.0)
        } else {
            String::new()
        };
        format!("<td{class}>{}{km}</td>", Day { kind, share }.mark())
    });
    section(
        "Calendar",
        &format!(
            "<table class=\"cal\"><thead><tr><td></td><th>Mo</th><th>Tu</th><th>We</th><th>Th</th><th>Fr</th><th>Sa</th><th>Su</th></tr></thead><tbody><tr><th scope=\"row\"><b>1–7 Jun</b><small>13.2 km</small></th>{}</tr></tbody></table>",
            cells.concat()
        ),
    )
}

fn run() -> String {
    let far = 12.4;
    let at = |i: usize| i as f64 / 620.0 * far;
    let points: Vec<TrackPoint> = (0..=620)
        .map(|i| {
            let (d, t) = (at(i), i as f64 / 620.0 * 5.4);
            let wobble = libm::sin(t * 9.0) * 0.0009;
            let position = (
                54.0 + libm::sin(t) * 0.012 + wobble,
                -30.0 + libm::cos(t * 0.8) * 0.022 + libm::sin(t * 2.3) * 0.006,
            );
            TrackPoint {
                distance_km: d,
                position_deg: (!(300..312).contains(&i)).then_some(position),
                value: (i > 40).then_some(libm::sin(t * 4.0) * 9.0),
            }
        })
        .collect();
    let pain = Pain {
        at_km: 8.4,
        score: 4,
        words: "pain began, km 8.4",
    };
    let words = TrackWords {
        start: "start",
        end: "end",
        north: "N",
        m: "m",
        km: "km",
    };
    let track = |id, ramp, bounds| {
        Track {
            label: label(id, "Pain began on the long descent"),
            points: &points,
            ramp,
            bounds,
            pain: Some(pain),
            words,
            table_head: ["km", "Grade, %"],
            table_places: 1,
        }
        .draw()
    };
    let altitude: Vec<AltitudeSample> = (0..=620)
        .map(|i| AltitudeSample {
            distance_km: at(i),
            altitude_m: (!(200..215).contains(&i))
                .then(|| 180.0 + 90.0 * libm::sin(at(i) * 0.9) + 8.0 * libm::sin(at(i) * 6.0)),
        })
        .collect();
    let pace: Vec<PaceSample> = (0..=620)
        .map(|i| PaceSample {
            distance_km: at(i),
            pace_s_per_km: (!(400..405).contains(&i)).then(|| {
                if i == 250 {
                    2400.0
                } else {
                    350.0 + 40.0 * libm::sin(at(i) * 1.7) + 10.0 * libm::sin(at(i) * 11.0)
                }
            }),
        })
        .collect();
    let rate: Vec<StepRateSample> = (0..=120)
        .map(|i| {
            let d = f64::from(i) / 120.0 * far;
            let r = 1.2 * libm::sin(d * 2.0) - if d > 8.0 { (d - 8.0) * 1.1 } else { 0.0 };
            StepRateSample {
                distance_km: d,
                residual_spm: Some(r),
                interval_spm: Some((r - 1.6, r + 1.6)),
            }
        })
        .collect();
    let drift = Drift {
        from_km: far * 2.0 / 3.0,
        mean_spm: -2.6,
        interval_spm: Some((-3.7, -1.5)),
        words: "last third \u{2212}2.6",
    };
    let draw = |width, tail: &str| {
        let (a, b, c) = (
            format!("alt{tail}"),
            format!("pace{tail}"),
            format!("rate{tail}"),
        );
        let profile = Profile {
            label: label(&a, "Two hills"),
            width,
            samples: &altitude,
            pain: Some(pain),
            unit: "altitude, m",
            distance_unit: "km",
            table_head: ["km", "m"],
        };
        let pace = PaceChart {
            label: label(&b, "Even pace"),
            width,
            samples: &pace,
            pain: Some(Pain { at_km: 3.0, ..pain }),
            unit: "pace, min/km",
            distance_unit: "km",
            table_head: ["km", "Pace"],
        };
        let rate = StepRateChart {
            label: label(&c, "Step rate faded in the last third"),
            width,
            samples: &rate,
            drift: Some(drift),
            pain: Some(pain),
            unit: "steps/min against your line",
            distance_unit: "km",
            table_head: ["km", "Steps/min"],
        };
        figure(&profile.draw()) + &figure(&pace.draw()) + &figure(&rate.draw())
    };
    let keys = [Ramp::Load, Ramp::Grade, Ramp::Pace]
        .map(|ramp| {
            ramp.key(label(&format!("key-{ramp:?}"), "less to more"))
                .to_string()
        })
        .concat();
    section(
        "Where it was spent",
        &(figure(&track("t-load", Ramp::Load, [-6.0, -3.0, 0.0, 3.0, 6.0]))
            + &figure(&track("t-grade", Ramp::Grade, [-6.0, -3.0, 0.0, 3.0, 6.0]))
            + &figure(&track("t-pace", Ramp::Pace, [-6.0, -3.0, 0.0, 3.0, 6.0]))
            + &keys),
    ) + &section("Along the way", &draw(Width::Phone, "-p"))
        + &section("Along the way, wide", &draw(Width::Wide, "-w"))
}

/// Around a value, more of it above than below.
fn around(mid: f64) -> Range {
    Range {
        mid,
        low: mid * 0.92,
        high: mid * 1.14,
    }
}

fn load() -> String {
    let rows = [("cost 13.6", 13.6), ("with high peaks 15.9", 15.9)].map(|(words, mid)| CostRow {
        words,
        name: words,
        value: around(mid),
    });
    let cost = CostStrip {
        label: label("cost", "12.4 km that cost like 13.6"),
        ran_km: 12.4,
        ran_words: "ran 12.4",
        rows: &rows,
        unit: "flat km",
        table_head: ["Counted", "Flat km", "From", "To"],
    };
    let kilometre = |i: u32| KilometreCost {
        from_km: f64::from(i),
        length_km: if i == 12 { 0.4 } else { 1.0 },
        cost: around(1.08 + 0.3 * libm::sin(f64::from(i))),
        downhill_fraction: 0.3,
    };
    let kilometres: Vec<_> = (0..=12).map(kilometre).collect();
    let ground: Vec<_> = (0..=124_u32)
        .map(|i| AltitudeSample {
            distance_km: f64::from(i) / 10.0,
            altitude_m: Some(120.0 + 60.0 * libm::sin(f64::from(i) / 9.0)),
        })
        .collect();
    let by_km = |id, width| {
        KilometreChart {
            label: label(id, "Kilometre 3 cost most"),
            width,
            ground: &ground,
            kilometres: &kilometres,
            bounds: [0.85, 0.95, 1.05, 1.15, 1.3],
            pain: Some(Pain {
                at_km: 8.4,
                score: 4,
                words: "pain began, km 8.4",
            }),
            ground_unit: "altitude, m",
            cost_unit: "cost of each km, in flat km",
            distance_unit: "km",
            table_head: ["To km", "Flat km per km", "80 % interval", "Downhill"],
            to: "to",
        }
        .draw()
    };
    let points: Vec<_> = (1..=12_u32)
        .map(|i| CumulativePoint {
            distance_km: f64::from(i),
            cost: around(1.12 * f64::from(i)),
        })
        .collect();
    let grew = CumulativeChart {
        label: label("grew", "How the cost grew"),
        width: Width::Phone,
        points: &points,
        unit: "flat km so far",
        cost_words: "cost",
        ran_words: "1 per km",
        distance_unit: "km",
        table_head: ["To km", "Flat km so far", "80 % interval"],
        to: "to",
    };
    let ground = [
        ("Uphill", 0.3, 0.27, 3),
        ("Flat", 0.3, 0.28, 4),
        ("Downhill", 0.4, 0.45, 5),
    ];
    let ground = ground.map(|(name, way_fraction, load_fraction, step)| TerrainRow {
        name,
        way_fraction,
        load_fraction,
        step,
    });
    let split = TerrainSplit {
        label: label("split", "Downhill: 40 % of the way, 45 % of the load"),
        rows: &ground,
        table_head: ["Ground", "Of the way", "Of the load"],
    };
    let changes = [
        (
            "10 % more steps",
            -6.0,
            -11.0,
            0.0,
            "\u{2212}6 % (\u{2212}11 to 0)",
        ),
        ("10 % slower", 8.0, 7.0, 10.0, "+8 % (+7 to +10)"),
    ];
    let changes = changes.map(|(name, mid, low, high, words)| RangeRow {
        name,
        value: Range { mid, low, high },
        words,
    });
    let what_if = RangeRows {
        label: label("what-if", "The same run, changed in one thing"),
        rows: &changes,
        reference: Some(0.0),
        reference_words: "as it was",
        unit: " %",
        table_head: ["Change", "Load"],
    };
    section("What it cost", &figure(&cost.draw()))
        + &section(
            "Kilometre by kilometre",
            &figure(&by_km("km-p", Width::Phone)),
        )
        + &section(
            "Kilometre by kilometre, wide",
            &figure(&by_km("km-w", Width::Wide)),
        )
        + &section(
            "How it grew, and on what",
            &(figure(&grew.draw()) + &figure(&split.draw())),
        )
        + &section("What if", &figure(&what_if.draw()))
        + &section("All loads", &figure(&loads()))
}

fn loads() -> Drawing {
    let parts = |i: u32| {
        [
            LoadPart {
                step: 3,
                amount: if i.is_multiple_of(3) { 4.0 } else { 0.0 },
            },
            LoadPart {
                step: 2,
                amount: if i.is_multiple_of(2) { 1.2 } else { 0.0 },
            },
        ]
    };
    let days: Vec<(String, [LoadPart; 2])> = (0..30_u32)
        .map(|i| (format!("{} Jun", i + 1), parts(i)))
        .collect();
    let bars: Vec<LoadBar<'_>> = days
        .iter()
        .map(|(name, parts)| {
            let sum: f64 = parts.iter().map(|part| part.amount).sum();
            LoadBar {
                name,
                total: (sum > 0.0).then(|| around(sum)),
                parts,
                is_current: name == "30 Jun",
            }
        })
        .collect();
    LoadBars {
        label: label("loads", "Thirty days of all loads"),
        width: Width::Phone,
        bars: &bars,
        unit: "flat km a day",
        table_head: ["When", "Flat km", "80 % interval"],
        to: "to",
    }
    .draw()
}
