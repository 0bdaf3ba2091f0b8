use super::framing::Splitter;

/// A stream, whether it is a sequence, its items, and whether it may end there.
type Stream = (&'static str, bool, &'static [&'static str], bool);

const STREAMS: [Stream; 16] = [
    ("{\"a\":1}\n{\"a\":2}\n", false, &["{\"a\":1}", "{\"a\":2}"], true),
    ("{\"a\":1}\r\n\r\n\n[2]", false, &["{\"a\":1}", "[2]"], true),
    ("1\n\"ü: €\"\n", false, &["1", "\"ü: €\""], true),
    ("", false, &[], true),
    ("\n\n", false, &[], true),
    ("{\"a\":1}\n{\"a\":", false, &["{\"a\":1}"], false),
    ("nonsense\n{}\n", false, &["nonsense", "{}"], true),
    ("\u{1e}{\"a\":1}\n\u{1e}{\"a\":2}\n", true, &["{\"a\":1}", "{\"a\":2}"], true),
    ("\u{1e}{\n\"a\":\n1}\n\u{1e}[\n]\n", true, &["{\n\"a\":\n1}", "[\n]"], true),
    ("\u{1e}\u{1e}{}\n", true, &["{}"], true),
    ("\u{1e}{}", true, &["{}"], true),
    ("\u{1e}12\n", true, &["12"], true),
    ("\u{1e}12", true, &[], false),
    ("\u{1e}true", true, &[], false),
    ("\u{1e}{\"a\":\u{1e}{}\n", true, &["{\"a\":", "{}"], true),
    ("\u{1e}{}\n\u{1e}{\"a\"", true, &["{}"], false),
];

#[test]
fn items_are_told_apart_however_they_are_cut() {
    for (text, is_sequence, expected, may_end) in STREAMS {
        for size in 1..=text.len().max(1) {
            let (mut splitter, mut items) = (Splitter::new(is_sequence), Vec::new());
            for piece in text.as_bytes().chunks(size) {
                splitter.read(piece);
            }
            assert_eq!(splitter.end(), may_end, "{text:?} by {size}");
            while let Some(item) = splitter.next() {
                items.push(String::from_utf8(item.to_vec()).unwrap().trim().to_owned());
            }
            assert_eq!(items, expected, "{text:?} by {size}");
        }
    }
}

#[test]
fn an_item_of_a_sequence_does_not_wait_for_the_next_one() {
    let mut splitter = Splitter::new(true);
    splitter.read(b"\x1e{\"a\": 1}\n");
    assert_eq!(splitter.next().unwrap(), "{\"a\": 1}\n");
    assert_eq!(splitter.held(), 0);
}
