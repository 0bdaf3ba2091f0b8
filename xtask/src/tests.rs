//! What the tests of several rooms share, and the walk through `docs/bump.md`.

pub(crate) mod checkout;
mod walk;
