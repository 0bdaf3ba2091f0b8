//! The token that a source has given, and getting another one for all calls that wait for it.

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

/// What asking the source came to: the credentials with the token.
type Outcome = Result<Arc<Credentials>, Arc<dyn Error + Send + Sync>>;

/// What the source says.
type Answer = Result<AccessToken, Box<dyn Error + Send + Sync>>;

/// The source being asked.
type Flight = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// A source of tokens with the token that it has given. It is asked once for all calls that wait.
///
/// Nobody in particular waits for the answer: whichever call is polled next goes on with it, so that it does not matter
/// which of them are dropped meanwhile.
pub(crate) struct Renewal {
    source: Arc<dyn TokenSource>,
    /// What the client has besides the token.
    base: Credentials,
    state: Mutex<State>,
    waiting: Arc<Waiting>,
}

#[derive(Default)]
struct State {
    current: Option<Arc<Credentials>>,
    asking: Asking,
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
    pub(crate) fn new(source: Arc<dyn TokenSource>, base: Credentials) -> Self {
        Self { source, base, state: Mutex::default(), waiting: Arc::default() }
    }

    /// The credentials with the token that was given last, if there is one.
    pub(crate) fn current(&self) -> Option<Arc<Credentials>> {
        self.state().current.clone()
    }

    /// The credentials with a token that is not the refused one. If others have got one meanwhile, it is that.
    pub(crate) async fn credentials(&self, refused: Option<&AccessToken>) -> Outcome {
        let mut joined = None;
        poll_fn(|context| self.poll(&mut joined, refused, context)).await
    }

    fn poll(
        &self,
        joined: &mut Option<u64>,
        refused: Option<&AccessToken>,
        context: &Context<'_>,
    ) -> Poll<Outcome> {
        self.waiting.add(context.waker());
        if let Some(outcome) = self.join(joined, refused) {
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
    fn join(&self, joined: &mut Option<u64>, refused: Option<&AccessToken>) -> Option<Outcome> {
        let mut state = self.state();
        let is_good = |known: &&Arc<Credentials>| refused.is_none() || known.token() != refused;
        match *joined {
            None => {
                if let Some(current) = state.current.as_ref().filter(is_good) {
                    return Some(Ok(Arc::clone(current)));
                }
                *joined = Some(state.answers);
            }
            Some(answers) if state.answers > answers => return state.last.clone(),
            Some(_) => {}
        }
        if matches!(state.asking, Asking::Nothing) {
            let (source, refused) = (Arc::clone(&self.source), refused.cloned());
            state.asking = Asking::Resting(Box::pin(async move { source.token(refused).await }));
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
        let outcome = match answer {
            Ok(token) => Ok(Arc::new(self.renewal.base.with_token(token))),
            Err(error) => Err(Arc::from(error)),
        };
        let mut state = self.renewal.state();
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
