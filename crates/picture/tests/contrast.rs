//! Contrast of the pairs in use, recomputed from the stylesheet's own tokens.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test a panic is the message"
)]

use std::collections::BTreeMap;

const SHEET: &str = include_str!("../../app/assets/trochlea.css");

type Tokens = BTreeMap<String, [f64; 3]>;

/// Tokens of the two schemes: the dark one overrides the light one.
fn schemes() -> [(&'static str, Tokens); 2] {
    let block = |from: &str, to: &str| {
        let begin = SHEET.find(from).expect("the scheme begins");
        let end = begin + SHEET[begin..].find(to).expect("the scheme ends");
        tokens(&SHEET[begin..end])
    };
    let light = block(":root{", "\n}\n");
    let mut dark = light.clone();
    dark.extend(block(
        "@media screen and (prefers-color-scheme:dark){:root{",
        "}}",
    ));
    [("light", light), ("dark", dark)]
}

fn tokens(css: &str) -> Tokens {
    css.split("--")
        .filter_map(|piece| {
            let (name, value) = piece.split_once(':')?;
            let hex = value.trim_start().strip_prefix('#')?.get(..6)?;
            let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).ok().map(f64::from);
            Some((name.to_owned(), [part(0)?, part(2)?, part(4)?]))
        })
        .collect()
}

/// Relative luminance, WCAG 2.2.
fn luminance(rgb: [f64; 3]) -> f64 {
    let [r, g, b] = rgb.map(|c| {
        let c = c / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            libm::pow((c + 0.055) / 1.055, 2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast ratio, WCAG 2.2.
fn ratio(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[track_caller]
fn check(front: &str, ground: &str, least: f64) {
    for (scheme, tokens) in schemes() {
        let found = ratio(tokens[front], tokens[ground]);
        assert!(
            found >= least,
            "{scheme}: {front} on {ground} is {found:.2}, wants {least}"
        );
    }
}

#[test]
fn the_measure_itself_is_right() {
    // Black on white is 21 by definition; #777777 on white is the textbook 4.48.
    assert!((ratio([0.0; 3], [255.0; 3]) - 21.0).abs() < 1e-9);
    assert!((ratio([119.0; 3], [255.0; 3]) - 4.48).abs() < 0.005);
}

#[test]
fn both_schemes_name_every_colour_of_their_own() {
    let [(_, light), (_, dark)] = schemes();
    assert!(light.len() >= 60, "{}", light.len());
    for name in [
        "paper", "ink", "act", "load-1", "grade-1", "pace-1", "pain-1", "spot",
    ] {
        assert!(ratio(light[name], dark[name]) > 1.05, "{name}");
    }
}

#[test]
fn ink_is_read_at_seven_to_one() {
    for ground in [
        "paper",
        "card",
        "sunk",
        "act-soft",
        "stop-soft",
        "stop-ground",
    ] {
        check("ink", ground, 7.0);
    }
}

#[test]
fn every_text_is_read_at_four_and_a_half_to_one() {
    for (front, grounds) in [
        ("ink-2", ["paper", "card", "sunk", "act-soft"].as_slice()),
        ("ink-3", &["paper", "card"]),
        ("act", &["paper", "card", "act-soft"]),
        ("on-act", &["act", "act-hover"]),
        ("stop", &["card", "paper", "stop-soft", "stop-ground"]),
        ("on-stop", &["stop"]),
        ("pain-text", &["card", "paper"]),
        ("tol-line", &["card", "paper"]),
        // The numeral in a diamond, and in a checked disc.
        ("card", &["pain-4"]),
        ("on-spot", &["spot"]),
        // Words that stand on a band of tolerance.
        ("ink", &["tol-2", "tol-3"]),
    ] {
        for ground in grounds {
            check(front, ground, 4.5);
        }
    }
}

#[test]
fn every_mark_is_seen_at_three_to_one() {
    for (front, grounds) in [
        ("edge", ["card", "paper"].as_slice()),
        ("focus", &["paper", "card", "stop-ground"]),
        ("load-4", &["card", "paper"]),
        ("load-5", &["card", "paper"]),
        ("pain-3", &["card", "paper"]),
        ("pain-4", &["card", "paper"]),
        ("grade-4", &["card", "paper"]),
        ("pace-4", &["card", "paper"]),
        ("k-line", &["k-bone"]),
        ("k-tend-line", &["k-tend"]),
        ("spot", &["k-skin", "k-bone"]),
        // Today's ring and the limit cross every ground of a strip.
        ("ink", &["sunk", "tol-1"]),
        // The whisker of a sum crosses its bar.
        ("ink", &["load-1", "load-2", "load-3"]),
    ] {
        for ground in grounds {
            check(front, ground, 3.0);
        }
    }
}

/// Lightness L* of CIE 1976 under D65.
fn lightness(rgb: [f64; 3]) -> f64 {
    let y = luminance(rgb);
    if y > 216.0 / 24389.0 {
        116.0 * libm::cbrt(y) - 16.0
    } else {
        24389.0 / 27.0 * y
    }
}

#[test]
fn more_is_always_further_from_the_ground() {
    for (scheme, tokens) in schemes() {
        let ground = lightness(tokens["paper"]);
        for (ramp, n) in [("load", 6), ("grade", 6), ("pace", 6), ("pain", 5)] {
            let away: Vec<f64> = (1..=n)
                .map(|i| (lightness(tokens[&format!("{ramp}-{i}")]) - ground).abs())
                .collect();
            for step in away.windows(2) {
                // Steps below 10 L* are not told apart in greyscale.
                assert!(step[1] - step[0] >= 10.0, "{scheme} {ramp}: {away:?}");
            }
        }
    }
}

#[test]
fn paper_stays_light_in_the_dark() {
    assert!(SHEET.contains("@media screen and (prefers-color-scheme:dark)"));
    assert!(!SHEET.contains("@media (prefers-color-scheme:dark)"));
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    for word in ["@import", "@font-face", "http://", "https://", "url("] {
        // `url(` would be a file of ours; there is none so far.
        assert!(!SHEET.contains(word), "{word}");
    }
}

#[test]
fn a_finger_finds_every_control() {
    assert!(SHEET.contains("--tap:44px"));
    for control in [
        ".btn{",
        ".link{",
        "details>summary{",
        ".seg span{",
        ".legend label{",
        ".brand{",
    ] {
        let rule = SHEET
            .split(control)
            .nth(1)
            .and_then(|r| r.split('}').next())
            .expect("the rule");
        assert!(rule.contains("min-height:var(--tap)"), "{control}");
    }
}
