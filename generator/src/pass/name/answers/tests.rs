use super::*;

/// The names are published: a later release of `http` must not change them.
#[test]
fn every_status_keeps_its_name() {
    let names = (100..1000).map(|code| (code, status(Statuses::Code(code))));
    let named = names.filter(|(code, name)| *name != format!("Status{code}"));
    let named: Vec<String> = named.map(|(code, name)| format!("{code} {name}")).collect();
    assert_eq!(named.join("\n"), NAMES.trim());
}

const NAMES: &str = "
200 Ok
201 Created
202 Accepted
203 NonAuthoritativeInformation
204 NoContent
205 ResetContent
206 PartialContent
207 MultiStatus
208 AlreadyReported
226 ImUsed
300 MultipleChoices
301 MovedPermanently
302 Found
303 SeeOther
304 NotModified
305 UseProxy
307 TemporaryRedirect
308 PermanentRedirect
400 BadRequest
401 Unauthorized
402 PaymentRequired
403 Forbidden
404 NotFound
405 MethodNotAllowed
406 NotAcceptable
407 ProxyAuthenticationRequired
408 RequestTimeout
409 Conflict
410 Gone
411 LengthRequired
412 PreconditionFailed
413 PayloadTooLarge
414 UriTooLong
415 UnsupportedMediaType
416 RangeNotSatisfiable
417 ExpectationFailed
421 MisdirectedRequest
422 UnprocessableEntity
423 Locked
424 FailedDependency
425 TooEarly
426 UpgradeRequired
428 PreconditionRequired
429 TooManyRequests
431 RequestHeaderFieldsTooLarge
451 UnavailableForLegalReasons
500 InternalServerError
501 NotImplemented
502 BadGateway
503 ServiceUnavailable
504 GatewayTimeout
505 HttpVersionNotSupported
507 InsufficientStorage
508 LoopDetected
511 NetworkAuthenticationRequired
";
