//! Numbers in every place of a request, and what stands beside them in the path, the query and the cookies.

use cases::case_parameters_numbers::calls;
use cases::case_parameters_numbers::models::{Order, OrderLine, Pageable};
use cases::{BuildErrorKind, Client, Error, Request};

/// The URL, these headers and the body.
fn sent<R: Request>(request: &R, headers: &[&str]) -> (String, Vec<String>, String) {
    let built = Client::builder().build().unwrap().http_request(request).unwrap();
    let header = |name: &&str| built.headers().get(*name).map(|value| value.to_str().unwrap().to_owned());
    let headers = headers.iter().filter_map(header).collect();
    (built.uri().to_string(), headers, String::from_utf8(built.body().to_vec()).unwrap())
}

/// Why a request is not sent.
fn refused<R: Request>(request: &R) -> String {
    let built = Client::builder().build().unwrap().http_request(request);
    let Err(Error::Build(error)) = built else { panic!("it was built") };
    assert!(matches!(error.kind(), BuildErrorKind::NotFinite { .. }));
    assert!(!request.to_curl().contains('\0'));
    error.kind().to_string()
}

#[test]
fn a_whole_number_has_no_fraction_in_any_place() {
    let request = calls::read(5.0).page(-0.0).ids([1.0, 2.5, 1e21]).x_limit(3.0).sid(7.0);
    let (url, headers, _) = sent(&request, &["x-limit", "cookie"]);
    let query = "page=0&ids=1&ids=2.5&ids=1000000000000000000000";
    assert_eq!(url, format!("https://api.example.com/rate/100%25/5?{query}"));
    assert_eq!(headers, ["3", "sid=7"]);
    assert_eq!(sent(&calls::form().n(2.0), &[]).2, "n=2");
    assert!(sent(&calls::parts().n(2.0), &[]).2.contains("\r\n\r\n2\r\n"));
    let json = calls::json(Order::new(5.0).either(9_007_199_254_740_993).mixed(2.0));
    assert_eq!(sent(&json, &[]).2, r#"{"either":9007199254740993,"mixed":2,"price":5}"#);
}

#[test]
fn what_is_not_a_finite_number_is_not_sent() {
    for (number, shown) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf"), (f64::NEG_INFINITY, "-inf")] {
        assert_eq!(refused(&calls::read(number)), "the number `id` is NaN or infinite");
        assert!(format!("{:#?}", calls::read(number)).contains(shown));
    }
    assert_eq!(refused(&calls::read(1.0).page(f64::NAN)), "the number `page` is NaN or infinite");
    assert_eq!(refused(&calls::read(1.0).ids([1.0, f64::NAN])), "the number `ids[1]` is NaN or infinite");
    assert_eq!(refused(&calls::read(1.0).x_limit(f64::NAN)), "the number `X-Limit` is NaN or infinite");
    assert_eq!(refused(&calls::read(1.0).sid(f64::NAN)), "the number `sid` is NaN or infinite");
    assert_eq!(refused(&calls::form().n(f64::INFINITY)), "the number `n` is NaN or infinite");
    assert_eq!(refused(&calls::parts().n(f64::INFINITY)), "the number `n` is NaN or infinite");
    let json = |order| refused(&calls::json(order));
    assert_eq!(json(Order::new(f64::NAN)), "the number `price` is NaN or infinite");
    let lines = [OrderLine::new(), OrderLine::new().weight(f64::NAN)];
    assert_eq!(json(Order::new(1.0).lines(lines)), "the number `lines[1].weight` is NaN or infinite");
    let rates = [("a".to_owned(), f64::INFINITY)];
    assert_eq!(json(Order::new(1.0).rates(rates)), "the number `rates.a` is NaN or infinite");
}

#[test]
fn the_items_of_a_list_in_an_object_are_pairs_of_their_own() {
    let page = || Pageable::new().page(2).sort(["name,desc", "id"]);
    let (url, _, _) = sent(&calls::read(1.0).pageable(page()).flat(page()), &[]);
    let query = url.split_once('?').unwrap().1;
    assert_eq!(query, "page=2&sort=name%2Cdesc&sort=id&flat=page,2,sort,name%2Cdesc,sort,id");
}

#[test]
fn a_cookie_header_and_cookies_are_one_header() {
    let request = calls::read(1.0).cookie("a=1; b=2");
    assert_eq!(sent(&request, &["cookie"]).1, ["a=1; b=2"]);
    let request = request.sid(7.0).chunks_value(1);
    assert_eq!(sent(&request, &["cookie"]).1, ["a=1; b=2; sid=7"]);
    assert!(request.to_curl().contains("-b 'a=1; b=2; sid=7'"), "{}", request.to_curl());
}
