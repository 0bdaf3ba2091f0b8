//! What runs the commands of this library.

use crate::runtime::Runtime;

/// The program that runs the command.
#[derive(Clone, Copy, Debug)]
pub struct Program<'p> {
    /// The command, as people write it.
    pub command: &'p str,
    /// The runtime that crates get.
    pub runtime: &'p Runtime,
}
