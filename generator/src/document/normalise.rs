//! From OpenAPI 3.1 and 3.2 to 3.0, on the tree of values.
//!
//! The types of `openapiv3` know OpenAPI 3.0 only. What newer versions say differently around the schemas is rewritten
//! as 3.0 says it, and what 3.0 cannot say is left out with a note. Of the schemas, only references and alternatives
//! that are null change: the reader takes the rest as it is written. Documents of 3.0 pass through the same rules,
//! because real ones mix both; a clean one comes out as it went in. Values of `example`, `default`, `enum`, `const` and
//! extensions are never touched.

mod anchor;
mod bind;
mod dangling;
pub(super) mod hoist;
pub(super) mod inline;
mod items;
mod keywords;
mod paging;
mod root;
mod schema;
mod select;
mod stop;
mod types;
pub(super) mod walk;

use super::grammar::Version;
use super::origin::Origins;
use super::place::JsonPlace;
use super::survey::Words;
use super::{DocumentInput, PagingRules, mapping};
use crate::diagnostic::Diagnostics;
use crate::naming::operation::DocumentNames;
use crate::reporter::Reporter;
use serde_json::{Map, Value};

/// An object of the tree.
type Object = Map<String, Value>;

/// Brings a document to OpenAPI 3.0, and says what its operations have in common before some are left out, and what is
/// said of the pages of its lists.
pub(super) fn normalise(
    document: &mut Value,
    (version, words): (Version, Words),
    input: &DocumentInput,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> (DocumentNames, PagingRules) {
    let context = &mut Context { reporter: Reporter::new(input.file, diagnostics), origins };
    root::normalise(document, version, context);
    inline::inline(document, context);
    if words.items {
        items::normalise(document, context);
    }
    if version >= Version::V3_1 {
        root::supply_responses(document);
    }
    if words.dynamic_anchor {
        bind::bind(document);
    }
    if words.anchor || words.dynamic_anchor {
        anchor::resolve(document);
    }
    hoist::hoist(document, context);
    // Only now does every reference lead to a component, so that what the wanted operations need is known.
    let names = select::names(document, input.style);
    let paging = paging::rules(document, input, &names, &mut context.reporter);
    mapping::cut(document, input, &mut context.reporter);
    if !input.stop.is_empty() {
        stop::stop(document, &input.stop, &mut context.reporter);
    }
    if !input.only.is_empty() {
        select::select(document, input, &names, &mut context.reporter);
    }
    dangling::give_up(document, &mut context.reporter);
    walk::schemas(document, &mut |slot, at| schema::normalise(slot, at, context));
    (names, paging)
}

/// What every rule needs: what it loses is reported, and what it moves is remembered.
struct Context<'d> {
    reporter: Reporter<'d>,
    origins: &'d mut Origins,
}

impl Context<'_> {
    /// Remembers that what is now at `to` was at `from`.
    fn moved(&mut self, to: &JsonPlace<'_>, from: &JsonPlace<'_>) {
        self.origins.moved(to.pointer(), from.pointer(), None);
    }
}

#[cfg(test)]
mod tests;
