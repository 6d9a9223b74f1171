//! A moving line figure of a body, from joint angles.
//!
//! Angles in, a drawing out: the skeleton is put together in space, seen from one side and drawn
//! as tapered bones with round joints. All shapes of a layer are stroked first and then filled, so
//! that joints melt into one outline. The end of the movement stands behind it as a dashed ghost.
//!
//! The drawing shows the first pose and stands still. What moves it is a list of style rules that
//! travels beside it ([`FigureDrawing::rules`]), for a style sheet of its own: a page that allows
//! no inline style, and a reader who wants no motion, are both served by that.
//!
//! It knows no exercise: which angles an exercise has stands in the tables.

mod motion;
mod pose;
mod shape;
mod skeleton;
mod space;
mod thing;
mod view;

pub use motion::Move;
pub use pose::{End, Held, Limb, Pose};
pub use thing::{Look, Thing};
pub use view::View;

use motion::{Placed, Sample, keyframes, samples};
use shape::{Layer, Layers, Shape, shapes};
use skeleton::{PERCENT, Skeleton};
use space::{Point, dot, sub, turn, unit as direction};

use crate::svg::{Anchor as TextAnchor, Label, Path, Pen, Svg, decimals, unit};

/// What a figure is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// Its name.
    pub label: Label<'a>,
    /// Begins the names of its style rules: letters, digits and `-`, unique in a page.
    pub class: &'a str,
    /// Where the viewer stands.
    pub view: View,
    /// What stays on its place.
    pub anchor: Anchor,
    /// Two or more; the first is where the movement begins.
    pub poses: &'a [Pose],
    /// The pose drawn as a ghost, by its place in the list.
    pub ghost: usize,
    /// One round of the movement; it ends in the first pose.
    pub moves: &'a [Move],
    /// What stands beside the body.
    pub things: &'a [Thing],
    /// An angle to show.
    pub angle: Option<ShownAngle<'a>>,
}

/// A landmark that rests at a height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// What rests.
    pub landmark: Landmark,
    /// How high its underside is above the floor, percent of body height.
    pub height_pct: f64,
}

/// A place on the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Landmark {
    Pelvis,
    Shoulders,
    LeftHip,
    RightHip,
    LeftKnee,
    RightKnee,
    LeftFoot,
    RightFoot,
    LeftToe,
    RightToe,
    LeftElbow,
    RightElbow,
    LeftHand,
    RightHand,
    /// Whichever foot is lower; the pelvis keeps its place above it.
    Feet,
}

/// An angle drawn as an arc with its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShownAngle<'a> {
    /// Which.
    pub of: AngleOf,
    /// Left or right leg.
    pub right: bool,
    /// For example "45°".
    pub words: &'a str,
}

/// Which angle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AngleOf {
    /// How far the thigh moves from the first pose to the ghost.
    ThighSweep,
    /// How far the knee is bent in the ghost.
    KneeBend,
}

/// A figure, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureDrawing {
    /// The first pose with the ghost of the end.
    pub svg: Svg,
    /// Style rules that move it.
    pub rules: String,
}

/// Why a figure cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum FigureError {
    /// There is no movement in fewer than two poses.
    TooFewPoses,
    /// A move or the ghost names a pose that is not there.
    NoSuchPose(usize),
    /// A move takes no time, or for ever.
    NoTime,
    /// An angle or a place is not a number.
    NotANumber,
    /// A knee or an elbow is bent the wrong way or too far, in degrees.
    Hinge(f64),
    /// A hand or foot is held in one pose and free in the next.
    HeldInOnePose,
    /// The anchor hangs on a limb that is held elsewhere.
    AnchorIsHeld,
    /// A held hand or foot is too near or too far.
    OutOfReach {
        /// How far it is, percent of body height.
        needed_pct: f64,
        /// How far the limb reaches.
        most_pct: f64,
    },
}

impl std::fmt::Display for FigureError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooFewPoses => write!(f, "a movement needs two poses"),
            Self::NoSuchPose(idx) => write!(f, "there is no pose {idx}"),
            Self::NoTime => write!(f, "a move takes some time, and not for ever"),
            Self::NotANumber => write!(f, "an angle or a place is not a number"),
            Self::Hinge(degrees) => {
                write!(
                    f,
                    "a knee or an elbow bends by 0 to 160 degrees, not {degrees}"
                )
            }
            Self::HeldInOnePose => write!(
                f,
                "a hand or foot that is held or level in one pose must be so in all"
            ),
            Self::AnchorIsHeld => write!(f, "what anchors the body cannot be held elsewhere"),
            Self::OutOfReach {
                needed_pct,
                most_pct,
            } => write!(
                f,
                "a held hand or foot is {needed_pct:.1} percent of the height away, and the limb reaches {most_pct:.1}"
            ),
        }
    }
}

impl std::error::Error for FigureError {}

/// Knees and elbows bend no further.
const HINGE_MOST_DEG: f64 = 160.0;
/// What moves less than this is not drawn in the ghost, units.
const GHOST_LEAST: f64 = 3.0;
const MARGIN: f64 = 10.0;
/// No figure is drawn in a frame smaller than this, so that a lying body is not a giant.
const LEAST_FRAME: (f64, f64) = (300.0, 150.0);

/// A figure worked out: every shape at every moment.
struct Played<'a> {
    figure: &'a Figure<'a>,
    at_s: Vec<f64>,
    bodies: Vec<Skeleton>,
    shapes: Vec<Vec<Shape>>,
    ghost: Vec<Shape>,
    ghost_body: Skeleton,
}

impl Figure<'_> {
    /// Draws it.
    ///
    /// # Errors
    /// When its poses cannot be: see [`FigureError`].
    pub fn draw(&self) -> Result<FigureDrawing, FigureError> {
        let played = self.played()?;
        let mut rules = String::new();
        let classes = played.rules(&mut rules);
        Ok(FigureDrawing {
            svg: played.svg(&classes),
            rules,
        })
    }

    /// The angle that it shows, in degrees, measured in space on the finished poses.
    ///
    /// # Errors
    /// As [`Self::draw`].
    pub fn measured_deg(&self, of: AngleOf, right: bool) -> Result<f64, FigureError> {
        let first = self.body(self.poses.first().ok_or(FigureError::TooFewPoses)?)?;
        let last = self.poses.get(self.ghost);
        let last = self.body(last.ok_or(FigureError::NoSuchPose(self.ghost))?)?;
        let leg = |body: &Skeleton| {
            let [left_leg, right_leg] = body.legs;
            if right { right_leg } else { left_leg }
        };
        let (start, end) = (leg(&first), leg(&last));
        let (a, b) = match of {
            AngleOf::ThighSweep => (sub(start.knee, start.hip), sub(end.knee, end.hip)),
            AngleOf::KneeBend => (sub(end.knee, end.hip), sub(end.ankle, end.knee)),
        };
        Ok(angle_between(a, b))
    }

    /// How high the lowest edge of the body is above the floor in each key pose, percent of body
    /// height; below zero it would sink in.
    ///
    /// # Errors
    /// As [`Self::draw`].
    pub fn lowest_pct(&self) -> Result<Vec<f64>, FigureError> {
        let lowest = |pose| Ok(self.body(pose)?.lowest() / PERCENT);
        self.poses.iter().map(lowest).collect()
    }

    fn body(&self, pose: &Pose) -> Result<Skeleton, FigureError> {
        check(pose)?;
        Skeleton::of(pose, self.anchor)
    }

    fn played(&self) -> Result<Played<'_>, FigureError> {
        if self.poses.len() < 2 {
            return Err(FigureError::TooFewPoses);
        }
        self.poses.iter().try_for_each(check)?;
        self.things.iter().try_for_each(thing::check)?;
        let samples: Vec<Sample> = samples(self.poses, self.moves)?;
        let bodies = samples.iter().map(|sample| self.body(&sample.pose));
        let bodies = bodies.collect::<Result<Vec<_>, _>>()?;
        let first = bodies.first().ok_or(FigureError::TooFewPoses)?;
        let layers = Layers::of(first, &self.view);
        let ghost = self.poses.get(self.ghost);
        let ghost_body = self.body(ghost.ok_or(FigureError::NoSuchPose(self.ghost))?)?;
        let see = |body: &Skeleton| shapes(body, layers, &self.view);
        Ok(Played {
            figure: self,
            at_s: samples.iter().map(|sample| sample.at_s).collect(),
            shapes: bodies.iter().map(see).collect(),
            ghost: see(&ghost_body),
            ghost_body,
            bodies,
        })
    }
}

fn check(pose: &Pose) -> Result<(), FigureError> {
    for limb in pose.arms.iter().chain(&pose.legs) {
        if limb.held.is_none() && !(0.0..=HINGE_MOST_DEG).contains(&limb.hinge_deg) {
            return Err(FigureError::Hinge(limb.hinge_deg));
        }
        let end = match limb.end {
            End::Ankle(degrees) => degrees,
            End::Level => 0.0,
        };
        let held = limb.held.map(|held| held.at_pct).unwrap_or_default();
        let all = [limb.root_deg, held, [end, limb.hinge_deg, 0.0]];
        if !all.iter().flatten().all(|number| number.is_finite()) {
            return Err(FigureError::NotANumber);
        }
    }
    let all = [
        pose.pelvis_deg,
        pose.spine_deg,
        pose.shift_pct,
        [pose.neck_deg, 0.0, 0.0],
    ];
    if all.iter().flatten().all(|number| number.is_finite()) {
        Ok(())
    } else {
        Err(FigureError::NotANumber)
    }
}

fn angle_between(a: Point, b: Point) -> f64 {
    let (Some(a), Some(b)) = (direction(a), direction(b)) else {
        return 0.0;
    };
    libm::acos(dot(a, b).clamp(-1.0, 1.0)).to_degrees()
}

impl Played<'_> {
    /// The rules of everything that moves, and the class of each shape and each fastened thing.
    fn rules(&self, rules: &mut String) -> Vec<Option<String>> {
        let n_shapes = self.shapes.first().map_or(0, Vec::len);
        let mut classes = Vec::new();
        for idx in 0..n_shapes {
            let track: Vec<(Shape, f64)> = self
                .shapes
                .iter()
                .zip(&self.at_s)
                .filter_map(|(shapes, at_s)| Some((*shapes.get(idx)?, *at_s)))
                .collect();
            classes.push(self.rule(rules, idx, &track));
        }
        for (idx, thing) in self.figure.things.iter().enumerate() {
            let track: Vec<(Shape, f64)> = self
                .bodies
                .iter()
                .zip(&self.at_s)
                .filter_map(|(body, at_s)| {
                    let ends = thing::fastened(thing, body, &self.figure.view)?;
                    Some((line(ends), *at_s))
                })
                .collect();
            classes.push(self.rule(rules, n_shapes + idx, &track));
        }
        classes
    }

    fn rule(&self, rules: &mut String, idx: usize, track: &[(Shape, f64)]) -> Option<String> {
        let (first, _) = track.first()?;
        let placed: Vec<Placed> = track
            .iter()
            .map(|(shape, at_s)| Placed {
                at_s: *at_s,
                at: shape.from,
                degrees: shape.degrees(),
                stretch: shape.length() / drawn_length(first),
            })
            .collect();
        let name = format!("f-{}-{idx}", self.figure.class);
        let rule = keyframes(&name, &placed, first.is_joint)?;
        rules.push_str(&rule);
        Some(name)
    }

    fn svg(&self, classes: &[Option<String>]) -> Svg {
        let frame = self.frame();
        let (left, _, width, _) = frame;
        let figure = self.figure;
        let mut pen = Pen::framed("fig", frame, figure.label);
        for thing in figure.things {
            thing::draw(&mut pen, thing, &figure.view, (left, left + width));
        }
        self.ghost(&mut pen);
        let first = self.shapes.first().map_or(&[][..], Vec::as_slice);
        for layer in Layer::ALL {
            let of_layer: Vec<(&Shape, Option<&str>)> = first
                .iter()
                .zip(classes)
                .filter(|(shape, _)| shape.layer == layer)
                .map(|(shape, class)| (shape, class.as_deref()))
                .collect();
            group(&mut pen, "body", layer.class(), &of_layer);
        }
        let n_shapes = first.len();
        if let Some(body) = self.bodies.first() {
            for (idx, thing) in figure.things.iter().enumerate() {
                let Some(ends) = thing::fastened(thing, body, &figure.view) else {
                    continue;
                };
                let class = classes.get(n_shapes + idx).and_then(Option::as_deref);
                let look = match thing {
                    Thing::Plate | Thing::Towel => "rail",
                    Thing::PelvisLine => "arc",
                    _ => "elastic",
                };
                fastened(&mut pen, look, &line(ends), class);
            }
        }
        if let Some(angle) = &figure.angle {
            self.arc(&mut pen, angle);
        }
        pen.finish()
    }

    /// What moves, where it ends.
    fn ghost(&self, pen: &mut Pen) {
        let Some(first) = self.shapes.first() else {
            return;
        };
        let moved: Vec<(&Shape, Option<&str>)> = self
            .ghost
            .iter()
            .zip(first)
            .filter(|(ghost, start)| ghost.moved(start) > GHOST_LEAST)
            .map(|(ghost, _)| (ghost, None))
            .collect();
        for layer in Layer::ALL {
            let of_layer: Vec<_> = moved
                .iter()
                .filter(|(shape, _)| shape.layer == layer)
                .copied()
                .collect();
            group(pen, "ghost", layer.class(), &of_layer);
        }
    }

    /// The part of the plane that holds every moment, the ghost and all things.
    fn frame(&self) -> (f64, f64, f64, f64) {
        let mut ends: Vec<(f64, f64)> = Vec::new();
        for shape in self.shapes.iter().flatten().chain(&self.ghost) {
            for ((x, y), r) in [(shape.from, shape.r_from), (shape.to, shape.r_to)] {
                ends.extend([(x - r, y - r), (x + r, y + r)]);
            }
        }
        for thing in self.figure.things {
            ends.extend(thing::outline(thing, &self.figure.view));
            if let Thing::Floor { at_pct } = thing {
                let (_, y) = self.figure.view.seen([0.0, 0.0, at_pct * PERCENT]);
                ends.extend(ends.first().map(|(x, _)| (*x, y)));
            }
            if let Thing::Tether { to_pct, .. } = thing {
                ends.push(self.figure.view.seen(to_pct.map(|place| place * PERCENT)));
            }
        }
        let least = |of: fn(&(f64, f64)) -> f64| ends.iter().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| ends.iter().map(of).fold(f64::MIN, f64::max);
        let (x0, x1) = (least(|end| end.0), most(|end| end.0));
        let (y0, y1) = (least(|end| end.1), most(|end| end.1));
        let (least_width, least_height) = LEAST_FRAME;
        let width = (x1 - x0 + 2.0 * MARGIN).max(least_width);
        let height = (y1 - y0 + 2.0 * MARGIN).max(least_height);
        let x = f64::midpoint(x0, x1) - width / 2.0;
        // The floor stays below.
        (x, y1 + MARGIN - height, width, height)
    }

    fn arc(&self, pen: &mut Pen, angle: &ShownAngle<'_>) {
        let Some(first) = self.bodies.first() else {
            return;
        };
        let leg = |body: &Skeleton| {
            let [left, right] = body.legs;
            if angle.right { right } else { left }
        };
        let (start, end) = (leg(first), leg(&self.ghost_body));
        let see = |point: Point| self.figure.view.seen(point);
        let towards = |from: Point, to: Point| {
            let ((x0, y0), (x1, y1)) = (see(from), see(to));
            libm::atan2(y1 - y0, x1 - x0).to_degrees()
        };
        let (middle, radius, from, to) = match angle.of {
            AngleOf::ThighSweep => (
                see(start.hip),
                118.0,
                towards(start.hip, start.knee),
                towards(end.hip, end.knee),
            ),
            AngleOf::KneeBend => (
                see(end.knee),
                44.0,
                towards(end.hip, end.knee),
                towards(end.knee, end.ankle),
            ),
        };
        let mut sweep = to - from;
        while sweep > 180.0 {
            sweep -= 360.0;
        }
        while sweep < -180.0 {
            sweep += 360.0;
        }
        let at = |degrees: f64, radius: f64| {
            let (sin, cos) = turn(degrees);
            (middle.0 + radius * cos, middle.1 + radius * sin)
        };
        if angle.of == AngleOf::KneeBend {
            let path = Path::default().to(at(from, 16.0)).line(at(from, 60.0));
            pen.path("arc", &path);
        }
        // A part of a circle of at most 60 degrees is a cubic curve for the eye.
        let n_parts = 3;
        let part = sweep / f64::from(n_parts);
        let (quarter, _) = turn(part / 4.0);
        let (_, quarter_cos) = turn(part / 4.0);
        let reach = 4.0 / 3.0 * quarter / quarter_cos * radius;
        let mut path = Path::default().to(at(from, radius));
        for idx in 0..n_parts {
            let (a, b) = (
                from + part * f64::from(idx),
                from + part * f64::from(idx + 1),
            );
            let along = |degrees: f64, by: f64| {
                let ((sin, cos), (x, y)) = (turn(degrees), at(degrees, radius));
                (x - sin * by, y + cos * by)
            };
            path = path.curve(along(a, reach), along(b, -reach), at(b, radius));
        }
        pen.path("arc", &path);
        let (x, y) = match angle.of {
            AngleOf::ThighSweep => at(from + sweep / 2.0, radius + 20.0),
            // Before the knee, where no leg is.
            AngleOf::KneeBend => {
                let behind = direction_between(see(end.knee), see(end.hip), see(end.ankle));
                (middle.0 - 46.0 * behind.0, middle.1 - 34.0 * behind.1)
            }
        };
        pen.text((x, y + 5.0), TextAnchor::Middle, "arcl", angle.words);
    }
}

/// From a corner, half-way between the directions to two points; of length one.
fn direction_between(corner: (f64, f64), a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    let towards = |(x, y): (f64, f64)| {
        let (dx, dy) = (x - corner.0, y - corner.1);
        let length = libm::hypot(dx, dy).max(1e-9);
        (dx / length, dy / length)
    };
    let ((ax, ay), (bx, by)) = (towards(a), towards(b));
    let (x, y) = (ax + bx, ay + by);
    let length = libm::hypot(x, y).max(1e-9);
    (x / length, y / length)
}

fn line((from, to): ((f64, f64), (f64, f64))) -> Shape {
    Shape {
        layer: Layer::Near,
        from,
        to,
        r_from: 0.0,
        r_to: 0.0,
        is_joint: false,
    }
}

/// A bone that points at the viewer is drawn with this length and pressed together.
fn drawn_length(shape: &Shape) -> f64 {
    shape.length().max(8.0)
}

/// The shapes of one layer: first all lines, then all surfaces.
fn group(pen: &mut Pen, what: &str, layer: &str, shapes: &[(&Shape, Option<&str>)]) {
    if shapes.is_empty() {
        return;
    }
    for part in ["line", "fill"] {
        pen.element("g")
            .set("class", &format!("{what}-{part} {layer}"))
            .open();
        for (shape, class) in shapes {
            one(pen, shape, *class);
        }
        pen.close("g");
    }
}

fn one(pen: &mut Pen, shape: &Shape, class: Option<&str>) {
    if shape.is_joint {
        let place = format!("translate({} {})", unit(shape.from.0), unit(shape.from.1));
        let mut element = pen.element("circle");
        if let Some(class) = class {
            element = element.set("class", class);
        }
        element
            .set("transform", &place)
            .at("r", shape.r_from)
            .leaf();
        return;
    }
    let (length, r0, r1) = (drawn_length(shape), shape.r_from, shape.r_to);
    let path = Path::default()
        .to((0.0, -r0))
        .line((length, -r1))
        .line((length, r1))
        .line((0.0, r0))
        .closed();
    placed(pen, shape, class).set("d", path.as_str()).leaf();
}

fn fastened(pen: &mut Pen, look: &str, shape: &Shape, class: Option<&str>) {
    let class = class.map_or_else(|| look.to_owned(), |class| format!("{look} {class}"));
    let path = Path::default().to((0.0, 0.0)).h(drawn_length(shape));
    placed(pen, shape, Some(&class))
        .set("d", path.as_str())
        .leaf();
}

/// A path that lies where the shape does.
fn placed<'a>(pen: &'a mut Pen, shape: &Shape, class: Option<&str>) -> crate::svg::Element<'a> {
    let stretch = shape.length() / drawn_length(shape);
    let mut place = format!(
        "translate({} {}) rotate({})",
        unit(shape.from.0),
        unit(shape.from.1),
        unit(shape.degrees()),
    );
    if stretch < 0.999 {
        place.push_str(&format!(" scale({} 1)", decimals(stretch, 3)));
    }
    let mut element = pen.element("path");
    if let Some(class) = class {
        element = element.set("class", class);
    }
    element.set("transform", &place)
}

#[cfg(test)]
mod tests;
