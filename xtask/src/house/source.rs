//! What a room's code says, token by token, so that a comment or a longer name is not mistaken for an import.
//!
//! Macros are read too. Files, the clock and chance are allowed in tests and benchmarks, which read fixtures
//! and measure; SQL and HTTP are not.

use super::manifest::leave_for;
use super::plan::{Leave, Plan};
use super::{File, Finding};
use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::str::FromStr;

/// A thing seen that some rooms have no leave for.
struct Sight {
    line: usize,
    leave: Leave,
    what: String,
    in_test: bool,
}

pub fn check(plan: &Plan, room: &str, files: &[File]) -> Result<Vec<Finding>> {
    let mut seen = Vec::new();
    let mut test_modules = BTreeSet::new();
    for file in files {
        if file.name.ends_with(".sql") {
            let what = "a file of SQL".to_owned();
            seen.push((
                file,
                vec![Sight {
                    line: 0,
                    leave: Leave::Sql,
                    what,
                    in_test: false,
                }],
            ));
            continue;
        }
        let tokens =
            TokenStream::from_str(&file.text).map_err(|error| anyhow!("{}: {error}", file.name))?;
        let mut reader = Reader::default();
        reader.read(tokens, false);
        test_modules.extend(
            reader
                .test_modules
                .iter()
                .map(|module| module_path(&file.name, module)),
        );
        seen.push((file, reader.sights));
    }
    let mut findings = Vec::new();
    for (file, sights) in seen {
        let test_file = is_test_file(&file.name, room)
            || test_modules
                .iter()
                .any(|module| is_inside(&file.name, module));
        for sight in sights {
            let measured =
                matches!(sight.leave, Leave::Clock | Leave::World) && (sight.in_test || test_file);
            if !measured && !plan.may(room, sight.leave) {
                let (name, rooms) = (sight.leave.name(), plan.who_may(sight.leave));
                let what = format!("{}; {name} belongs to {rooms}", sight.what);
                findings.push(Finding {
                    file: file.name.clone(),
                    line: sight.line,
                    what,
                });
            }
        }
    }
    Ok(findings)
}

/// Everything beside `src/`: tests, benchmarks, examples, the build script.
fn is_test_file(name: &str, room: &str) -> bool {
    !name.starts_with(&format!("crates/{room}/src/"))
}

/// `crates/plan/src/caps.rs` and `tests` give `crates/plan/src/caps/tests`.
fn module_path(file: &str, module: &str) -> String {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    match name {
        "lib.rs" | "main.rs" | "mod.rs" => format!("{folder}/{module}"),
        _ => format!("{folder}/{}/{module}", name.trim_end_matches(".rs")),
    }
}

fn is_inside(file: &str, module: &str) -> bool {
    file.strip_prefix(module)
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

#[derive(Default)]
struct Reader {
    sights: Vec<Sight>,
    /// Modules in files of their own that only tests see.
    test_modules: Vec<String>,
}

impl Reader {
    fn read(&mut self, tokens: TokenStream, in_test: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        // Whether the item that follows is marked as a test, until it ends.
        let mut item_is_test = false;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if let Some(attribute) = attribute(&tokens, at) {
                item_is_test |= is_test_mark(&attribute);
                at += 2;
                continue;
            }
            match token {
                TokenTree::Ident(word) if word == "use" => {
                    let end = tokens
                        .iter()
                        .skip(at)
                        .position(|token| is(token, ';'))
                        .map_or(tokens.len(), |n| at + n);
                    let tree = tokens.get(at + 1..end).unwrap_or_default();
                    self.read_use(tree, &[], in_test || item_is_test);
                    item_is_test = false;
                    at = end;
                }
                TokenTree::Ident(word) => {
                    if let (true, "mod", Some(TokenTree::Ident(name)), Some(true)) = (
                        item_is_test,
                        word.to_string().as_str(),
                        tokens.get(at + 1),
                        tokens.get(at + 2).map(|t| is(t, ';')),
                    ) {
                        self.test_modules.push(name.to_string());
                    }
                    let (path, length) = path_at(&tokens, at);
                    self.see_path(&path, word.span(), in_test || item_is_test);
                    at += length - 1;
                }
                TokenTree::Group(group) => {
                    self.read(group.stream(), in_test || item_is_test);
                    if group.delimiter() == Delimiter::Brace {
                        item_is_test = false;
                    }
                }
                TokenTree::Literal(literal) => {
                    self.see_text(
                        &literal.to_string(),
                        literal.span(),
                        in_test || item_is_test,
                    );
                }
                TokenTree::Punct(mark) if mark.as_char() == ';' => item_is_test = false,
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }

    /// `std::{fs, time::Instant as Now}` is two paths.
    fn read_use(&mut self, tree: &[TokenTree], before: &[String], in_test: bool) {
        let mut path = before.to_vec();
        let mut last = None;
        let mut renamed = false;
        for token in tree {
            match token {
                TokenTree::Ident(word) if word == "as" => renamed = true,
                TokenTree::Ident(word) if !renamed => {
                    path.push(word.to_string());
                    last = Some(word.span());
                }
                TokenTree::Group(group) => {
                    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                    for branch in inside.split(|token| is(token, ',')) {
                        self.read_use(branch, &path, in_test);
                    }
                    return;
                }
                _ => {}
            }
        }
        if let Some(span) = last {
            self.see_path(&path, span, in_test);
        }
    }

    fn see_path(&mut self, path: &[String], span: Span, in_test: bool) {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let leave = match words.as_slice() {
            // `now` of any type, so that a renamed import does not hide it.
            [_, .., "now"] => Some(Leave::Clock),
            ["std", "time", "SystemTime" | "Instant", ..] => Some(Leave::Clock),
            [.., "TimeZone", "system" | "try_system"] => Some(Leave::World),
            ["std", "fs" | "net" | "env" | "process" | "thread", ..] => Some(Leave::World),
            ["std", "io", "stdin" | "stdout" | "stderr", ..] => Some(Leave::World),
            [name, _, ..] => leave_for(name),
            _ => None,
        };
        if let Some(leave) = leave {
            self.sights.push(Sight {
                line: span.start().line,
                leave,
                what: path.join("::"),
                in_test,
            });
        }
    }

    fn see_text(&mut self, literal: &str, span: Span, in_test: bool) {
        if let Some(text) = literal.split_once('"').map(|(_, text)| text)
            && is_sql(text)
        {
            let start: String = text.trim_start().chars().take(30).collect();
            let what = format!("the text \"{}\"", start.replace('\n', " "));
            self.sights.push(Sight {
                line: span.start().line,
                leave: Leave::Sql,
                what,
                in_test,
            });
        }
    }
}

/// A statement, not a sentence: "Select a day from the list" is for a runner.
fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(200).collect();
    let Some((first, rest)) = words.split_first() else {
        return false;
    };
    let one_case = first.chars().all(char::is_uppercase) || first.chars().all(char::is_lowercase);
    let says = |word: &str| rest.iter().any(|other| other.eq_ignore_ascii_case(word));
    let next_is = |names: &[&str]| {
        rest.first().is_some_and(|next| {
            names
                .iter()
                .any(|name| next.trim_end_matches('(').eq_ignore_ascii_case(name))
        })
    };
    let shouted = first.chars().all(char::is_uppercase) && !rest.is_empty();
    one_case
        && match first.to_ascii_lowercase().as_str() {
            "select" => shouted || says("from"),
            "insert" => shouted || next_is(&["into"]),
            "delete" => shouted || next_is(&["from"]),
            "update" => shouted || says("set"),
            "create" | "alter" | "drop" => next_is(&["table", "index", "unique", "view"]),
            "pragma" => !rest.is_empty(),
            _ => false,
        }
}

/// The bracket of an attribute that starts here. Documentation is an attribute too, and is not read.
fn attribute(tokens: &[TokenTree], at: usize) -> Option<TokenStream> {
    let hash = tokens.get(at).is_some_and(|token| is(token, '#'));
    match tokens.get(at + 1) {
        Some(TokenTree::Group(group)) if hash && group.delimiter() == Delimiter::Bracket => {
            Some(group.stream())
        }
        _ => None,
    }
}

fn is_test_mark(attribute: &TokenStream) -> bool {
    let text: String = attribute.to_string().split_whitespace().collect();
    text == "cfg(test)" || text == "test" || text == "tokio::test"
}

/// The words of `a::b::c` from here, and how many tokens they take.
fn path_at(tokens: &[TokenTree], at: usize) -> (Vec<String>, usize) {
    let mut words = Vec::new();
    let mut next = at;
    while let Some(TokenTree::Ident(word)) = tokens.get(next) {
        words.push(word.to_string());
        next += 1;
        let colons = tokens
            .get(next..next + 2)
            .is_some_and(|pair| pair.iter().all(|token| is(token, ':')));
        match tokens.get(next + 2) {
            Some(TokenTree::Ident(_)) if colons => next += 2,
            _ => break,
        }
    }
    (words, next - at)
}

fn is(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}
