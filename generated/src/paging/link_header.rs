//! The header `Link` (RFC 8288).

use http::HeaderMap;
use http::header::LINK;

/// The URL to which a link of one of these relations leads.
///
/// A link with an `anchor` is about something else than the answer, and does not count.
pub(super) fn find(headers: &HeaderMap, relations: &[&str]) -> Option<String> {
    let lines = headers.get_all(LINK).iter().filter_map(|line| std::str::from_utf8(line.as_bytes()).ok());
    lines
        .flat_map(links)
        .find(|link| relations.iter().any(|one| link.leads(one)) && link.parameter("anchor").is_none())
        .map(|link| link.url)
}

/// A link of the header.
struct Link {
    url: String,
    /// The names in lower case and the values of its parameters.
    parameters: Vec<(String, String)>,
}

impl Link {
    /// Whether it has this relation; only the first `rel` counts, which may name several.
    fn leads(&self, relation: &str) -> bool {
        let relations = self.parameter("rel").unwrap_or_default();
        relations.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(relation))
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The links of a line, up to the first thing that is not a link.
fn links(line: &str) -> Vec<Link> {
    let (mut links, mut rest) = (Vec::new(), line);
    while let Some((url, after)) =
        rest.trim_start_matches(is_separator).strip_prefix('<').and_then(|url| url.split_once('>'))
    {
        let (parameters, after) = parameters(after);
        links.push(Link { url: url.trim().to_owned(), parameters });
        rest = after;
    }
    links
}

fn is_separator(letter: char) -> bool {
    letter == ',' || letter.is_ascii_whitespace()
}

/// The parameters of a link, and what follows them: another link, or nothing.
fn parameters(text: &str) -> (Vec<(String, String)>, &str) {
    let (mut parameters, mut rest) = (Vec::new(), text.trim_start());
    while let Some(after) = rest.strip_prefix(';') {
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let name = name.trim().to_ascii_lowercase();
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => value_of(value.trim_start()),
            None => (String::new(), after),
        };
        parameters.push((name, value));
        rest = after.trim_start();
    }
    (parameters, rest)
}

/// The value that the text begins with, in quotes or not, and what follows it.
fn value_of(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (value.trim().to_owned(), rest);
    };
    let (mut value, mut letters) = (String::new(), quoted.char_indices());
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(letters.next().map(|(_, letter)| letter)),
            letter => value.push(letter),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::find;
    use http::header::LINK;
    use http::{HeaderMap, HeaderValue};

    fn read(lines: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(LINK, HeaderValue::from_static(line));
        }
        find(&headers, &["next"])
    }

    #[test]
    fn the_next_page_is_found_among_the_links() {
        for (lines, expected) in [
            (
                &[r#"<https://a.example/x?page=2>; rel="next", <https://a.example/x?page=9>; rel="last""#][..],
                "https://a.example/x?page=2",
            ),
            (&[r#"</x?page=1>; rel="prev""#, r#"</x?page=3>; rel="next""#], "/x?page=3"),
            (&["<?page=2>;rel=next"], "?page=2"),
            (&[r#"<?a=1,2>; title="a; b, <c>; rel=\"no\""; REL="last Next""#], "?a=1,2"),
            (&[r"<?page=2> ; rel = next ; title=x , <?page=3>; rel=next"], "?page=2"),
        ] {
            assert_eq!(read(lines).as_deref(), Some(expected), "{lines:?}");
        }
    }

    #[test]
    fn what_leads_elsewhere_is_no_next_page() {
        for line in [
            "",
            "<?page=2>",
            "?page=2; rel=next",
            "<?page=2; rel=next",
            "<?page=2>; rel=prev; rel=next",
            "<?page=2>; rel=nextish",
            r##"<?page=2>; anchor="#other"; rel=next"##,
            r#"<?page=2>; title="rel=next"#,
        ] {
            assert_eq!(read(&[line]), None, "{line}");
        }
    }
}
