//! What a form said, by field name.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::Form;
use axum::extract::rejection::FormRejection;

use super::fault::Fault;

/// The fields of a form as they came. An empty field is one that was not answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers(BTreeMap<String, Vec<String>>);

impl Answers {
    /// Takes a form that was posted.
    pub(super) fn take(
        posted: Result<Form<Vec<(String, String)>>, FormRejection>,
    ) -> Result<Self, Fault> {
        match posted {
            Ok(Form(fields)) => Ok(fields.into_iter().collect()),
            Err(rejection) if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
                Err(Fault::TooLarge("A form may hold one megabyte."))
            }
            Err(_) => Err(refused("the form could not be read. Open the page again")),
        }
    }

    /// The answer to one question.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All that was chosen where several may be.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let said = self.0.get(name).into_iter().flatten();
        said.map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// An answer of some kind; one that is none of that kind is refused, not dropped.
    pub(super) fn parsed<T: FromStr>(
        &self,
        name: &str,
        expected: &str,
    ) -> Result<Option<T>, Fault> {
        self.text(name)
            .map(|text| {
                let parsed = text.parse();
                parsed.map_err(|_| refused(&format!("“{text}” is not {expected}")))
            })
            .transpose()
    }
}

impl FromIterator<(String, String)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        let mut answers = Self::default();
        for (name, value) in fields {
            answers.0.entry(name).or_default().push(value);
        }
        answers
    }
}

/// A refusal that says what stood in the way.
pub(super) fn refused(what: &str) -> Fault {
    Fault::Refused(format!("Nothing was saved: {what}."))
}
