//! Members of JSON in a test that no model has: typing mistakes, most often.

use crate::runtime::wire::drift::Found;
use std::fmt::Write as _;

/// The part of a sentence that says which members are not known; `None` if all are.
pub(super) fn complaint(unknown: &[Found]) -> Option<String> {
    let mut text = String::new();
    for found in unknown {
        let start = if text.is_empty() { "has no member" } else { " and no member" };
        // Writing into a string does not fail.
        let _ = write!(text, "{start} `{}`", found.path.text());
        if let Some(near) = found.near {
            let _ = write!(text, " (is it `{near}`?)");
        }
    }
    Some(text).filter(|text| !text.is_empty())
}
