//! The knee map: stable ids, a true mirror, a small page.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a panic is the message"
)]

use std::collections::BTreeSet;
use std::io::Write as _;

use trochlea_picture::Label;
use trochlea_picture::knee::{self, Edge, Mark, Side, Spot, View};

const SHEET: &str = include_str!("../../app/assets/trochlea.css");

fn ids(view: View) -> Vec<&'static str> {
    knee::targets(view, Side::Right)
        .iter()
        .map(|t| t.spot.id())
        .collect()
}

#[test]
fn every_view_has_its_places_in_their_order() {
    assert_eq!(
        ids(View::Front),
        [
            "quad", "patella", "medpat", "fat", "ptend", "tub", "mjl", "pes"
        ]
    );
    assert_eq!(
        ids(View::Outer),
        ["itb", "ljl", "bic", "fib", "gerdy", "patella", "ptend"]
    );
    assert_eq!(
        ids(View::Inner),
        ["mcl", "mjl", "pes", "ham", "plateau", "medpat"]
    );
    assert_eq!(ids(View::Back), ["pop", "hami", "bicb", "gasi", "gaso"]);
}

#[test]
fn ids_are_unique_and_come_back() {
    let unique: BTreeSet<_> = Spot::ALL.iter().map(|s| s.id()).collect();
    assert_eq!(unique.len(), Spot::ALL.len());
    for spot in Spot::ALL {
        assert_eq!(Spot::from_id(spot.id()), Some(*spot));
    }
    assert_eq!(Spot::from_id("elbow"), None);
}

#[test]
fn every_place_is_on_some_view() {
    let shown: BTreeSet<_> = View::ALL
        .into_iter()
        .flat_map(|v| knee::targets(v, Side::Left))
        .map(|t| t.spot)
        .collect();
    assert_eq!(shown.len(), Spot::ALL.len());
}

#[test]
fn the_left_knee_is_the_mirror_of_the_right() {
    for view in View::ALL {
        let pairs = knee::targets(view, Side::Right)
            .into_iter()
            .zip(knee::targets(view, Side::Left));
        for (right, left) in pairs {
            assert_eq!((right.spot, right.number), (left.spot, left.number));
            // The frame 20 to 300 lies evenly around 160, so left edges add up to 100 % less the width.
            let across = right.left_percent + left.left_percent + right.width_percent;
            assert!((across - 100.0).abs() < 1e-9, "{:?}", right.spot);
            assert!((right.top_percent - left.top_percent).abs() < 1e-12);
        }
        let ((a, b), (c, d)) = (
            knee::edges(view, Side::Right),
            knee::edges(view, Side::Left),
        );
        assert_eq!((a, b), (d, c));
    }
    assert_eq!(
        knee::edges(View::Front, Side::Right),
        (Edge::Outer, Edge::Inner)
    );
}

#[test]
fn every_place_lies_on_the_plate_and_is_big_enough_to_tap() {
    for target in View::ALL
        .into_iter()
        .flat_map(|v| knee::targets(v, Side::Right))
    {
        assert!(target.left_percent > 0.0 && target.left_percent + target.width_percent < 100.0);
        assert!(target.top_percent > 0.0 && target.top_percent + target.height_percent < 100.0);
        // At 390 pixels the plate is 358 wide and 499 high; 24 pixels is the least of WCAG 2.2.
        assert!(target.width_percent * 3.58 >= 24.0 && target.height_percent * 4.99 >= 24.0);
    }
}

#[test]
fn no_disc_hides_another() {
    for view in View::ALL {
        let centres: Vec<(f64, f64)> = knee::targets(view, Side::Right)
            .iter()
            .map(|t| {
                (
                    (t.left_percent + t.width_percent / 2.0) * 3.58,
                    (t.top_percent + t.height_percent / 2.0) * 4.99,
                )
            })
            .collect();
        for (i, a) in centres.iter().enumerate() {
            for b in &centres[i + 1..] {
                // Discs are 21 pixels wide.
                assert!(
                    libm::hypot(a.0 - b.0, a.1 - b.1) > 24.0,
                    "{view:?} {a:?} {b:?}"
                );
            }
        }
    }
}

#[test]
fn the_stylesheet_places_every_checkbox() {
    let begin = SHEET.find("/* placement:begin */\n").expect("the marker")
        + "/* placement:begin */\n".len();
    let end = SHEET.find("/* placement:end */").expect("the marker");
    assert_eq!(
        &SHEET[begin..end],
        knee::placement_css(),
        "run the example `placement` and paste it"
    );
}

#[test]
fn art_of_four_views_stays_under_sixty_kilobytes() {
    let art = knee::symbols(&View::ALL).into_string();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(art.as_bytes()).expect("into memory");
    let size = packed.finish().expect("into memory").len();
    // The page may have 70 kB: the art, 52 checkboxes with their legends, and the frame.
    assert!(size < 60_000, "{size} bytes");
}

#[test]
fn a_plate_points_to_art_that_the_page_has() {
    let art = knee::symbols(&View::ALL).into_string();
    for view in View::ALL {
        for side in Side::BOTH {
            let label = Label {
                id: "k",
                title: "Knee",
                desc: "",
            };
            let svg = knee::plate(
                view,
                side,
                &[Mark {
                    spot: Spot::Kneecap,
                    spread: 1.0,
                }],
                label,
            )
            .into_string();
            assert!(svg.contains(&format!("href=\"#knee-{}\"", view.id())));
            assert!(art.contains(&format!("id=\"knee-{}\"", view.id())));
            assert_eq!(svg.contains("scale(-1 1)"), side == Side::Left);
            let shows = knee::targets(view, side)
                .iter()
                .any(|t| t.spot == Spot::Kneecap);
            assert_eq!(svg.contains("knee-g-spot"), shows);
        }
    }
    for reference in art
        .split("url(#")
        .skip(1)
        .filter_map(|r| r.split(')').next())
    {
        assert!(art.contains(&format!("id=\"{reference}\"")), "{reference}");
    }
}

#[test]
fn a_detail_of_a_place_the_view_does_not_show_is_nothing() {
    let label = Label {
        id: "k",
        title: "Knee",
        desc: "",
    };
    let mark = |spot| Mark { spot, spread: 1.0 };
    assert!(knee::detail(View::Front, Side::Left, mark(Spot::Kneecap), label).is_some());
    assert!(knee::detail(View::Front, Side::Left, mark(Spot::Hollow), label).is_none());
}

#[test]
fn every_class_of_the_art_has_a_rule() {
    let art = knee::symbols(&View::ALL).into_string();
    for class in art
        .split("class=\"")
        .skip(1)
        .filter_map(|r| r.split('"').next())
        .flat_map(str::split_whitespace)
    {
        assert!(SHEET.contains(&format!(".{class}{{")), "{class}");
    }
}
