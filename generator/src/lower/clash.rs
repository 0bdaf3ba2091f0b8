//! What to say of two schemas of different documents that have one name and not one structure.

use super::codes::COMPONENT_CLASH;
use crate::diagnostic::Diagnostic;
use crate::ir::{Additional, Enumeration, Field, Struct, TypeDef, TypeKind, TypeRef};
use crate::pointer::Pointer;
use std::collections::BTreeMap;

/// How many names are listed of one kind of difference.
const MOST_NAMES: usize = 5;

/// Whether two types, each of one of the documents, are one.
type IsSame<'a> = &'a dyn Fn(&TypeRef, &TypeRef) -> bool;

/// The warning at `here`, the schema that comes second.
pub(super) fn warning(there: &TypeDef, here: &TypeDef, is_same: IsSame<'_>) -> Diagnostic {
    let name = here.hint.words.join(" ");
    let differences = differences(there, here, is_same).join("; ");
    let message = format!(
        "another document has a different schema called `{name}`, so there are two types, one under another name: \
         {differences}"
    );
    let rename = match component(here) {
        Some(key) => {
            format!("give this one a name of its own in the manifest, `names = {{ {key} = \"...\" }}`")
        }
        None => "give this one another name in an overlay".to_owned(),
    };
    let hint =
        format!("if both mean one thing, let an overlay give one of them what it lacks; if not, {rename}");
    Diagnostic::new(COMPONENT_CLASH, message)
        .at(here.source, &here.pointer)
        .also_at(there.source, &there.pointer)
        .hint(hint)
}

/// The name that the document gives to a schema, by which the manifest knows it.
fn component(definition: &TypeDef) -> Option<String> {
    let schemas = Pointer::root().child("components").child("schemas");
    definition.pointer.last().filter(|_| definition.pointer.parent() == Some(schemas))
}

fn differences(there: &TypeDef, here: &TypeDef, is_same: IsSame<'_>) -> Vec<String> {
    let found = match (&there.kind, &here.kind) {
        (TypeKind::Struct(there), TypeKind::Struct(here)) => of_objects(there, here, is_same),
        (TypeKind::Enumeration(there), TypeKind::Enumeration(here)) => {
            one_sided(&values(there), &values(here))
        }
        (there, here) if kind(there) != kind(here) => {
            vec![format!("{} here, {} there", kind(here), kind(there))]
        }
        _ => Vec::new(),
    };
    // What a line has no room for is left to whoever looks at both places.
    if found.is_empty() { vec!["they differ inside".to_owned()] } else { found }
}

fn kind(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "an object",
        TypeKind::Enumeration(_) => "an enum",
        TypeKind::Union(_) => "a choice",
        TypeKind::Tuple(_) => "a tuple",
        TypeKind::Alias(_) => "another type",
    }
}

fn values(enumeration: &Enumeration) -> BTreeMap<&str, ()> {
    enumeration.values.iter().map(|value| (value.wire.as_str(), ())).collect()
}

fn fields(object: &Struct) -> BTreeMap<&str, &Field> {
    object.fields.iter().map(|field| (field.wire_name.as_str(), field)).collect()
}

fn of_objects(there: &Struct, here: &Struct, is_same: IsSame<'_>) -> Vec<String> {
    let (theirs, ours) = (fields(there), fields(here));
    let mut found = one_sided(&theirs, &ours);
    let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, after) in &ours {
        for what in theirs.get(name).into_iter().flat_map(|before| of_fields(before, after, is_same)) {
            others.entry(what).or_default().push(name);
        }
    }
    found.extend(others.into_iter().map(|(what, names)| format!("{what}: {}", listed(&names))));
    let has_rest = |object: &Struct| matches!(object.additional, Additional::Typed { .. });
    if has_rest(there) != has_rest(here) {
        found.push("other keys are described in one only".to_owned());
    }
    found
}

fn of_fields(there: &Field, here: &Field, is_same: IsSame<'_>) -> impl Iterator<Item = &'static str> {
    let is_deprecated = |field: &Field| field.docs.deprecated.is_some();
    let checks = [
        (is_same(&there.ty, &here.ty), "of another type"),
        (there.required == here.required, "required in one only"),
        (there.nullable == here.nullable, "may be `null` in one only"),
        (there.access == here.access, "read-only or write-only in one only"),
        (there.default == here.default, "with another default"),
        (is_deprecated(there) == is_deprecated(here), "deprecated in one only"),
    ];
    checks.into_iter().filter(|(is_equal, _)| !is_equal).map(|(_, what)| what)
}

/// The names that only one of both has.
fn one_sided<T>(there: &BTreeMap<&str, T>, here: &BTreeMap<&str, T>) -> Vec<String> {
    let only = |one: &BTreeMap<&str, T>, other: &BTreeMap<&str, T>, side: &str| {
        let names: Vec<String> =
            one.keys().filter(|name| !other.contains_key(*name)).map(ToString::to_string).collect();
        (!names.is_empty()).then(|| format!("only {side}: {}", listed(&names)))
    };
    [only(here, there, "here"), only(there, here, "there")].into_iter().flatten().collect()
}

fn listed(names: &[impl AsRef<str>]) -> String {
    let shown: Vec<_> = names.iter().take(MOST_NAMES).map(|name| format!("`{}`", name.as_ref())).collect();
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
