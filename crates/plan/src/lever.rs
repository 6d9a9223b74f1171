use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::Message;
use trochlea_quantity::Length;

use crate::Downhill;

/// One of the four things that a plan changes about running.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Lever {
    /// Which.
    pub kind: LeverKind,
    /// Where it stands now, in words.
    pub text: Message,
}

/// The things that a plan changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeverKind {
    /// How far in a week.
    Volume,
    /// Up and down.
    Hills,
    /// How fast.
    Pace,
    /// Steps in a minute.
    StepRate,
}

/// All four, always in this order.
pub(crate) fn levers(
    week: Length,
    usual_week: Length,
    downhill: Downhill,
    easy_only: bool,
) -> Vec<Lever> {
    let volume = if usual_week > Length::ZERO {
        Message::new("plan-lever-volume").number("usual_km", usual_week.as_km())
    } else {
        Message::new("plan-lever-volume-unknown")
    };
    let hills = match downhill {
        Downhill::None => "plan-lever-hills-none",
        Downhill::OnTheWay => "plan-lever-hills-on-the-way",
        Downhill::Allowed => "plan-lever-hills-allowed",
    };
    let pace = if easy_only {
        "plan-lever-pace-easy"
    } else {
        "plan-lever-pace-any"
    };
    let lever = |kind, text| Lever { kind, text };
    vec![
        lever(LeverKind::Volume, volume.number("week_km", week.as_km())),
        lever(LeverKind::Hills, Message::plain(hills)),
        lever(LeverKind::Pace, Message::plain(pace)),
        lever(LeverKind::StepRate, Message::plain("plan-lever-step-rate")),
    ]
}
