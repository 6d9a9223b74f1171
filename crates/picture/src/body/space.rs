//! Points and turns in space: x forward, y to the left, z up.

pub(super) type Point = [f64; 3];

pub(super) fn add(a: Point, b: Point) -> Point {
    let ([ax, ay, az], [bx, by, bz]) = (a, b);
    [ax + bx, ay + by, az + bz]
}

pub(super) fn sub(a: Point, b: Point) -> Point {
    add(a, scaled(b, -1.0))
}

pub(super) fn scaled(a: Point, by: f64) -> Point {
    a.map(|part| part * by)
}

pub(super) fn dot(a: Point, b: Point) -> f64 {
    let ([ax, ay, az], [bx, by, bz]) = (a, b);
    ax * bx + ay * by + az * bz
}

pub(super) fn cross(a: Point, b: Point) -> Point {
    let ([ax, ay, az], [bx, by, bz]) = (a, b);
    [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
}

pub(super) fn length(a: Point) -> f64 {
    libm::sqrt(dot(a, a))
}

/// The same direction with length one; nothing for a point.
pub(super) fn unit(a: Point) -> Option<Point> {
    let length = length(a);
    (length > 1e-9).then(|| scaled(a, 1.0 / length))
}

pub(super) fn between(a: Point, b: Point, share: f64) -> Point {
    add(a, scaled(sub(b, a), share))
}

/// How a segment stands: where its own forward, left and up point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub forward: Point,
    pub left: Point,
    pub up: Point,
}

impl Frame {
    /// Upright, facing along x.
    pub const UPRIGHT: Self = Self {
        forward: [1.0, 0.0, 0.0],
        left: [0.0, 1.0, 0.0],
        up: [0.0, 0.0, 1.0],
    };

    /// The way along its own axes, in space.
    pub fn way(&self, forward: f64, left: f64, up: f64) -> Point {
        add(
            add(scaled(self.forward, forward), scaled(self.left, left)),
            scaled(self.up, up),
        )
    }

    /// Leant forward about its own left.
    pub fn leant_forward(&self, degrees: f64) -> Self {
        let (sin, cos) = turn(degrees);
        Self {
            forward: self.way(cos, 0.0, -sin),
            left: self.left,
            up: self.way(sin, 0.0, cos),
        }
    }

    /// Leant to its own right, about its own forward.
    pub fn leant_right(&self, degrees: f64) -> Self {
        let (sin, cos) = turn(degrees);
        Self {
            forward: self.forward,
            left: self.way(0.0, cos, sin),
            up: self.way(0.0, -sin, cos),
        }
    }

    /// Turned to its own left, about its own up.
    pub fn turned_left(&self, degrees: f64) -> Self {
        let (sin, cos) = turn(degrees);
        Self {
            forward: self.way(cos, sin, 0.0),
            left: self.way(-sin, cos, 0.0),
            up: self.up,
        }
    }
}

/// Sine and cosine of degrees.
pub(super) fn turn(degrees: f64) -> (f64, f64) {
    libm::sincos(degrees.to_radians())
}
