//! Writing Markdown.

/// A text as code inside a line, whatever backticks it holds. What would end the line becomes a space.
pub(crate) fn code(text: &str) -> String {
    let breaks = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}');
    let text = text.replace(breaks, " ");
    let mut fence = "`".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn the_fence_is_longer_than_any_inside() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a``"), "``` `a`` ```");
        assert_eq!(code("a`"), "`` a` ``");
        assert_eq!(code("a\r\nb\u{2028}c"), "`a  b c`");
    }
}
