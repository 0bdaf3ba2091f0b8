//! The HTML that descriptions hold, as Markdown. Tags that are not known are left for the inline pass to escape.

/// Turns the usual tags of a description into Markdown, outside code.
pub(super) fn to_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut links = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '`']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = if from.starts_with('`') {
            copy_code(from, &mut out)
        } else {
            copy_tag(from, &mut out, &mut links)
        };
    }
    out.push_str(rest);
    out
}

/// Copies a code span or a fence as it is; a run of backticks without its end is copied alone.
fn copy_code<'a>(text: &'a str, out: &mut String) -> &'a str {
    let run = text.len() - text.trim_start_matches('`').len();
    let (ticks, inside) = text.split_at(run);
    out.push_str(ticks);
    match inside.find(ticks) {
        Some(end) => {
            let (code, rest) = inside.split_at(end + run);
            out.push_str(code);
            rest
        }
        None => inside,
    }
}

/// Copies what the tag at the beginning of the text means.
fn copy_tag<'a>(text: &'a str, out: &mut String, links: &mut Vec<String>) -> &'a str {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    let Some((tag, rest)) = text[1..].split_once('>') else {
        out.push('<');
        return &text[1..];
    };
    let name = tag.split(|c: char| c.is_whitespace()).next().unwrap_or_default().to_ascii_lowercase();
    match name.trim_end_matches('/') {
        "a" => {
            links.push(attribute(tag, "href").unwrap_or_default());
            out.push('[');
        }
        "/a" => {
            let target = links.pop().unwrap_or_default();
            out.push_str(&format!("]({target})"));
        }
        known => match markdown_of(known) {
            Some(markdown) => out.push_str(markdown),
            None => {
                out.push('<');
                return &text[1..];
            }
        },
    }
    rest
}

/// What a tag without attributes is in Markdown.
fn markdown_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "p" | "/p" | "div" | "/div" | "ul" | "/ul" | "ol" | "/ol" | "table" | "/table" | "dl" | "/dl"
        | "blockquote" | "/blockquote" | "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" | "hr" => "\n\n",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "\n\n#### ",
        "li" | "dt" => "\n- ",
        "br" | "tr" | "/tr" | "dd" => "\n",
        "b" | "/b" | "strong" | "/strong" => "**",
        "i" | "/i" | "em" | "/em" => "*",
        "code" | "/code" | "tt" | "/tt" | "kbd" | "/kbd" => "`",
        "pre" | "/pre" => "\n```\n",
        "td" | "th" => " ",
        "/li" | "/dt" | "/dd" | "/td" | "/th" | "span" | "/span" | "sup" | "/sup" | "sub" | "/sub"
        | "font" | "/font" | "u" | "/u" | "small" | "/small" | "thead" | "/thead" | "tbody" | "/tbody"
        | "center" | "/center" | "details" | "/details" | "summary" | "/summary" => "",
        _ => return None,
    })
}

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(name)?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    let text = match quote {
        '"' | '\'' => value.get(1..)?.split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    Some(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::to_markdown;

    #[test]
    fn known_tags_become_markdown_and_code_stays() {
        assert_eq!(to_markdown("<b>No</b> `<b>`"), "**No** `<b>`");
        assert_eq!(to_markdown("see <a href=\"https://a.b\">it</a>"), "see [it](https://a.b)");
        assert_eq!(to_markdown("<ul><li>one</li></ul>"), "\n\n\n- one\n\n");
        assert_eq!(to_markdown("a < b, Vec<T> <!-- no -->x"), "a < b, Vec<T> x");
    }
}
