use crate::svg::{Label, Pen, Svg};

/// What the colour of a stretch means. Each ramp has six steps, ordered by
/// lightness, so the order survives greyscale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ramp {
    /// Load on the kneecap, sand to umber.
    Load,
    /// Grade, from the steepest climb (pale) to the steepest descent (strong):
    /// it is the descents that a sore knee asks about.
    Grade,
    /// Pace, from slow (pale) to fast (strong).
    Pace,
}

impl Ramp {
    const fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Grade => "grade",
            Self::Pace => "pace",
        }
    }

    /// The class of a step 1 to 6, for a stroke.
    pub(crate) fn stroke_class(self, step: u8) -> String {
        format!("route {}-{}", self.name(), step.clamp(1, 6))
    }

    /// The step of a value: 1 plus the number of bounds at or below it.
    pub(crate) fn step(bounds: [f64; 5], value: f64) -> u8 {
        let passed = bounds.into_iter().filter(|bound| value >= *bound).count();
        u8::try_from(passed).unwrap_or(5).saturating_add(1)
    }

    /// The key of the ramp: six fields side by side, 120 by 12.
    #[must_use]
    pub fn key(self, label: Label<'_>) -> Svg {
        let mut pen = Pen::drawing("ramp-key", (120.0, 12.0), label);
        for step in 1..=6_u8 {
            let class = format!("ramp-step {}-{step}", self.name());
            pen.rect(&class, (20.0 * f64::from(step - 1), 0.0), (20.0, 12.0));
        }
        pen.finish()
    }
}
