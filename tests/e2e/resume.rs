//! Going on from where another stream was.

use crate::pages::{LEAKED, all_items, all_pages, expired, ids, page, queries};
use crate::setup::{client, run, serve};
use meta_graph::v26_0::page::personas;
use meta_graph::{Client, Position};

/// A place after it has been written down and read again.
fn stored(position: &Position) -> Position {
    let text = serde_json::to_string(position).unwrap();
    assert!(!text.contains(LEAKED), "{text}");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn another_stream_goes_on_at_any_item() {
    let answers = || [page(&["1", "2", "3"], None, Some("A")), page(&["4", "5"], Some("B"), None)];
    let all = ["1", "2", "3", "4", "5"];
    for count in 0..=all.len() {
        let server = serve(answers());
        let mut items = personas::list("12").items(&client(&server));
        assert_eq!(ids(&run(items.collect_at_most(count)).unwrap()), all[..count]);

        let server = if count < 3 { serve(answers()) } else { serve(answers().into_iter().skip(1)) };
        let rest = personas::list("12").items(&client(&server)).resume_from(&stored(&items.position()));
        assert_eq!(ids(&run(all_items(rest)).unwrap()), all[count..], "after {count}");
        assert_eq!(queries(&server).last().unwrap(), "after=A");
        assert_eq!(server.answers_left(), 0);
    }
}

#[test]
fn another_stream_goes_on_backwards() {
    let answers = || [page(&["3", "4"], Some("A"), None), page(&["1", "2"], None, Some("B"))];
    let server = serve(answers());
    let mut items = personas::list("12").after("X").items(&client(&server)).backwards();
    assert_eq!(ids(&run(items.collect_at_most(1)).unwrap()), ["4"]);
    let position = stored(&items.position());
    assert_eq!((position.cursor(), position.given(), position.is_backwards()), (None, 1, true));

    let server = serve(answers());
    let pages = personas::list("12").after("X").pages(&client(&server)).resume_from(&position);
    let pages = run(all_pages(pages)).unwrap();
    assert_eq!([ids(&pages[0].data), ids(&pages[1].data)], [vec!["3"], vec!["1", "2"]]);
    assert_eq!(queries(&server), ["after=X", "before=A"]);
}

#[test]
fn another_stream_may_have_smaller_pages() {
    let server = serve([page(&["1", "2", "3", "4"], None, None)]);
    let mut items = personas::list("12").limit(4).items(&client(&server));
    run(items.collect_at_most(3)).unwrap();

    let server = serve([page(&["1", "2"], None, Some("A")), page(&["3", "4"], None, None)]);
    let pages = personas::list("12").limit(2).pages(&client(&server)).resume_from(&items.position());
    let pages = run(all_pages(pages)).unwrap();
    // The page of which everything was given is not given again.
    assert_eq!(pages.len(), 1);
    assert_eq!(ids(&pages[0].data), ["4"]);
}

#[test]
fn another_stream_gives_what_was_added_at_the_end() {
    let server = serve([page(&["1"], None, None), page(&["1", "2"], None, None)]);
    let mut pages = personas::list("12").pages(&client(&server));
    run(async { while pages.try_next().await.unwrap().is_some() {} });
    let rest = personas::list("12").pages(&client(&server)).resume_from(&pages.position());
    assert_eq!(ids(&run(all_pages(rest)).unwrap()[0].data), ["2"]);
}

#[test]
fn a_place_that_was_not_written_here_is_refused() {
    for text in ["[true]", "[true,1,2]", "[true,null,-1]", "{}", "\"A\""] {
        assert!(serde_json::from_str::<Position>(text).is_err(), "{text}");
    }
}

#[test]
fn another_client_goes_on_with_a_new_token() {
    let server = serve([page(&["1"], None, Some("A")), expired(), page(&["2"], None, None)]);
    let mut items = personas::list("12").items(&client(&server));
    run(async {
        assert!(items.try_next().await.unwrap().is_some());
        assert!(items.try_next().await.is_err());
    });
    let renewed = Client::builder().access_token("renewed").base_url(server.url()).build().unwrap();
    let rest = personas::list("12").items(&renewed).resume_from(&items.position());
    assert_eq!(ids(&run(all_items(rest)).unwrap()), ["2"]);
    let request = server.requests().pop().unwrap();
    assert_eq!((request.query(), request.header("authorization")), ("after=A", Some("Bearer renewed")));
}

#[test]
fn a_stream_can_be_set_back() {
    let first = || page(&["1", "2"], None, Some("A"));
    let second = || page(&["3"], Some("B"), None);
    let server = serve([first(), second(), second(), first(), second()]);
    let mut items = personas::list("12").limit(2).items(&client(&server));
    let start = items.position();
    run(items.collect_at_most(2)).unwrap();
    let position = items.position();
    assert_eq!(ids(&run(items.collect_at_most(9)).unwrap()), ["3"]);

    let mut items = items.resume_from(&position);
    assert_eq!(ids(&run(items.collect_at_most(9)).unwrap()), ["3"]);

    // What it has read is forgotten: the request is as it was, and no cursor counts as repeated.
    let mut items = items.resume_from(&start);
    assert_eq!(ids(&run(items.collect_at_most(9)).unwrap()), ["1", "2", "3"]);
    assert_eq!(
        queries(&server),
        ["limit=2", "limit=2&after=A", "limit=2&after=A", "limit=2", "limit=2&after=A"]
    );
}

/// Turned round in the middle, a stream starts anew with what the request asks for, as does one that resumes there.
#[test]
fn a_stream_that_turns_round_starts_anew() {
    let server =
        serve([page(&["1"], None, Some("A")), page(&["1"], None, Some("A")), page(&["1"], None, Some("A"))]);
    let client = client(&server);
    let mut items = personas::list("12").items(&client);
    run(items.try_next()).unwrap();
    let turned = items.backwards();
    let position = turned.position();
    assert_eq!(ids(&run(all_items(turned)).unwrap()), ["1"]);
    let again = personas::list("12").items(&client).resume_from(&position);
    assert_eq!(ids(&run(all_items(again)).unwrap()), ["1"]);
    assert_eq!(queries(&server), ["", "", ""]);
}
