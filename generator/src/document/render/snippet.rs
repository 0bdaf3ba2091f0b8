//! The line of a text that a diagnostic is about, cut to fit on a screen.

use crate::document::locate::Position;
use unicode_width::UnicodeWidthChar;

/// The greatest width of a line, in columns of the screen.
const WIDTH: usize = 100;
/// The most bytes of a line that are shown: combining marks take no column, however many there are.
const BYTES: usize = 4 * WIDTH;
/// How many columns before the place are shown of a line that is cut.
const BEFORE: usize = 40;
/// The width of a tab, in columns of the screen.
const TAB: usize = 4;

/// A line and the mark under it.
pub(super) struct Snippet {
    /// The number of the line, from 1.
    pub(super) line: usize,
    /// The line, as much of it as fits.
    pub(super) text: String,
    /// The number of columns before the mark.
    pub(super) before: usize,
    /// The carets.
    pub(super) mark: String,
}

/// The snippet of a position; `None` if the text has no such line.
pub(super) fn of(text: &str, (line, column): Position) -> Option<Snippet> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let whole = text.split('\n').nth(line.checked_sub(1)?)?;
    let whole = whole.strip_suffix('\r').unwrap_or(whole);
    let place = offset(whole, column.saturating_sub(1));
    let (head, tail) = (whole.get(..place)?, whole.get(place..)?);
    // If the line fits, all of it is shown; otherwise the place is shown a little to the right.
    let fits = whole.len() <= BYTES && shown_width(whole) <= WIDTH;
    let (kept_before, kept_after) = if fits { (WIDTH, WIDTH) } else { (BEFORE, WIDTH - BEFORE) };
    let (head, cut_before) = last_columns(head, kept_before);
    let (tail, cut_after) = first_columns(tail, kept_after);
    let before = shown_width(head) + usize::from(cut_before);
    let mark = "^".repeat(shown_width(token(tail)).max(1));
    let mut text = String::new();
    text.extend(cut_before.then_some('…'));
    show(head, &mut text);
    show(tail, &mut text);
    text.extend(cut_after.then_some('…'));
    Some(Snippet { line, text, before, mark })
}

/// The offset in bytes of the character with this number, or the end.
fn offset(line: &str, characters: usize) -> usize {
    line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at)
}

fn first_columns(text: &str, columns: usize) -> (&str, bool) {
    let mut width = 0;
    for (at, letter) in text.char_indices() {
        width += width_of(letter);
        if width > columns || at > BYTES {
            return (text.get(..at).unwrap_or_default(), true);
        }
    }
    (text, false)
}

fn last_columns(text: &str, columns: usize) -> (&str, bool) {
    let mut width = 0;
    for (at, letter) in text.char_indices().rev() {
        width += width_of(letter);
        if width > columns || text.len() - at > BYTES {
            return (text.get(at + letter.len_utf8()..).unwrap_or_default(), true);
        }
    }
    (text, false)
}

/// The token that starts at the place: a word, or a string in quotes.
fn token(text: &str) -> &str {
    let quote = text.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    let end = match quote {
        Some(quote) => text.char_indices().skip(1).find(|(_, letter)| *letter == quote).map(|(at, _)| at + 1),
        None => text.find(|letter: char| {
            letter.is_whitespace() || matches!(letter, ':' | ',' | '{' | '}' | '[' | ']' | '"')
        }),
    };
    end.and_then(|end| text.get(..end)).unwrap_or(text).trim_end()
}

fn show(text: &str, shown: &mut String) {
    for letter in text.chars() {
        match letter {
            '\t' => shown.extend([' '; TAB]),
            letter if is_hidden(letter) => {}
            letter if letter.is_control() => shown.push('\u{fffd}'),
            letter => shown.push(letter),
        }
    }
}

fn shown_width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// The width of a character in columns of the screen, by Unicode Standard Annex 11.
fn width_of(letter: char) -> usize {
    match letter {
        '\t' => TAB,
        // A control character is shown as U+FFFD.
        _ => letter.width().unwrap_or(1),
    }
}

/// Whether a character is invisible: it may reverse the line or widen the character before it.
fn is_hidden(letter: char) -> bool {
    matches!(letter as u32, 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2069 | 0xfe00..=0xfe0f | 0xfeff)
}
