//! The token that a source has given, and getting another one for all calls that wait for it.

use crate::runtime::client::Client;
use crate::runtime::credentials::Credentials;
use crate::runtime::token::AccessToken;
use crate::runtime::token_source::TokenSource;
use std::error::Error;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// What asking the source came to: the credentials with the token.
type Outcome = Result<Arc<Credentials>, Arc<dyn Error + Send + Sync>>;

/// What the source says.
type Answer = Result<AccessToken, Box<dyn Error + Send + Sync>>;

/// The source being asked.
type Flight = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// How long before its end a token is renewed, where a tenth of its time is more.
const EARLY: Duration = Duration::from_secs(60);

/// A source of tokens with the token that it has given. It is asked once for all calls that wait.
///
/// Nobody in particular waits for the answer: whichever call is polled next goes on with it, so that it does not matter
/// which of them are dropped meanwhile.
pub(crate) struct Renewal {
    source: Arc<dyn TokenSource>,
    /// The client without a token.
    client: Client,
    state: Mutex<State>,
    waiting: Arc<Waiting>,
}

#[derive(Default)]
struct State {
    current: Option<Arc<Credentials>>,
    /// When the current token is to be renewed, and when it ends, where that is known.
    due: Option<Duration>,
    end: Option<Duration>,
    asking: Asking,
    /// When it was asked, and whether the current token is good until there is an answer.
    asked: Option<Duration>,
    is_early: bool,
    /// How often the source has answered, and what it came to the last time.
    answers: u64,
    last: Option<Outcome>,
}

#[derive(Default)]
enum Asking {
    #[default]
    Nothing,
    Resting(Flight),
    /// Somebody polls it right now.
    Polled,
}

impl Renewal {
    pub(crate) fn new(source: Arc<dyn TokenSource>, client: Client) -> Self {
        Self { source, client, state: Mutex::default(), waiting: Arc::default() }
    }

    /// The credentials with the token that was given last, if there is one.
    pub(crate) fn current(&self) -> Option<Arc<Credentials>> {
        self.state().current.clone()
    }

    /// The credentials with a token that is not the refused one. If others have got one meanwhile, it is that. Without
    /// the time, no token is renewed before it is refused.
    pub(crate) async fn credentials(&self, refused: Option<&AccessToken>, now: Option<Duration>) -> Outcome {
        let mut joined = None;
        poll_fn(|context| self.poll(&mut joined, (refused, now), context)).await
    }

    fn poll(
        &self,
        joined: &mut Option<u64>,
        wanted: (Option<&AccessToken>, Option<Duration>),
        context: &Context<'_>,
    ) -> Poll<Outcome> {
        self.waiting.add(context.waker());
        if let Some(outcome) = self.join(joined, wanted) {
            return Poll::Ready(outcome);
        }
        let waker = Waker::from(Arc::clone(&self.waiting));
        while let Some(mut polled) = self.take() {
            self.waiting.is_woken.store(false, Ordering::SeqCst);
            if let Poll::Ready(answer) = polled.poll(&waker) {
                return Poll::Ready(polled.settle(answer));
            }
            drop(polled);
            // Who was woken while it was polled has found it taken.
            if !self.waiting.is_woken.load(Ordering::SeqCst) {
                break;
            }
        }
        Poll::Pending
    }

    /// Begins to ask, or joins those who wait already; gives what it came to, if that is known.
    fn join(
        &self,
        joined: &mut Option<u64>,
        (refused, now): (Option<&AccessToken>, Option<Duration>),
    ) -> Option<Outcome> {
        let mut state = self.state();
        let is_good = |known: &&Arc<Credentials>| refused.is_none() || known.token() != refused;
        let is_past = |time: Option<Duration>| time.zip(now).is_some_and(|(time, now)| now >= time);
        match *joined {
            None => {
                if let Some(current) = state.current.as_ref().filter(is_good).filter(|_| !is_past(state.due))
                {
                    return Some(Ok(Arc::clone(current)));
                }
                *joined = Some(state.answers);
            }
            Some(answers) if state.answers > answers => return state.last.clone(),
            Some(_) => {}
        }
        if matches!(state.asking, Asking::Nothing) {
            let (source, client, refused) = (Arc::clone(&self.source), self.client.clone(), refused.cloned());
            (state.asked, state.is_early) = (now, refused.is_none() && !is_past(state.end));
            state.asking =
                Asking::Resting(Box::pin(async move { source.token_over(&client, refused).await }));
        }
        None
    }

    /// Takes the asking to poll it, unless somebody else does.
    fn take(&self) -> Option<Polled<'_>> {
        let mut state = self.state();
        match std::mem::replace(&mut state.asking, Asking::Polled) {
            Asking::Resting(flight) => {
                Some(Polled { renewal: self, flight: Some(flight), is_being_polled: false })
            }
            other => {
                state.asking = other;
                None
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that is done under the lock can leave it half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The source being asked, while it is polled.
struct Polled<'a> {
    renewal: &'a Renewal,
    flight: Option<Flight>,
    is_being_polled: bool,
}

impl Polled<'_> {
    fn poll(&mut self, waker: &Waker) -> Poll<Answer> {
        let Some(flight) = &mut self.flight else { return Poll::Pending };
        self.is_being_polled = true;
        let answer = flight.as_mut().poll(&mut Context::from_waker(waker));
        self.is_being_polled = false;
        answer
    }

    /// Tells all who wait what it came to.
    fn settle(mut self, answer: Answer) -> Outcome {
        self.flight = None;
        let mut state = self.renewal.state();
        let before = state.current.take().filter(|_| state.is_early);
        let outcome = match (answer, before) {
            (Ok(token), _) => {
                let end = state.asked.zip(token.lifetime());
                state.end = end.map(|(asked, time)| asked.saturating_add(time));
                state.due = end.map(|(asked, time)| asked.saturating_add(time - EARLY.min(time / 10)));
                Ok(Arc::new(self.renewal.client.credentials().with_token(token)))
            }
            // It was asked early: there is still time to ask again.
            (Err(_), Some(current)) => {
                state.due = state.end;
                Ok(current)
            }
            (Err(error), None) => Err(Arc::from(error)),
        };
        state.current = outcome.clone().ok();
        state.last = Some(outcome.clone());
        state.answers += 1;
        outcome
    }
}

impl Drop for Polled<'_> {
    /// Leaves the asking to whoever is polled next. A source that has panicked is asked anew.
    fn drop(&mut self) {
        let flight = self.flight.take().filter(|_| !self.is_being_polled);
        let is_over = flight.is_none();
        self.renewal.state().asking = flight.map_or(Asking::Nothing, Asking::Resting);
        if is_over {
            self.renewal.waiting.wake_all();
        }
    }
}

/// The calls that wait for a token.
#[derive(Default)]
struct Waiting {
    wakers: Mutex<Vec<Waker>>,
    is_woken: AtomicBool,
}

impl Waiting {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.wakers();
        if !wakers.iter().any(|known| known.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }

    fn wake_all(&self) {
        self.is_woken.store(true, Ordering::SeqCst);
        let wakers = std::mem::take(&mut *self.wakers());
        wakers.into_iter().for_each(Waker::wake);
    }

    fn wakers(&self) -> MutexGuard<'_, Vec<Waker>> {
        self.wakers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

impl fmt::Debug for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Renewal")
    }
}
