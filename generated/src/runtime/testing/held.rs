//! Requests that hold others, which are answered one by one.

use super::fake::Fake;
use super::outcome::{Outcome, Plain};
use super::sent::Sent;
use crate::runtime::error::{Error, Received, Recovery, TransportError};
use crate::runtime::request::Answer;

impl Fake {
    /// What becomes of a request.
    pub(super) fn outcome(&self, sent: Option<Sent>) -> Result<Outcome, TransportError> {
        let foreign = || TransportError::unexpected("the fake takes requests of a client only".to_owned());
        let sent = sent.ok_or_else(foreign)?;
        let members = sent.members();
        // One that holds others may be expected as a whole.
        if members.is_empty() || self.script.expects(&sent) {
            return self.script.next(sent);
        }
        let (operation, protocol) = (sent.operation(), sent.operation().expects.protocol);
        if protocol.refuses_whole(operation) {
            let is_one = members.len() == 1;
            if let Some(refusal) = members.iter().find_map(|member| self.refusal(member, is_one)) {
                self.script.note(sent);
                return refusal;
            }
        }
        self.script.note(sent);
        let answers = members.into_iter().map(|member| {
            let subject = member.subject();
            Ok(match self.script.next(member)? {
                Outcome::Answer(plain) => (subject, Some(plain)),
                Outcome::Stream(pieces) => (subject, pieces.whole().ok()),
                // What fails on its way inside the API has no answer.
                Outcome::BrokenOff | Outcome::Refused | Outcome::OutOfTime => (subject, None),
            })
        });
        Ok(Outcome::Answer(protocol.join(operation, answers.collect::<Result<_, _>>()?)))
    }

    /// How the member fails, if it does, and the whole with it. What is about the member alone is left for the request
    /// that is to find out which one it was.
    fn refusal(&self, member: &Sent, is_one: bool) -> Option<Result<Outcome, TransportError>> {
        let coming = self.script.coming(member)?;
        match &coming {
            Outcome::Answer(plain) => match failure(member, plain)?.recovery() {
                _ if is_one => Some(self.script.next(member.clone())),
                Recovery::RetryLater | Recovery::RenewToken => Some(self.script.next(member.clone())),
                _ => Some(Ok(coming)),
            },
            Outcome::Stream(_) => None,
            Outcome::BrokenOff | Outcome::Refused | Outcome::OutOfTime => {
                Some(self.script.next(member.clone()))
            }
        }
    }
}

/// The error that an answer is.
fn failure(member: &Sent, plain: &Plain) -> Option<Error> {
    let Plain { status, headers, body } = plain.clone();
    let received = Received { operation: member.operation(), status, headers, body, path: None };
    Answer::new(received, Default::default()).failure()
}
