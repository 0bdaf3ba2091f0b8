//! A place in a JSON body.

use crate::runtime::credentials::Credentials;
use std::borrow::Cow;

/// A place in a JSON body.
///
/// It is noted from the inside out, since that is the order in which the calls that read return.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// A key is borrowed if it is one of the specification, and owned if it comes from the body.
    Key(Cow<'static, str>),
    /// The key of a map, which may say something of a person.
    Entry(String),
    Index(usize),
}

impl Path {
    /// The place is inside the member `key`.
    pub(crate) fn push_key(&mut self, key: impl Into<Cow<'static, str>>) {
        self.0.push(Step::Key(key.into()));
    }

    /// The place is inside the value of a map at this key.
    pub(super) fn push_entry(&mut self, key: String) {
        self.0.push(Step::Entry(key));
    }

    /// The place is inside the element `index`.
    pub(super) fn push_index(&mut self, index: usize) {
        self.0.push(Step::Index(index));
    }

    /// Whether it is the member `key` of what is being read, and nothing inside it.
    pub(super) fn is_key(&self, key: &str) -> bool {
        matches!(self.0.as_slice(), [Step::Key(only)] if only == key)
    }

    /// The only member that it leads into.
    pub(super) fn only_key(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Step::Key(only)] => Some(only),
            _ => None,
        }
    }

    /// The place from the top of the body, as in `data[3].location.city` or `hours["mon.1"]`; empty for the body
    /// itself.
    pub(crate) fn text(&self) -> String {
        self.write(&|key| key.to_owned(), true, true)
    }

    /// As [`text`](Self::text), without the credentials that a key of the body may hold.
    pub(crate) fn scrubbed(&self, hidden: &Credentials) -> String {
        self.write(&|key| hidden.scrub_name(key), true, true)
    }

    /// As [`scrubbed`](Self::scrubbed), with `[*]` for the keys of maps unless they are to be shown.
    pub(crate) fn shown(&self, hidden: &Credentials) -> String {
        self.write(&|key| hidden.scrub_name(key), true, hidden.shows_keys)
    }

    /// As [`text`](Self::text) with `[]` for every element and `[*]` for every key of a map: the same for all of them.
    pub(super) fn shape(&self) -> String {
        self.write(&|key| key.to_owned(), false, false)
    }

    fn write(&self, change: &dyn Fn(&str) -> String, with_indexes: bool, with_keys: bool) -> String {
        let mut path = String::new();
        for step in self.0.iter().rev() {
            match step {
                Step::Key(Cow::Borrowed(key)) => push(&mut path, key),
                Step::Key(Cow::Owned(key)) => push(&mut path, &change(key)),
                Step::Entry(key) if with_keys => push(&mut path, &change(key)),
                Step::Entry(_) => path.push_str("[*]"),
                Step::Index(index) if with_indexes => path.push_str(&format!("[{index}]")),
                Step::Index(_) => path.push_str("[]"),
            }
        }
        path
    }
}

/// Adds a key: after a dot if it is a plain word, else in brackets and as JSON writes it.
fn push(path: &mut String, key: &str) {
    let is_plain =
        !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'));
    if !is_plain {
        path.push_str(&format!("[{}]", serde_json::Value::from(key)));
    } else if path.is_empty() {
        path.push_str(key);
    } else {
        path.push('.');
        path.push_str(key);
    }
}

#[cfg(test)]
mod tests {
    use super::Path;
    use crate::runtime::credentials::Credentials;

    #[test]
    fn writes_keys_so_that_they_cannot_be_mistaken() {
        for (key, expected) in [
            ("mon_1_open", "hours.mon_1_open[2]"),
            ("12-3", "hours.12-3[2]"),
            ("é", "hours.é[2]"),
            ("mon.1", r#"hours["mon.1"][2]"#),
            (r#"a"b\"#, r#"hours["a\"b\\"][2]"#),
            ("a]\n", r#"hours["a]\n"][2]"#),
            ("", r#"hours[""][2]"#),
        ] {
            let mut path = Path::default();
            path.push_index(2);
            path.push_key(key.to_owned());
            path.push_key("hours");
            assert_eq!(path.text(), expected);
            assert_eq!(path.shape(), expected.replace("[2]", "[]"));
        }
        assert_eq!(Path::default().text(), "");
    }

    #[test]
    fn the_keys_of_maps_are_told_only_if_asked_for() {
        let mut path = Path::default();
        path.push_key("new".to_owned());
        path.push_entry("1234567890".to_owned());
        path.push_key("people");
        let mut hidden = Credentials::default();
        assert_eq!(
            (path.shown(&hidden), path.shape()),
            ("people[*].new".to_owned(), "people[*].new".to_owned())
        );
        hidden.shows_keys = true;
        assert_eq!(
            (path.shown(&hidden), path.text()),
            ("people.1234567890.new".to_owned(), path.scrubbed(&hidden))
        );
    }

    #[test]
    fn hides_what_a_key_of_the_body_may_hold() {
        let mut hidden = Credentials::default();
        hidden.set_token("short".into());
        for (key, expected) in [
            ("short", r#"["[redacted]"]"#),
            ("EAAB1234567890EAAB1234567890EAAB1234567890", r#"["[redacted]"]"#),
            (
                "a_name_of_tomorrow_that_is_longer_than_a_token_of_32",
                ".a_name_of_tomorrow_that_is_longer_than_a_token_of_32",
            ),
        ] {
            let mut path = Path::default();
            path.push_key(key.to_owned());
            path.push_key("a_name_of_the_specification_that_has_32_letters");
            let expected = format!("a_name_of_the_specification_that_has_32_letters{expected}");
            assert_eq!(path.scrubbed(&hidden), expected);
        }
    }
}
