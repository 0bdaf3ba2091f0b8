//! What types and answers allow beside their type.

use super::Direction::{Answer as InAnswers, Request as InRequests};
use super::Kind::{Answer, Event, Property, Type};
use super::What::{Closed, ConstraintChanged, Loosened, Opened, Tightened};
use super::{Rule, compatible, documentation, refused};

pub(super) const RULES: &[Rule] = &[
    refused(
        "property-tightened",
        &[Property, Type],
        Tightened,
        "a property or a type of requests takes fewer values",
        "Rust does not hold the limit: code compiles and is refused.",
    )
    .only(InRequests),
    compatible(
        "property-loosened",
        &[Property, Type],
        Loosened,
        "a property or a type of requests takes more values",
        "What was taken still is.",
    )
    .only(InRequests),
    refused(
        "property-constraint-changed",
        &[Property, Type],
        ConstraintChanged,
        "a property or a type of requests takes other values, such as by another pattern",
        "Which values are refused cannot be told, so some may be.",
    )
    .only(InRequests),
    documentation(
        "answer-tightened",
        &[Property, Type, Answer, Event],
        Tightened,
        "an answer, or a property or a type of answers, has fewer values",
        "Rust does not hold the limit.",
    )
    .only(InAnswers),
    documentation(
        "answer-loosened",
        &[Property, Type, Answer, Event],
        Loosened,
        "an answer, or a property or a type of answers, has more values",
        "Rust does not hold the limit: every value was read before.",
    )
    .only(InAnswers),
    documentation(
        "answer-constraint-changed",
        &[Property, Type, Answer, Event],
        ConstraintChanged,
        "an answer, or a property or a type of answers, has other values",
        "Rust does not hold the limit.",
    )
    .only(InAnswers),
    compatible(
        "object-closed",
        &[],
        Closed,
        "an object of requests takes no keys that the document does not name",
        "Callers could send none: Rust has the keys that the document names.",
    )
    .only(InRequests),
    compatible(
        "object-opened",
        &[],
        Opened,
        "an object of requests takes keys that the document does not name",
        "Nobody has to send them.",
    )
    .only(InRequests),
    documentation(
        "answer-closed",
        &[],
        Closed,
        "an object of answers has no keys that the document does not name",
        "They were not read.",
    )
    .only(InAnswers),
    documentation(
        "answer-opened",
        &[],
        Opened,
        "an object of answers has keys that the document does not name",
        "They were not read, and still are not.",
    )
    .only(InAnswers),
];
