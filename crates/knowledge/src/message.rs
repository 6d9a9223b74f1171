use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something to be said: the id of a text in `knowledge/words` and its arguments.
///
/// The core never writes sentences. An argument's name ends in its unit (`limit_km`), so that
/// the text can print it without knowing where it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The id of the text.
    #[schemars(with = "String")]
    pub id: Cow<'static, str>,
    /// What the text mentions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, Arg>,
}

/// An argument of a [`Message`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Arg {
    /// A number in the unit that ends the argument's name.
    Number(f64),
    /// A word that selects a variant or stands as it is (a side, a date, a name).
    Text(String),
    /// Another message, put into words first.
    Message(Box<Message>),
}

impl Message {
    /// A text without arguments.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self {
            id: id.into(),
            args: BTreeMap::new(),
        }
    }

    /// A text without arguments, named in the code.
    pub const fn plain(id: &'static str) -> Self {
        Self {
            id: Cow::Borrowed(id),
            args: BTreeMap::new(),
        }
    }

    /// Adds a number.
    #[must_use]
    pub fn number(mut self, name: &str, value: f64) -> Self {
        self.args.insert(name.to_owned(), Arg::Number(value));
        self
    }

    /// Adds a word.
    #[must_use]
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), Arg::Text(value.into()));
        self
    }

    /// Adds another message.
    #[must_use]
    pub fn message(mut self, name: &str, value: Self) -> Self {
        self.args
            .insert(name.to_owned(), Arg::Message(Box::new(value)));
        self
    }
}
