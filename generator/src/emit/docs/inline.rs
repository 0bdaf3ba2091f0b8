//! The text of a paragraph: links, code spans, and everything that rustdoc would take for either.

/// Cleans the text of a paragraph; lines stay lines.
pub(super) fn clean(text: &str) -> String {
    Scanner { links: true, out: String::with_capacity(text.len() + 16) }.run(text)
}

struct Scanner {
    /// Whether links may begin here; the text of a link holds none.
    links: bool,
    out: String,
}

impl Scanner {
    fn run(mut self, text: &str) -> String {
        let mut rest = text;
        while let Some(at) = rest.find(['\\', '`', '[', ']', '<', '!', 'h']) {
            let (before, from) = rest.split_at(at);
            self.out.push_str(before);
            let used = self.special(from);
            rest = from.get(used..).unwrap_or_default();
        }
        self.out.push_str(rest);
        self.out
    }

    /// Writes what begins with a special character, and says how many bytes of the text that was.
    fn special(&mut self, text: &str) -> usize {
        match text.as_bytes().first() {
            Some(b'\\') => self.escape(text),
            Some(b'`') => self.code(text),
            Some(b'[') => self.link(text),
            Some(b'!') if text.starts_with("![") && link_at(&text[1..]).is_some() => 1,
            Some(b']') => self.replace("\\]"),
            Some(b'<') => self.angle(text),
            Some(b'h') => self.url(text),
            _ => self.copy(text, 1),
        }
    }

    fn replace(&mut self, with: &str) -> usize {
        self.out.push_str(with);
        1
    }

    fn copy(&mut self, text: &str, length: usize) -> usize {
        self.out.push_str(text.get(..length).unwrap_or_default());
        length
    }

    /// A backslash that already escapes something stays.
    fn escape(&mut self, text: &str) -> usize {
        let escapes = text.as_bytes().get(1).is_some_and(u8::is_ascii_punctuation);
        if escapes { self.copy(text, 2) } else { self.replace("\\\\") }
    }

    fn code(&mut self, text: &str) -> usize {
        let run = text.len() - text.trim_start_matches('`').len();
        if let Some(length) = code_span(text, run) {
            return self.copy(text, length);
        }
        self.out.push_str(&"\\`".repeat(run));
        run
    }

    fn link(&mut self, text: &str) -> usize {
        let Some(link) = link_at(text).filter(|_| self.links) else {
            return self.replace("\\[");
        };
        let label = Scanner { links: false, out: String::new() }.run(link.label);
        let label = label.trim();
        match (is_absolute(link.target), label.is_empty()) {
            (true, true) => self.out.push_str(&format!("<{}>", link.target)),
            (true, false) => self.out.push_str(&format!("[{label}]({})", link.target)),
            (false, _) => self.out.push_str(label),
        }
        link.length
    }

    fn angle(&mut self, text: &str) -> usize {
        match text[1..].split_once('>') {
            Some((target, _)) if is_absolute(target) => self.autolink(target, target.len() + 2),
            _ => self.replace("\\<"),
        }
    }

    fn url(&mut self, text: &str) -> usize {
        let length = url_length(text);
        if length == 0 { self.copy(text, 1) } else { self.autolink(&text[..length], length) }
    }

    fn autolink(&mut self, target: &str, length: usize) -> usize {
        if self.links {
            self.out.push_str(&format!("<{target}>"));
        } else {
            self.out.push_str(target);
        }
        length
    }
}

struct Link<'a> {
    label: &'a str,
    target: &'a str,
    length: usize,
}

/// The inline link at the beginning of the text: `[label](target "title")`.
fn link_at(text: &str) -> Option<Link<'_>> {
    let label = balanced(text, b'[', b']')?;
    let after = text.get(label.len() + 2..)?;
    let inside = balanced(after, b'(', b')')?;
    let target = inside.split_whitespace().next().unwrap_or_default();
    let target = target.trim_start_matches('<').trim_end_matches('>');
    Some(Link { label, target, length: label.len() + inside.len() + 4 })
}

/// How many bytes the label or the target of a link may have: each opening bracket looks so far for its closing one,
/// and a text of nothing but brackets would take quadratic time.
const LONGEST: usize = 4_096;

/// What stands between an opening character at the beginning of the text and its closing one.
fn balanced(text: &str, open: u8, close: u8) -> Option<&str> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&open) {
        return None;
    }
    let (mut at, mut depth) = (0, 0);
    while let Some(&byte) = bytes.get(at).filter(|_| at < LONGEST) {
        match byte {
            b'\\' => at += 1,
            b'`' if open == b'[' => {
                let run = text[at..].len() - text[at..].trim_start_matches('`').len();
                at += code_span(&text[at..], run).unwrap_or(run) - 1;
            }
            _ if byte == open => depth += 1,
            _ if byte == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(1..at);
        }
        at += 1;
    }
    None
}

/// The length of the code span that begins with a run of so many backticks.
fn code_span(text: &str, run: usize) -> Option<usize> {
    let mut at = run;
    loop {
        at += text.get(at..)?.find('`')?;
        let from = text.get(at..)?;
        let length = from.len() - from.trim_start_matches('`').len();
        at += length;
        if length == run {
            return Some(at);
        }
    }
}

fn is_absolute(target: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| {
        target.strip_prefix(scheme).is_some_and(|rest| {
            !rest.is_empty()
                && !rest.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\' | '`'))
        })
    })
}

/// The length of the URL at the beginning of the text, without the punctuation that ends its sentence; 0 if there is no
/// URL.
fn url_length(text: &str) -> usize {
    let Some(host) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return 0;
    };
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '[' | ']')
    };
    let mut url = host.split(ends).next().unwrap_or_default();
    loop {
        let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        let unopened = shorter.ends_with(')') && shorter.matches(')').count() > shorter.matches('(').count();
        let shorter = if unopened { &shorter[..shorter.len() - 1] } else { shorter };
        if shorter.len() == url.len() {
            break;
        }
        url = shorter;
    }
    if url.is_empty() { 0 } else { text.len() - host.len() + url.len() }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn bare_urls_become_links() {
        assert_eq!(clean("See https://a.b/c. Or (http://d.e)."), "See <https://a.b/c>. Or (<http://d.e>).");
        assert_eq!(clean("<https://a.b> [x](https://a.b)"), "<https://a.b> [x](https://a.b)");
        assert_eq!(clean("[https://a.b](https://a.b)"), "[https://a.b](https://a.b)");
        assert_eq!(clean("`https://a.b` https://"), "`https://a.b` https://");
    }

    #[test]
    fn brackets_and_angles_are_escaped_outside_code() {
        assert_eq!(clean("a[0] Vec<T> `a[0]`"), "a\\[0\\] Vec\\<T> `a[0]`");
        assert_eq!(clean("[text](#anchor) [text](/path) [ref][other]"), "text text \\[ref\\]\\[other\\]");
        assert_eq!(clean("\\[done\\] \\d ` x"), "\\[done\\] \\\\d \\` x");
        assert_eq!(clean("![logo](https://a.b/i.png)!"), "[logo](https://a.b/i.png)!");
        assert_eq!(clean("[`a]`](https://a.b)"), "[`a]`](https://a.b)");
    }

    #[test]
    fn a_closing_bracket_is_looked_for_so_far_and_no_further() {
        let link = |length: usize| format!("[{}](https://a.b)", "é".repeat(length));
        assert_eq!(clean(&link(1_000)), link(1_000));
        assert!(clean(&link(10_000)).starts_with("\\[é"));
    }
}
