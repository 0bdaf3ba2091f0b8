//! What a type could be called that stands inside of something, from the words of its place.

use super::plural::singular;
use super::words::snake;

/// Words that lowering adds to those of the document, and kinds of values. They belong to the word before.
const POSITIONS: &[&str] = &[
    "boolean", "callback", "choice", "integer", "item", "list", "map", "number", "object", "string", "text",
    "value",
];

/// Words that say nothing of what they hold. No name begins with one unless it stands outermost.
const VAGUE: &[&str] = &[
    "attributes",
    "body",
    "content",
    "contents",
    "data",
    "detail",
    "details",
    "error",
    "errors",
    "fields",
    "info",
    "meta",
    "options",
    "params",
    "payload",
    "properties",
    "request",
    "response",
    "result",
    "results",
    "status",
    "value",
    "values",
];

/// What an operation is named for beside its words: the method in the style of Graph, and what it answers.
const OF_OPERATION: &[&str] = &[
    "answer", "create", "delete", "get", "head", "list", "options", "patch", "replace", "response", "trace",
    "update",
];

/// How many words a name has at least, if there are so many.
const FEW: usize = 2;

/// How many names are tried before the one of all words.
const TRIED: usize = 4;

/// One word of the document with what lowering added to it.
struct Thing<'w> {
    word: &'w str,
    /// The word, or its singular with what was added: `items`, `item` is `item`.
    text: String,
    /// The text in snake case.
    snake: String,
}

/// The names of a place, the shortest first, as texts: of `["GetOrders", "response", "items", "item", "address"]` it
/// is `item address`. The last has all words.
///
/// A longer name is for those that have a shorter one in common.
pub(crate) fn names(words: &[String]) -> Vec<String> {
    let things = things(words);
    let mut names: Vec<String> = Vec::new();
    let is_vague =
        |at: usize| things.get(at).is_some_and(|thing| VAGUE.contains(&snake(thing.word).as_str()));
    let starts = (0..=things.len().saturating_sub(FEW)).rev();
    for start in starts.filter(|start| *start == 0 || !is_vague(*start)).take(TRIED) {
        names.push(joined(&things[start..]));
    }
    names.extend([joined(&things), words.join(" ")]);
    names
}

fn things(words: &[String]) -> Vec<Thing<'_>> {
    let mut things: Vec<Thing<'_>> = Vec::new();
    for word in words {
        let is_outermost = things.len() == 1;
        match things.last_mut() {
            Some(thing) if is_position(word) => {
                let one = singular(thing.word);
                // Only what is many has items.
                let is_one_of_many = word == "item" && thing.text == thing.word && one != thing.word;
                thing.text = if is_one_of_many { one } else { format!("{} {word}", thing.text) };
            }
            // An outermost word that an operation is named for.
            Some(thing) if is_outermost && is_part_of_operation(word) => {
                thing.text = format!("{} {word}", thing.text);
            }
            _ => things.push(Thing { word, text: word.clone(), snake: String::new() }),
        }
    }
    for thing in &mut things {
        thing.snake = snake(&thing.text);
    }
    things
}

/// Whether a word belongs to the one before: `with name` is one alternative of several.
fn is_position(word: &str) -> bool {
    POSITIONS.contains(&word) || word.starts_with("with ")
}

/// Whether a word belongs to the name of an operation: its method in the style of Graph, or what it answers.
fn is_part_of_operation(word: &str) -> bool {
    let first = word.split(' ').next().unwrap_or(word);
    OF_OPERATION.contains(&first)
}

/// The things one after the other, without those that the next one says again: `order`, `order_type` is `order_type`.
fn joined(things: &[Thing<'_>]) -> String {
    let mut texts: Vec<&str> = Vec::with_capacity(things.len());
    for (at, thing) in things.iter().enumerate() {
        let is_said = things.get(at + 1).is_some_and(|next| {
            next.snake.strip_prefix(&thing.snake).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        });
        if !is_said {
            texts.push(&thing.text);
        }
    }
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::naming::words::pascal;

    fn shortest(words: &[&str]) -> String {
        all(words).remove(0)
    }

    fn all(words: &[&str]) -> Vec<String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        names(&words).iter().map(|name| pascal(name)).collect()
    }

    #[test]
    fn the_last_words_come_first() {
        assert_eq!(
            all(&["getOrders", "response", "items", "item", "address"]),
            [
                "ItemAddress",
                "GetOrdersResponseItemAddress",
                "GetOrdersResponseItemAddress",
                "GetOrdersResponseItemsItemAddress"
            ]
        );
        assert_eq!(shortest(&["Page", "place_type"]), "PagePlaceType");
        assert_eq!(shortest(&["Page", "location", "hours"]), "LocationHours");
        assert_eq!(shortest(&["getUser", "response", "status"]), "GetUserResponseStatus");
        assert_eq!(shortest(&["page personas", "create", "extra", "color"]), "ExtraColor");
        assert_eq!(shortest(&["page personas", "create", "extra"]), "PagePersonasCreateExtra");
    }

    #[test]
    fn an_item_is_one_of_its_list() {
        assert_eq!(shortest(&["Order", "line_items", "item"]), "OrderLineItem");
        assert_eq!(shortest(&["Order", "rows", "item", "item", "cell"]), "RowItemCell");
        assert_eq!(shortest(&["Order", "data", "item"]), "OrderDataItem");
        assert_eq!(shortest(&["getOrders", "response", "item"]), "GetOrdersResponseItem");
        assert_eq!(shortest(&["Order", "tags", "value"]), "OrderTagsValue");
        assert_eq!(shortest(&["Event", "with why", "type"]), "EventWithWhyType");
        assert_eq!(shortest(&["Holder", "text_or_pair", "list"]), "HolderTextOrPairList");
    }

    #[test]
    fn no_name_begins_with_a_vague_word_or_says_one_twice() {
        assert_eq!(shortest(&["Order", "shipping", "data", "carrier"]), "ShippingDataCarrier");
        assert_eq!(shortest(&["Order", "order_type"]), "OrderType");
        assert_eq!(shortest(&["Plan", "interval", "interval_params"]), "IntervalParams");
        assert_eq!(shortest(&["Data"]), "Data");
    }
}
