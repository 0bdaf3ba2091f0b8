use super::parser::Parser;
use super::{Event, Events};
use crate::runtime::chunks::Chunks;
use crate::sample::now;
use bytes::Bytes;
use std::collections::VecDeque;
use std::time::Duration;

/// What an event is, and its data, and its id.
type Expected = (&'static str, &'static str, &'static str);

/// The examples of the HTML standard, section 9.2.6, and its rules in turn, with what comes out of them.
const STREAMS: [(&str, &[Expected]); 10] = [
    ("data: This is the first message.\n\n", &[("message", "This is the first message.", "")]),
    ("data: YHOO\ndata: +2\ndata: 10\n\n", &[("message", "YHOO\n+2\n10", "")]),
    (
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        &[("message", "first event", "1"), ("message", "second event", ""), ("message", " third event", "")],
    ),
    ("data\n\ndata\ndata\n\ndata:", &[("message", "", ""), ("message", "\n", "")]),
    ("data:test\n\ndata: test\n\n", &[("message", "test", ""), ("message", "test", "")]),
    ("event: add\ndata: 7\r\n\r\nevent: gone\r\rdata: 8\r\r", &[("add", "7", ""), ("message", "8", "")]),
    ("\u{feff}data: a\n\n\u{feff}data: b\n\n", &[("message", "a", "")]),
    ("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", &[("message", "a", "1"), ("message", "b", "1")]),
    ("DATA: a\nunknown: b\n\ndata: {\"a\": \"ü: €\"}\n\n", &[("message", "{\"a\": \"ü: €\"}", "")]),
    ("data: cut", &[]),
];

fn read<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> (Vec<Event>, Parser) {
    let (mut parser, mut events) = (Parser::default(), VecDeque::new());
    for piece in pieces {
        parser.read(piece, &mut events);
    }
    (events.into(), parser)
}

#[test]
fn events_are_what_the_standard_says_however_they_are_cut() {
    for (text, expected) in STREAMS {
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, data, id)| Event {
                kind: (*kind).to_owned(),
                data: (*data).to_owned(),
                id: (*id).to_owned(),
            })
            .collect();
        for size in 1..=text.len() {
            assert_eq!(read(text.as_bytes().chunks(size)).0, expected, "{text:?} by {size}");
        }
    }
}

#[test]
fn the_time_to_wait_is_a_number_or_nothing() {
    let retry = |text: &str| read([text.as_bytes()]).1.retry();
    assert_eq!(retry("retry: 1500\n"), Some(Duration::from_millis(1500)));
    assert_eq!(
        retry("retry: 1500\nretry: soon\nretry:\nretry: 99999999999999999999\n"),
        Some(Duration::from_millis(1500))
    );
    assert_eq!(retry("retry: -1\n"), None);
}

#[test]
fn a_body_that_is_there_gives_its_events() {
    let mut events = Events::new(Chunks::whole(Bytes::from_static(b"id: 4\ndata: a\n\ndata: b\n\n")));
    assert_eq!(now(events.try_next()).unwrap().unwrap().data, "a");
    assert_eq!(events.last_id(), "4");
    assert_eq!(now(events.try_next()).unwrap().unwrap().data, "b");
    assert_eq!(now(events.try_next()).unwrap(), None);
}
