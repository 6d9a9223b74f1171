use crate::marks::octagon;
use crate::svg::{Label, Path, Pen, Svg};

/// A small picture beside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The kneecap in its groove: the mark of Trochlea.
    Brand,
    /// Today: a rising sun.
    Today,
    /// Log: a pencil.
    Log,
    /// Runs: a winding track.
    Runs,
    /// Plan: steps.
    Plan,
    /// Knee.
    Knee,
    /// A stop rule or red flag: octagon with a bar.
    Stop,
    /// An octagon without its bar: see a professional, not today.
    StopOutline,
    /// A criterion that is met: disc with a tick.
    Met,
    /// A criterion that is missing: dashed ring.
    Missing,
    /// Speaks for.
    For,
    /// Speaks against.
    Against,
    /// Pain, as in charts.
    Pain,
    /// Today, as in charts.
    Ring,
    /// A hard limit, as in charts.
    Limit,
}

impl Icon {
    /// The picture, for a place where words beside it say the same.
    #[must_use]
    pub fn silent(self) -> Svg {
        let mut pen = Pen::silent(self.class(), self.size());
        self.paint(&mut pen);
        pen.finish()
    }

    /// The picture where it stands alone.
    #[must_use]
    pub fn labelled(self, label: Label<'_>) -> Svg {
        let mut pen = Pen::drawing(self.class(), (self.size(), self.size()), label);
        self.paint(&mut pen);
        pen.finish()
    }

    const fn size(self) -> f64 {
        match self {
            Self::Brand => 28.0,
            Self::For | Self::Against => 20.0,
            Self::Pain | Self::Ring | Self::Limit => 18.0,
            _ => 24.0,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Brand => "icon icon-brand",
            Self::Today | Self::Log | Self::Runs | Self::Plan | Self::Knee => "icon icon-line",
            _ => "icon",
        }
    }

    fn paint(self, pen: &mut Pen) {
        match self {
            Self::Stop => octagon(pen, 24.0),
            Self::Pain => raw(pen, "pain", "M9 1l8 8-8 8-8-8z"),
            Self::Ring => pen.circle("today-ring", (9.0, 9.0), 6.0),
            Self::Limit => pen.path("limit", &Path::default().to((9.0, 1.0)).v(17.0)),
            Self::Met => {
                pen.circle("met-disc", (12.0, 12.0), 10.0);
                raw(pen, "met-tick", "M7.5 12.3l3 3 6-6.6");
            }
            Self::Missing => pen.circle("missing-ring", (12.0, 12.0), 9.0),
            Self::Runs => {
                raw(
                    pen,
                    "icon-stroke",
                    "M5 19c0-6 14-4 14-9a4 4 0 0 0-8 0c0 3 4 4 4 7",
                );
                pen.circle("icon-stroke", (5.0, 19.0), 1.6);
            }
            _ => self
                .strokes()
                .iter()
                .for_each(|(class, d)| raw(pen, class, d)),
        }
    }

    const fn strokes(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Brand => &[
                ("brand-groove", "M2 11c5 0 5 12 12 12s7-12 12-12"),
                (
                    "brand-cap",
                    "M8.6 7.2C11 4.6 17 4.6 19.4 7.2c-.2 4.6-2.6 8.3-5.4 8.3s-5.2-3.7-5.4-8.3z",
                ),
            ],
            Self::Today => &[(
                "icon-stroke",
                "M4 17h16M7 13a5 5 0 0 1 10 0M12 4v2M4.5 8.5l1.5 1M19.5 8.5l-1.5 1",
            )],
            Self::Log => &[("icon-stroke", "M5 19l1-4L16 5l3 3L9 18zM5 21h14")],
            Self::Plan => &[
                ("icon-stroke", "M4 20h5v-5h5v-5h5V5"),
                ("icon-stroke", "M19 5l-2-1.5M19 5l2-1.5"),
            ],
            Self::Knee => &[
                ("icon-stroke", "M3 11c4 0 4 9 9 9s5-9 9-9"),
                ("icon-stroke", "M8 7c2-2 6-2 8 0 0 4-2 7-4 7s-4-3-4-7z"),
            ],
            Self::StopOutline => &[("stop-outline", "M7.5 2.5h9l5 5v9l-5 5h-9l-5-5v-9z")],
            Self::For => &[("icon-for", "M10 4v12M4 10h12")],
            Self::Against => &[("icon-against", "M4 10h12")],
            _ => &[],
        }
    }
}

fn raw(pen: &mut Pen, class: &str, d: &str) {
    pen.element("path").set("class", class).set("d", d).leaf();
}
