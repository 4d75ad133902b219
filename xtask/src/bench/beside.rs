//! Our constant right before and right after every figure: a machine is not as fast in one minute as in the next.
//!
//! Invariant: a figure is compared with the two constants it stands between, on the same server.

use anyhow::Result;

use super::load::{Figure, Load};
use super::report::{Constant, Row};

/// A constant takes so long; it is steady.
const SECONDS: u32 = 2;

/// Measures the constant of a server between its figures.
pub(super) struct Beside {
    load: Load,
    before: Figure,
}

impl Beside {
    /// The first constant, when it is warm.
    pub(super) fn start(load: Load) -> Result<Self> {
        let load = Load {
            seconds: SECONDS,
            ..load
        };
        Ok(Self {
            load,
            before: super::steady(load, super::CONSTANT)?,
        })
    }

    /// A figure that was measured just now, between two constants.
    pub(super) fn row(&mut self, name: &'static str, figure: &Figure) -> Result<Row> {
        let after = self.load.steady(super::CONSTANT)?;
        let constant = Constant::between(&self.before, &after);
        self.before = after;
        Ok(Row::new(name, figure, constant))
    }
}
