//! The subcodes of Messenger, and what can be done about them.

use super::{Envelope, ErrorSubcode};
use crate::runtime::error::Recovery;

/// Subcodes of Messenger.
///
/// Source: [Error
/// Codes](https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes).
impl ErrorSubcode {
    /// The call failed, although the message was delivered: with the code 1. Sending it again would deliver it twice.
    pub const DELIVERED_ALL_THE_SAME: Self = Self::new(1_357_046);
    /// The terms of service of labels have not been accepted: with the code 2.
    pub const LABEL_TERMS_NOT_ACCEPTED: Self = Self::new(2_018_344);
    /// The person has not written within 24 hours: with the code 10. It takes a tag or a utility template now.
    pub const OUTSIDE_WINDOW: Self = Self::new(2_018_278);
    /// The same as [`OUTSIDE_WINDOW`](Self::OUTSIDE_WINDOW), an older number of it.
    pub const OUTSIDE_WINDOW_OLD: Self = Self::new(2_018_065);
    /// The person cannot get messages for now: with the code 10.
    pub const MESSAGES_NOT_ALLOWED: Self = Self::new(2_018_108);
    /// On Instagram, the person has not written within the allowed time: with the code 10.
    pub const OUTSIDE_WINDOW_INSTAGRAM: Self = Self::new(2_534_022);
    /// This Page does not know the person: with the code 100.
    pub const NO_MATCHING_USER: Self = Self::new(2_018_001);
    /// The URL of the media could not be fetched: with the code 100.
    pub const MEDIA_NOT_FETCHED: Self = Self::new(2_018_008);
    /// The URL of the media was not fetched in time, 75 seconds for a video and 10 for others: with the code 100.
    pub const MEDIA_TIMEOUT: Self = Self::new(2_018_294);
    /// A message stands beside an action: with the code 100.
    pub const MESSAGE_WITH_ACTION: Self = Self::new(2_018_014);
    /// The upload failed, also where the file has no media type: with the code 100.
    pub const UPLOAD_FAILED: Self = Self::new(2_018_047);
    /// The text and the attachment do not go together: with the code 100.
    pub const TEXT_WITH_ATTACHMENT: Self = Self::new(2_018_074);
    /// A field of a profile needs a permission of its own, which is missing: with the code 100.
    pub const PROFILE_PERMISSION_MISSING: Self = Self::new(2_018_247);
    /// Another app controls the thread: with the code 100.
    pub const THREAD_CONTROLLED_BY_OTHER_APP: Self = Self::new(2_018_300);
    /// The person is not available: with the code 551 or 200.
    pub const PERSON_UNAVAILABLE: Self = Self::new(1_545_041);
}

/// Whether the message was delivered although the call failed.
pub(super) fn was_delivered(error: &Envelope) -> bool {
    error.subcode == Some(ErrorSubcode::DELIVERED_ALL_THE_SAME.get())
}

/// What can be done about an error of Messenger, where its code alone would say something else.
pub(super) fn recovery(error: &Envelope) -> Option<Recovery> {
    use ErrorSubcode as S;
    // A fault that passes does so, whatever else it is called.
    let (code, subcode) = (error.code?, error.subcode.filter(|_| error.is_transient != Some(true))?);
    Some(match (code, S::new(subcode)) {
        // Another kind of message may be sent.
        (10, S::OUTSIDE_WINDOW | S::OUTSIDE_WINDOW_OLD | S::OUTSIDE_WINDOW_INSTAGRAM) => Recovery::FixRequest,
        (100, S::PROFILE_PERMISSION_MISSING | S::THREAD_CONTROLLED_BY_OTHER_APP) => Recovery::AskPermission,
        // Neither another request nor a permission helps: the person has to do something first.
        (10, S::MESSAGES_NOT_ALLOWED) | (100, S::NO_MATCHING_USER) | (200 | 551, S::PERSON_UNAVAILABLE) => {
            Recovery::Report
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Envelope, ErrorKind, ErrorSubcode as S};
    use crate::runtime::error::Recovery as R;

    #[test]
    fn says_what_helps() {
        for (code, subcode, kind, recovery) in [
            (1, S::DELIVERED_ALL_THE_SAME, ErrorKind::Transient, R::ReadAgain),
            (2, S::LABEL_TERMS_NOT_ACCEPTED, ErrorKind::Permission, R::AskPermission),
            (10, S::OUTSIDE_WINDOW, ErrorKind::Permission, R::FixRequest),
            (10, S::OUTSIDE_WINDOW_OLD, ErrorKind::Permission, R::FixRequest),
            (10, S::OUTSIDE_WINDOW_INSTAGRAM, ErrorKind::Permission, R::FixRequest),
            (10, S::MESSAGES_NOT_ALLOWED, ErrorKind::Permission, R::Report),
            (100, S::NO_MATCHING_USER, ErrorKind::Invalid, R::Report),
            (100, S::MEDIA_NOT_FETCHED, ErrorKind::Invalid, R::FixRequest),
            (100, S::PROFILE_PERMISSION_MISSING, ErrorKind::Invalid, R::AskPermission),
            (100, S::THREAD_CONTROLLED_BY_OTHER_APP, ErrorKind::Invalid, R::AskPermission),
            (200, S::PERSON_UNAVAILABLE, ErrorKind::Permission, R::Report),
            (551, S::PERSON_UNAVAILABLE, ErrorKind::Invalid, R::Report),
            (613, S::new(2_018_338), ErrorKind::RateLimit, R::RetryLater),
        ] {
            let error = Envelope { code: Some(code), subcode: Some(subcode.get()), ..Envelope::default() };
            assert_eq!(
                (ErrorKind::of(&error), ErrorKind::recovery(&error)),
                (kind, recovery),
                "{code}/{subcode}"
            );
        }
        let passing = Envelope {
            code: Some(10),
            subcode: Some(S::OUTSIDE_WINDOW.get()),
            is_transient: Some(true),
            ..Envelope::default()
        };
        assert_eq!(ErrorKind::recovery(&passing), R::RetryLater);
    }
}
