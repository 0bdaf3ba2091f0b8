//! Which files a file refers to, for callers that read them.

use super::path;
use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::grammar::{Holds, ObjectKind};
use crate::document::{DocumentInput, SourceFile, read};
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Adds to the sources the other files that a document needs, what those need, and so on; the document remembers them.
///
/// `read` gives the text at a path, or the reason why there is none. A path is relative like that of the document, and
/// has `..` only at its front. Too many files may be asked for, since only the whole document distinguishes a reference
/// from an example of one; so a file that cannot be read is not an error yet.
pub fn gather(
    document: &mut DocumentInput,
    sources: &mut Vec<SourceFile>,
    mut read: impl FnMut(&str) -> Result<String, String>,
) {
    let Some(base) = sources.get(document.file.0 as usize).map(|source| source.path.clone()) else { return };
    // What an overlay writes becomes part of the document, so its references are relative to the document.
    let own = document.overlays.iter().chain([&document.file]);
    let own = own.filter_map(|id| sources.get(id.0 as usize));
    let mut open: Vec<String> = own.flat_map(|source| needs(&source.text, &base)).collect();
    let mut seen = HashSet::from([base]);
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let at = match sources.iter().position(|source| source.path == path) {
            Some(known) => known,
            None => match read(&path) {
                Ok(text) => {
                    sources.push(SourceFile { path, text });
                    sources.len() - 1
                }
                Err(reason) => {
                    document.absent.insert(path, reason);
                    continue;
                }
            },
        };
        document.others.push(SourceId(u32::try_from(at).unwrap_or(u32::MAX)));
        open.extend(sources.get(at).into_iter().flat_map(|source| needs(&source.text, &source.path)));
    }
}

/// The paths of the files that a text at `base` may need, each once.
fn needs(text: &str, base: &str) -> Vec<String> {
    if !may_refer(text) {
        return Vec::new();
    }
    // What is wrong with the file is reported when it is read for its content.
    let Some(value) = read::read(text, SourceId::default(), &mut Diagnostics::default()) else {
        return Vec::new();
    };
    let mut needs = Vec::new();
    visit(&value, "", &mut |reference| {
        let file = path::split(reference).file;
        let path = (!file.is_empty()).then(|| path::resolve(base, file).ok()).flatten();
        if let Some(path) = path.filter(|path| !path.is_empty() && *path != base && !needs.contains(path)) {
            needs.push(path);
        }
    });
    needs
}

/// Whether a document has references that have to be resolved before it is normalised.
pub(super) fn is_bundle(document: &Value) -> bool {
    let mut found = false;
    visit(document, "", &mut |reference| found |= !reference.starts_with('#'));
    found || has_copied_part(document, ObjectKind::OpenApi)
}

/// Whether the text may hold a reference to another file, decided without parsing it: most documents have none.
fn may_refer(text: &str) -> bool {
    let is_local = |rest: &str| {
        let rest = rest.trim_start_matches(['"', '\'']).trim_start();
        let value = rest.strip_prefix(':').map(str::trim_start);
        // Where `$ref` is not a key, it is a word of a text.
        // A long reference is a block scalar: `>-`, then a line of its own.
        let is_style = |letter: char| "\"'>|-+".contains(letter) || letter.is_whitespace();
        value.is_none_or(|value| value.trim_start_matches(is_style).starts_with('#'))
    };
    let mut references = text.match_indices('$').filter_map(|(at, _)| text.get(at..)?.strip_prefix("$ref"));
    let mut mappings = text.match_indices("apping").map(|(at, word)| (text.split_at(at).0, at + word.len()));
    references.any(|rest| !is_local(rest))
        || mappings.any(|(before, end)| match before.strip_suffix('m') {
            Some(before) => may_map_to_file(text, before.len(), end),
            None => before.ends_with("defaultM"),
        })
}

/// Whether the word `mapping` from `start` to `end` may be the key of a mapping whose values name files.
fn may_map_to_file(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = text.split_at(start);
    let rest = after.get(end - start..).unwrap_or_default();
    let Some(value) = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':') else {
        return false;
    };
    let value = value.trim_start_matches([' ', '\t', '\r', '\n']);
    let held = match value.strip_prefix('{') {
        Some(flow) => flow.split('}').next().unwrap_or(flow),
        None => {
            // What is indented deeper than the line of the key.
            let line = before.rsplit('\n').next().unwrap_or(before);
            let depth = line.len() - line.trim_start().len();
            let is_outside =
                |line: &str| !line.trim().is_empty() && line.len() - line.trim_start().len() <= depth;
            let lines = rest.split_inclusive('\n').skip(1).take_while(|line| !is_outside(line));
            let length: usize = lines.map(str::len).sum();
            let first = rest.find('\n').map_or(rest.len(), |at| at + 1);
            rest.get(..first + length).unwrap_or(rest)
        }
    };
    // An escape may spell a name, an alias may stand for a whole mapping.
    held.contains(['\\', '*', '&']) || [".yaml", ".yml", ".json", "./"].iter().any(|part| held.contains(part))
}

/// Visits the text of every `$ref`, and those values of a mapping that look like files.
fn visit(value: &Value, key: &str, work: &mut impl FnMut(&str)) {
    match value {
        Value::Object(members) => {
            if key == "discriminator" {
                mapped_files(members).for_each(&mut *work);
            }
            for (key, value) in members {
                match value {
                    Value::String(reference) if key == "$ref" => work(reference),
                    value => visit(value, key, work),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| visit(item, "", work)),
        _ => {}
    }
}

fn mapped_files(discriminator: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let targets = mapping.into_iter().flat_map(Map::values).chain(discriminator.get("defaultMapping"));
    targets.filter_map(Value::as_str).filter(|value| is_file(value))
}

/// Whether a value of a mapping is a file, not the name of a component or a reference inside the document.
pub(super) fn is_file(value: &str) -> bool {
    let file = path::split(value).file;
    let is_named = [".yaml", ".yml", ".json"].iter().any(|ending| file.ends_with(ending));
    is_named || file.starts_with("./") || file.starts_with("../")
}

/// Whether a reference stands where OpenAPI has none, in or under an object of this kind.
fn has_copied_part(value: &Value, kind: ObjectKind) -> bool {
    let Value::Object(members) = value else { return false };
    members.iter().any(|(key, member)| {
        let Some(holds) = kind.step(key) else { return false };
        let kind = holds.kind();
        match (holds, member) {
            (_, Value::Object(own)) if own.get("$ref").is_some_and(Value::is_string) => {
                matches!(holds, Holds::List(_) | Holds::Map(_)) || kind.section().is_none()
            }
            (Holds::Map(_), Value::Object(members)) => {
                members.values().any(|member| has_copied_part(member, kind))
            }
            (_, Value::Array(items)) => items.iter().any(|item| has_copied_part(item, kind)),
            _ => has_copied_part(member, kind),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{gather, needs};
    use crate::diagnostic::SourceId;
    use crate::document::{DocumentInput, SourceFile};

    #[test]
    fn everything_is_gathered_once() {
        let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
        let mut sources = vec![
            file("v1/fix.yaml", "c: {$ref: x.yaml}\n"),
            file("a.yaml", "a: {$ref: b/c.yaml}\nb: {$ref: gone.yaml}\n"),
        ];
        let mut document =
            DocumentInput { file: SourceId(1), overlays: vec![SourceId(0)], ..DocumentInput::default() };
        let mut asked = Vec::new();
        gather(&mut document, &mut sources, |path| {
            asked.push(path.to_owned());
            let text = "a: {$ref: ../a.yaml}\nb: {$ref: c.yaml}\nc: {$ref: d.json}\n";
            match path {
                "gone.yaml" => Err("it does not exist".to_owned()),
                "b/c.yaml" => Ok(text.to_owned()),
                _ => Ok("{}".to_owned()),
            }
        });
        asked.sort();
        // What the overlay names is relative to the document.
        assert_eq!(asked, ["b/c.yaml", "b/d.json", "gone.yaml", "x.yaml"]);
        assert_eq!(document.absent["gone.yaml"], "it does not exist");
        assert_eq!(document.others.len(), sources.len() - 2);
    }

    fn paths(path: &str, text: &str) -> Vec<String> {
        needs(text, path)
    }

    #[test]
    fn every_way_to_name_a_file_is_found() {
        let text = "a: {$ref: './pet.yaml#/Pet'}\nb:\n  $ref: >-\n    ../x.json\nc: {'$ref': 'pet.yaml'}\n\
                    d: {discriminator: {propertyName: k, mapping: {a: Cat, b: dog.yaml, c: '#/d'}}}\n";
        assert_eq!(paths("v1/api.yaml", text), ["v1/pet.yaml", "x.json", "v1/dog.yaml"]);
        assert_eq!(paths("a.json", r#"{"a": {"$ref" : "b\u002ejson"}}"#), ["b.json"]);
    }

    #[test]
    fn a_mapping_is_looked_at_where_it_stands() {
        let block =
            "a:\n  discriminator:\n    propertyName: k\n    mapping:\n      a: Cat\n\n      b: dog.yaml\n";
        for text in [
            block,
            "{\"discriminator\": {\"mapping\" :\n {\"a\": \"Cat\", \"b\": \"dog.json#/x\"}}}",
            "{\"discriminator\": {\"mapping\": {\"a\": \"\\u002e/dog\"}}}",
            "m: &m {a: dog.yaml}\na: {discriminator: {mapping: *m}}\n",
            "a:\n  ? mapping\n  : {a: ./dog}\n",
        ] {
            assert!(super::may_refer(text), "{text}");
        }
        for text in [
            "a: {mapping: {a: Cat}}\nb: dog.yaml\n",
            "a:\n  mapping:\n    a: Cat\n  b: dog.yaml\n",
            "{\"mapping\": {\"a\": \"#/c\"}, \"b\": \"dog.json\"}",
            "a: The mapping of dog.yaml\n",
            "a:\n  $ref: >-\n    #/components/schemas/a\n",
        ] {
            assert!(!super::may_refer(text), "{text}");
        }
    }

    #[test]
    fn a_file_that_stands_alone_needs_nothing() {
        assert!(paths("a.yaml", "a: {$ref: '#/b'}\nb: {$ref: 'https://example.com/c.yaml'}\n").is_empty());
        assert!(paths("a.yaml", "a: {$ref: 'a.yaml#/b'}\n").is_empty());
        assert!(paths("a.yaml", "a: [\n$ref: x").is_empty());
    }
}
