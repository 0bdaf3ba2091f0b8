//! What a single line of Markdown is.

/// The line without the marks of a quotation, which is written as a paragraph.
pub(super) fn unquote(line: &str) -> (bool, &str) {
    let mut text = line;
    let mut is_quote = false;
    while let Some(rest) =
        text.trim_start().strip_prefix('>').filter(|rest| rest.is_empty() || rest.starts_with(' '))
    {
        text = rest.strip_prefix(' ').unwrap_or(rest);
        is_quote = true;
    }
    let alert = text.trim().strip_prefix("[!").and_then(|rest| rest.strip_suffix(']'));
    let text = match alert {
        Some("NOTE") => "**Note**",
        Some("TIP") => "**Tip**",
        Some("IMPORTANT") => "**Important**",
        Some("WARNING") => "**Warning**",
        Some("CAUTION") => "**Caution**",
        _ => text,
    };
    (is_quote, text)
}

/// The characters of the fence that begins with this line.
pub(super) fn fence_of(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run = text.len() - text.trim_start_matches(mark).len();
    let info = text.get(run..).unwrap_or_default();
    (run >= 3 && !info.contains('`')).then(|| &text[..run])
}

/// Whether the line is a thematic break.
pub(super) fn is_rule(text: &str) -> bool {
    let mark = text.trim_start().chars().next().filter(|first| matches!(first, '-' | '*' | '_'));
    mark.is_some_and(|mark| text.chars().all(|c| c == mark || c == ' ') && text.matches(mark).count() >= 3)
}

/// Whether the line is a heading.
pub(super) fn is_heading(text: &str) -> bool {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    (1..=6).contains(&level) && rest.starts_with(' ')
}

/// The marker of a list item as it is written, and the text after it.
pub(super) fn list_marker(text: &str) -> Option<(&str, &str)> {
    let (marker, rest) = text.split_once(' ').unwrap_or((text, ""));
    if matches!(marker, "-" | "*" | "+" | "\u{2022}") {
        return Some(("-", rest.trim_start()));
    }
    let number = marker.strip_suffix('.')?;
    let is_number = (1..=9).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && !rest.is_empty()).then(|| (marker, rest.trim_start()))
}

/// A line of a paragraph whose beginning would otherwise be taken for a block.
pub(super) fn shielded(line: &str) -> String {
    let is_block = line.starts_with('>')
        || is_rule(line)
        || fence_of(line).is_some()
        || line.bytes().all(|b| b == b'-' || b == b'=')
        || list_marker(line).is_some_and(|(marker, _)| marker == "-");
    if is_block {
        return format!("\\{line}");
    }
    match list_marker(line) {
        Some((marker, text)) => format!("{}\\. {text}", marker.trim_end_matches('.')),
        None => line.to_owned(),
    }
}
