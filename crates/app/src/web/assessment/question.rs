//! One question on a screen.

use axum::response::Html;
use maud::{Markup, html};
use trochlea_knowledge::{ItemKind, ItemScope, Message, RedFlagItem};
use trochlea_symptom::{Answer, Screening};

use super::form_name;
use crate::said::Said;
use crate::web::{Site, layout};

pub(super) struct Asked<'a> {
    pub(super) site: &'a Site,
    pub(super) item: &'a RedFlagItem,
    pub(super) said: &'a Said,
    pub(super) screening: &'a Screening,
}

impl Asked<'_> {
    pub(super) fn page(&self) -> Html<String> {
        let question = self.site.say(&self.item.question());
        layout::bare(self.site, &question, "", &self.body(&question))
    }

    fn body(&self, question: &str) -> Markup {
        let (done, of) = self.progress();
        html! {
            form.q method="post" action="/assessment" {
                input type="hidden" name="item" value=(self.item.id);
                input type="hidden" name="entry" value=(form_name(self.site));
                div.head {
                    progress.prog value=(done) max=(of) aria-label={ "Question " (done + 1) " of about " (of) } {}
                    p.small.quiet { "Question " (done + 1) " of about " (of) ". Nothing is sent anywhere." }
                    h1 #question { (question) }
                }
                (self.choices())
                @if self.was_unknown() {
                    p.why { b { (self.site.text("page-question-how-to-find-out")) } span { (self.site.say(&self.item.self_check())) } }
                    @if let Some(who) = self.who_can_answer() { p { (self.site.say(&who)) } }
                }
                p.why { b { (self.site.text("page-question-why-we-ask")) } span { (self.site.say(&self.item.why())) } }
                div.row.split.qnav {
                    @match self.item_before() {
                        Some(item) => a.btn.plain href={ "/assessment?item=" (item) } { (self.site.text("page-question-back")) },
                        None => a.btn.plain href="/" { (self.site.text("page-question-back")) },
                    }
                    button.btn { (self.site.text("page-question-next")) }
                }
                a.link href="/" { (self.site.text("page-question-save-and-go-on-later")) }
            }
        }
    }

    fn choices(&self) -> Markup {
        let knee = self.item.scope == ItemScope::Knee && self.item.kind == ItemKind::YesNo;
        html! {
            fieldset.stack aria-labelledby="question" {
                @if self.item.kind == ItemKind::Age {
                    (self.age())
                } @else if knee {
                    (choice("no", "No", "on neither side"))
                    (choice("yes-right", "Yes, right", ""))
                    (choice("yes-left", "Yes, left", ""))
                    (choice("yes-both", "Yes, both", ""))
                } @else {
                    (choice("no", "No", ""))
                    (choice("yes", "Yes", ""))
                }
                label.choice.muted {
                    input type="radio" name="answer" value="unknown" required;
                    span { "I don't know" small { (self.site.text("page-question-then-it-stays-open-it")) } }
                }
            }
        }
    }

    fn age(&self) -> Markup {
        html! {
            label.choice {
                input type="radio" name="answer" value="age" required checked;
                span { (self.site.text("page-question-i-write-it-here")) }
            }
            div.field {
                label for="age" { (self.site.text("page-question-age-in-whole-years")) }
                input #age type="number" name="age" inputmode="numeric" min="0" max="122" value=[self.said.runner.age_years];
            }
        }
    }

    fn was_unknown(&self) -> bool {
        let last = self.said.answers.iter().rev();
        let mut about = last.filter(|answer| answer.item == self.item.id);
        about
            .next()
            .is_some_and(|answer| answer.answer == Answer::Unknown)
    }

    fn who_can_answer(&self) -> Option<Message> {
        let mut unknown = self.screening.unknown.iter();
        unknown
            .find(|unknown| unknown.item == self.item.id)?
            .who_can_answer
            .clone()
    }

    /// The question before this one among those that were answered.
    fn item_before(&self) -> Option<&str> {
        let items = &self.site.knowledge.red_flags.items;
        let own = items.iter().position(|item| item.id == self.item.id)?;
        let mut before = items.get(..own)?.iter().rev();
        before
            .find(|item| self.was_answered(&item.id))
            .map(|item| item.id.as_str())
    }

    fn was_answered(&self, item: &str) -> bool {
        self.said.answers.iter().any(|answer| answer.item == item)
    }

    fn progress(&self) -> (usize, usize) {
        let items = &self.site.knowledge.red_flags.items;
        let answered = items
            .iter()
            .filter(|item| item.id != self.item.id && self.was_answered(&item.id))
            .count();
        let open = self
            .screening
            .questions
            .iter()
            .filter(|open| open.item != self.item.id && !self.was_answered(&open.item))
            .count();
        // The knee map and this question are still to come.
        (answered, answered + open + 2)
    }
}

fn choice(value: &str, text: &str, small: &str) -> Markup {
    html! {
        label.choice {
            input type="radio" name="answer" value=(value) required;
            span { (text) @if !small.is_empty() { small { (small) } } }
        }
    }
}
