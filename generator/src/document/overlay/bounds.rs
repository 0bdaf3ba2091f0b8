//! What an overlay may cost: one line of it can select a node in millions of ways, and a few lines can double a
//! document until no memory is left.

use crate::document::copy::Size;
use crate::pointer::Pointer;
use serde_json::Value;

/// In how many ways a path may select one node, by a rough estimate.
const WIDEST: usize = 1 << 16;

/// How many ways a filter, or a segment that descends to any depth, counts for.
const WIDE: usize = 1 << 4;

/// A document may grow to this many times its values, and this many more.
const FACTOR: usize = 10;
const ADDED: usize = 100_000;

/// How deeply a document may be nested; reading has the same limit.
const DEEPEST: usize = 128;

/// Whether a JSONPath has so many filters, lists of names and `..` that evaluating it may take forever.
pub(super) fn is_too_wide(path: &str) -> bool {
    let mut ways: usize = 1;
    let mut brackets: Vec<usize> = Vec::new();
    let (mut quote, mut is_escaped, mut previous) = (None, false, ' ');
    for letter in path.chars() {
        match (quote, letter) {
            (Some(_), _) if is_escaped => is_escaped = false,
            (Some(_), '\\') => is_escaped = true,
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '[') => brackets.push(1),
            (None, ',') => {
                if let Some(count) = brackets.last_mut() {
                    *count += 1;
                }
            }
            (None, ']') => ways = ways.saturating_mul(brackets.pop().unwrap_or(1)),
            (None, '?') => ways = ways.saturating_mul(WIDE),
            (None, '.') if previous == '.' => ways = ways.saturating_mul(WIDE),
            _ => {}
        }
        previous = letter;
    }
    ways > WIDEST
}

/// How much a document may still grow.
pub(super) struct SizeBudget {
    most: usize,
}

impl SizeBudget {
    pub(super) fn of(document: &Value) -> Self {
        Self { most: Size::of(document).values.saturating_mul(FACTOR).saturating_add(ADDED) }
    }

    /// Why the value cannot be added at these places, where they are too many or too deep.
    pub(super) fn check(&self, document: &Value, update: &Value, places: &[Pointer]) -> Result<(), String> {
        let added = Size::of(update);
        let depth = places.iter().map(|place| place.tokens().count()).max().unwrap_or(0);
        if added.values.saturating_mul(places.len()).saturating_add(Size::of(document).values) > self.most {
            return Err(format!("the document would have more than {} values", self.most));
        }
        if depth + added.depth > DEEPEST {
            return Err(format!("the document would be nested deeper than {DEEPEST} levels"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::is_too_wide;

    #[test]
    fn paths_that_people_write_are_not_too_wide() {
        for path in [
            "$",
            "$.paths['/a,b..c?[']['get','put','post','delete','patch'].responses..schema",
            "$..properties[?@.type == 'string' && match(@.format, 'a.*')]",
            "$.paths[*][?@.operationId == 'a'].parameters[?@.name == 'b'].schema",
            "$..parameters[?@.in == 'query']..schema",
        ] {
            assert!(!is_too_wide(path), "{path}");
        }
        for path in ["$..*..*..*..*..*", "$..[?$..[?$..a]]", &"$['a','a']".repeat(17)] {
            assert!(is_too_wide(path), "{path}");
        }
    }
}
