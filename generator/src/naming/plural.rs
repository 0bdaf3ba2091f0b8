//! The singular of a word, as far as its spelling shows it.

/// Words that end like a plural and are none, or are one that is used alone.
const SINGULAR: &[&str] = &[
    "alias",
    "always",
    "analytics",
    "atlas",
    "aws",
    "bias",
    "bus",
    "canvas",
    "chaos",
    "cors",
    "css",
    "dns",
    "ecs",
    "eks",
    "gas",
    "gps",
    "https",
    "ios",
    "js",
    "kubernetes",
    "lens",
    "logistics",
    "mms",
    "news",
    "os",
    "pos",
    "rds",
    "series",
    "sms",
    "species",
    "statistics",
    "tls",
    "vps",
    "whereas",
];

/// Plurals whose singular is not what the letters say.
const IRREGULAR: &[(&str, &str)] = &[
    ("aliases", "alias"),
    ("bonuses", "bonus"),
    ("caches", "cache"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("people", "person"),
    ("statuses", "status"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
];

/// The singular of the last word of a text: `line_items` is `line_item`. What is no plural stays as it is.
pub(crate) fn singular(text: &str) -> String {
    let is_capital = |letter: &u8| letter.is_ascii_uppercase();
    if let [.., one, other, b's'] = text.as_bytes()
        && is_capital(one)
        && is_capital(other)
    {
        return text[..text.len() - 1].to_owned();
    }
    let last = last_word(text);
    let (before, word) = text.split_at(text.len() - last.len());
    let lower = word.to_ascii_lowercase();
    if SINGULAR.contains(&lower.as_str()) {
        return text.to_owned();
    }
    if let Some((plural, one)) = IRREGULAR.iter().find(|(plural, _)| *plural == lower) {
        let same = plural.bytes().zip(one.bytes()).take_while(|(left, right)| left == right).count();
        return format!(
            "{before}{}{}",
            word.get(..same).unwrap_or_default(),
            one.get(same..).unwrap_or_default()
        );
    }
    let cut = |count: usize, ending: &str| format!("{before}{}{ending}", &word[..word.len() - count]);
    if word.len() > 4 && word.ends_with("ies") {
        return cut(3, "y");
    }
    if ["sses", "ches", "shes", "xes", "zzes"].iter().any(|ending| word.ends_with(ending)) {
        return cut(2, "");
    }
    let is_plural = word.len() > 2
        && word.ends_with('s')
        && !["ss", "us", "sis", "xis"].iter().any(|end| word.ends_with(end));
    if is_plural { cut(1, "") } else { text.to_owned() }
}

/// The last word of a text in snake case or camel case.
fn last_word(text: &str) -> &str {
    let mut after = None;
    let start = text.char_indices().rev().find_map(|(at, letter)| {
        if !letter.is_ascii_alphanumeric() {
            return Some(at + letter.len_utf8());
        }
        // A capital before a small letter begins a word.
        let begins = letter.is_ascii_uppercase() && after.is_some_and(char::is_lowercase);
        after = Some(letter);
        begins.then_some(at)
    });
    text.get(start.unwrap_or(0)..).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn plurals_become_singulars() {
        for (text, one) in [
            ("items", "item"),
            ("line_items", "line_item"),
            ("LineItems", "LineItem"),
            ("categories", "category"),
            ("Categories", "Category"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("responses", "response"),
            ("caches", "cache"),
            ("http_caches", "http_cache"),
            ("People", "Person"),
            ("statuses", "status"),
            ("userIDs", "userID"),
            ("SKUs", "SKU"),
            ("emojis", "emoji"),
            ("apis", "api"),
        ] {
            assert_eq!(singular(text), one);
        }
    }

    #[test]
    fn what_is_no_plural_stays() {
        for text in
            ["address", "status", "analysis", "DNS", "dns", "as", "s", "news", "data", "größe", "名前s名", ""]
        {
            assert_eq!(singular(text), text);
        }
    }
}
