//! The knee map: four plates of the right knee, mirrored for the left, and the
//! places on them that a runner can point to.
//!
//! A page prints [`symbols`] once, then a [`plate`] per view, and lays native
//! checkboxes over each plate, one per [`targets`] entry, with the class
//! [`Target::class`]. Words are the page's: this room knows ids only.

mod back;
mod curve;
mod front;
mod inner;
mod outer;
mod spot;

pub use spot::{Edge, Spot, Target, edges, placement_css, targets};
pub use trochlea_quantity::Side;

use crate::svg::{Label, Pen, Svg, decimals};
use curve::Art;

/// Width of the frame every plate is drawn in.
const FRAME_WIDTH: f64 = 320.0;
const FRAME_HEIGHT: f64 = 460.0;
/// The part that is shown: x, y, width, height.
const SHOWN: (f64, f64, f64, f64) = (20.0, 34.0, 280.0, 390.0);

/// The side a knee is seen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// From the front.
    Front,
    /// From the outer side.
    Outer,
    /// From the inner side.
    Inner,
    /// From behind.
    Back,
}

impl View {
    /// All four, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Front, Self::Outer, Self::Inner, Self::Back];

    /// The stable id: `front`, `outer`, `inner`, `back`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Outer => "outer",
            Self::Inner => "inner",
            Self::Back => "back",
        }
    }

    fn draw(self, art: &mut Art) {
        match self {
            Self::Front => front::draw(art),
            Self::Outer => outer::draw(art),
            Self::Inner => inner::draw(art),
            Self::Back => back::draw(art),
        }
    }
}

/// A place marked on a plate that is shown, not pressed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The place. One that this view does not show is not drawn.
    pub spot: Spot,
    /// Size of the soft mark as a share of the place: 1 is the place itself,
    /// less for a fingertip, more for a palm.
    pub spread: f64,
}

/// The art, once per page: gradients, the fading mask and one `<symbol>` per view.
///
/// It takes no room and says nothing to a screen reader.
#[must_use]
pub fn symbols(views: &[View]) -> Svg {
    let mut pen = Pen::default();
    let root = pen
        .element("svg")
        .set("class", "sprite")
        .set("aria-hidden", "true");
    root.at("width", 0.0).at("height", 0.0).open();
    pen.element("defs").open();
    gradients(&mut pen);
    pen.close("defs");
    for view in View::ALL.into_iter().filter(|v| views.contains(v)) {
        let frame = format!("0 0 {FRAME_WIDTH} {FRAME_HEIGHT}");
        pen.element("symbol")
            .set("id", &symbol_id(view))
            .set("viewBox", &frame)
            .open();
        pen.element("g").set("mask", "url(#knee-fade)").open();
        let mut art = Art::default();
        view.draw(&mut art);
        pen.markup(&art.into_markup());
        pen.close("g");
        pen.close("symbol");
    }
    pen.finish()
}

/// One plate, 280 by 390. Needs [`symbols`] with this view in the same page.
#[must_use]
pub fn plate(view: View, side: Side, marks: &[Mark], label: Label<'_>) -> Svg {
    let mut pen = Pen::framed("knee", SHOWN, label);
    art(&mut pen, view, side, marks);
    pen.finish()
}

/// A round detail around one place, for a row that says where it hurts.
/// `None` when this view does not show the place.
#[must_use]
pub fn detail(view: View, side: Side, mark: Mark, label: Label<'_>) -> Option<Svg> {
    let target = targets(view, side)
        .into_iter()
        .find(|t| t.spot == mark.spot)?;
    let (x, y) = target.centre();
    let mut pen = Pen::framed(
        "knee knee-detail",
        (x - 65.0, y - 65.0, 130.0, 130.0),
        label,
    );
    art(&mut pen, view, side, &[mark]);
    Some(pen.finish())
}

fn art(pen: &mut Pen, view: View, side: Side, marks: &[Mark]) {
    let mut element = pen
        .element("use")
        .set("href", &format!("#{}", symbol_id(view)));
    if side == Side::Left {
        element = element.set("transform", "translate(320)scale(-1 1)");
    }
    element
        .at("width", FRAME_WIDTH)
        .at("height", FRAME_HEIGHT)
        .leaf();
    for target in targets(view, side) {
        for mark in marks
            .iter()
            .filter(|m| m.spot == target.spot && m.spread.is_finite())
        {
            let (x, y) = target.centre();
            let (rx, ry) = target.radii();
            let spread = mark.spread.clamp(0.2, 2.0);
            let blob = pen.element("ellipse").set("fill", "url(#knee-g-spot)");
            blob.at("cx", x)
                .at("cy", y)
                .at("rx", rx * spread)
                .at("ry", ry * spread)
                .leaf();
        }
    }
}

fn symbol_id(view: View) -> String {
    format!("knee-{}", view.id())
}

/// A stop: offset, colour, opacity.
type Stop = (f64, &'static str, f64);

fn gradients(pen: &mut Pen) {
    const ROUND: [f64; 4] = [0.0, 0.32, 0.62, 1.0];
    let four = |edge: &'static str, face: &'static str, at: [f64; 4]| {
        let [a, b, c, d] = at;
        vec![
            (a, edge, 1.0),
            (b, face, 1.0),
            (c, face, 1.0),
            (d, edge, 1.0),
        ]
    };
    let linear = [
        (
            "knee-g-bone",
            four("var(--k-bone-2)", "var(--k-bone)", ROUND),
        ),
        (
            "knee-g-skin",
            four("var(--k-skin-2)", "var(--k-skin)", [0.0, 0.3, 0.7, 1.0]),
        ),
        (
            "knee-g-musc",
            four("var(--k-musc-2)", "var(--k-musc)", [0.0, 0.45, 0.45, 1.0]),
        ),
        (
            "knee-g-tend",
            four("var(--k-tend-2)", "var(--k-tend)", [0.0, 0.4, 0.4, 1.0]),
        ),
    ];
    for (id, stops) in &linear {
        pen.element("linearGradient").set("id", id).open();
        write_stops(pen, stops);
        pen.close("linearGradient");
    }
    let cap = pen.element("radialGradient").set("id", "knee-g-cap");
    cap.set("cx", ".4").set("cy", ".36").set("r", ".75").open();
    write_stops(
        pen,
        &[
            (0.0, "var(--k-bone)", 1.0),
            (0.55, "var(--k-bone)", 1.0),
            (1.0, "var(--k-bone-2)", 1.0),
        ],
    );
    pen.close("radialGradient");
    pen.element("radialGradient")
        .set("id", "knee-g-spot")
        .open();
    write_stops(
        pen,
        &[
            (0.0, "var(--spot)", 0.78),
            (0.5, "var(--spot)", 0.5),
            (1.0, "var(--spot)", 0.0),
        ],
    );
    pen.close("radialGradient");
    fade(pen);
}

/// A thigh and a shin do not end in a cut: the plate fades at top and bottom.
fn fade(pen: &mut Pen) {
    const STEPS: [(f64, &str); 8] = [
        (0.0, "#000"),
        (0.07, "#555"),
        (0.15, "#ccc"),
        (0.24, "#fff"),
        (0.76, "#fff"),
        (0.86, "#ccc"),
        (0.94, "#555"),
        (1.0, "#000"),
    ];
    let down = pen.element("linearGradient").set("id", "knee-g-fade");
    down.set("x2", "0").set("y2", "1").open();
    write_stops(pen, &STEPS.map(|(at, grey)| (at, grey, 1.0)));
    pen.close("linearGradient");
    let mask = pen
        .element("mask")
        .set("id", "knee-fade")
        .set("maskUnits", "userSpaceOnUse");
    mask.at("x", 0.0)
        .at("y", -20.0)
        .at("width", FRAME_WIDTH)
        .at("height", 480.0)
        .open();
    let (_, y, _, height) = SHOWN;
    let whole = pen.element("rect").at("x", 0.0).at("y", y);
    whole
        .at("width", FRAME_WIDTH)
        .at("height", height)
        .set("fill", "url(#knee-g-fade)")
        .leaf();
    pen.close("mask");
}

fn write_stops(pen: &mut Pen, stops: &[Stop]) {
    for (offset, colour, opacity) in stops {
        let mut stop = pen.element("stop").set("offset", &decimals(*offset, 2));
        stop = stop.set("stop-color", colour);
        if *opacity < 1.0 {
            stop = stop.set("stop-opacity", &decimals(*opacity, 2));
        }
        stop.leaf();
    }
}
