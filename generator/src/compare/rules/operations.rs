//! Operations, their answers, and what stands beside them.

use super::{Rule, rules};

pub(super) const RULES: &[Rule] = &rules! {
    compatible "operation-added" [Operation] Added,
        "an operation is new",
        "There is one more function; nothing that was there is touched.";
    breaks "operation-removed" [Operation] Removed,
        "an operation is gone",
        "The function that called it is gone.";
    breaks "operation-renamed" [Operation] Renamed,
        "the function of an operation was renamed: its operationId, its tag or, where that names it, its path \
         changed",
        "The function that callers named is gone; the successor is known.";
    compatible "operation-moved" [Operation] Moved,
        "an operation has another method or path",
        "The generated code sends the new request; a renamed function is reported separately.";
    compatible "server-changed" [Operation] Server,
        "requests go to another server, or to a choice of servers",
        "The generated code knows the server; callers who set a server of their own keep it.";
    refused "security-tightened" [Operation] SecurityTightened,
        "a way to authorise is needed or no longer accepted",
        "Code that authorises in that way compiles and is refused.";
    compatible "security-loosened" [Operation] SecurityLoosened,
        "more ways to authorise are accepted, or none is required",
        "What was accepted still is.";
    refused "permission-added" [Operation] PermissionAdded,
        "an operation needs another permission",
        "Code whose token lacks it compiles and is refused.";
    compatible "permission-removed" [Operation] PermissionGone,
        "an operation no longer needs a permission",
        "A token that has it is still good.";
    refused "scope-added" [Operation] ScopeAdded,
        "an operation needs another scope",
        "Code whose token lacks it compiles and is refused.";
    compatible "scope-removed" [Operation] ScopeGone,
        "an operation no longer needs a scope, or takes fewer",
        "A token that has it is still good.";
    compatible "body-media-changed" [Operation] Form,
        "the body of a request has another media type",
        "The generated code writes the body.";
    breaks "answer-retyped" [Operation] Retyped,
        "the answer of a request has another type",
        "Code that uses the answer does not fit.";
    breaks "failure-retyped" [Operation] FailureRetyped,
        "the bodies of errors have another type, or none",
        "Code that reads them with `Error::failure` does not fit.";
    compatible "failure-typed" [Operation] FailureTyped,
        "the bodies of errors have a type where they had none",
        "`Error::failure` can read them now.";
    breaks "stream-retyped" [Operation] StreamRetyped,
        "the items of a stream have another type, or none",
        "Code that uses what `events` or `items` gives does not fit.";
    compatible "stream-typed" [Operation] StreamTyped,
        "the items of a stream have a type where they had none",
        "There is one more method.";
    breaks "list-retyped" [Operation] ListRetyped,
        "the items of a list have another type, or its pages are no longer followed, or not backwards",
        "Code that uses what `items` or `pages` gives does not fit.";
    compatible "list-followed" [Operation] ListFollowed,
        "the pages of a list are followed where they were not, or backwards too",
        "There are more methods.";
    compatible "answer-added" [Answer] Added,
        "a successful answer is new, and the request returns the same type",
        "Enums of answers are non-exhaustive; other successes were read before.";
    compatible "answer-removed" [Answer] Removed,
        "a successful answer is gone, and the request returns the same type",
        "What no longer comes was optional.";
    breaks "answer-variant-removed" [Answer] Renamed,
        "a successful answer has another variant, or none, in the enum of answers",
        "Code that names the variant does not compile.";
    breaks "answer-variant-retyped" [Answer] Retyped,
        "a successful answer has another type in its variant of the enum of answers",
        "What the variant holds does not fit.";
    compatible "answer-media-changed" [Answer] Form,
        "a successful answer has another body or media type",
        "The generated code reads it.";
    documentation "failure-added" [Failure] Added,
        "an error is documented",
        "Every error could come before; `Error` keeps its status and its body.";
    documentation "failure-removed" [Failure] Removed,
        "an error is no longer documented",
        "Code that handles it still compiles, but may never run.";
    compatible "event-added" [Event] Added,
        "a webhook or a callback is new",
        "There is one more type.";
    breaks "event-removed" [Event] Removed,
        "a webhook or a callback is gone",
        "Its type is gone.";
    breaks "event-renamed" [Event] Renamed,
        "a webhook or a callback has another name in Rust",
        "The type that callers named is gone.";
    compatible "event-respelled" [Event] Moved,
        "a webhook or a callback has another name in the document, and the same type",
        "Code names the type, and no name of a document arrives with it.";
    breaks "event-retyped" [Event] Retyped,
        "the body of a webhook or a callback has another type",
        "Code that uses what `decode` gives does not fit.";
    compatible "event-typed" [Event] EventTyped,
        "the body of a webhook or a callback has a type where it had none",
        "There is one more method.";
    refused "event-delivery-changed" [Event] Form,
        "a webhook or a callback arrives with another method or at another path",
        "A server that expects the old one does not see it.";
    compatible "event-header-added" [EventHeader] Added,
        "a header of a webhook is new",
        "There is one more constant.";
    breaks "event-header-removed" [EventHeader] Removed,
        "a header of a webhook is gone",
        "Its constant is gone.";
    compatible "event-header-respelled" [EventHeader] Moved,
        "a header of a webhook has another name, and the same constant",
        "Code names the constant, which holds the name that now arrives.";
    compatible "header-added" [Header] Added,
        "a header of answers is new",
        "There is one more constant.";
    breaks "header-removed" [Header] Removed,
        "a header of answers is gone",
        "Its constant is gone.";
    compatible "header-respelled" [Header] Moved,
        "a header of answers has another name, and the same constant",
        "Code names the constant, which holds the name that now arrives.";
    breaks "header-retyped" [Header] Retyped,
        "a header of answers has another type",
        "`Response::header` gives the type of the constant.";
    compatible "header-presence-kept" [Header] PresenceKept,
        "whether a header of answers is always there or may be `null` changed",
        "Every header may be absent in Rust.";
    compatible "error-code-added" [ErrorCode] Added,
        "an error code is new",
        "There is one more constant; an unknown code was kept before.";
    documentation "error-code-removed" [ErrorCode] Removed,
        "an error code is no longer listed",
        "The constants belong to the crate and stay while any version lists them.";
    compatible "edge-added" [Edge] Added,
        "an edge is listed",
        "`Edge` is non-exhaustive.";
    breaks "edge-removed" [Edge] Removed,
        "an edge is no longer listed",
        "Its variant is gone; `Edge::Custom` still takes its name.";
    compatible "edge-respelled" [Edge] Moved,
        "an edge is listed under another name, and has the same variant",
        "Code names the variant, and the generated code spells it.";
    compatible "scheme-added" [Scheme] Added,
        "a security scheme is new",
        "Operations that need it are reported on their own.";
    compatible "scheme-removed" [Scheme] Removed,
        "a security scheme is gone",
        "What operations need instead is reported for each of them.";
    refused "scheme-kind-changed" [Scheme] Credential,
        "a security scheme that operations need takes another kind of credential",
        "Code gives the old one, and its requests go without a credential.";
    compatible "scheme-changed" [Scheme] Form,
        "a credential travels in another way",
        "The generated code puts it there.";
    compatible "token-source-added" [TokenSource] Added,
        "a flow of OAuth 2 that a program can go through by itself is new",
        "There is one more function.";
    breaks "token-source-removed" [TokenSource] Removed,
        "a flow of OAuth 2 that a program could go through by itself is gone",
        "The function that made its source of tokens is gone.";
    compatible "token-source-moved" [TokenSource] Form,
        "the tokens of a flow come from another URL",
        "The generated code asks there.";
    compatible "token-url-added" [TokenUrl] Added,
        "a URL of a flow is new",
        "There is one more constant.";
    breaks "token-url-removed" [TokenUrl] Removed,
        "a URL of a flow is gone",
        "Its constant is gone.";
    compatible "token-url-changed" [TokenUrl] Form,
        "a URL of a flow is another one, under the same constant",
        "Code names the constant, which holds the URL that now is right.";
    compatible "token-scope-added" [TokenScope] Added,
        "a flow offers another scope",
        "There is one more constant; an operation that needs the scope is reported on its own.";
    breaks "token-scope-removed" [TokenScope] Removed,
        "a flow no longer offers a scope",
        "Its constant is gone.";
    compatible "token-scope-respelled" [TokenScope] Form,
        "a scope has another name, and the same constant",
        "Code names the constant, which holds the name that the server now takes.";
};
