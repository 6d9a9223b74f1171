//! The four functions that make the whole plate: a closed or open outline, a
//! muscle, a strap, an engraving that follows an edge. Everything is points;
//! a Catmull-Rom spline turns them into curves.

use crate::svg::{Path, Pen, decimals};

/// A point of the frame, in its units.
pub(super) type Point = (f64, f64);

/// A point on a strap's middle line with the strap's half width there.
pub(super) type Width = (f64, f64, f64);

/// How far a control point stands off: a sixth of the chord makes Catmull-Rom.
const TENSION: f64 = 1.0 / 6.0;

/// How round a muscle or tendon ends, as a share of its width there.
const ROUNDING: f64 = 0.42;

/// What a line or surface is, which decides how it is filled and stroked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Skin,
    Outline,
    Bone,
    Kneecap,
    Knob,
    Muscle,
    DeepMuscle,
    Tendon,
    Band,
    Cartilage,
    Fat,
    Vessel,
    Nerve,
    FaintHatch,
    FaintLine,
}

impl Part {
    const fn class(self) -> &'static str {
        match self {
            Self::Skin => "k-skin",
            Self::Outline => "k-outline",
            Self::Bone => "k-bone",
            Self::Kneecap => "k-bone k-cap",
            Self::Knob => "k-knob",
            Self::Muscle => "k-musc",
            Self::DeepMuscle => "k-musc k-deep",
            Self::Tendon => "k-tend",
            Self::Band => "k-tend k-band",
            Self::Cartilage => "k-cart",
            Self::Fat => "k-fat",
            Self::Vessel => "k-vessel",
            Self::Nerve => "k-nerve",
            Self::FaintHatch => "k-hatch-2",
            Self::FaintLine => "k-crease",
        }
    }

    /// The gradient that gives roundness. An attribute, not a rule of the
    /// stylesheet: a local `url(#...)` in a linked sheet is not resolved alike everywhere.
    const fn gradient(self) -> Option<&'static str> {
        match self {
            Self::Skin => Some("url(#knee-g-skin)"),
            Self::Bone => Some("url(#knee-g-bone)"),
            Self::Kneecap => Some("url(#knee-g-cap)"),
            Self::Muscle | Self::DeepMuscle => Some("url(#knee-g-musc)"),
            Self::Tendon | Self::Band => Some("url(#knee-g-tend)"),
            _ => None,
        }
    }
}

/// The points `from..to` of an edge.
pub(super) fn part(edge: &'static [Point], from: usize, to: usize) -> &'static [Point] {
    edge.get(from..to).unwrap_or_default()
}

/// One view as it is drawn.
#[derive(Default)]
pub(super) struct Art {
    pen: Pen,
}

impl Art {
    pub fn into_markup(self) -> String {
        self.pen.into_markup()
    }

    fn put(&mut self, part: Part, path: &Path) {
        let mut element = self.pen.element("path").set("class", part.class());
        if let Some(gradient) = part.gradient() {
            element = element.set("fill", gradient);
        }
        element.set("d", path.as_str()).leaf();
    }

    fn faint(&mut self, class: &str, opacity: f64, line: &[Point]) {
        let element = self.pen.element("path").set("class", class);
        element
            .set("opacity", &decimals(opacity, 2))
            .set("d", spline(line).as_str())
            .leaf();
    }

    /// A closed outline: bones, fat pad, menisci.
    pub fn shape(&mut self, points: &[Point], part: Part) {
        self.put(part, &closed_spline(points));
    }

    /// An outline that runs out of the frame at both ends.
    pub fn open_shape(&mut self, points: &[Point], part: Part) {
        self.put(part, &spline(points));
    }

    /// A surface between two edges, without fibres.
    pub fn sheet(&mut self, a: &[Point], b: &[Point], part: Part) {
        self.put(part, &between(a, b));
    }

    /// A line.
    pub fn line(&mut self, points: &[Point], part: Part) {
        self.put(part, &spline(points));
    }

    /// A muscle between two edges. The fibres grow from the first opacity at
    /// edge `a` to the second at edge `b`, the shaded side.
    pub fn musc(
        &mut self,
        a: &[Point],
        b: &[Point],
        n_fibres: u32,
        opacity: (f64, f64),
        part: Part,
    ) {
        self.sheet(a, b, part);
        self.fibres(a, b, n_fibres, (opacity.0, opacity.1, 7), "k-fibre");
    }

    /// A tendon between two edges.
    pub fn tendon(&mut self, a: &[Point], b: &[Point], n_fibres: u32) {
        self.sheet(a, b, Part::Tendon);
        self.fibres(a, b, n_fibres, (0.35, 0.6, 5), "k-strand");
    }

    /// A tendon or ligament along a middle line; a width that goes to nothing
    /// is how a tendon leaves its muscle.
    pub fn strap(&mut self, line: &[Width], n_fibres: u32, part: Part) {
        let (a, b) = strap_edges(line);
        self.sheet(&a, &b, part);
        self.fibres(&a, &b, n_fibres, (0.35, 0.6, 9), "k-strand");
    }

    /// Engraving: the edge pulled `n` times towards a centre, shorter and paler each time.
    pub fn inset(&mut self, edge: &[Point], centre: Point, share: f64, n: u32) {
        let samples = sample(edge, 13);
        for i in 1..=n {
            let part = f64::from(i) / f64::from(n + 1);
            let skip = if i < 5 { i as usize } else { 4 };
            let kept = samples
                .iter()
                .skip(skip)
                .take(13_usize.saturating_sub(2 * skip));
            let line: Vec<Point> = kept.map(|p| mix(*p, centre, part * share)).collect();
            self.faint("k-hatch", 0.6 * (1.0 - part) + 0.08, &line);
        }
    }

    fn fibres(
        &mut self,
        a: &[Point],
        b: &[Point],
        n: u32,
        (pale, strong, samples): (f64, f64, u32),
        class: &str,
    ) {
        let (a, b) = (sample(a, samples), sample(b, samples));
        for i in 1..=n {
            let share = f64::from(i) / f64::from(n + 1);
            let line: Vec<Point> = a.iter().zip(&b).map(|(p, q)| mix(*p, *q, share)).collect();
            self.faint(class, pale + (strong - pale) * share, &line);
        }
    }
}

fn mix(p: Point, q: Point, share: f64) -> Point {
    (p.0 + (q.0 - p.0) * share, p.1 + (q.1 - p.1) * share)
}

/// The point at `i`, the ends standing for what lies beyond them.
fn near(points: &[Point], i: isize) -> Point {
    let last = points.len().saturating_sub(1);
    let held = usize::try_from(i).unwrap_or(0).min(last);
    points.get(held).copied().unwrap_or_default()
}

fn around(points: &[Point], i: isize) -> Point {
    let n = isize::try_from(points.len()).unwrap_or(1).max(1);
    near(points, i.rem_euclid(n))
}

/// The curve from `b` to `c` with its neighbours `a` before and `d` behind.
fn segment(path: Path, [a, b, c, d]: [Point; 4]) -> Path {
    let leave = (b.0 + (c.0 - a.0) * TENSION, b.1 + (c.1 - a.1) * TENSION);
    let arrive = (c.0 - (d.0 - b.0) * TENSION, c.1 - (d.1 - b.1) * TENSION);
    path.curve(leave, arrive, c)
}

fn extend(mut path: Path, points: &[Point]) -> Path {
    for i in 0..points.len().saturating_sub(1) {
        let i = isize::try_from(i).unwrap_or(0);
        path = segment(
            path,
            [
                near(points, i - 1),
                near(points, i),
                near(points, i + 1),
                near(points, i + 2),
            ],
        );
    }
    path
}

fn spline(points: &[Point]) -> Path {
    extend(Path::default().to(near(points, 0)), points)
}

fn closed_spline(points: &[Point]) -> Path {
    let mut path = Path::default().to(near(points, 0));
    for i in 0..points.len() {
        let i = isize::try_from(i).unwrap_or(0);
        path = segment(
            path,
            [
                around(points, i - 1),
                around(points, i),
                around(points, i + 1),
                around(points, i + 2),
            ],
        );
    }
    path.closed()
}

/// The outline of two edges with rounded ends.
fn between(a: &[Point], b: &[Point]) -> Path {
    let back: Vec<Point> = b.iter().rev().copied().collect();
    let from_end =
        |edge: &[Point], n: isize| near(edge, isize::try_from(edge.len()).unwrap_or(0) - n);
    let before_end = mix(from_end(a, 2), from_end(b, 2), 0.5);
    let after_start = mix(near(a, 1), near(b, 1), 0.5);
    let path = cap(spline(a), from_end(a, 1), from_end(b, 1), before_end);
    let path = extend(path, &back);
    cap(path, near(b, 0), near(a, 0), after_start).closed()
}

/// A rounded end from `p` to `q`, bulging away from `inside`.
fn cap(path: Path, p: Point, q: Point, inside: Point) -> Path {
    let middle = mix(p, q, 0.5);
    let (dx, dy) = (middle.0 - inside.0, middle.1 - inside.1);
    let bulge = libm::hypot(p.0 - q.0, p.1 - q.1) * ROUNDING / length(dx, dy);
    let push = |r: Point| (r.0 + dx * bulge, r.1 + dy * bulge);
    path.curve(push(p), push(q), q)
}

/// A length to divide by: never nothing.
fn length(dx: f64, dy: f64) -> f64 {
    let length = libm::hypot(dx, dy);
    if length > 0.0 { length } else { 1.0 }
}

fn strap_edges(line: &[Width]) -> (Vec<Point>, Vec<Point>) {
    let middle: Vec<Point> = line.iter().map(|w| (w.0, w.1)).collect();
    let edge = |side: f64| {
        let point = |(i, &(x, y, half)): (usize, &Width)| {
            let i = isize::try_from(i).unwrap_or(0);
            let (a, b) = (near(&middle, i - 1), near(&middle, i + 1));
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let reach = side * half / length(dx, dy);
            (x - dy * reach, y + dx * reach)
        };
        line.iter().enumerate().map(point).collect()
    };
    (edge(1.0), edge(-1.0))
}

/// `n` points evenly along the spline through `points`.
fn sample(points: &[Point], n: u32) -> Vec<Point> {
    let spans = points.len().saturating_sub(1);
    let all = f64::from(u32::try_from(spans).unwrap_or(0));
    (0..n)
        .map(|j| {
            let along = f64::from(j) / f64::from(n.max(2) - 1) * all;
            let span = (0..spans)
                .take_while(|s| f64::from(u32::try_from(*s).unwrap_or(0)) <= along)
                .count();
            let i = isize::try_from(span).unwrap_or(1) - 1;
            let share = along - f64::from(i32::try_from(i).unwrap_or(0));
            catmull_rom(
                [
                    near(points, i - 1),
                    near(points, i),
                    near(points, i + 1),
                    near(points, i + 2),
                ],
                share,
            )
        })
        .collect()
}

fn catmull_rom([a, b, c, d]: [Point; 4], u: f64) -> Point {
    let along = |a: f64, b: f64, c: f64, d: f64| {
        0.5 * (2.0 * b
            + (c - a) * u
            + (2.0 * a - 5.0 * b + 4.0 * c - d) * u * u
            + (3.0 * b - a - 3.0 * c + d) * u * u * u)
    };
    (along(a.0, b.0, c.0, d.0), along(a.1, b.1, c.1, d.1))
}
