//! Texts that match a `pattern`, which is a regular expression of ECMA-262.
//!
//! `regex-lite` matches them: it reads `\d` and `\w` as ECMA-262 does. It has no Unicode classes such as `\p{L}`: texts
//! are made for a pattern with such a class, but every text matches it.

use regex_lite::Regex;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

/// The number of alternatives, characters and lengths that are tried to find another text.
const VARIANTS: usize = 3;
/// The longest text that is made.
const LONGEST: usize = 10_000;
/// The preferred characters: the first of them that a class contains is used.
const PREFERRED: &str = "a1A0bBcC2345-_./:x";

/// Whether the pattern occurs in the text; true for a pattern that is not supported, such as one with a
/// back-reference.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    judge(pattern, text).unwrap_or(true)
}

/// Whether the pattern occurs in the text, where that can be told.
pub(super) fn judge(pattern: &str, text: &str) -> Option<bool> {
    let Split { plain, looks } = split(pattern);
    if !Regex::new(&plain).ok()?.is_match(text) {
        return Some(false);
    }
    for look in looks {
        let inner = look.group.strip_suffix(')')?;
        let (inner, is_wanted) = match (inner.strip_prefix("(?="), inner.strip_prefix("(?!")) {
            (Some(inner), _) => (inner, true),
            (_, Some(inner)) => (inner, false),
            _ => return None,
        };
        // Elsewhere it speaks of a place that is not known.
        if !look.is_at_start {
            return None;
        }
        if Regex::new(&format!("^(?:{inner})")).ok()?.is_match(text) != is_wanted {
            return Some(false);
        }
    }
    Some(true)
}

/// A text in which the pattern occurs, with a length between the two bounds, if one is found. Each index gives another
/// text, as long as there are more.
pub(super) fn example(pattern: &str, shortest: usize, longest: usize, index: usize) -> Option<String> {
    let parsed = parse(pattern)?;
    let mut found: Vec<String> = Vec::new();
    for longer in 0..VARIANTS {
        for variant in 0..VARIANTS * VARIANTS {
            let choice = Choice { branch: variant % VARIANTS, letter: variant / VARIANTS, more: 0 };
            let text = of_length(&parsed, choice, shortest.saturating_add(longer), longest);
            let text = text.filter(|text| !found.contains(text) && is_good(pattern, text));
            found.extend(text);
            if found.len() > index {
                return found.pop();
            }
        }
    }
    found.pop()
}

/// Whether a text that was made for the pattern can be used. One of a pattern that only has a class which is not
/// supported is as it was made.
fn is_good(pattern: &str, text: &str) -> bool {
    judge(pattern, text).unwrap_or_else(|| split(pattern).looks.is_empty())
}

/// Which of the possible texts is written.
#[derive(Clone, Copy)]
struct Choice {
    /// Which of several alternatives, if there are that many.
    branch: usize,
    /// Which character of a class, if it has that many.
    letter: usize,
    /// How many repetitions more than needed, if more are allowed.
    more: usize,
}

fn of_length(pattern: &Hir, choice: Choice, shortest: usize, longest: usize) -> Option<String> {
    // Each round adds one repetition wherever one is allowed.
    let mut before = None;
    for more in 0..=shortest.min(LONGEST) {
        let mut text = String::new();
        write(pattern, Choice { more, ..choice }, &mut text);
        let length = text.chars().count();
        let is_stuck = before == Some(length) && more > 1;
        if length > longest || is_stuck {
            break;
        }
        before = Some(length);
        if length >= shortest {
            return Some(text);
        }
    }
    None
}

/// Look-arounds are left out: they only forbid. What comes of it is judged with them.
fn parse(pattern: &str) -> Option<Hir> {
    ParserBuilder::new().build().parse(&split(pattern).plain).ok()
}

/// A pattern in two parts.
struct Split<'p> {
    /// The pattern without groups such as `(?!a)` and `(?<=a)`.
    plain: String,
    /// These groups.
    looks: Vec<Look<'p>>,
}

/// A look-around.
struct Look<'p> {
    group: &'p str,
    /// Whether it speaks of the start of the text.
    is_at_start: bool,
}

fn split(pattern: &str) -> Split<'_> {
    let (mut plain, mut looks, mut rest) = (String::new(), Vec::new(), pattern);
    // The number of open groups inside a group that is left out, and where that began.
    let (mut open, mut start, mut is_in_class) = (0_usize, pattern, false);
    while let Some(letter) = rest.chars().next() {
        let is_look =
            !is_in_class && ["(?!", "(?=", "(?<!", "(?<="].iter().any(|look| rest.starts_with(look));
        let length = match letter {
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            _ => letter.len_utf8(),
        };
        let (part, after) = rest.split_at(length);
        let is_kept = open == 0 && !is_look;
        if is_look && open == 0 {
            start = rest;
        }
        match letter {
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            '(' if !is_in_class && (open > 0 || is_look) => open += 1,
            ')' if !is_in_class && open > 0 => {
                open -= 1;
                if open == 0 {
                    let group = start.get(..start.len() - after.len()).unwrap_or_default();
                    looks.push(Look { group, is_at_start: plain == "^" });
                }
            }
            _ => {}
        }
        if is_kept {
            plain.push_str(part);
        }
        rest = after;
    }
    Split { plain, looks }
}

/// Writes a text that matches, unless a look-around forbids it.
fn write(pattern: &Hir, choice: Choice, text: &mut String) {
    if text.len() > LONGEST {
        return;
    }
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(member(class, choice.letter)),
        HirKind::Repetition(Repetition { min, max, sub, .. }) => {
            let most = max.map_or(usize::MAX, |max| max as usize);
            for _ in 0..(*min as usize).saturating_add(choice.more).min(most) {
                write(sub, choice, text);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, choice, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, choice, text)),
        HirKind::Alternation(parts) => {
            if let Some(part) = parts.get(choice.branch).or(parts.last()) {
                write(part, choice, text);
            }
        }
    }
}

/// A character of the class, another for each index as far as there are.
fn member(class: &Class, index: usize) -> Option<char> {
    let preferred = PREFERRED.chars().filter(|letter| holds(class, *letter)).take(index + 1);
    preferred.last().or_else(|| match class {
        Class::Unicode(class) => class.ranges().first().map(|range| range.start()),
        Class::Bytes(class) => class.ranges().first().map(|range| char::from(range.start())),
    })
}

fn holds(class: &Class, letter: char) -> bool {
    match class {
        Class::Unicode(class) => {
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&letter))
        }
        Class::Bytes(class) => {
            let byte = u8::try_from(letter).ok();
            class
                .ranges()
                .iter()
                .any(|range| byte.is_some_and(|byte| (range.start()..=range.end()).contains(&byte)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{example, judge, matches, split};

    #[test]
    fn texts_are_made_and_matched() {
        for (pattern, shortest, longest) in [
            ("^[a-z]{3,}$", 0, 100),
            (r"^\d{3}-\d{4}$", 0, 100),
            ("^(sk|pk)_[A-Za-z0-9]+$", 20, 20),
            (r"^#?([0-9a-fA-F]{6})$", 0, 7),
            ("[^/]+", 5, 5),
            (r"^https:\/\/.+", 12, 80),
            ("^a*b?(cd)*$", 4, 10),
        ] {
            let text = example(pattern, shortest, longest, 0).unwrap();
            assert!(matches(pattern, &text), "{pattern}: {text}");
            assert!((shortest..=longest).contains(&text.chars().count()), "{pattern}: {text}");
        }
        assert_eq!(example("^a{5}$", 0, 3, 0), None);
        assert!(!matches("^[a-z]+$", "a1") && matches("[a-z]", "1a1") && !matches(r"^\d+$", ""));
    }

    #[test]
    fn what_cannot_be_read_is_taken_for_matched() {
        assert!(matches(r"^(a|b)\1$", "c"));
        assert_eq!(example(r"^(a|b)\1$", 0, 9, 0), None);
    }

    #[test]
    fn classes_are_those_of_ecma_262() {
        assert!(!matches(r"^\d$", "٣") && !matches(r"^\w$", "é") && matches(r"^[^\W_]$", "e"));
        assert_eq!(example(r"^\p{Letter}+$", 2, 2, 0).as_deref(), Some("aa"));
    }

    #[test]
    fn what_looks_around_is_left_out() {
        let pattern = r"^(?![0-9]{2}-([a)]|\)){3}$)^[a-z](?<=x)[a-z0-9-]*[A-Z]$";
        assert_eq!(split(pattern).plain, "^^[a-z][a-z0-9-]*[A-Z]$");
        // What looks back is not understood, so that no text is known to be right.
        assert_eq!((judge(pattern, "aA"), example(pattern, 0, 9, 0)), (None, None));
        assert!(!matches(pattern, "Aa") && split("(?:[(?!])(a)").plain == "(?:[(?!])(a)");
    }

    #[test]
    fn what_looks_ahead_from_the_start_is_understood() {
        let password = r"^(?=.*[A-Z])(?=.*\d).{8,}$";
        assert_eq!(judge(password, "aaaaaaaa"), Some(false));
        assert_eq!(judge(password, "aaaaaaA1"), Some(true));
        let name = "^(?!-)[a-z-]+$";
        assert_eq!((judge(name, "-a"), judge(name, "a-")), (Some(false), Some(true)));
        assert_eq!(example(name, 0, 9, 0).as_deref(), Some("a"));
        // In another place it says something of what is not known here.
        assert_eq!(judge("a(?!b)", "ab"), None);
    }
}
