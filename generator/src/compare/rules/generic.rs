//! What can happen to anything.

use super::{Rule, rules};

pub(super) const RULES: &[Rule] = &rules! {
    compatible "deprecated" [] Deprecated,
        "something is deprecated",
        "Code that uses it compiles with a warning, and the API still takes it.";
    documentation "undeprecated" [] Undeprecated,
        "something is no longer deprecated",
        "A warning is gone.";
    documentation "description-changed" [] Described,
        "a description changed",
        "Only the documentation of the item differs.";
    documentation "remarks-changed" [] Remarked,
        "requirements, links, examples or the answers to a webhook changed",
        "Only the documentation of the item differs.";
    breaks "feature-needed" [Item] Gated,
        "Rust items are behind a Cargo feature that they did not need",
        "Code that names them does not compile before the feature is enabled.";
    compatible "feature-not-needed" [Item] Ungated,
        "Rust items no longer need a Cargo feature, or may have another one instead",
        "Code that enables it compiles as before.";
    refused "arguments-reordered" [Item] Reordered,
        "the arguments of a function are in another order, which their types do not show",
        "Code compiles, but passes its values to the wrong arguments.";
};

/// For items that nothing in the documents explains. No document is known that has one.
pub(super) const UNEXPLAINED: &[Rule] = &rules! {
    compatible "item-added" [Item] Added,
        "a Rust item is new, for no reason that was found in the documents",
        "Nothing that was there is touched.";
    breaks "item-removed" [Item] Removed,
        "a Rust item is gone, for no reason that was found in the documents",
        "Code that names it does not compile.";
    breaks "item-changed" [Item] Retyped,
        "a Rust item has another type or other arguments, for no reason that was found in the documents",
        "Code that uses it does not fit.";
};
