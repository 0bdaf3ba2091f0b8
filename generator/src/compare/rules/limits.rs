//! What types and answers allow beside their type.

use super::{Rule, rules};

pub(super) const RULES: &[Rule] = &rules! {
    refused "property-tightened" [Property, Type] Tightened in requests,
        "a property or a type of requests takes fewer values",
        "Rust does not hold the limit: code compiles and is refused.";
    compatible "property-loosened" [Property, Type] Loosened in requests,
        "a property or a type of requests takes more values",
        "What was taken still is.";
    refused "property-constraint-changed" [Property, Type] ConstraintChanged in requests,
        "a property or a type of requests takes other values, such as by another pattern",
        "It cannot be decided which values are refused, so some may be.";
    documentation "answer-tightened" [Property, Type, Answer, Event] Tightened in answers,
        "an answer, or a property or a type of answers, has fewer values",
        "Rust does not hold the limit.";
    documentation "answer-loosened" [Property, Type, Answer, Event] Loosened in answers,
        "an answer, or a property or a type of answers, has more values",
        "Rust does not hold the limit: every value was read before.";
    documentation "answer-constraint-changed" [Property, Type, Answer, Event] ConstraintChanged in answers,
        "an answer, or a property or a type of answers, has other values",
        "Rust does not hold the limit.";
    compatible "object-closed" [] Closed in requests,
        "an object of requests no longer takes keys that the document does not name",
        "Callers could not send any: Rust has only the keys that the document names.";
    compatible "object-opened" [] Opened in requests,
        "an object of requests now takes keys that the document does not name",
        "Nobody has to send them.";
    documentation "answer-closed" [] Closed in answers,
        "an object of answers no longer has keys that the document does not name",
        "They were not read.";
    documentation "answer-opened" [] Opened in answers,
        "an object of answers may now have keys that the document does not name",
        "They were not read, and still are not.";
};
