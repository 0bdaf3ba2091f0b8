//! Where the page beside another one is, as the API says it.

use percent_encoding::percent_decode_str;

/// Where the page beside another one is: the parameters of the query by which the API names its place, such as `until`
/// and `__paging_token`, or `offset`.
///
/// An API gives a whole URL. It may hold the access token and may lead to another host, so that it is never followed,
/// and nothing else of it is kept. Where the list has cursors, these may say it all, and there are no parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLink {
    parameters: Vec<(String, String)>,
}

impl PageLink {
    /// Reads the parameters of these names in the query of a URL. An empty one would lead to the start of the list, so
    /// it does not count.
    pub(super) fn read(url: &str, names_place: impl Fn(&str) -> bool) -> Self {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let decoded = pairs.map(|(name, value)| (decoded(name), decoded(value)));
        Self { parameters: decoded.filter(|(name, value)| !value.is_empty() && names_place(name)).collect() }
    }

    /// The names and values of the parameters, in the order of the API.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

/// A name or a value of a query, in which a blank may be written as `+`.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::PageLink;

    #[test]
    fn only_the_place_is_read() {
        let is_place = |name: &str| name == "until" || name == "__paging_token";
        let read = |url| PageLink::read(url, is_place).parameters;
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        for (url, expected) in [
            (
                "https://a.example/x?until=2&access_token=X&__paging_token=e%3Df+g#until=3",
                vec![pair("until", "2"), pair("__paging_token", "e=f g")],
            ),
            ("?until=", vec![]),
            ("/x?until", vec![]),
            ("until=2", vec![]),
            ("?%75ntil=2&until=3", vec![pair("until", "2"), pair("until", "3")]),
            ("(the URL of the next page)", vec![]),
        ] {
            assert_eq!(read(url), expected, "{url}");
        }
    }
}
