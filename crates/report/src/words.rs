use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use trochlea_knowledge::{Arg, Message};
use trochlea_quantity::Length;
use unic_langid::LanguageIdentifier;

/// The texts in English, by message id.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

/// Why the texts were refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WordsError {
    /// A file does not parse.
    #[error("{file}: {reason}")]
    Broken {
        /// The file.
        file: &'static str,
        /// What was wrong.
        reason: String,
    },
    /// Two texts have one id.
    #[error("{file}: {reason}")]
    Doubled {
        /// The second file.
        file: &'static str,
        /// Which.
        reason: String,
    },
}

macro_rules! texts {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../knowledge/words/en/", $name)))),*]
    };
}

const ENGLISH: &[(&str, &str)] = texts![
    "gait.ftl",
    "load.ftl",
    "ledger.ftl",
    "symptom.ftl",
    "finding.ftl",
    "triage.ftl",
    "programme.ftl",
    "retraining.ftl",
    "schedule.ftl",
    "plan.ftl",
    "cause.ftl",
    "report.ftl",
    "card.ftl",
    "figure.ftl",
    "outcome.ftl",
    "referral.ftl",
    "page.ftl",
];

impl Words {
    /// The shipped texts.
    ///
    /// # Errors
    /// When a file does not parse or two texts share an id; a test keeps that from landing.
    pub fn english() -> Result<Self, WordsError> {
        let english = "en"
            .parse::<LanguageIdentifier>()
            .map_err(|error| WordsError::Broken {
                file: "the name of the language",
                reason: error.to_string(),
            })?;
        let mut bundle = FluentBundle::new_concurrent(vec![english]);
        // Marks that isolate a name from right-to-left text would show as boxes in a terminal.
        bundle.set_use_isolating(false);
        bundle.add_builtins().map_err(|error| WordsError::Broken {
            file: "the functions of the language",
            reason: error.to_string(),
        })?;
        for &(file, text) in ENGLISH {
            let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
                WordsError::Broken {
                    file,
                    reason: format!("{errors:?}"),
                }
            })?;
            bundle
                .add_resource(resource)
                .map_err(|errors| WordsError::Doubled {
                    file,
                    reason: format!("{errors:?}"),
                })?;
        }
        Ok(Self { bundle })
    }

    /// Whether there is a text with this id.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// Says a message. A text that is missing shows its id in brackets rather than nothing.
    pub fn say(&self, message: &Message) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(&message.id)
            .and_then(|text| text.value())
        else {
            return format!("[{}]", message.id);
        };
        let mut args = FluentArgs::new();
        for (name, arg) in &message.args {
            args.set(name.as_str(), self.value(name, arg));
        }
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned()
    }

    fn value(&self, name: &str, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Number(km) if name == "limit_km" || name == "distance_km" => {
                FluentValue::from(down_to_tenth(*km))
            }
            Arg::Number(number) => FluentValue::from(rounded(*number)),
            Arg::Text(text) => FluentValue::from(match text.parse::<Date>() {
                Ok(date) => day(date),
                Err(_) => text.clone(),
            }),
            Arg::Message(message) => FluentValue::from(self.say(message)),
        }
    }
}

/// A day as it is said where the year is plain: Thu 23 Dec.
pub fn day(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

/// A limit in kilometres as it is said: to the tenth below, since a limit of 2.97 km that is read
/// as 3.0 has been passed.
pub fn limit_km(limit: Length) -> String {
    format!("{:.1}", down_to_tenth(limit.as_km()))
}

/// The little that is added is far below a metre and above what a sum of floats loses.
fn down_to_tenth(km: f64) -> f64 {
    (km * 10.0 + 1e-6).floor() / 10.0
}

/// No more digits than anyone would say: a tenth.
fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_text_is_read() {
        let words = Words::english().unwrap();
        let said = words.say(&Message::new("gait-gap").number("n", 1.0));
        assert!(!said.starts_with('['), "{said}");
    }

    #[track_caller]
    fn check_limit(km: f64, said: &str) {
        assert_eq!(limit_km(Length::from_km(km)), said);
    }

    #[test]
    fn a_limit_is_never_said_larger_than_it_is() {
        check_limit(2.97, "2.9");
        check_limit(2.7 * 1.1, "2.9");
        check_limit(3.0, "3.0");
        check_limit(1.1, "1.1");
        check_limit(0.099, "0.0");
    }

    #[test]
    fn every_finding_has_a_name_and_says_how_it_is_done() {
        use std::collections::BTreeSet;
        use trochlea_knowledge::{FindingGroup, Knowledge};

        let table = Knowledge::shipped().unwrap().findings;
        let groups = FindingGroup::ALL.map(FindingGroup::name);
        let rows = table.findings.iter();
        let used: BTreeSet<String> = rows
            .flat_map(|row| [row.name(), row.how(), row.unit.name()])
            .chain(groups)
            .map(|message| message.id.into_owned())
            .collect();
        let text = include_str!("../../../knowledge/words/en/finding.ftl");
        let heads = text.lines().filter_map(|line| line.split_once(" = "));
        let written: BTreeSet<String> = heads.map(|(id, _)| id.to_owned()).collect();
        assert_eq!(used, written);
    }

    #[test]
    fn a_missing_text_shows_its_id() {
        let words = Words::english().unwrap();
        assert_eq!(words.say(&Message::new("no-such-text")), "[no-such-text]");
    }
}
