//! The pace of calls, by the headers of answers and a clock that the test turns.

use super::Pacer;
use crate::runtime::token::AccessToken;
use crate::runtime::usage::Usage;
use http::{HeaderMap, HeaderValue};
use std::time::Duration;

fn usage(name: &'static str, json: &str) -> [Usage; 1] {
    [Usage::read(&HeaderMap::from_iter([(
        http::HeaderName::from_static(name),
        HeaderValue::from_str(json).unwrap(),
    )]))]
}

fn app(percent: u32) -> [Usage; 1] {
    usage("x-app-usage", &format!(r#"{{"call_count":{percent}}}"#))
}

const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn calls_go_at_once_until_a_limit_is_near() {
    let pacer = Pacer::new();
    assert_eq!(pacer.take_turn(None, 1, secs(0), secs(9)), Ok(secs(0)));
    pacer.learn(None, secs(0), &app(75));
    assert_eq!(pacer.take_turn(None, 1, secs(0), secs(9)), Ok(secs(0)));
}

#[test]
fn calls_keep_a_distance_that_grows_with_the_usage() {
    for (percent, distance) in [(80, 2), (90, 6), (100, 10), (250, 10)] {
        let pacer = Pacer::new();
        pacer.learn(None, secs(100), &app(percent));
        let turns = [0, 0, 0].map(|_| pacer.take_turn(None, 1, secs(100), secs(99)).unwrap());
        assert_eq!(turns, [secs(distance), secs(2 * distance), secs(3 * distance)], "{percent}");
        // Time that passes counts.
        assert_eq!(pacer.take_turn(None, 1, secs(100 + 4 * distance), secs(99)), Ok(secs(0)));
    }
}

#[test]
fn a_limit_that_is_used_up_is_waited_for_as_the_api_says() {
    let pacer = Pacer::new().longest_wait(secs(1));
    let case = r#"{"9":[{"type":"pages","call_count":101,"estimated_time_to_regain_access":3}]}"#;
    pacer.learn(None, secs(0), &usage("x-business-use-case-usage", case));
    assert_eq!(pacer.take_turn(None, 1, secs(0), secs(179)), Err(secs(180)));
    // Who gave up has taken no turn.
    assert_eq!(pacer.take_turn(None, 1, secs(60), secs(120)), Ok(secs(120)));
    assert_eq!(pacer.take_turn(None, 1, secs(60), secs(999)), Ok(secs(121)));
}

#[test]
fn a_batch_takes_as_many_turns_as_it_holds_and_the_highest_usage_counts() {
    let pacer = Pacer::new();
    let usages = [app(10), app(100), app(0)].concat();
    pacer.learn(None, secs(0), &usages);
    assert_eq!(pacer.take_turn(None, 50, secs(0), secs(99)), Ok(secs(10)));
    assert_eq!(pacer.take_turn(None, 1, secs(0), secs(999)), Ok(secs(510)));
}

#[test]
fn an_answer_with_little_usage_sets_free() {
    let pacer = Pacer::new();
    pacer.learn(None, secs(0), &app(100));
    pacer.clone().learn(None, secs(1), &[]);
    assert_eq!(pacer.take_turn(None, 1, secs(1), secs(0)), Ok(secs(0)));
}

#[test]
fn each_token_has_a_pace_of_its_own() {
    let (pacer, ann) = (Pacer::new(), AccessToken::new("ann"));
    pacer.learn(Some(&ann), secs(0), &app(100));
    assert_eq!(pacer.take_turn(None, 1, secs(0), secs(0)), Ok(secs(0)));
    assert_eq!(pacer.take_turn(Some(&AccessToken::new("bob")), 1, secs(0), secs(0)), Ok(secs(0)));
    assert_eq!(pacer.take_turn(Some(&ann), 1, secs(0), secs(60)), Ok(secs(10)));
    assert!(!format!("{pacer:?}").contains("ann"));
}

#[test]
fn odd_settings_do_no_harm() {
    for start in [100.0, 150.0, -5.0, f64::NAN] {
        let pacer = Pacer::new().start_at(start).longest_wait(Duration::MAX);
        pacer.learn(None, secs(5), &app(100));
        let _ = pacer.take_turn(None, 1, secs(5), secs(0));
    }
}
