use std::marker::PhantomData;

/// Running, as something that red flags may block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {}

/// Strength work, as something that red flags may block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {}

/// Proof that the red flags were asked and none blocks `Scope`.
///
/// Only the screening can make one, so a plan that asks for it cannot be made without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cleared<Scope> {
    scope: PhantomData<Scope>,
}

impl<Scope> Cleared<Scope> {
    /// Only for the screening.
    pub(crate) const fn new() -> Self {
        Self { scope: PhantomData }
    }
}
