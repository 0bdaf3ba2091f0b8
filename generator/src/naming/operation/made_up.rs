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
    let ways = [without_path(source, id), without_method(id), without_entity(id), without_controller(id)];
    ways.into_iter().flatten().next().or_else(|| without_number(id, names))
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
    // Of the path `/` two signs are left before the method.
    let is_root = path.is_empty() && id.to_ascii_lowercase().ends_with(&format!("__{}", tail.concat()));
    let name = own.strip_suffix(tail.as_slice()).filter(|name| !name.is_empty())?;
    let name = Some(name).filter(|_| !path.is_empty() || is_root)?;
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

/// Spring Data writes the entity and the method after what it does, and a number: `getItemResource-user-get_1`.
fn without_entity(id: &str) -> Option<String> {
    let id = id.rsplit_once('_').filter(|(_, number)| is_number(number)).map_or(id, |(id, _)| id);
    let (rest, method) = id.rsplit_once('-')?;
    let (name, _) = rest.split_once('-')?;
    let is_made = METHODS.iter().any(|known| known.eq_ignore_ascii_case(method))
        && ["Resource", "Search", "Reference"].iter().any(|end| name.ends_with(end));
    is_made.then(|| name.to_owned())
}

/// Frameworks that have classes write the name of the class first: `UsersController_findAll`.
fn without_controller(id: &str) -> Option<String> {
    let (class, rest) = id.split_once("Controller")?;
    let is_class = !class.is_empty() && class.chars().all(char::is_alphanumeric);
    let is_made = is_class && rest.starts_with(['_', '.', '-', '/', '#', ':']);
    is_made.then(|| format!("{class}{rest}"))
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// springdoc writes a number after the name of a method that another class has too.
fn without_number(id: &str, names: &DocumentNames) -> Option<String> {
    let (name, number) = id.rsplit_once('_')?;
    (is_number(number) && names.has_id(name)).then(|| name.to_owned())
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
