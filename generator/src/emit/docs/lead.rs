//! Texts after words that lead to them: `Returns: The pet.`

use super::line::{fence_of, is_heading, list_marker};
use super::markdown::clean;

/// The words and the text, line by line. A text that begins with a block, such as code, is a paragraph of its own.
pub(crate) fn led(words: &str, text: &str) -> Vec<String> {
    let mut lines = clean(text);
    let is_block = |line: &str| fence_of(line).is_some() || is_heading(line) || list_marker(line).is_some();
    match lines.first_mut() {
        None => {}
        Some(first) if is_block(first) => {
            lines.splice(0..0, [format!("{words}:"), String::new()]);
        }
        Some(first) => *first = format!("{words}: {first}"),
    }
    lines
}

/// The lines as an item of a list.
pub(crate) fn item(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().enumerate().map(|(at, line)| match at {
        0 => format!("- {line}"),
        _ => format!("  {line}").trim_end().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{item, led};

    #[test]
    fn code_does_not_begin_behind_other_words() {
        assert_eq!(led("Returns", "The pet.\n\nIt barks."), ["Returns: The pet.", "", "It barks."]);
        assert_eq!(led("Returns", "```\nlet x = 1;\n```"), ["Returns:", "", "```text", "let x = 1;", "```"]);
        assert_eq!(led("Returns", "- a\n- b"), ["Returns:", "", "- a", "- b"]);
        assert_eq!(led("Returns", ""), [""; 0]);
        let listed: Vec<String> = item(led("Returns", "```\nx\n```")).collect();
        assert_eq!(listed, ["- Returns:", "", "  ```text", "  x", "  ```"]);
    }
}
