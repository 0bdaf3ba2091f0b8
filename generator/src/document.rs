//! From texts to an OpenAPI 3.0 document.

mod bundle;
pub mod codes;
mod copy;
mod exact;
pub mod grammar;
mod locate;
mod lost;
mod mapping;
mod normalise;
mod origin;
mod overlay;
mod place;
mod read;
mod render;
mod resource;
pub mod schema;
mod surrogate;
mod survey;
mod typed;
mod unused;

pub use bundle::gather;
pub use locate::{Position, locate, locate_all};
pub use mapping::TypesInput;
pub use origin::Origins;
pub(crate) use origin::Removal;
pub use read::decode;
pub use render::{LocatedDiagnostic, RelatedLocation, locate_diagnostics, render, render_all};
pub(crate) use typed::DEVICE_FLOW;

use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::ir::{DeriveRule, FeatureRule, PagingRule, Style};
use crate::naming::operation::DocumentNames;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use indexmap::IndexMap;
use schema::SchemaArena;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use survey::Survey;

/// A file of the input.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as it is shown to people.
    pub path: String,
    /// The text.
    pub text: String,
}

/// A document to load, and how.
#[derive(Clone, Debug, Default)]
pub struct DocumentInput {
    /// What it is called in the name lock, the same in every version of the API.
    pub name: String,
    /// The document.
    pub file: SourceId,
    /// The overlays that are applied to it, in order.
    pub overlays: Vec<SourceId>,
    /// How its operations become functions.
    pub style: Style,
    /// Names of schemas in Rust, where they differ from the document's.
    pub names: BTreeMap<String, String>,
    /// Patterns of the operations that are wanted; all where there is none.
    pub only: Vec<String>,
    /// Patterns of the schemas where the types end, whose values are any JSON; `!` before one of those that stay.
    pub stop: Vec<String>,
    /// How the pages of its lists are followed: the first rule that holds counts.
    pub paging: Vec<PagingInput>,
    /// The types of a person's own that stand for schemas and formats.
    pub types: TypesInput,
    /// The traits that its types derive beside those that they have.
    pub derives: Vec<DeriveRule>,
    /// By which rule its parts get a Cargo feature.
    pub features: FeatureRule,
    /// The other files that it needs; [`gather`] finds them.
    pub others: Vec<SourceId>,
    /// The files that it may need and that could not be read: the reason, by path. That is an error where a reference
    /// leads into one.
    pub absent: BTreeMap<String, String>,
}

/// A rule of a project for the pages of lists.
#[derive(Clone, Debug, Default)]
pub struct PagingInput {
    /// Patterns of the operations that it is for; all that it holds for where there is none.
    pub operations: Vec<String>,
    /// The rule, as the extension `x-paging` has it.
    pub rule: Value,
}

/// The rules for pages of operations, by their places, the preferred one of each first.
pub type PagingRules = HashMap<Pointer, Vec<PagingRule>>;

/// Operations of path items, by the place of the item: each with its method, its place and itself.
pub type MoreOperations = HashMap<Pointer, Vec<(String, Pointer, openapiv3::Operation)>>;

/// A document after overlays and normalisation: OpenAPI 3.0.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file it was read from.
    pub source: SourceId,
    /// How its operations become functions.
    pub style: Style,
    /// Names of schemas in Rust, where they differ from the document's.
    pub names: BTreeMap<String, String>,
    /// The traits that its types derive beside those that they have.
    pub derives: Vec<DeriveRule>,
    /// By which rule its parts get a Cargo feature.
    pub features: FeatureRule,
    /// The document around the schemas.
    pub openapi: openapiv3::OpenAPI,
    /// The schemas, which the document names by their numbers.
    pub schemas: schema::SchemaArena,
    /// The webhooks of the document, by name.
    pub webhooks: IndexMap<String, openapiv3::PathItem>,
    /// The operations whose methods `openapiv3` does not know.
    pub more: MoreOperations,
    /// What is said of the pages of its lists.
    pub paging: PagingRules,
    /// What the names of its operations have in common, those that were not wanted among them.
    pub(crate) operation_names: DocumentNames,
    /// Where the parts of the document came from; the pointers of diagnostics go through it before they are shown.
    pub origins: Origins,
}

/// Reads a document, applies its overlays, takes in what it refers to in other files and brings it to OpenAPI 3.0;
/// `None` where an error was found.
pub fn load(
    sources: &[SourceFile],
    input: &DocumentInput,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let mut value = read_source(sources, input.file, diagnostics)?;
    read::check_root(&value, input.file, diagnostics)?;
    let mut origins = Origins::default();
    let mut ok = true;
    for &overlay in &input.overlays {
        ok &= match read_source(sources, overlay, diagnostics) {
            Some(changes) => overlay::apply(&mut value, &changes, overlay, &mut origins, diagnostics),
            None => false,
        };
    }
    if !ok {
        return None;
    }
    let version = read::check_root(&value, input.file, diagnostics)?;
    resource::resolve(&mut value);
    if !bundle::bundle(&mut value, input, sources, &mut origins, diagnostics) {
        return None;
    }
    origins.is_written();
    let mut findings = Diagnostics::default();
    let Survey { components, words } = Survey::of(&value);
    unused::report(&value, &components, &mut Reporter::new(input.file, &mut findings));
    let (operation_names, paging) =
        normalise::normalise(&mut value, (version, words), input, &mut origins, &mut findings);
    // A selection of nothing leaves nothing to look at; of other errors, all are found at once.
    if findings.iter().any(|finding| finding.code == codes::SELECT_NOTHING) {
        findings.into_iter().for_each(|finding| diagnostics.push(origins.relocate(finding)));
        return None;
    }
    let restore = |schemas: &mut SchemaArena| exact::restore(schemas, input.file, &origins, sources);
    let mut typed = typed::read(value, input.file, restore, &mut findings);
    mapping::mark(&mut typed.schemas, &input.types, &mut Reporter::new(input.file, &mut findings));
    // Without the components every reference would be one that leads nowhere.
    let is_usable =
        !findings.iter().any(|finding| finding.code == codes::STRUCTURE && is_of_components(finding));
    for finding in findings {
        diagnostics.push(origins.relocate(finding));
    }
    let document = |typed| document(typed, input.file, input.style, input.names.clone(), origins);
    let (features, derives) = (input.features.clone(), input.derives.clone());
    is_usable.then(|| Document { operation_names, paging, features, derives, ..document(typed) })
}

fn document(
    typed: typed::Typed,
    source: SourceId,
    style: Style,
    names: BTreeMap<String, String>,
    origins: Origins,
) -> Document {
    let typed::Typed { openapi, schemas, webhooks, more } = typed;
    let operation_names = DocumentNames::default();
    let (features, paging) = (FeatureRule::default(), PagingRules::new());
    Document {
        source,
        style,
        names,
        derives: Vec::new(),
        features,
        openapi,
        schemas,
        webhooks,
        more,
        paging,
        operation_names,
        origins,
    }
}

/// Reads a normalised document into types, for the tests of lowering.
#[cfg(test)]
pub(crate) fn typed(
    value: Value,
    source: SourceId,
    style: Style,
    names: BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Document {
    document(typed::read(value, source, |_| {}, diagnostics), source, style, names, Origins::default())
}

/// Whether a finding is about the components as a whole, or all of one kind.
fn is_of_components(finding: &Diagnostic) -> bool {
    let components = Pointer::root().child("components");
    finding.pointer.is_within(&components) && finding.pointer.tokens().count() < 3
}

/// Reads a document, applies its overlays and takes in what it refers to, and leaves it as it is then; `None` where an
/// error was found, which [`load`] reports.
pub fn value(sources: &[SourceFile], input: &DocumentInput) -> Option<Value> {
    let mut unheard = Diagnostics::default();
    let mut value = read_source(sources, input.file, &mut unheard)?;
    for &overlay in &input.overlays {
        let changes = read_source(sources, overlay, &mut unheard)?;
        overlay::apply(&mut value, &changes, overlay, &mut Origins::default(), &mut unheard).then_some(())?;
    }
    resource::resolve(&mut value);
    bundle::bundle(&mut value, input, sources, &mut Origins::default(), &mut unheard).then_some(value)
}

/// Reads a file and checks that it is an OpenAPI document of a version that can be read; what is in it is not looked
/// at. `None` where an error was found.
pub fn recognise(sources: &[SourceFile], file: SourceId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let value = read_source(sources, file, diagnostics)?;
    read::check_root(&value, file, diagnostics)?;
    Some(value)
}

fn read_source(sources: &[SourceFile], id: SourceId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let Some(source) = sources.get(id.0 as usize) else {
        let message = format!("there is no input file with the number {}", id.0);
        diagnostics.push(Diagnostic::new(codes::MISSING_SOURCE, message).at(id, &Pointer::root()));
        return None;
    };
    read::read(&source.text, id, diagnostics)
}

#[cfg(test)]
mod tests;
