//! The answers set for a fake, and the requests it got.

use super::key::Key;
use super::outcome::Outcome;
use super::sent::Sent;
use crate::runtime::error::TransportError;
use std::fmt::Write as _;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Which requests an answer is for.
#[derive(Clone)]
pub(super) enum Pattern {
    /// Those that are the same as this one, which is shown as a command.
    Same(Arc<Key>, Arc<str>),
    /// Those that the function takes.
    Any(Arc<dyn Fn(&Sent) -> bool + Send + Sync>),
}

impl Pattern {
    fn takes(&self, sent: &Sent) -> bool {
        match self {
            Self::Same(key, _) => key.matches(&sent.key),
            Self::Any(takes) => takes(sent),
        }
    }
}

/// An answer that is to be given.
struct Planned {
    pattern: Pattern,
    outcome: Outcome,
    /// How often it is still to be given; `None` if for ever.
    left: Option<usize>,
    /// Whether it was given.
    is_used: bool,
    place: &'static Location<'static>,
}

impl Planned {
    fn is_open(&self) -> bool {
        match self.left {
            Some(left) => left > 0,
            None => !self.is_used,
        }
    }

    /// The line that says what is expected, and where the test says so.
    fn tell(&self, text: &mut String) {
        let what = match &self.pattern {
            Pattern::Same(_, curl) => curl,
            Pattern::Any(_) => "whatever the function takes",
        };
        let times = match self.left {
            Some(1) => String::new(),
            Some(left) => format!(", {left} times"),
            None => ", any number of times".to_owned(),
        };
        // Writing into a string does not fail.
        let _ = write!(text, "\n  {what} ({}{times})", self.place);
    }
}

#[derive(Default)]
struct State {
    planned: Vec<Planned>,
    sent: Vec<Sent>,
    /// Which of the requests found no answer.
    unexpected: Vec<usize>,
}

/// The answers set for a fake, and the requests it got.
#[derive(Default)]
pub(super) struct Script(Mutex<State>);

impl Script {
    /// Adds an answer, to be given once; gives its number.
    pub(super) fn plan(
        &self,
        pattern: Pattern,
        outcome: Outcome,
        place: &'static Location<'static>,
    ) -> usize {
        let mut state = self.state();
        state.planned.push(Planned { pattern, outcome, left: Some(1), is_used: false, place });
        state.planned.len() - 1
    }

    /// Sets how often these answers are given.
    pub(super) fn repeat(&self, numbers: &[usize], left: Option<usize>) {
        let mut state = self.state();
        for number in numbers {
            if let Some(planned) = state.planned.get_mut(*number) {
                planned.left = left;
            }
        }
    }

    /// Lets an answer be asked for any number of times, and never.
    #[allow(dead_code, reason = "not every crate has lists")]
    pub(super) fn excuse(&self, number: usize) {
        if let Some(planned) = self.state().planned.get_mut(number) {
            (planned.left, planned.is_used) = (None, true);
        }
    }

    /// Whether an answer for the request is left.
    pub(super) fn expects(&self, sent: &Sent) -> bool {
        self.coming(sent).is_some()
    }

    /// The answer that the request would get.
    pub(super) fn coming(&self, sent: &Sent) -> Option<Outcome> {
        let state = self.state();
        let left = state.planned.iter().filter(|planned| planned.left != Some(0));
        let left: Vec<_> = left.map(|planned| (planned.pattern.clone(), planned.outcome.clone())).collect();
        // A function of the caller may look at the fake, so that nothing is locked while it runs.
        drop(state);
        left.into_iter().find(|(pattern, _)| pattern.takes(sent)).map(|(_, outcome)| outcome)
    }

    /// Keeps a request that needs no answer of its own.
    pub(super) fn note(&self, sent: Sent) {
        self.state().sent.push(sent);
    }

    /// The first answer for the request that is left.
    pub(super) fn next(&self, sent: Sent) -> Result<Outcome, TransportError> {
        // A function of the caller may look at the fake, so that nothing is locked while it runs.
        let patterns: Vec<Pattern> =
            self.state().planned.iter().map(|planned| planned.pattern.clone()).collect();
        let takes: Vec<bool> = patterns.iter().map(|pattern| pattern.takes(&sent)).collect();
        let mut state = self.state();
        let candidates = state.planned.iter_mut().zip(takes).filter(|(_, takes)| *takes);
        let found = candidates.map(|(planned, _)| planned).find(|planned| planned.left != Some(0));
        let result = match found {
            Some(planned) => {
                planned.is_used = true;
                planned.left = planned.left.map(|left| left - 1);
                Ok(planned.outcome.clone())
            }
            None => {
                let text = format!("the fake has no answer for\n  {}{}", sent.to_curl(), state.expected());
                let number = state.sent.len();
                state.unexpected.push(number);
                Err(TransportError::unexpected(text))
            }
        };
        state.sent.push(sent);
        result
    }

    pub(super) fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// What is left undone: answers that were not asked for, and requests that found none.
    pub(super) fn complaint(&self) -> Option<String> {
        let state = self.state();
        let mut text = String::new();
        if state.planned.iter().any(Planned::is_open) {
            text.push_str("not asked for:");
            state
                .planned
                .iter()
                .filter(|planned| planned.is_open())
                .for_each(|planned| planned.tell(&mut text));
        }
        if !state.unexpected.is_empty() {
            text.push_str(if text.is_empty() { "without an answer:" } else { "\nwithout an answer:" });
            for sent in state.unexpected.iter().filter_map(|number| state.sent.get(*number)) {
                let _ = write!(text, "\n  {}", sent.to_curl());
            }
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A test that panics elsewhere may still look at what was sent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The answers that are left.
    fn expected(&self) -> String {
        let left: Vec<&Planned> = self.planned.iter().filter(|planned| planned.left != Some(0)).collect();
        let mut text =
            if left.is_empty() { "\nand expects nothing more" } else { "\nand expects" }.to_owned();
        left.iter().for_each(|planned| planned.tell(&mut text));
        text
    }
}
