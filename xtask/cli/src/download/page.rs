//! A page for people in the place of a document.

/// How much of a title is shown, in characters.
const LONGEST_TITLE: usize = 80;

/// The title of an HTML page, or its beginning; `None` for anything else.
///
/// The bytes are what counts: no document begins with `<`, while servers give documents the type of a page.
pub fn title(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title").and_then(|tag| {
        let from = tag + lower.get(tag..)?.find('>')? + 1;
        let to = from + lower.get(from..)?.find("</title")?;
        text.get(from..to)
    });
    let shown = title.map(str::trim).filter(|title| !title.is_empty()).unwrap_or(text);
    let words: Vec<_> = shown.split_whitespace().take(LONGEST_TITLE).collect();
    Some(words.join(" ").chars().take(LONGEST_TITLE).collect())
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_page_is_distinguished_from_a_document() {
        let page = b"\xef\xbb\xbf\n<!DOCTYPE html><html><head><TITLE id=a>\n Log  in </title>";
        assert_eq!(title(page).as_deref(), Some("Log in"));
        assert_eq!(title(b"<html>no title").as_deref(), Some("<html>no title"));
        assert_eq!(title(b"openapi: 3.1.1\ninfo: {title: <b>}\n"), None);
        assert_eq!(title(b"{\"openapi\": \"3.1.1\"}"), None);
        assert_eq!(title(b""), None);
    }
}
