use std::fmt::Write as _;

use super::{FRAME_WIDTH, SHOWN, Side, View};
use crate::svg::decimals;

macro_rules! spots {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// A named place on a knee. The same place in two views is one spot.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Spot {
            $($(#[$doc])* $name,)*
        }

        impl Spot {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable id, as forms and stored answers spell it.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

spots! {
    /// Above the kneecap: quadriceps tendon.
    Quadriceps = "quad",
    /// Behind or around the kneecap.
    Kneecap = "patella",
    /// Inner edge of the kneecap: plica, inner facet.
    InnerKneecapEdge = "medpat",
    /// Beside the patellar tendon: fat pad.
    FatPad = "fat",
    /// Below the kneecap: patellar tendon.
    PatellarTendon = "ptend",
    /// Bump on the shin bone: tibial tuberosity.
    Tuberosity = "tub",
    /// Inner joint line.
    InnerJointLine = "mjl",
    /// Inner shin below the joint: pes anserine.
    PesAnserine = "pes",
    /// Outer knob of the thigh bone: iliotibial band.
    IliotibialBand = "itb",
    /// Outer joint line.
    OuterJointLine = "ljl",
    /// Outer hamstring tendon, from the side.
    BicepsTendon = "bic",
    /// Head of the fibula.
    FibularHead = "fib",
    /// Where the band ends: Gerdy's tubercle.
    Gerdy = "gerdy",
    /// Inner knob of the thigh bone: upper end of the inner ligament.
    InnerLigament = "mcl",
    /// Inner hamstring tendons, from the side.
    InnerHamstrings = "ham",
    /// Upper shin bone.
    Plateau = "plateau",
    /// Hollow of the knee.
    Hollow = "pop",
    /// Inner hamstring tendons, from behind.
    InnerHamstringsBehind = "hami",
    /// Outer hamstring tendon, from behind.
    BicepsBehind = "bicb",
    /// Inner calf head.
    InnerCalf = "gasi",
    /// Outer calf head.
    OuterCalf = "gaso",
}

impl Spot {
    /// The spot with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|spot| spot.id() == id)
    }
}

/// Where a spot lies on a plate: an ellipse, in percent of the shown part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The view it belongs to.
    pub view: View,
    /// The knee it belongs to.
    pub side: Side,
    /// The place.
    pub spot: Spot,
    /// Its number on this plate and in the legend below, from 1.
    pub number: u8,
    /// Left edge of the ellipse's box.
    pub left_percent: f64,
    /// Upper edge of the ellipse's box.
    pub top_percent: f64,
    /// Width of the ellipse.
    pub width_percent: f64,
    /// Height of the ellipse.
    pub height_percent: f64,
}

impl Target {
    /// The class that puts a checkbox there: `at-r-front-quad`.
    #[must_use]
    pub fn class(&self) -> String {
        let side = if self.side == Side::Left { "l" } else { "r" };
        format!("at-{side}-{}-{}", self.view.id(), self.spot.id())
    }

    pub(super) fn centre(&self) -> (f64, f64) {
        let (x, y, width, height) = SHOWN;
        (
            x + (self.left_percent + self.width_percent / 2.0) / 100.0 * width,
            y + (self.top_percent + self.height_percent / 2.0) / 100.0 * height,
        )
    }

    pub(super) fn radii(&self) -> (f64, f64) {
        (
            self.width_percent / 200.0 * SHOWN.2,
            self.height_percent / 200.0 * SHOWN.3,
        )
    }
}

/// An ellipse of the right knee: spot, centre x and y, radius x and y, in units of the frame.
type Ellipse = (Spot, f64, f64, f64, f64);

#[rustfmt::skip]
const FRONT: &[Ellipse] = &[
    (Spot::Quadriceps, 157.0, 138.0, 26.0, 27.0),
    (Spot::Kneecap, 157.0, 194.0, 31.0, 29.0),
    (Spot::InnerKneecapEdge, 206.0, 190.0, 17.0, 25.0),
    (Spot::FatPad, 122.0, 240.0, 17.0, 18.0),
    (Spot::PatellarTendon, 157.0, 258.0, 20.0, 24.0),
    (Spot::Tuberosity, 157.0, 304.0, 21.0, 20.0),
    (Spot::InnerJointLine, 218.0, 250.0, 17.0, 18.0),
    (Spot::PesAnserine, 203.0, 322.0, 23.0, 24.0),
];

#[rustfmt::skip]
const OUTER: &[Ellipse] = &[
    (Spot::IliotibialBand, 159.0, 198.0, 25.0, 27.0),
    (Spot::OuterJointLine, 142.0, 252.0, 21.0, 17.0),
    (Spot::BicepsTendon, 101.0, 196.0, 18.0, 34.0),
    (Spot::FibularHead, 124.0, 290.0, 18.0, 19.0),
    (Spot::Gerdy, 184.0, 279.0, 18.0, 18.0),
    (Spot::Kneecap, 228.0, 194.0, 21.0, 30.0),
    (Spot::PatellarTendon, 218.0, 256.0, 16.0, 23.0),
];

#[rustfmt::skip]
const INNER: &[Ellipse] = &[
    (Spot::InnerLigament, 171.0, 196.0, 24.0, 25.0),
    (Spot::InnerJointLine, 172.0, 252.0, 23.0, 18.0),
    (Spot::PesAnserine, 138.0, 314.0, 29.0, 24.0),
    (Spot::InnerHamstrings, 219.0, 196.0, 18.0, 40.0),
    (Spot::Plateau, 192.0, 288.0, 18.0, 19.0),
    (Spot::InnerKneecapEdge, 104.0, 190.0, 20.0, 28.0),
];

#[rustfmt::skip]
const BACK: &[Ellipse] = &[
    (Spot::Hollow, 162.0, 216.0, 27.0, 30.0),
    (Spot::InnerHamstringsBehind, 96.0, 196.0, 18.0, 42.0),
    (Spot::BicepsBehind, 231.0, 196.0, 18.0, 42.0),
    (Spot::InnerCalf, 120.0, 300.0, 28.0, 36.0),
    (Spot::OuterCalf, 207.0, 300.0, 28.0, 36.0),
];

/// The places of one plate, in the order of their numbers.
#[must_use]
pub fn targets(view: View, side: Side) -> Vec<Target> {
    let ellipses = match view {
        View::Front => FRONT,
        View::Outer => OUTER,
        View::Inner => INNER,
        View::Back => BACK,
    };
    let place = |(number, ellipse): (u8, &Ellipse)| place(view, side, number, *ellipse);
    (1..).zip(ellipses).map(place).collect()
}

fn place(view: View, side: Side, number: u8, (spot, x, y, rx, ry): Ellipse) -> Target {
    let (left, top, width, height) = SHOWN;
    let x = if side == Side::Left {
        FRAME_WIDTH - x
    } else {
        x
    };
    Target {
        view,
        side,
        spot,
        number,
        left_percent: (x - rx - left) / width * 100.0,
        top_percent: (y - ry - top) / height * 100.0,
        width_percent: 2.0 * rx / width * 100.0,
        height_percent: 2.0 * ry / height * 100.0,
    }
}

/// What lies at an edge of a plate, so that left and right are not guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The outer side of the body.
    Outer,
    /// The inner side, towards the other knee.
    Inner,
    /// The front of the body.
    Front,
    /// The back of the body.
    Back,
}

/// What the left and the right edge of a plate are.
#[must_use]
pub const fn edges(view: View, side: Side) -> (Edge, Edge) {
    let (left, right) = match view {
        View::Front => (Edge::Outer, Edge::Inner),
        View::Outer => (Edge::Back, Edge::Front),
        View::Inner => (Edge::Front, Edge::Back),
        View::Back => (Edge::Inner, Edge::Outer),
    };
    match side {
        Side::Right => (left, right),
        Side::Left => (right, left),
    }
}

/// The rules that put each checkbox on its place.
///
/// They stand in the stylesheet, because a strict content policy forbids style
/// attributes; a test keeps the sheet equal to this.
#[must_use]
pub fn placement_css() -> String {
    let mut css = String::new();
    for side in [Side::Right, Side::Left] {
        for target in View::ALL.into_iter().flat_map(|view| targets(view, side)) {
            let percent = |value: f64| decimals(value, 2);
            let rule = writeln!(
                css,
                ".{}{{left:{}%;top:{}%;width:{}%;height:{}%}}",
                target.class(),
                percent(target.left_percent),
                percent(target.top_percent),
                percent(target.width_percent),
                percent(target.height_percent),
            );
            debug_assert!(rule.is_ok(), "writing to a string cannot fail");
        }
    }
    css
}
