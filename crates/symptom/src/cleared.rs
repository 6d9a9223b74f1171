use std::marker::PhantomData;

/// Running, as something that red flags may block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {}

/// Strength work, as something that red flags may block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {}

/// Proof that the red flags were asked and none blocks `Scope`.
///
/// Only the screening can make one, so a plan that asks for it cannot be made without it:
///
/// ```compile_fail,E0624
/// use trochlea_symptom::{Cleared, Running};
/// let cleared: Cleared<Running> = Cleared::new(false);
/// ```
///
/// ```compile_fail,E0451
/// use trochlea_symptom::{Cleared, Running};
/// let cleared: Cleared<Running> = Cleared { holds_progress: false, scope: std::marker::PhantomData };
/// ```
///
/// Nor can a proof for one thing stand for another:
///
/// ```compile_fail,E0308
/// use trochlea_symptom::{Blocked, Cleared, Running, Screening};
/// fn run(screening: &Screening) -> Result<Cleared<Running>, Blocked> {
///     screening.cleared_for_strength()
/// }
/// ```
///
/// The one way:
///
/// ```
/// use trochlea_symptom::{Blocked, Cleared, Running, Screening};
/// fn run(screening: &Screening) -> Result<Cleared<Running>, Blocked> {
///     screening.cleared_to_run()
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cleared<Scope> {
    holds_progress: bool,
    scope: PhantomData<Scope>,
}

impl<Scope> Cleared<Scope> {
    /// Only for the screening.
    pub(crate) const fn new(holds_progress: bool) -> Self {
        Self {
            holds_progress,
            scope: PhantomData,
        }
    }

    /// Whether a standing flag forbids to do more than before, while it allows what is done now.
    pub const fn holds_progress(&self) -> bool {
        self.holds_progress
    }
}
