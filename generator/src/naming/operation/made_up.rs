//! operationIds that a framework made of a path and a method, without what it added.

use super::{DocumentNames, OperationSource, Words, parameter, segments, split};

/// The methods that springfox writes after `Using`.
const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "QUERY"];

/// What the author called the operation; `None` where the operationId is that already.
pub(super) fn without_additions(
    source: &OperationSource<'_>,
    id: &str,
    names: &DocumentNames,
) -> Option<String> {
    without_path(source, id).or_else(|| without_method(id)).or_else(|| without_number(id, names))
}

/// FastAPI writes the name of the function, the path and the method one after the other.
fn without_path(source: &OperationSource<'_>, id: &str) -> Option<String> {
    let pieces = |text: &str| -> Vec<String> {
        let pieces = text.split(|letter: char| !letter.is_ascii_alphanumeric());
        pieces.filter(|piece| !piece.is_empty()).map(str::to_ascii_lowercase).collect()
    };
    let path = pieces(source.path);
    let tail = [path.as_slice(), &[source.method.to_ascii_lowercase()]].concat();
    let own = pieces(id);
    let name = own.strip_suffix(tail.as_slice()).filter(|name| !name.is_empty() && !path.is_empty())?;
    // The letters of the function, as they were written.
    let mut rest = id;
    for piece in name {
        rest = rest.trim_start_matches(|letter: char| !letter.is_ascii_alphanumeric()).get(piece.len()..)?;
    }
    id.get(..id.len() - rest.len()).map(str::to_owned)
}

/// springfox writes `UsingGET` after the name of the method, and a number after that.
fn without_method(id: &str) -> Option<String> {
    let (name, method) = id.rsplit_once("Using")?;
    let (method, number) = method.split_once('_').unwrap_or((method, ""));
    let is_made = METHODS.contains(&method) && number.bytes().all(|digit| digit.is_ascii_digit());
    (is_made && !name.is_empty()).then(|| name.to_owned())
}

/// springdoc writes a number after the name of a method that another class has too.
fn without_number(id: &str, names: &DocumentNames) -> Option<String> {
    let (name, number) = id.rsplit_once('_')?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit());
    (is_number && names.has_id(name)).then(|| name.to_owned())
}

/// Where an operationId is nothing but the method and the path, those of its words that stand for a parameter after
/// the first segment: `GetCustomersCustomerSources` is `customer`.
pub(super) fn of_path(source: &OperationSource<'_>, words: &Words) -> Option<Words> {
    let (method, rest) = words.split_first()?;
    if !method.eq_ignore_ascii_case(source.method) || rest.is_empty() {
        return None;
    }
    let with = |name: &dyn Fn(&str) -> Words| -> Words {
        let words = super::speaking(source.path).map(|segment| match parameter(segment) {
            Some(parameter) => name(parameter),
            None => split(segment),
        });
        words.flatten().collect()
    };
    let (named, numbered, alone) = (with(&split), with(&|_| vec!["id".to_owned()]), with(&|_| Vec::new()));
    let is_it = |path: &Words| !path.is_empty() && path.concat() == rest.concat();
    let second = segments(source.path)
        .skip_while(|segment| parameter(segment).is_some() || super::is_noise(segment))
        .nth(1);
    let second = second.and_then(parameter);
    if is_it(&named) {
        Some(second.map(split).unwrap_or_default())
    } else if is_it(&numbered) {
        Some(second.map(|_| vec!["id".to_owned()]).unwrap_or_default())
    } else {
        is_it(&alone).then(Vec::new)
    }
}
