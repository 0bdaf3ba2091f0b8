//! Types of one's own: read from an answer, and sent in every place.

use crate::server::{Answer, Received};
use crate::setup::{only, run, serve};
use cases::case_types_mapped::models::{Kind, Order, OrderRefund, Shelf};
use cases::case_types_mapped::{headers, orders};
use cases::case_types_mapped_own::{Instant, Money, OrderId, Password};

fn money(amount: i64) -> Money {
    Money { amount, currency: "EUR".to_owned() }
}

const ANSWER: &str = r#"{
    "id": "order 7", "price": {"amount": 5, "currency": {"code": "EUR"}}, "kind": "gift", "paid": "T9",
    "page": "https://a.example/x", "secret": "s3cr3t", "parts": [{"amount": 1, "currency": {"code": "EUR"}}],
    "taxes": {"city": {"amount": 2, "currency": {"code": "EUR"}}}, "refund": {"amount": 3, "currency": {"code": "EUR"}},
    "gift": null
}"#;

#[test]
fn they_are_read_and_sent_back_as_they_were() {
    let (server, client) = serve([Answer::json(ANSWER).header("x-next", "order 8"), Answer::status(204)]);
    let request = orders::get(OrderId(7))
        .since(Instant(4))
        .near([OrderId(1), OrderId(2)])
        .price(money(6))
        .x_trace(OrderId(3));
    let response = run(client.call_full(request)).unwrap();
    let sent: Vec<Received> = server.requests();
    assert_eq!(
        sent[0].target,
        "/orders/order%207?since=T4&near=order%201&near=order%202&amount=6&currency=%7B%22code%22%3A%22EUR%22%7D"
    );
    assert_eq!(sent[0].header("x-trace"), Some("order 3"));
    assert_eq!(response.header(headers::X_NEXT), Some(OrderId(8)));
    let order: Order = response.body;
    assert_eq!((&order.id, &order.price, &order.paid), (&OrderId(7), &money(5), &Some(Some(Instant(9)))));
    assert_eq!(order.page.as_ref().and_then(|page| page.host_str()), Some("a.example"));
    assert_eq!(order.parts.as_deref(), Some([money(1)].as_slice()));
    assert_eq!(order.taxes.as_ref().map(|taxes| &taxes["city"]), Some(&money(2)));
    assert_eq!(order.refund, Some(OrderRefund::Money(money(3))));
    assert_eq!(order.secret, Some(Password("s3cr3t".to_owned())));
    let shown = format!("{order:?}");
    assert!(!shown.contains("s3cr3t") && shown.contains("[redacted]"), "{shown}");
    assert!(!serde_json::to_string(&order).unwrap().contains("s3cr3t"));
    run(orders::put(OrderId(7), order).send(&client)).unwrap();
    let sent: serde_json::Value = serde_json::from_str(&server.requests()[1].text()).unwrap();
    let expected: serde_json::Value = serde_json::from_str(ANSWER).unwrap();
    assert_eq!(sent, expected);
}

#[test]
fn a_form_holds_them() {
    let (server, client) = serve([Answer::status(204)]);
    let request = orders::pay(OrderId(1), Instant(2)).page("https://a.example/?b=c".parse().unwrap()).price(money(3));
    run(request.send(&client)).unwrap();
    let text = only(&server).text();
    assert!(text.starts_with("at=T2&page=https%3A%2F%2Fa.example%2F%3Fb%3Dc&"), "{text}");
}

#[test]
fn what_is_not_of_the_type_is_an_error_with_its_place() {
    let answer = ANSWER.replace("\"order 7\"", "\"yesterday\"");
    let (_server, client) = serve([Answer::json(answer)]);
    let error = run(orders::get(OrderId(7)).send(&client)).unwrap_err().to_string();
    assert!(error.contains("at id") && error.contains("a value of `crate::case_types_mapped_own::OrderId`"), "{error}");
    assert!(!error.contains("yesterday"), "{error}");
}

#[test]
fn what_cannot_be_written_is_not_sent() {
    let (server, client) = serve([Answer::status(204)]);
    run(orders::get(OrderId(7)).since(Instant(-1)).send(&client)).unwrap_err();
    assert!(server.requests().is_empty());
}

#[test]
fn an_order_is_derived_where_it_is_asked_for() {
    let shelf = |id: u32| -> Shelf {
        serde_json::from_value(serde_json::json!({ "kind": "gift", "orders": [format!("order {id}")] })).unwrap()
    };
    assert!(shelf(2) < shelf(10) && Kind::Gift < Kind::Sale);
    // What is the same value is equal, in whatever variant, and an order has to agree with that.
    let unlisted = Kind::UnknownValue("gift".into());
    assert_eq!((unlisted.cmp(&Kind::Gift), unlisted == Kind::Gift), (std::cmp::Ordering::Equal, true));
}
