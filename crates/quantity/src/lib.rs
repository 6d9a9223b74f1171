//! Units as types: a length is not a duration, and a step is not a stride.
//!
//! The type names the quantity, the constructor and the getter name the unit.
//! Holds no formula of running or medicine, and no range: what is plausible is for the room
//! that knows the context.

mod origin;
mod outing;
mod side;
mod unit;

pub use origin::{Origin, Shares};
pub use outing::{NotTwo, Outing};
pub use side::Side;
pub use unit::{Duration, Force, Grade, Length, Mass, Power, Speed, StepRate, Temperature};
