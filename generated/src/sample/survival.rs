//! What is written can be read back, whatever the texts are: by readers that know nothing of the writers.

use super::{CREATE, File, LIST};
use crate::runtime::Timestamp;
use crate::runtime::request::{How, Parts, Servers, Style, build};
use bytes::Bytes;
use http::HeaderMap;
use percent_encoding::percent_decode_str;

/// How many texts are tried.
const TEXTS: usize = 400;

/// What texts are made of: what has a meaning in URLs, headers, forms and JSON, and what has none.
const PIECES: [&str; 36] = [
    "a",
    "Z",
    "0",
    "-",
    ".",
    "_",
    "~",
    " ",
    "%",
    "%2",
    "%2F",
    "+",
    "&",
    "=",
    ";",
    ",",
    "?",
    "#",
    "/",
    "\\",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "|",
    "\r",
    "\n",
    "\t",
    "\0",
    "\u{7f}",
    "é",
    "日",
    "\u{1f600}",
    "--",
];

/// Numbers that are the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn text(&mut self) -> String {
        (0..self.below(6)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }

    fn texts(&mut self) -> Vec<String> {
        (0..=self.below(4)).map(|_| self.text()).collect()
    }
}

fn built(parts: &Parts) -> http::Request<Bytes> {
    build(parts, &Servers::default(), &HeaderMap::new(), &[]).unwrap()
}

fn read(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// The pairs of a query or of a form.
fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (read(name), read(value))).collect()
}

#[test]
fn any_text_survives_the_path() {
    let mut random = Random(1);
    for _ in 0..TEXTS {
        let text = random.text();
        let mut parts = Parts::new(&LIST);
        parts.path("page_id", &text);
        let request = build(&parts, &Servers::default(), &HeaderMap::new(), &[]);
        if text.is_empty() || text == "." || text == ".." {
            assert!(request.is_err(), "{text:?}");
            continue;
        }
        let uri = request.unwrap().uri().clone();
        let segments: Vec<_> = uri.path().split('/').map(read).collect();
        assert_eq!(segments, ["", "v26.0", &text, "shops"], "{uri}");
        assert_eq!(uri.query(), None);
    }
}

#[test]
fn any_texts_survive_the_query() {
    let mut random = Random(2);
    for _ in 0..TEXTS {
        let (texts, other) = (random.texts(), random.text());
        let mut parts = Parts::new(&LIST);
        parts.path("page_id", &"1");
        parts.query_as("a", &texts, How::new(Style::Form, true));
        parts.query_as("b", &texts, How::new(Style::Form, false));
        parts.query_as("c", &texts, How::new(Style::DeepObject, true));
        parts.query_as("d", &texts, How::new(Style::Json, false));
        parts.query("e", &other);
        let uri = built(&parts).uri().clone();
        let query = uri.query().unwrap();
        let expected = texts.iter().map(|text| ("a".to_owned(), text.clone()));
        let named = |name: &str| pairs(query).into_iter().filter(|pair| pair.0 == name).collect::<Vec<_>>();
        assert_eq!(named("a"), expected.collect::<Vec<_>>(), "{query}");
        let row = query.split('&').find_map(|pair| pair.strip_prefix("b=")).unwrap();
        assert_eq!(row.split(',').map(read).collect::<Vec<_>>(), texts, "{query}");
        for (index, text) in texts.iter().enumerate() {
            let name = format!("c[{index}]");
            assert_eq!(named(&name), [(name.clone(), text.clone())], "{query}");
        }
        let json: Vec<String> = serde_json::from_str(&named("d")[0].1).unwrap();
        assert_eq!(json, texts, "{query}");
        assert_eq!(named("e"), [("e".to_owned(), other)], "{query}");
    }
}

#[test]
fn any_texts_survive_a_form_and_cookies() {
    let mut random = Random(3);
    for _ in 0..TEXTS {
        let (texts, other) = (random.texts(), random.text());
        let mut parts = Parts::new(&CREATE);
        parts.path("page_id", &"1");
        parts.form_property(other.clone(), &other);
        parts.form_property("list", &texts);
        parts.cookie("c", &other);
        let request = built(&parts);
        let body = pairs(std::str::from_utf8(request.body()).unwrap());
        if other != "list" {
            let list = texts.iter().map(|text| ("list".to_owned(), text.clone()));
            let expected: Vec<_> = [(other.clone(), other.clone())].into_iter().chain(list).collect();
            assert_eq!(body, expected);
        }
        let cookie = request.headers()["cookie"].to_str().unwrap();
        assert_eq!(read(cookie.strip_prefix("c=").unwrap()), other);
        assert!(!cookie.contains(';') && !cookie.contains(','), "{cookie}");
    }
}

#[test]
fn any_text_survives_a_header_or_is_refused() {
    let mut random = Random(4);
    for _ in 0..TEXTS {
        let text = random.text();
        let mut parts = Parts::new(&LIST);
        parts.path("page_id", &"1");
        parts.header("x-text", &text);
        let request = build(&parts, &Servers::default(), &HeaderMap::new(), &[]);
        let is_refused = text.bytes().any(|byte| byte == 0x7f || (byte < b' ' && byte != b'\t'));
        match request {
            Ok(request) => assert_eq!(request.headers()["x-text"].as_bytes(), text.as_bytes()),
            Err(_) => assert!(is_refused, "{text:?}"),
        }
    }
}

/// The contents of a multipart form, as RFC 2046 parts them.
fn contents(body: &[u8], boundary: &str) -> Vec<Vec<u8>> {
    let find = |text: &[u8], word: &[u8]| text.windows(word.len()).position(|window| window == word);
    let delimiter = format!("\r\n--{boundary}");
    let whole = [b"\r\n", body].concat();
    let mut rest = whole.as_slice();
    let mut found = Vec::new();
    while let Some(at) = find(rest, delimiter.as_bytes()) {
        found.push(rest[..at].to_vec());
        rest = &rest[at + delimiter.len()..];
    }
    assert_eq!(rest, b"--\r\n", "the last boundary is marked");
    let parts = found.split_off(1).into_iter();
    let content = |part: Vec<u8>| part[find(&part, b"\r\n\r\n").unwrap() + 4..].to_vec();
    parts.map(content).collect()
}

#[test]
fn any_bytes_survive_a_multipart_form() {
    let mut random = Random(5);
    let mut last = String::new();
    for _ in 0..TEXTS {
        // The boundary of the form before it is an attempt to end this one early.
        let (text, name) = (format!("{}{last}", random.text()), random.text());
        let bytes = format!("{}\r\n--{last}--\r\n{}", random.text(), random.text()).into_bytes();
        let mut parts = Parts::new(&CREATE);
        parts.path("page_id", &"1");
        parts.multipart("text", &text);
        parts.file("file", File::new(name.clone(), "image/png", bytes.clone()));
        let request = built(&parts);
        let kind = request.headers()["content-type"].to_str().unwrap();
        let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
        assert_eq!(contents(request.body(), boundary), [text.into_bytes(), bytes], "{name:?}");
        last = boundary.to_owned();
    }
}

/// The calendar as one would count it on the fingers.
#[test]
fn every_day_is_the_one_after_the_day_before() {
    let is_leap = |year: i64| year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
    let mut random = Random(6);
    let mut start = -62_167_219_200_i64;
    for year in 0..10_000 {
        for month in 1..=12 {
            let days = match month {
                2 if is_leap(year) => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            let (day, second) = (random.below(days) as i64, random.below(86_400) as i64);
            let (hour, minute) = (second / 3_600, second / 60 % 60);
            let shift = random.below(48) as i64 * 30 - 720;
            let sign = if shift < 0 { '-' } else { '+' };
            let text = format!(
                "{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{:02}{sign}{:02}{:02}",
                day + 1,
                second % 60,
                shift.abs() / 60,
                shift.abs() % 60
            );
            let expected = start + day * 86_400 + second - shift * 60;
            let found = text.parse::<Timestamp>().ok().map(|time| time.unix_seconds());
            let is_inside = (-62_167_219_200..=253_402_300_799).contains(&expected);
            assert_eq!(found, is_inside.then_some(expected), "{text}");
            assert!(format!("{year:04}-{month:02}-{:02}T00:00:00Z", days + 1).parse::<Timestamp>().is_err());
            start += days as i64 * 86_400;
        }
    }
}
