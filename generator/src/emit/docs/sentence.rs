//! The first sentence of a description.

use super::clean;
use crate::ir::Docs;

/// What an abbreviation ends with, so that its dot does not end the sentence.
const ABBREVIATIONS: [&str; 5] = ["e.g", "i.e", "etc", "vs", "approx"];

/// The first sentence of what the document says, in one line, with its full stop.
pub(crate) fn first_sentence(docs: &Docs) -> Option<String> {
    let text = docs.summary.as_deref().or(docs.description.as_deref())?;
    let paragraph: Vec<String> =
        clean(text).into_iter().take_while(|line| !line.is_empty() && !line.starts_with("```")).collect();
    let paragraph = paragraph.join(" ");
    let text = paragraph.trim_start_matches(['#', '-', ' ']);
    let end = text.match_indices(". ").map(|(at, _)| at).find(|at| ends_sentence(text, *at));
    let sentence = end.map_or(text, |end| &text[..end]).trim_end_matches(['.', ':', ' ']);
    match sentence.chars().last() {
        None => None,
        Some('!' | '?') => Some(sentence.to_owned()),
        Some(_) => Some(format!("{sentence}.")),
    }
}

/// Whether the dot at this place ends a sentence: not inside code or a link, nor after an abbreviation.
fn ends_sentence(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 2..]);
    let count = |mark: char| before.matches(mark).count();
    after.starts_with(|c: char| !c.is_lowercase())
        && count('`') % 2 == 0
        && count('[') == count(']')
        && count('(') == count(')')
        && !ABBREVIATIONS.iter().any(|abbreviation| before.ends_with(abbreviation))
}

#[cfg(test)]
mod tests {
    use super::first_sentence;
    use crate::ir::Docs;

    fn first(text: &str) -> Option<String> {
        first_sentence(&Docs { description: Some(text.to_owned()), ..Docs::default() })
    }

    #[test]
    fn a_sentence_ends_at_its_dot() {
        assert_eq!(first("The city. It has a name.").as_deref(), Some("The city."));
        assert_eq!(first("Some, e.g. Oslo, or `a. B`. Next").as_deref(), Some("Some, e.g. Oslo, or `a. B`."));
        assert_eq!(first("One of:\n- a\n- b").as_deref(), Some("One of."));
        assert_eq!(first("# Heading\n\nText").as_deref(), Some("Heading."));
        assert_eq!(first(" "), None);
    }
}
