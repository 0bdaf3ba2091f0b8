//! What a value is made for.

/// What a value is for.
#[derive(Clone, Copy)]
pub(super) struct Purpose<'n> {
    /// What a text is made of that may be anything.
    pub(super) name: &'n str,
    /// Which of several values that have to differ it is.
    pub(super) index: usize,
}
