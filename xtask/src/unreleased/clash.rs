//! Schemas of two documents that were one type in the version before and are not alike any more.
//!
//! One of them would lose the name that callers know, and which is not for a program to decide: a person chooses.

use crate::versions::module;
use graph_generator::diagnostic::SourceId;
use graph_generator::document::DocumentInput;
use graph_generator::lower::codes::COMPONENT_CLASH;
use graph_generator::name_lock::{Key, NameLock};
use graph_generator::pointer::Pointer;
use graph_generator::{Input, Output};

/// What the message of a clash has before the differences.
const BEFORE_DIFFERENCES: &str = "under another name: ";

/// One of the two schemas.
struct Schema<'i> {
    document: &'i DocumentInput,
    /// The path of its document.
    path: &'i str,
    /// What the document calls it.
    key: String,
    pointer: Pointer,
}

/// What to say of each such pair, after the version before with its names.
pub(crate) fn choices_of(before: &Input, names: &NameLock, input: &Input, output: &Output) -> Vec<String> {
    let clashes = output.diagnostics.iter().filter(|one| one.code.name == COMPONENT_CLASH.name);
    let mut found = Vec::new();
    for clash in clashes {
        let Some((source, pointer)) = clash.related.as_deref() else { continue };
        let first = schema(input, *source, pointer);
        let (Some(first), Some(second)) = (first, schema(input, clash.source, &clash.pointer)) else {
            continue;
        };
        let published = [&first, &second].map(|one| published(before, names, one));
        if let [Some(one), Some(other)] = published
            && one == other
        {
            // The message stands at the second one, which is "here".
            let differences = clash.message.split_once(BEFORE_DIFFERENCES).map_or("", |(_, after)| after);
            let labels = [&before.version.label, &input.version.label];
            found.push(choices(&one, labels, differences, &[first, second]));
        }
    }
    found
}

fn schema<'i>(input: &'i Input, source: SourceId, pointer: &Pointer) -> Option<Schema<'i>> {
    let document = input.documents.iter().find(|document| document.file == source)?;
    let path = input.sources.get(source.0 as usize)?.path.as_str();
    Some(Schema { document, path, key: pointer.last()?, pointer: pointer.clone() })
}

/// The name that a schema had in the version before.
fn published(before: &Input, names: &NameLock, schema: &Schema<'_>) -> Option<String> {
    let document = before.documents.iter().find(|one| one.name == schema.document.name)?;
    let text = document.names.get(&schema.key).unwrap_or(&schema.key).clone();
    let place = format!("{}#{}", document.name, schema.pointer.as_str());
    Some(names.scope("type")?.exact(&Key { text, place })?.name.clone())
}

fn choices(name: &str, [before, now]: [&String; 2], differences: &str, both: &[Schema<'_>; 2]) -> String {
    // What only one of them has is all that the other one lacks.
    let is_only = |place: &str| differences.split("; ").all(|one| one.starts_with(&format!("only {place}:")));
    let lacks = [!is_only("there"), !is_only("here")];
    let differences = placed(differences, both);
    let mut text = format!(
        "`models::{name}` is one type in {before}, and in {now} it would be two ({differences}); one of them would lose the \
         name. Choose, and run the command again:"
    );
    for (Schema { document, path, key, .. }, lacks) in both.iter().zip(lacks) {
        let file = path.rsplit('/').next().unwrap_or(path);
        if lacks {
            text += &format!(
                "\n- both mean one thing, and {path} lacks something: add it to `$.components.schemas.{key}` in an \
                 overlay, spec/overlays/{now}/{file}",
            );
        }
        text += &format!(
            "\n- `{key}` of {path} is a type of its own: name it, with `cargo xtask bump {now} --name \
             {}.{key}=NAME`; once {} is there, `names = {{ {key} = \"NAME\" }}` in its entry in spec/manifest.toml does the same",
            document.name,
            module(now),
        );
    }
    text
}

/// The differences with the paths of the documents for "there" and "here".
fn placed(differences: &str, [there, here]: &[Schema<'_>; 2]) -> String {
    let words = differences.split(' ').map(|word| {
        let bare = word.trim_end_matches([',', ':', ';']);
        let rest = word.get(bare.len()..).unwrap_or_default();
        match bare {
            "here" => format!("in {}{rest}", here.path),
            "there" => format!("in {}{rest}", there.path),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
