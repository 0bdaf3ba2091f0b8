//! The pace of calls, by the headers of answers and a clock that the test turns.

use super::{Lesson, Pacer, Share};
use crate::runtime::AccessToken;
use crate::runtime::protocol::{Asker, Throttle as _};
use std::time::Duration;

fn app(percent: u32) -> Lesson {
    let token = Share { percent: Some(f64::from(percent)), refused_for: None };
    Lesson { token, is_success: true, ..Lesson::default() }
}

fn refused(seconds: u64) -> Lesson {
    let token = Share { percent: Some(100.0), refused_for: Some(secs(seconds)) };
    Lesson { token, ..Lesson::default() }
}

/// An answer that did what was asked and reports no usage.
fn little() -> Lesson {
    Lesson { is_success: true, ..Lesson::default() }
}

/// An answer about a node, which says that this limit ends in so many seconds.
fn business(subject: &str, id: &str, seconds: u64) -> Lesson {
    let share = Share { percent: Some(100.0), refused_for: Some(secs(seconds)) };
    Lesson { business: vec![(id.to_owned(), share)], subject: Some(subject.to_owned()), ..little() }
}

/// How long the turn is away; it is used.
fn turn(pacer: &Pacer, requests: usize, now: u64, longest: u64) -> Result<Duration, Duration> {
    turn_of(pacer, None, vec![None; requests], now, longest)
}

/// How long the turn of a request about each of these nodes is away; it is used.
fn turn_about(pacer: &Pacer, subjects: &[&str], now: u64, longest: u64) -> Result<Duration, Duration> {
    turn_of(pacer, None, subjects.iter().map(|subject| Some((*subject).to_owned())).collect(), now, longest)
}

fn turn_of(
    pacer: &Pacer,
    token: Option<&AccessToken>,
    subjects: Vec<Option<String>>,
    now: u64,
    longest: u64,
) -> Result<Duration, Duration> {
    let turn = pacer.take_turn(&Asker { token, subjects }, secs(now), secs(longest))?;
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
        let asker = Asker { token: None, subjects: vec![None] };
        drop(pacer.take_turn(&asker, secs(0), secs(99)).unwrap());
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
    pacer.clone().learn_from(None, secs(1), &[little()]);
    assert_eq!(turn(&pacer, 1, 1, 0), Ok(secs(0)));
    // The answer to a call that was under way before the refusal.
    pacer.learn_from(None, secs(2), &[refused(3600)]);
    pacer.learn_from(None, secs(3), &[little()]);
    assert_eq!(turn(&pacer, 1, 3, 60), Err(secs(3599)));
    pacer.learn_from(None, secs(3700), &[little()]);
    assert_eq!(turn(&pacer, 1, 3700, 0), Ok(secs(0)));
    assert_eq!(pacer.paces().len(), 0);
}

#[test]
fn a_batch_takes_as_many_turns_as_it_holds_and_the_highest_usage_counts() {
    let pacer = Pacer::new();
    pacer.learn_from(None, secs(0), &[app(10), app(100), little()]);
    assert_eq!(turn(&pacer, 50, 0, 99), Ok(secs(10)));
    assert_eq!(turn(&pacer, 1, 0, 999), Ok(secs(510)));
}

#[test]
fn each_token_has_a_pace_of_its_own_which_is_forgotten_in_time() {
    let (pacer, ann, bob) = (Pacer::new(), AccessToken::new("ann"), AccessToken::new("bob"));
    pacer.learn_from(Some(&ann), secs(0), &[app(100)]);
    assert_eq!(turn(&pacer, 1, 0, 0), Ok(secs(0)));
    assert_eq!(turn_of(&pacer, Some(&bob), vec![None], 0, 0), Ok(secs(0)));
    assert_eq!(turn_of(&pacer, Some(&ann), vec![None], 0, 60), Ok(secs(10)));
    assert!(!format!("{pacer:?}").contains("ann"));
    assert_eq!(turn_of(&pacer, Some(&ann), vec![None], 4000, 0), Ok(secs(0)));
}

#[test]
fn odd_settings_do_no_harm() {
    for start in [100.0, 150.0, -5.0, f64::NAN] {
        let pacer = Pacer::new().start_at(start).longest_wait(Duration::MAX);
        pacer.learn_from(None, secs(5), &[app(100)]);
        let _ = turn(&pacer, 100_000, 5, 0);
    }
}

#[test]
fn one_busy_page_stops_no_other() {
    let pacer = Pacer::new();
    pacer.learn_from(None, secs(0), &[business("7", "7", 60)]);
    assert_eq!(turn_about(&pacer, &["7"], 0, 9), Err(secs(60)));
    assert_eq!(turn_about(&pacer, &["8"], 0, 9), Ok(secs(0)));
    assert_eq!(turn(&pacer, 1, 0, 9), Ok(secs(0)));
    // A batch waits for the slowest.
    assert_eq!(turn_about(&pacer, &["8", "7"], 0, 9), Err(secs(60)));
    // An answer about another Page sets nobody else free.
    pacer.learn_from(None, secs(1), &[Lesson { subject: Some("8".to_owned()), ..little() }]);
    assert_eq!(turn_about(&pacer, &["7"], 1, 9), Err(secs(59)));
    // The limit of the token counts for all of them.
    pacer.learn_from(None, secs(1), &[app(100)]);
    assert_eq!(turn_about(&pacer, &["8"], 1, 9), Err(secs(10)));
}

#[test]
fn what_belongs_to_a_page_waits_with_it() {
    let pacer = Pacer::new();
    // A persona, whose answer names its Page.
    pacer.learn_from(None, secs(0), &[business("99", "7", 60)]);
    for node in ["99", "7"] {
        assert_eq!(turn_about(&pacer, &[node], 0, 9), Err(secs(60)), "{node}");
    }
    pacer.learn_from(None, secs(61), &[Lesson { subject: Some("99".to_owned()), ..little() }]);
    assert_eq!((turn_about(&pacer, &["7"], 61, 0), pacer.paces().len()), (Ok(secs(0)), 0));
}

/// It is no measurement of time: so many entries would be looked at only if each answer looked at all of them.
#[test]
fn what_says_nothing_any_more_goes_when_there_is_twice_as_much() {
    let pacer = Pacer::new();
    let learn = |number: u64, now| {
        pacer.learn_from(Some(&AccessToken::new(number.to_string())), secs(now), &[app(100)]);
    };
    (0..10_000).for_each(|number| learn(number, 0));
    assert_eq!(pacer.paces().len(), 10_000);
    (10_000..30_000).for_each(|number| learn(number, 4000));
    assert!(pacer.paces().len() <= 20_000, "{}", pacer.paces().len());
}
