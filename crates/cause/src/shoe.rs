use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{Message, ShoeReminder};
use trochlea_ledger::Run;
use trochlea_quantity::Length;

/// A pair of running shoes, as the runner stated it once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shoe {
    /// What the runner calls it.
    pub name: String,
    /// The first day it was run in.
    #[schemars(with = "String")]
    pub first_used: Date,
    /// Distance on it when it was stated.
    #[serde(default, rename = "stated_distance_m")]
    pub stated_distance: Length,
    /// The day the distance was stated; later runs are added to it.
    #[schemars(with = "String")]
    pub stated_on: Date,
    /// The last day it was run in; not there while it is in use.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub retired_on: Option<Date>,
}

/// A pair of shoes in use, as it stands on one day.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShoeNow {
    /// What the runner calls it.
    pub name: String,
    /// The first day it was run in.
    #[schemars(with = "String")]
    pub first_used: Date,
    /// Distance on it: as stated, and every run since.
    #[serde(rename = "distance_m")]
    pub distance: Length,
    /// Whether another pair was in use too, so that the distance is the most it can be.
    pub at_most: bool,
    /// In words, with the convention where the pair has passed its lower end.
    pub text: Message,
}

/// The pairs that were not given up, as they stand today.
pub(crate) fn now_in_use(
    shoes: &[Shoe],
    runs: &[Run],
    today: Date,
    reminder: &ShoeReminder,
) -> Vec<ShoeNow> {
    let kept: Vec<Shoe> = shoes
        .iter()
        .filter(|shoe| shoe.retired_on.is_none_or(|retired| retired > today))
        .cloned()
        .collect();
    in_use(&kept, runs, today, reminder)
}

/// The pairs in use on a day, in the order they were stated.
pub(crate) fn in_use(
    shoes: &[Shoe],
    runs: &[Run],
    day: Date,
    reminder: &ShoeReminder,
) -> Vec<ShoeNow> {
    let is_used = |shoe: &&Shoe| {
        shoe.first_used <= day && shoe.retired_on.is_none_or(|retired| retired >= day)
    };
    let used: Vec<&Shoe> = shoes.iter().filter(is_used).collect();
    used.iter()
        .map(|shoe| now(shoe, used.len() > 1, runs, day, reminder))
        .collect()
}

fn now(shoe: &Shoe, at_most: bool, runs: &[Run], day: Date, reminder: &ShoeReminder) -> ShoeNow {
    // Before it was stated: what was run between then and there has to come off again.
    let between = |from: Date, to: Date| -> Length {
        runs.iter()
            .filter(|run| run.day > from && run.day <= to)
            .map(|run| run.distance)
            .sum()
    };
    let distance = if day >= shoe.stated_on {
        shoe.stated_distance + between(shoe.stated_on, day)
    } else {
        (shoe.stated_distance - between(day, shoe.stated_on)).max(Length::ZERO)
    };
    let worn = distance >= Length::from_m(reminder.worn_from_m);
    let id = match (worn, at_most) {
        (true, true) => "cause-shoe-worn-at-most",
        (true, false) => "cause-shoe-worn",
        (false, true) => "cause-shoe-at-most",
        (false, false) => "cause-shoe",
    };
    ShoeNow {
        name: shoe.name.clone(),
        first_used: shoe.first_used,
        distance,
        at_most,
        text: Message::new(id)
            .text("name", shoe.name.clone())
            .text("since", shoe.first_used.to_string())
            .number("km", distance.as_km().round())
            .number("worn_from_km", reminder.worn_from_m / 1000.0)
            .number("worn_to_km", reminder.worn_to_m / 1000.0),
    }
}
