//! What the viewer sees of space.

use super::space::{Point, turn};

/// Where the viewer stands. Parallel projection, so nothing shrinks with distance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Seen from above: 0 in front of an upright body, 90 on its left, -90 on its right.
    pub from_deg: f64,
    /// How far above the horizon the viewer is.
    pub above_deg: f64,
    /// Left and right of the picture exchanged: the same exercise for the other leg.
    pub mirrored: bool,
}

impl View {
    /// A point of the picture: right and down.
    pub(super) fn seen(&self, point: Point) -> (f64, f64) {
        let [x, y, z] = point;
        let ((sin, cos), (sin_up, cos_up)) = (turn(self.from_deg), turn(self.above_deg));
        let right = cos * y - sin * x;
        let up = cos_up * z - sin_up * (cos * x + sin * y);
        (if self.mirrored { -right } else { right }, -up)
    }

    /// How near to the viewer.
    pub(super) fn nearness(&self, point: Point) -> f64 {
        let [x, y, z] = point;
        let ((sin, cos), (sin_up, cos_up)) = (turn(self.from_deg), turn(self.above_deg));
        cos_up * (cos * x + sin * y) + sin_up * z
    }
}
