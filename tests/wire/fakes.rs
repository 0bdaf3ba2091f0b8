//! Code that reads lists of any API, tested without a server.

use cases::case_paging_declared::models::{GardenPage, SearchWidgets};
use cases::case_paging_declared::{beds, gardens, plants, vaults, widgets};
use cases::case_paging_found::models::Customer;
use cases::case_paging_found::{customers, events, issues, messages, orders, shops};
use cases::testing::{Fake, from_json, now};
use cases::{Client, Error};
use serde_json::json;

fn customer(id: &str) -> Customer {
    from_json(json!({"id": id}))
}

/// What somebody tests who uses the crate.
async fn names(client: &Client) -> Result<Vec<String>, Error> {
    let all = customers::list().limit(2).items(client).collect_all().await?;
    Ok(all.into_iter().map(|customer| customer.id).collect())
}

#[test]
fn a_caller_tests_code_over_items() {
    let fake = Fake::new();
    fake.on(customers::list().limit(2)).pages([vec![customer("a"), customer("b")], vec![customer("c")]]);
    assert_eq!(now(names(&fake.client())).unwrap(), ["a", "b", "c"]);
    fake.assert_all_answered();
    let after: Vec<_> =
        fake.sent().iter().map(|sent| sent.param("starting_after").map(str::to_owned)).collect();
    assert_eq!(after, [None, Some("b".to_owned())]);
}

/// A client with the key that some of the lists need.
fn client(fake: &Fake) -> Client {
    fake.builder().api_key("key", "made up").build().unwrap()
}

/// Each kind of list with three pages, all of which are read, and nothing else is asked for.
macro_rules! pages {
    ($list:expr, $one:expr, $requests:expr) => {{
        let fake = Fake::new();
        fake.on($list).pages([vec![$one, $one], vec![$one], vec![$one]]).times(2);
        for _ in 0..2 {
            let mut items = $list.items(&client(&fake));
            assert_eq!(now(items.collect_all()).unwrap().len(), 4);
            assert!(items.is_complete());
        }
        fake.assert_all_answered();
        assert_eq!(fake.sent().len(), 2 * $requests);
    }};
}

#[test]
fn a_fake_pages_as_the_api_does() {
    pages!(messages::list(), from_json(json!({"text": "a"})), 3);
    pages!(issues::list().per_page(1), customer("a"), 3);
    pages!(events::list(), customer("a"), 3);
    pages!(orders::list().page(4), customer("a"), 3);
    pages!(shops::list().offset(7), customer("a"), 3);
    pages!(vaults::list(), from_json(json!({"name": "a"})), 3);
    pages!(beds::list(), 1, 3);
    pages!(plants::list_gone_plants(), "a".to_owned(), 3);
    // Nothing says that the last page is the last one, so that an empty one does.
    pages!(plants::list_sick_plants(), from_json(json!({"created": 1})), 4);
    let search = || widgets::search().body(SearchWidgets::new().start(2));
    pages!(search(), from_json(json!({"created": 1})), 4);
}

#[test]
fn a_list_that_is_not_read_to_its_end_needs_no_empty_page() {
    let fake = Fake::new();
    fake.on(plants::list_sick_plants()).pages_json([json!([{"created": 1}])]);
    let mut items = plants::list_sick_plants().items(&fake.client()).max_pages(1);
    assert_eq!(now(items.collect_all()).unwrap().len(), 1);
    fake.assert_all_answered();
}

#[test]
fn a_fake_goes_backwards() {
    let fake = Fake::new();
    fake.on(customers::list().ending_before("d"))
        .pages_backwards([vec![customer("b"), customer("c")], vec![customer("a")]]);
    fake.on(orders::list().page(2)).pages_backwards([vec![customer("b")], vec![customer("a")]]);
    fake.on(shops::list().offset(1).limit(2))
        .pages_backwards([vec![customer("b"), customer("c")], vec![customer("a")]]);
    fake.on(issues::list()).pages_backwards([vec![customer("b")], vec![customer("a")]]);
    fake.on(events::list()).pages_backwards([vec![customer("b")], vec![customer("a")]]);
    fake.on(beds::list()).pages_backwards([vec![2], vec![1]]);
    let client = client(&fake);
    let ids = |all: Vec<Customer>| all.into_iter().map(|one| one.id).collect::<String>();
    let all = now(customers::list().ending_before("d").items(&client).backwards().collect_all()).unwrap();
    assert_eq!(ids(all), "cba");
    assert_eq!(ids(now(orders::list().page(2).items(&client).backwards().collect_all()).unwrap()), "ba");
    let all = now(shops::list().offset(1).limit(2).items(&client).backwards().collect_all()).unwrap();
    assert_eq!(ids(all), "cba");
    assert_eq!(ids(now(issues::list().items(&client).backwards().collect_all()).unwrap()), "ba");
    assert_eq!(ids(now(events::list().items(&client).backwards().collect_all()).unwrap()), "ba");
    assert_eq!(now(beds::list().items(&client).backwards().collect_all()).unwrap(), [2, 1]);
    fake.assert_all_answered();
}

#[test]
fn whole_answers_are_led_on() {
    let fake = Fake::new();
    let page = |garden: &str| from_json::<GardenPage>(json!({"kind": "page", "gardens": [garden]}));
    fake.on(gardens::list()).reply_pages([page("a"), page("b")]);
    let mut pages = gardens::list().pages(&fake.client());
    let first = now(pages.try_next()).unwrap().unwrap();
    assert_eq!((first.gardens, first.kind.as_str()), (vec!["a".to_owned()], "page"));
    let second = now(pages.try_next()).unwrap().unwrap();
    assert!(second.page.is_none(), "the last one is as it was given");
    assert!(now(pages.try_next()).unwrap().is_none() && pages.is_complete());
    fake.assert_all_answered();
    // With cursors of one's own.
    let fake = Fake::new();
    let named = json!({"kind": "page", "gardens": ["a"], "page": {"next": "mine"}});
    fake.on(gardens::list()).pages_json([named, json!({"kind": "page", "gardens": []})]);
    assert_eq!(now(gardens::list().items(&fake.client()).collect_all()).unwrap(), ["a"]);
    assert_eq!(fake.sent()[1].param("cursor"), Some("mine"));
}

#[test]
fn a_fake_refuses_pages_that_the_api_does_not_have() {
    for (pages, complaint) in [
        (vec![json!(["a"])], "kind"),
        (vec![json!({"kind": "page", "gardens": [], "odd": 1})], "odd"),
        (vec![json!({"kind": "page", "gardens": {"a": 1}})], "gardens"),
    ] {
        let refused = std::panic::catch_unwind(|| {
            Fake::new().on(gardens::list()).pages_json(pages);
        });
        let text = refused.unwrap_err().downcast::<String>().unwrap();
        assert!(text.contains(complaint), "{text}");
    }
    // What an empty page in the middle would lead to, nobody knows.
    let refused = std::panic::catch_unwind(|| {
        Fake::new().on(customers::list()).pages([vec![], vec![customer("a")]]);
    });
    let text = refused.unwrap_err().downcast::<String>().unwrap();
    assert!(text.contains("page 2 is never asked for"), "{text}");
}
