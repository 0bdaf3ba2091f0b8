//! From the texts of a document to the words of an identifier.
//!
//! Identifiers are ASCII: the compiler warns about letters that look like others, and a generated crate must not warn.
//! Latin letters lose their accents, other letters are written as their code point.

use super::mixed::{Form, split};
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// `PageStatus`.
pub(crate) fn pascal(text: &str) -> String {
    if is_simple(text) {
        capitalized(text)
    } else {
        safe_start(plain(&split(text, Form::Type)).to_upper_camel_case(), "Value")
    }
}

/// `page_status`.
pub(crate) fn snake(text: &str) -> String {
    if is_simple(text) {
        text.replace(SEPARATORS, "_")
    } else {
        safe_start(plain(&split(text, Form::Word)).to_snake_case(), "value_")
    }
}

/// `PAGE_STATUS`.
pub(crate) fn shouty(text: &str) -> String {
    safe_start(plain(&split(text, Form::Word)).to_shouty_snake_case(), "CODE_")
}

/// The signs between two words.
const SEPARATORS: [char; 4] = ['_', ' ', '-', '/'];

/// Whether a text is words in small letters with one sign between two. Most are, and need no second look.
fn is_simple(text: &str) -> bool {
    let mut last = '_';
    for letter in text.chars() {
        let is_good = match letter {
            'a'..='z' => true,
            '0'..='9' | '_' | ' ' | '-' | '/' => !SEPARATORS.contains(&last),
            _ => false,
        };
        if !is_good {
            return false;
        }
        last = letter;
    }
    !SEPARATORS.contains(&last)
}

/// A text in small letters with each word in a capital: `PageStatus`.
fn capitalized(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    let mut is_start = true;
    for letter in text.chars() {
        if SEPARATORS.contains(&letter) {
            is_start = true;
        } else {
            name.push(if is_start { letter.to_ascii_uppercase() } else { letter });
            is_start = false;
        }
    }
    name
}

/// The text with every sign as a word: `Etc/GMT-0` is `Etc slash GMT minus 0`.
pub(crate) fn spelled(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '_' | ' ' => words.push(' '),
            sign => match sign_word(sign) {
                Some(word) => push_word(&mut words, word),
                None => words.push(sign),
            },
        }
    }
    words
}

/// The text with a word for its case if it is in capitals, where another text may differ in case only.
pub(crate) fn with_case(text: &str) -> String {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic()).peekable();
    let is_upper = letters.peek().is_some() && letters.all(char::is_uppercase);
    if is_upper { format!("{text} upper") } else { text.to_owned() }
}

/// The text without what cannot be part of an identifier. Signs that separate words become spaces; `+`, a `-` before
/// a number, and signs that are all there is become words.
fn plain(text: &str) -> String {
    if !text.chars().any(char::is_alphanumeric) {
        return if text.is_empty() { "empty".to_owned() } else { all_spelled(text) };
    }
    let mut words = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    let mut is_start = true;
    while let Some(sign) = signs.next() {
        match sign {
            '+' => push_word(&mut words, "plus"),
            '-' if is_start && signs.peek().is_some_and(char::is_ascii_digit) => {
                push_word(&mut words, "minus")
            }
            '\'' | '\u{2019}' => {}
            sign if sign.is_ascii_alphanumeric() => words.push(sign),
            sign if sign.is_alphanumeric() => push_letter(&mut words, sign),
            _ => words.push(' '),
        }
        is_start = false;
    }
    if words.chars().any(char::is_alphanumeric) { words } else { all_spelled(text) }
}

fn all_spelled(text: &str) -> String {
    let mut words = String::new();
    for sign in text.chars() {
        match sign_word(sign) {
            Some(word) => push_word(&mut words, word),
            None => push_word(&mut words, &format!("u{:x}", u32::from(sign))),
        }
    }
    words
}

fn push_word(words: &mut String, word: &str) {
    words.push(' ');
    words.push_str(word);
    words.push(' ');
}

fn push_letter(words: &mut String, letter: char) {
    match latin(letter) {
        Some(text) if letter.is_uppercase() => {
            let mut letters = text.chars();
            words.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            words.push_str(letters.as_str());
        }
        Some(text) => words.push_str(text),
        None => push_word(words, &format!("u{:x}", u32::from(letter))),
    }
}

/// A Latin letter without its accent, in lower case.
fn latin(letter: char) -> Option<&'static str> {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    Some(match lower {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ŏ' | 'ő' | 'ø' => "o",
        'ö' | 'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'þ' => "th",
        'º' => "o",
        'ª' => "a",
        _ => return None,
    })
}

fn sign_word(sign: char) -> Option<&'static str> {
    Some(match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '?' => "question",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '%' => "percent",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '_' => "underscore",
        ' ' => "space",
        '"' => "quote",
        '\'' => "apostrophe",
        '`' => "backtick",
        '(' => "open",
        ')' => "close",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '\n' => "newline",
        '\t' => "tab",
        _ => return None,
    })
}

/// An identifier does not start with a digit, and is not empty.
fn safe_start(name: String, prefix: &str) -> String {
    match name.chars().next() {
        None => prefix.trim_end_matches('_').to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{prefix}{name}"),
        Some(_) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::{ToUpperCamelCase, pascal, shouty, snake, spelled, with_case};

    #[test]
    fn odd_texts_become_identifiers() {
        assert_eq!(pascal("place_type"), "PlaceType");
        assert_eq!(pascal("place2b_type"), "place2b type".to_upper_camel_case());
        assert_eq!(snake("place2b_type"), "place2b_type");
        assert_eq!(pascal("pulls/list-all of_it"), "PullsListAllOfIt");
        assert_eq!(snake("pulls/list-all of_it"), "pulls_list_all_of_it");
        assert_eq!(pascal(">="), "GreaterEqual");
        assert_eq!(pascal("+0"), "Plus0");
        assert_eq!(pascal("-0"), "Minus0");
        assert_eq!(pascal("-1 day"), "Minus1Day");
        assert_eq!(pascal("100_continue"), "Value100Continue");
        assert_eq!(pascal(""), "Empty");
        assert_eq!(pascal("Über café"), "UeberCafe");
        assert_eq!(pascal("你好"), "U4f60U597d");
        assert_eq!(pascal("🎉"), "U1f389");
        assert_eq!(snake("X-API-Version"), "x_api_version");
        assert_eq!(snake("2fa"), "value_2fa");
        assert_eq!(snake("$ref"), "ref");
        assert_eq!(snake("_"), "underscore");
        assert_eq!(shouty("INVALID_PARAMETER"), "INVALID_PARAMETER");
        assert_eq!(pascal(&spelled("Etc/GMT-0")), "EtcSlashGmtMinus0");
        assert_eq!(pascal(&with_case("ASC")), "AscUpper");
        assert_eq!(pascal(&with_case("asc")), "Asc");
    }
}
