//! The passes over the intermediate representation, in order.

use crate::diagnostic::Diagnostics;
use crate::ir::Api;

/// Runs every pass.
pub fn run(_api: &mut Api, _diagnostics: &mut Diagnostics) {}
