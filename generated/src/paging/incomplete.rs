//! A list of which only a part was read.

use crate::runtime::Error;
use std::fmt;

/// A list of which only a part was read, since an error came in between.
///
/// `?` makes an [`Error`] of it where only that is wanted, and then the items are lost.
///
/// ```
/// # use meta_graph::{Incomplete, Error};
/// # fn example(read: Result<Vec<u32>, Incomplete<u32>>) -> Result<Vec<u32>, Error> {
/// match read {
///     Ok(all) => Ok(all),
///     // The first hundred will do.
///     Err(part) if part.items.len() >= 100 => Ok(part.items),
///     Err(part) => Err(part.error),
/// }
/// # }
/// ```
#[non_exhaustive]
pub struct Incomplete<T> {
    /// The items that were read before the error, in their order.
    pub items: Vec<T>,
    /// Why there are no more.
    pub error: Error,
}

impl<T> From<Incomplete<T>> for Error {
    fn from(incomplete: Incomplete<T>) -> Self {
        incomplete.error
    }
}

impl<T> fmt::Display for Incomplete<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (after {} items)", self.error, self.items.len())
    }
}

impl<T> fmt::Debug for Incomplete<T> {
    /// Shows how many items there are, and none of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incomplete").field("items", &self.items.len()).field("error", &self.error).finish()
    }
}

impl<T> std::error::Error for Incomplete<T> {}
