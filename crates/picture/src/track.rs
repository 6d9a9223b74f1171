use crate::line::{by_km, farthest, path_through};
use crate::marks::{Pain, diamond};
use crate::ramp::Ramp;
use crate::scale::{extent, known, number, number_or_missing};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// One place of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrackPoint {
    /// Distance from the start.
    pub distance_km: f64,
    /// Latitude, north positive; longitude, east positive. `None` breaks the line.
    pub position_deg: Option<(f64, f64)>,
    /// What the colour shows, in the unit of the bounds. `None` is drawn in grey.
    pub value: Option<f64>,
}

/// The words on a track.
#[derive(Clone, Copy, Debug)]
pub struct TrackWords<'a> {
    /// Beside the first point.
    pub start: &'a str,
    /// Beside the last point.
    pub end: &'a str,
    /// Over the arrow.
    pub north: &'a str,
    /// Behind the number of the scale bar when it is in metres ("m").
    pub m: &'a str,
    /// Behind the number of the scale bar when it is in kilometres ("km").
    pub km: &'a str,
}

/// The way of a run seen from above, coloured by a ramp, 358 units wide.
///
/// Positions are laid flat around the middle of the run: true to shape for any
/// distance a runner covers, away from the poles.
#[derive(Clone, Copy, Debug)]
pub struct Track<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// In order of distance. Smooth the values before: the drawing smooths nothing.
    pub points: &'a [TrackPoint],
    /// What the colour means.
    pub ramp: Ramp,
    /// Five rising bounds between the six steps of the ramp.
    pub bounds: [f64; 5],
    /// Where pain began.
    pub pain: Option<Pain<'a>>,
    /// Words on the map.
    pub words: TrackWords<'a>,
    /// Heads of the table: kilometre, mean of the value.
    pub table_head: [&'a str; 2],
    /// Decimals of the value in the table.
    pub table_places: usize,
}

const WIDTH: f64 = 358.0;
const MARGIN: (f64, f64) = (24.0, 34.0);
const MOST_HEIGHT: f64 = 380.0;
const LEAST_HEIGHT: f64 = 150.0;
/// Room below the map for the scale bar.
const FOOT: f64 = 34.0;
/// Metres in one degree of latitude.
const M_PER_DEG: f64 = 111_195.0;

/// A point as drawn.
#[derive(Clone, Copy)]
struct Spot {
    distance_km: f64,
    at: (f64, f64),
    step: u8,
}

impl Track<'_> {
    /// Draws it. Without any position there is an empty map with its table.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let map = Map::around(self.points);
        let mut pen = Pen::drawing("chart map", (WIDTH, map.height + FOOT), self.label);
        let stretches = self.stretches(&map);
        self.route(&mut pen, &stretches);
        let spots: Vec<Spot> = stretches.iter().flatten().copied().collect();
        let pain = self.pain.and_then(|p| Some((p, nearest(&spots, p.at_km)?)));
        let mut taken: Vec<(f64, f64)> = pain.iter().map(|(_, at)| *at).collect();
        self.ends(&mut pen, &spots, &mut taken);
        self.discs(&mut pen, &spots, &mut taken);
        if let Some((pain, at)) = pain {
            pain_mark(&mut pen, &map, &pain, at);
        }
        self.legend(&mut pen, &map);
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    /// Runs of points without a hole, thinned to the grain of the drawing.
    fn stretches(&self, map: &Map) -> Vec<Vec<Spot>> {
        let mut stretches: Vec<Vec<Spot>> = vec![Vec::new()];
        for point in self.points {
            let at = point.position_deg.and_then(|p| map.at(p));
            match (at, known(point.distance_km), stretches.last_mut()) {
                (Some(at), Some(distance_km), Some(stretch)) => {
                    let step = point
                        .value
                        .and_then(known)
                        .map_or(0, |v| Ramp::step(self.bounds, v));
                    let close = |last: &Spot| libm::hypot(last.at.0 - at.0, last.at.1 - at.1) < 1.2;
                    if !stretch.last().is_some_and(close) {
                        stretch.push(Spot {
                            distance_km,
                            at,
                            step,
                        });
                    }
                }
                (None, _, Some(stretch)) if !stretch.is_empty() => stretches.push(Vec::new()),
                _ => {}
            }
        }
        stretches.retain(|stretch| !stretch.is_empty());
        stretches
    }

    /// Ink casing, paper, then colour, so that the line reads where it crosses itself.
    fn route(&self, pen: &mut Pen, stretches: &[Vec<Spot>]) {
        for class in ["casing", "casing-2"] {
            for stretch in stretches {
                let all: Vec<_> = stretch.iter().map(|s| s.at).collect();
                pen.path(class, &path_through(&all));
            }
        }
        for stretch in stretches {
            for (step, points) in same_step(stretch) {
                let class = if step == 0 {
                    "route route-unknown".to_owned()
                } else {
                    self.ramp.stroke_class(step)
                };
                pen.path(&class, &path_through(&points));
            }
        }
    }

    /// Ring and square, each with its word where there is room for it. A loop that ends where it
    /// began shows the square within the ring.
    fn ends(&self, pen: &mut Pen, spots: &[Spot], taken: &mut Vec<(f64, f64)>) {
        let (Some(first), Some(last)) = (spots.first(), spots.last()) else {
            return;
        };
        let apart = libm::hypot(first.at.0 - last.at.0, first.at.1 - last.at.1);
        let (ring, half) = if apart < 11.0 { (8.0, 3.5) } else { (5.0, 5.0) };
        pen.circle("start", first.at, ring);
        pen.rect(
            "end",
            (last.at.0 - half, last.at.1 - half),
            (2.0 * half, 2.0 * half),
        );
        let way: Vec<(f64, f64)> = spots.iter().map(|spot| spot.at).collect();
        let mut boxes: Vec<TextBox> = [first.at, last.at]
            .iter()
            .chain(taken.iter())
            .map(|at| TextBox::around(*at))
            .collect();
        for (at, words) in [(first.at, self.words.start), (last.at, self.words.end)] {
            let place = TextBox::beside(at, words, &way, &boxes);
            pen.text(place.baseline(), Anchor::Start, "halo", words);
            taken.push(place.middle());
            boxes.push(place);
        }
        taken.extend([first.at, last.at]);
    }

    /// Numbered kilometres, as many as find room.
    fn discs(&self, pen: &mut Pen, spots: &[Spot], taken: &mut Vec<(f64, f64)>) {
        let far = farthest(spots.iter().map(|s| s.distance_km));
        let every = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .find(|e| far / e <= 12.0)
            .unwrap_or(20.0);
        for i in 1..=12_u32 {
            let km = every * f64::from(i);
            let Some(at) = nearest(spots, km).filter(|_| km < far) else {
                continue;
            };
            if taken
                .iter()
                .all(|t| libm::hypot(t.0 - at.0, t.1 - at.1) > 20.0)
            {
                pen.circle("km-disc", at, 8.0);
                pen.text((at.0, at.1 + 4.0), Anchor::Middle, "km-n", &number(km, 0));
                taken.push(at);
            }
        }
    }

    fn legend(&self, pen: &mut Pen, map: &Map) {
        let arrow = Path::default()
            .to((340.0, 18.0))
            .line((335.0, 32.0))
            .line((340.0, 29.0))
            .line((345.0, 32.0))
            .closed();
        pen.path("north", &arrow);
        pen.text((340.0, 14.0), Anchor::Middle, "halo", self.words.north);
        let Some((metres, units)) = map.scale_bar() else {
            return;
        };
        let y = map.height + 14.0;
        let bar = Path::default()
            .to((14.0, y - 4.0))
            .v(y)
            .h(14.0 + units)
            .v(y - 4.0);
        pen.path("scale-bar", &bar);
        let words = if metres < 1000.0 {
            format!("{} {}", number(metres, 0), self.words.m)
        } else {
            format!("{} {}", number(metres / 1000.0, 0), self.words.km)
        };
        pen.text((20.0 + units, y + 4.0), Anchor::Start, "", &words);
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for (km, mean) in by_km(self.points.iter().map(|p| (p.distance_km, p.value))) {
            table.row([km.to_string(), number_or_missing(mean, self.table_places)]);
        }
        table
    }
}

/// The room that a word takes, from its upper left corner.
#[derive(Clone, Copy)]
struct TextBox {
    at: (f64, f64),
    size: (f64, f64),
}

/// A letter is about so wide, a line so high.
const LETTER: (f64, f64) = (7.0, 15.0);

impl TextBox {
    /// A mark, which no word may cover.
    fn around((x, y): (f64, f64)) -> Self {
        Self {
            at: (x - 6.0, y - 6.0),
            size: (12.0, 12.0),
        }
    }

    /// Of the places around a point the one that hides least of the way and no other word.
    fn beside((x, y): (f64, f64), words: &str, way: &[(f64, f64)], boxes: &[Self]) -> Self {
        let letters = u16::try_from(words.chars().count()).unwrap_or(u16::MAX);
        let size = (LETTER.0 * f64::from(letters), LETTER.1);
        let (right, left) = (x + 10.0, x - 10.0 - size.0);
        let (above, level, below) = (y - 19.0, y - 7.5, y + 5.0);
        let places = [
            (right, above),
            (right, below),
            (left, above),
            (left, below),
            (right, level),
            (left, level),
            (x - size.0 / 2.0, y - 27.0),
            (x - size.0 / 2.0, y + 12.0),
        ];
        let places = places.map(|at| Self { at, size });
        let hidden = |place: &Self| {
            let inside = place.at.0 >= 2.0 && place.at.0 + size.0 <= WIDTH - 2.0;
            let covered = boxes.iter().filter(|other| place.meets(other)).count();
            let of_way = way.iter().filter(|at| place.holds(**at)).count();
            (usize::from(!inside) + covered, of_way)
        };
        let [first, ..] = places;
        places.into_iter().min_by_key(hidden).unwrap_or(first)
    }

    fn meets(&self, other: &Self) -> bool {
        let apart = |a: f64, wide: f64, b: f64, other: f64| a + wide <= b || b + other <= a;
        !apart(self.at.0, self.size.0, other.at.0, other.size.0)
            && !apart(self.at.1, self.size.1, other.at.1, other.size.1)
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        let margin = 4.0;
        x > self.at.0 - margin
            && x < self.at.0 + self.size.0 + margin
            && y > self.at.1 - margin
            && y < self.at.1 + self.size.1 + margin
    }

    fn baseline(&self) -> (f64, f64) {
        (self.at.0, self.at.1 + 12.0)
    }

    fn middle(&self) -> (f64, f64) {
        (self.at.0 + self.size.0 / 2.0, self.at.1 + self.size.1 / 2.0)
    }
}

/// The flat map around the middle of a run.
struct Map {
    middle_deg: (f64, f64),
    /// Metres east and north of the middle, at the left and upper edge.
    origin_m: (f64, f64),
    units_per_m: f64,
    height: f64,
    shift: f64,
}

impl Map {
    fn around(points: &[TrackPoint]) -> Self {
        let positions: Vec<(f64, f64)> = points
            .iter()
            .filter_map(|p| valid(p.position_deg?))
            .collect();
        let first = positions.first().copied().unwrap_or_default();
        let mut map = Self {
            middle_deg: first,
            origin_m: (0.0, 0.0),
            units_per_m: 0.0,
            height: LEAST_HEIGHT,
            shift: 0.0,
        };
        let flat: Vec<(f64, f64)> = positions.iter().map(|p| map.flat_m(*p)).collect();
        let (Some((west, east)), Some((south, north))) = (
            extent(flat.iter().map(|f| f.0)),
            extent(flat.iter().map(|f| f.1)),
        ) else {
            return map;
        };
        let inner = (WIDTH - 2.0 * MARGIN.0, MOST_HEIGHT - 2.0 * MARGIN.1);
        // A run on the spot is not blown up: 50 m are the least shown.
        let (wide, high) = ((east - west).max(50.0), (north - south).max(1.0));
        map.units_per_m = (inner.0 / wide).min(inner.1 / high);
        map.height = (high * map.units_per_m + 2.0 * MARGIN.1).max(LEAST_HEIGHT);
        map.origin_m = (west, north);
        map.shift = (inner.0 - (east - west) * map.units_per_m) / 2.0;
        map
    }

    fn flat_m(&self, (latitude, longitude): (f64, f64)) -> (f64, f64) {
        // The short way round: a run may cross the date line.
        let turn = longitude - self.middle_deg.1;
        let turn = turn - 360.0 * libm::round(turn / 360.0);
        let shrink = libm::cos(self.middle_deg.0.to_radians());
        (
            turn * M_PER_DEG * shrink,
            (latitude - self.middle_deg.0) * M_PER_DEG,
        )
    }

    fn at(&self, position_deg: (f64, f64)) -> Option<(f64, f64)> {
        let (east, north) = self.flat_m(valid(position_deg)?);
        let x = MARGIN.0 + self.shift + (east - self.origin_m.0) * self.units_per_m;
        Some((x, MARGIN.1 + (self.origin_m.1 - north) * self.units_per_m))
    }

    /// A round length in metres and its length in the drawing, a sixth to a third of the width.
    fn scale_bar(&self) -> Option<(f64, f64)> {
        let metres = [
            10_000.0, 5000.0, 2000.0, 1000.0, 500.0, 200.0, 100.0, 50.0, 20.0, 10.0,
        ];
        let drawn = metres.into_iter().map(|m| (m, m * self.units_per_m));
        drawn
            .filter(|(_, units)| *units > 1.0)
            .find(|(_, units)| *units <= WIDTH / 3.0)
    }
}

/// A position on the globe.
fn valid((latitude, longitude): (f64, f64)) -> Option<(f64, f64)> {
    let good = latitude.abs() <= 90.0 && longitude.abs() <= 360.0;
    good.then_some((latitude, longitude))
}

fn nearest(spots: &[Spot], km: f64) -> Option<(f64, f64)> {
    let km = known(km)?;
    let closer = |a: &&Spot, b: &&Spot| {
        (a.distance_km - km)
            .abs()
            .total_cmp(&(b.distance_km - km).abs())
    };
    spots.iter().min_by(closer).map(|s| s.at)
}

/// Runs of equal step; each begins where the one before ends, so the line has no seams.
fn same_step(stretch: &[Spot]) -> Vec<(u8, Vec<(f64, f64)>)> {
    let mut pieces: Vec<(u8, Vec<(f64, f64)>)> = Vec::new();
    for spot in stretch {
        match pieces.last_mut() {
            Some((step, points)) if *step == spot.step => points.push(spot.at),
            last => {
                let joint = last.and_then(|(_, points)| points.last().copied());
                pieces.push((spot.step, joint.into_iter().chain([spot.at]).collect()));
            }
        }
    }
    pieces
}

fn pain_mark(pen: &mut Pen, map: &Map, pain: &Pain<'_>, at: (f64, f64)) {
    diamond(pen, at, 14.0, pain.score);
    let y = if at.1 + 40.0 > map.height {
        at.1 - 20.0
    } else {
        at.1 + 28.0
    };
    // Words are about 7 units a letter: keep them within the frame.
    let half = 3.6 * f64::from(u16::try_from(pain.words.chars().count()).unwrap_or(u16::MAX));
    let x =
        at.0.max(half + 4.0)
            .min((WIDTH - half - 4.0).max(half + 4.0));
    pen.text((x, y), Anchor::Middle, "strong halo", pain.words);
}
