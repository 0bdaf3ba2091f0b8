//! Where a document names the version of the API, and the same text with another version.

use anyhow::{Context as _, ensure};
use graph_generator::diagnostic::{Diagnostics, SourceId};
use graph_generator::document::{SourceFile, locate, recognise, render_all};
use graph_generator::pointer::Pointer;
use serde_json::Value;

/// A text that names the version.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NamePlace {
    pointer: String,
    old: String,
    new: String,
}

/// A document for another version.
pub(crate) struct Renamed {
    /// The text, which differs in the places alone.
    pub(crate) text: String,
    /// What was changed: `line 47: 26.0.0 is 27.0.0 now`.
    pub(crate) changed: Vec<String>,
    /// The lines that still name the old version, in comments and descriptions.
    pub(crate) left: Vec<usize>,
}

/// Reads a document as far as to know that it is one of OpenAPI.
pub(crate) fn read(shown: &str, text: &str) -> anyhow::Result<Value> {
    let sources = [SourceFile { path: shown.to_owned(), text: text.to_owned() }];
    let mut findings = Diagnostics::default();
    let value = recognise(&sources, SourceId(0), &mut findings);
    value.with_context(|| render_all(findings.iter(), &sources).join("\n"))
}

/// Replaces the old version by the new one where a document says which it is: in `info.version` and in the servers.
pub(crate) fn renamed(shown: &str, text: &str, old: &str, new: &str) -> anyhow::Result<Renamed> {
    let mut value = read(shown, text)?;
    let mut places = Vec::new();
    for place in places_of(&value, old, new) {
        let (line, at) = find(text, &place).with_context(|| {
            format!("{shown}: cannot find where `{}` of {} is written", place.old, place.pointer)
        })?;
        if let Some(found) = value.pointer_mut(&place.pointer) {
            *found = Value::String(place.new.clone());
        }
        places.push((at, line, place));
    }
    places.sort_by_key(|(at, ..)| *at);
    let mut result = text.to_owned();
    for (at, _, place) in places.iter().rev() {
        result.replace_range(*at..*at + place.old.len(), &place.new);
    }
    // The places were found in the text, and the values in what was read of it: both have to agree.
    ensure!(
        read(shown, &result)? == value,
        "{shown}: the version cannot be changed without changing something else; write the file for {new} by hand and give it \
         with --from"
    );
    let changed = places
        .iter()
        .map(|(_, line, place)| format!("line {line}: `{}` becomes `{}`", place.old, place.new))
        .collect();
    let lines = result.lines().enumerate();
    let left = lines.filter(|(_, line)| line.contains(old)).map(|(at, _)| at + 1).collect();
    Ok(Renamed { text: result, changed, left })
}

/// The servers of a document that name a version, other than `label`, in their path.
pub(crate) fn other_servers(value: &Value, label: &str) -> Vec<String> {
    let names_another = |url: &&str| {
        let mut versions = url.split('/').filter(|part| crate::versions::numbers(part).is_some());
        versions.any(|version| version != label)
    };
    let urls = servers(value).into_iter().filter_map(|(_, server)| server.get("url")?.as_str());
    urls.filter(names_another).map(str::to_owned).collect()
}

/// `info.version` where it is not that of the API version: 27.0 or 27.0.x for v27.0.
pub(crate) fn other_info_version(value: &Value, label: &str) -> Option<String> {
    let found = value.pointer("/info/version")?.as_str()?;
    let number = label.trim_start_matches('v');
    let rest = found.trim_start_matches('v').strip_prefix(number);
    let is_it = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    (!is_it).then(|| found.to_owned())
}

fn places_of(value: &Value, old: &str, new: &str) -> Vec<NamePlace> {
    let mut places = Vec::new();
    let mut add = |pointer: String, renamed: &dyn Fn(&str) -> Option<String>| {
        let text = value.pointer(&pointer).and_then(Value::as_str);
        if let Some((text, new)) = text.and_then(|text| Some((text, renamed(text)?))) {
            places.push(NamePlace { pointer, old: text.to_owned(), new });
        }
    };
    add("/info/version".to_owned(), &|text| info_version(text, old, new));
    let whole = |text: &str| (text == old).then(|| new.to_owned());
    for (pointer, server) in servers(value) {
        add(format!("{pointer}/url"), &|text| segment(text, old, new));
        for (name, variable) in server.get("variables").and_then(Value::as_object).into_iter().flatten() {
            let pointer =
                Pointer::parse(&pointer).unwrap_or_else(Pointer::root).child("variables").child(name);
            add(format!("{}/default", pointer.as_str()), &whole);
            let count = variable.get("enum").and_then(Value::as_array).map_or(0, Vec::len);
            for at in 0..count {
                add(format!("{}/enum/{at}", pointer.as_str()), &whole);
            }
        }
    }
    places
}

/// All servers: of the document, of its paths and of their operations.
fn servers(value: &Value) -> Vec<(String, &Value)> {
    let mut homes = vec![(Pointer::root(), value)];
    let paths = value.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        let pointer = Pointer::root().child("paths").child(path);
        let members = item.as_object().into_iter().flatten();
        let operations = members.filter(|(_, member)| member.is_object());
        homes.extend(operations.map(|(method, operation)| (pointer.child(method), operation)));
        homes.push((pointer, item));
    }
    let of_home = |(pointer, home): (Pointer, &'_ Value)| {
        let list = home.get("servers").and_then(Value::as_array).map_or(0, Vec::len);
        (0..list).map(move |at| format!("{}/servers/{at}", pointer.as_str())).collect::<Vec<_>>()
    };
    let pointers = homes.into_iter().flat_map(of_home);
    pointers.filter_map(|pointer| Some((pointer.clone(), value.pointer(&pointer)?))).collect()
}

/// `26.0.0` for v26.0 becomes `27.0.0` for v27.0; a number of our own stays.
fn info_version(text: &str, old: &str, new: &str) -> Option<String> {
    let (v, number) = text.strip_prefix('v').map_or(("", text), |number| ("v", number));
    let rest = number.strip_prefix(old.trim_start_matches('v'))?;
    let is_whole = rest.is_empty() || rest.starts_with('.');
    is_whole.then(|| format!("{v}{}{rest}", new.trim_start_matches('v')))
}

/// A URL with the new version in the segments that were the old one.
fn segment(url: &str, old: &str, new: &str) -> Option<String> {
    let segments = url.split('/').map(|segment| if segment == old { new } else { segment });
    let renamed = segments.collect::<Vec<_>>().join("/");
    (renamed != url).then_some(renamed)
}

/// The line and the byte at which a text stands in the document: the first such text from the key on.
fn find(text: &str, place: &NamePlace) -> Option<(usize, usize)> {
    let (line, column) = locate(text, &Pointer::parse(&place.pointer)?)?;
    // The position does not count the mark at the start of the file.
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = &text[mark..];
    let before: usize = body.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let of_line = body.get(before..)?;
    let inside = of_line.char_indices().nth(column - 1).map(|(at, _)| at)?;
    let from = mark + before + inside;
    let at = from + text.get(from..)?.find(&place.old)?;
    Some((line + text[from..at].matches('\n').count(), at))
}

#[cfg(test)]
mod tests {
    use super::{other_info_version, other_servers, read, renamed};

    const TEXT: &str = "\
# For v26.0, version 26.0.0.
openapi: 3.0.3
info: {title: 'v26.0 and version', version: \"26.0.0\"}
servers:
  - url: https://graph.facebook.com/v26.0 # v26.0
  - description: v26.0
    url: 'https://{host}/{version}/v26.0/x'
    variables:
      version: {default: v26.0, enum: [v25.0, v26.0]}
      host: {default: v26.0.example.com}
paths:
  /a:
    servers: [{url: /v26.0}]
    get:
      servers: [{url: /v26.1}]
      responses: {}
";

    #[test]
    fn the_version_changes_where_the_document_says_which_it_is() {
        let renamed = renamed("a.yaml", TEXT, "v26.0", "v27.0").unwrap();
        let expected = TEXT
            .replace("\"26.0.0\"", "\"27.0.0\"")
            .replace("facebook.com/v26.0", "facebook.com/v27.0")
            .replace("{version}/v26.0/x", "{version}/v27.0/x")
            .replace("{default: v26.0,", "{default: v27.0,")
            .replace("[v25.0, v26.0]", "[v25.0, v27.0]")
            .replace("[{url: /v26.0}]", "[{url: /v27.0}]");
        assert_eq!(renamed.text, expected);
        assert_eq!(renamed.changed.len(), 6);
        assert_eq!(renamed.changed[0], "line 3: `26.0.0` becomes `27.0.0`");
        assert!(renamed.changed[1].starts_with("line 5: `https://graph.facebook.com/v26.0` becomes `"));
        assert_eq!(renamed.left, [1, 3, 5, 6, 10]);
    }

    #[test]
    fn json_and_a_mark_at_the_start_are_read_too() {
        let text = "\u{feff}{\n \"openapi\": \"3.1.0\", \"info\": {\"title\": \"ä\", \"version\": \"v26.0\"},\n \"paths\": {}}";
        let renamed = renamed("a.json", text, "v26.0", "v27.0").unwrap();
        assert_eq!(renamed.text, text.replace("v26.0", "v27.0"));
    }

    #[test]
    fn a_number_of_our_own_stays() {
        let text = TEXT.replace("26.0.0\"}", "26.01\"}").replace("v26.0", "v1.0");
        assert_eq!(renamed("a.yaml", &text, "v26.0", "v27.0").unwrap().text, text);
    }

    #[test]
    fn what_cannot_be_changed_alone_is_refused() {
        let text = TEXT.replace("/v26.0 # v26.0", "/v26.0\n    x-same: &a v26.0");
        let text = text.replace("{default: v26.0, enum", "{default: *a, enum");
        let error = renamed("a.yaml", &text, "v26.0", "v27.0").err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains("a.yaml: ")));
        assert!(renamed("a.yaml", "swagger: '2.0'", "v26.0", "v27.0").is_err());
    }

    #[test]
    fn another_version_in_a_document_is_seen() {
        let value = read("a.yaml", TEXT).unwrap();
        assert_eq!(other_servers(&value, "v26.0"), ["/v26.1"]);
        assert_eq!(other_servers(&value, "v27.0").len(), 4);
        assert_eq!(other_info_version(&value, "v26.0"), None);
        assert_eq!(other_info_version(&value, "v27.0").as_deref(), Some("26.0.0"));
        assert_eq!(other_info_version(&value, "v2.0").as_deref(), Some("26.0.0"));
    }
}
