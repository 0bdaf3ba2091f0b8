//! From JSON pointers to lines and columns of the original text.

mod duplicates;
mod find;
mod json;

use crate::pointer::Pointer;
use duplicates::Duplicates;
use find::{Finder, Walk};
use saphyr_parser::{Event, Marker, Parser};

/// A line and a column, both counted from 1; columns count characters.
pub type Position = (usize, usize);

/// Finds the line and the column of a value: of the key for a member, of the value for an item of a list.
///
/// A value that an overlay or the normalisation made is not in the text: the position is that of its nearest ancestor.
/// `None` if the text cannot be read at all.
pub fn locate(text: &str, pointer: &Pointer) -> Option<Position> {
    locate_all(text, std::slice::from_ref(pointer)).into_iter().next().flatten()
}

/// Finds many positions in one pass over the text; see [`locate`].
pub fn locate_all(text: &str, pointers: &[Pointer]) -> Vec<Option<Position>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut wanted: Finder<usize> = Finder::new(pointers);
    if body.trim_start().starts_with(['{', '[']) && json::scan(body, &mut wanted) {
        return json::positions(body, &wanted.places());
    }
    let mut wanted: Finder<Marker> = Finder::new(pointers);
    scan_yaml(body, &mut wanted);
    wanted.places().into_iter().map(|marker| marker.map(|marker| position(&marker))).collect()
}

/// The rest of the text from each value on, or from the key of a member; of what is not in the text, as
/// [`locate_all`] does.
pub(super) fn texts_at<'t>(text: &'t str, pointers: &[Pointer]) -> Vec<Option<&'t str>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut wanted: Finder<usize> = Finder::new(pointers);
    if body.trim_start().starts_with(['{', '[']) && json::scan(body, &mut wanted) {
        return wanted.places().into_iter().map(|offset| body.get(offset?..)).collect();
    }
    let mut wanted: Finder<Marker> = Finder::new(pointers);
    scan_yaml(body, &mut wanted);
    let mut lines = vec![0];
    lines.extend(body.match_indices('\n').map(|(end, _)| end + 1));
    let rest = |marker: Marker| {
        let (line, column) = position(&marker);
        let line = body.get(*lines.get(line.checked_sub(1)?)?..)?;
        let (start, _) = line.char_indices().nth(column.checked_sub(1)?)?;
        line.get(start..)
    };
    wanted.places().into_iter().map(|marker| rest(marker?)).collect()
}

/// The duplicate keys, with their positions.
pub(super) fn duplicates(text: &str) -> Vec<(String, Position)> {
    let mut found: Duplicates<usize> = Duplicates::default();
    if text.trim_start().starts_with(['{', '[']) && json::scan(text, &mut found) {
        let offsets: Vec<_> = found.found.iter().map(|(_, offset)| Some(*offset)).collect();
        let positions = json::positions(text, &offsets).into_iter().map(|place| place.unwrap_or((1, 1)));
        return found.found.into_iter().map(|(key, _)| key).zip(positions).collect();
    }
    let mut found: Duplicates<Marker> = Duplicates::default();
    scan_yaml(text, &mut found);
    found.found.into_iter().map(|(key, marker)| (key, position(&marker))).collect()
}

/// Where the second YAML document of a file starts, if there is one.
pub(super) fn second_document(text: &str) -> Option<Position> {
    let mut parser = Parser::new_from_str(text);
    let mut documents = 0;
    while let Some(Ok((event, span))) = parser.next_event() {
        documents += usize::from(matches!(event, Event::DocumentStart(..)));
        if documents == 2 {
            return Some(position(&span.start));
        }
        if matches!(event, Event::StreamEnd) {
            break;
        }
    }
    None
}

/// The tags of a YAML text that are not of its core schema, with their positions.
pub(super) fn tags(text: &str) -> Vec<(String, usize, usize)> {
    let mut parser = Parser::new_from_str(text);
    let mut tags = Vec::new();
    while let Some(Ok((event, span))) = parser.next_event() {
        let tag = match event {
            Event::Scalar(_, _, _, tag) | Event::SequenceStart(_, tag) | Event::MappingStart(_, tag) => tag,
            Event::StreamEnd => break,
            _ => None,
        };
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) {
            let (line, column) = position(&span.start);
            tags.push((format!("{}{}", tag.handle, tag.suffix), line, column));
        }
    }
    tags
}

pub(super) fn position(marker: &Marker) -> Position {
    (marker.line(), marker.col() + 1)
}

fn scan_yaml(text: &str, finder: &mut impl Walk<Marker>) {
    let text = super::surrogate::hide(text);
    let mut parser = Parser::new_from_str(&text);
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::Scalar(value, ..) => finder.scalar(&value, span.start),
            Event::Alias(_) => finder.scalar("", span.start),
            Event::SequenceStart(..) => finder.open(false, span.start),
            Event::MappingStart(..) => finder.open(true, span.start),
            Event::SequenceEnd | Event::MappingEnd => finder.close(),
            Event::StreamEnd | Event::DocumentEnd => break,
            _ => {}
        }
        if finder.is_complete() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::locate;
    use crate::pointer::Pointer;

    const YAML: &str = "openapi: 3.0.3\npaths:\n  /a/b:\n    get:\n      tags:\n        - x\n        - {n: 1}\n      responses:\n        200: {description: 'é', y: 1}\n";
    const JSON: &str = "{\n  \"openapi\": \"3\",\n\t\"paths\": {\"/a/b\": [\"é\\\"\", {\"k\\u0065y\": 1}, 7]},\n  \"z\": true\n}";

    #[test]
    fn finds_keys_items_and_ancestors() {
        for (text, pointer, expected) in [
            (YAML, "", (1, 1)),
            (YAML, "/openapi", (1, 1)),
            (YAML, "/paths/~1a~1b/get", (4, 5)),
            (YAML, "/paths/~1a~1b/get/tags/0", (6, 11)),
            (YAML, "/paths/~1a~1b/get/tags/1/n", (7, 12)),
            (YAML, "/paths/~1a~1b/get/responses/200/y", (9, 33)),
            (YAML, "/paths/~1a~1b/get/nothing/here", (4, 5)),
            (JSON, "", (1, 1)),
            (JSON, "/paths/~1a~1b/0", (3, 21)),
            (JSON, "/paths/~1a~1b/1/key", (3, 29)),
            (JSON, "/paths/~1a~1b/2/deeper", (3, 45)),
            (JSON, "/z", (4, 3)),
            (JSON, "/missing", (1, 1)),
        ] {
            assert_eq!(locate(text, &Pointer::parse(pointer).unwrap()), Some(expected), "{pointer}");
        }
    }

    #[test]
    fn broken_text_gives_what_was_found() {
        let pointer = Pointer::parse("/a/b").unwrap();
        assert_eq!(locate("{\"a\": {\"b\": 1}, \"c", &pointer), Some((1, 8)));
        assert_eq!(locate("a:\n  b: 1\n  - c", &pointer), Some((2, 3)));
        assert_eq!(locate("", &pointer), None);
    }
}
