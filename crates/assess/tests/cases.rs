//! Whole cases of `cases/`, assessed by the same function that users run.
//!
//! A case is a folder named by its situation. `input.json` is a case as a user could send it;
//! `expected.json` says what has to come of it, written from the requirement rows before the
//! program's answer was looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};
use trochlea_assess::{Case, assess, read_case};
use trochlea_knowledge::Knowledge;

/// The first issue asks for sixty whole cases; fewer means that some were lost.
const LEAST_CASES: usize = 60;

/// Cases that differ in one value only are one situation seen from several sides; more than
/// five of them would make up the number without adding a situation.
const MOST_OF_ONE_TEMPLATE: usize = 5;

/// Distances are compared as metres, well below what a watch can tell.
const TOLERANCE_M: f64 = 0.5;

/// What has to come of a case. What a case does not name is not compared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The situation and what it comes to, in a sentence.
    why: String,
    /// Rows of the requirements and of the clinical evidence that this was written from.
    requirements: Vec<String>,
    #[serde(flatten)]
    wanted: Wanted,
}
