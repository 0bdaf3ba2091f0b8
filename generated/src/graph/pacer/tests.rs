//! The pace of calls, by the headers of answers and a clock that the test turns.

use super::{Lesson, Pacer};
use crate::runtime::AccessToken;
use crate::runtime::protocol::Throttle as _;
use std::time::Duration;

fn app(percent: u32) -> Lesson {
    Lesson { percent: Some(f64::from(percent)), is_success: true, ..Lesson::default() }
}

fn refused(seconds: u64) -> Lesson {
    Lesson { percent: Some(100.0), refused_for: Some(secs(seconds)), is_success: false }
}

/// An answer that did what was asked and reports no usage.
const LITTLE: Lesson = Lesson { percent: None, refused_for: None, is_success: true };

/// How long the turn is away; it is used.
fn turn(pacer: &Pacer, requests: u32, now: u64, longest: u64) -> Result<Duration, Duration> {
    let turn = pacer.take_turn(None, requests, secs(now), secs(longest))?;
    let wait = turn.wait();
    turn.take();
    Ok(wait)
}

const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn calls_go_at_once_until_a_limit_is_near() {
    let pacer = Pacer::new();
    assert_eq!(turn(&pacer, 1, 0, 9), Ok(secs(0)));
    pacer.learn_from(None, secs(0), &[app(75)]);
    assert_eq!(turn(&pacer, 1, 0, 9), Ok(secs(0)));
}

#[test]
fn calls_keep_a_distance_that_grows_with_the_usage() {
    for (percent, distance) in [(80, 2), (90, 6), (100, 10), (250, 10)] {
        let pacer = Pacer::new();
        pacer.learn_from(None, secs(100), &[app(percent)]);
        let turns = [0, 0, 0].map(|_| turn(&pacer, 1, 100, 99).unwrap());
        assert_eq!(turns, [secs(distance), secs(2 * distance), secs(3 * distance)], "{percent}");
        // Time that passes counts.
        assert_eq!(turn(&pacer, 1, 100 + 4 * distance, 99), Ok(secs(0)));
    }
}

#[test]
fn a_limit_that_is_used_up_is_waited_for_as_the_api_says() {
    let pacer = Pacer::new().longest_wait(secs(1));
    pacer.learn_from(None, secs(0), &[refused(180)]);
    assert_eq!(turn(&pacer, 1, 0, 179), Err(secs(180)));
    // Who gave up has taken no turn.
    assert_eq!(turn(&pacer, 1, 60, 120), Ok(secs(120)));
    assert_eq!(turn(&pacer, 1, 60, 999), Ok(secs(121)));
}

#[test]
fn a_turn_that_is_not_used_is_given_back() {
    let pacer = Pacer::new();
    pacer.learn_from(None, secs(0), &[app(100)]);
    for _ in 0..100 {
        drop(pacer.take_turn(None, 1, secs(0), secs(99)).unwrap());
    }
    assert_eq!(turn(&pacer, 1, 0, 99), Ok(secs(10)));
}

#[test]
fn only_what_the_api_says_sets_free_and_a_refusal_stays() {
    let pacer = Pacer::new();
    pacer.learn_from(None, secs(0), &[app(100)]);
    // A page of HTML says nothing.
    pacer.learn_from(None, secs(1), &[Lesson::default()]);
    assert_eq!(turn(&pacer, 1, 1, 0), Err(secs(9)));
    pacer.clone().learn_from(None, secs(1), &[LITTLE]);
    assert_eq!(turn(&pacer, 1, 1, 0), Ok(secs(0)));
    // The answer to a call that was under way before the refusal.
    pacer.learn_from(None, secs(2), &[refused(3600)]);
    pacer.learn_from(None, secs(3), &[LITTLE]);
    assert_eq!(turn(&pacer, 1, 3, 60), Err(secs(3599)));
    pacer.learn_from(None, secs(3700), &[LITTLE]);
    assert_eq!(turn(&pacer, 1, 3700, 0), Ok(secs(0)));
    assert!(pacer.paces().is_empty());
}

#[test]
fn a_batch_takes_as_many_turns_as_it_holds_and_the_highest_usage_counts() {
    let pacer = Pacer::new();
    pacer.learn_from(None, secs(0), &[app(10), app(100), LITTLE]);
    assert_eq!(turn(&pacer, 50, 0, 99), Ok(secs(10)));
    assert_eq!(turn(&pacer, 1, 0, 999), Ok(secs(510)));
}

#[test]
fn each_token_has_a_pace_of_its_own_which_is_forgotten_in_time() {
    let (pacer, ann, bob) = (Pacer::new(), AccessToken::new("ann"), AccessToken::new("bob"));
    pacer.learn_from(Some(&ann), secs(0), &[app(100)]);
    assert_eq!(turn(&pacer, 1, 0, 0), Ok(secs(0)));
    assert_eq!(pacer.take_turn(Some(&bob), 1, secs(0), secs(0)).unwrap().wait(), secs(0));
    assert_eq!(pacer.take_turn(Some(&ann), 1, secs(0), secs(60)).unwrap().wait(), secs(10));
    assert!(!format!("{pacer:?}").contains("ann"));
    pacer.learn_from(Some(&bob), secs(4000), &[app(100)]);
    assert_eq!(pacer.paces().len(), 1);
}

#[test]
fn odd_settings_do_no_harm() {
    for start in [100.0, 150.0, -5.0, f64::NAN] {
        let pacer = Pacer::new().start_at(start).longest_wait(Duration::MAX);
        pacer.learn_from(None, secs(5), &[app(100)]);
        let _ = turn(&pacer, u32::MAX, 5, 0);
    }
}
