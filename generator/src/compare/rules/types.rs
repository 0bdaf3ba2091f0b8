//! Types and what is inside them.

use super::{Rule, rules};

pub(super) const RULES: &[Rule] = &rules! {
    compatible "type-added" [Type] Added,
        "a type is new",
        "There is one more type.";
    breaks "type-removed" [Type] Removed,
        "a type is gone",
        "Code that names it does not compile.";
    breaks "type-renamed" [Type] Renamed,
        "a type has another name in Rust: its schema was renamed",
        "Code that names it does not compile; the successor is known.";
    documentation "schema-respelled" [Type] Moved,
        "a schema has another name, and the same type in Rust",
        "Callers see the name of the type.";
    breaks "type-kind-changed" [Type] KindChanged,
        "a type is of another kind, such as an object that became a union",
        "Code that uses its members does not compile.";
    breaks "type-retyped" [Type] Retyped,
        "an alias or a tuple stands for other types",
        "Code that uses the value does not fit.";
    breaks "type-ability-lost" [Type] AbilityLost,
        "a type can do less: `Eq` and `Hash`, `Default`, `new`, or a selection of its fields",
        "Code that needs it does not compile.";
    compatible "type-ability-gained" [Type] AbilityGained,
        "a type can do more",
        "It can still do everything that it could.";
    compatible "union-discriminator-changed" [Type] Form,
        "the alternatives of a union are distinguished by another property",
        "The generated code distinguishes them.";
    compatible "property-added-to-answer" [Property] Added in answers,
        "a property of answers is new",
        "Structs are non-exhaustive: callers can neither list nor match all fields.";
    compatible "property-added-to-request" [Property] Added in requests,
        "an optional property of requests is new",
        "There is one more field and one more setter.";
    breaks "property-added-required" [Property] AddedArgument,
        "a required property of requests is new",
        "`new` takes one more argument.";
    breaks "property-removed" [Property] Removed,
        "a property is gone",
        "Its field is gone.";
    breaks "property-renamed" [Property] Renamed,
        "a property has another name in Rust",
        "The field that callers named is gone.";
    compatible "property-respelled" [Property] Respelled,
        "a property has another name on the wire, and the same field",
        "Code names the field, and the generated code writes and reads the name that a server of the newer version \
         has.";
    breaks "property-retyped" [Property] Retyped,
        "a property has another type",
        "Code that reads or writes the field does not fit.";
    breaks "property-boxed" [Property] Boxed,
        "the type of a property became boxed, or is no longer boxed",
        "Code that takes the value out of the field does not fit.";
    breaks "property-optional" [Property] Optional,
        "a property that was always present may be absent or `null`",
        "The field is an `Option` now.";
    breaks "property-demanded" [Property] Demanded,
        "a property that could be absent or `null` is always present",
        "The field is no longer an `Option`.";
    compatible "property-presence-kept" [Property] PresenceKept,
        "whether a property may be absent or `null` changed, but not its field",
        "The field was an `Option` and still is.";
    breaks "property-argument" [Property] ArgumentMoved,
        "a property became an argument of `new`, or is no longer one, while its field stayed the same",
        "`new` takes other arguments.";
    breaks "property-read-only" [Property] ReadOnly,
        "a property can no longer be written",
        "Its setter is gone.";
    compatible "property-writable" [Property] Writable,
        "a property can be written",
        "There is one more setter.";
    refused "property-write-only" [Property] WriteOnly,
        "a property of answers is only sent",
        "Code that reads the field compiles and waits in vain.";
    compatible "property-readable" [Property] Readable,
        "a property that was only sent comes in answers",
        "There is more to read.";
    refused "property-default-changed" [Property] DefaultChanged in requests,
        "leaving a property out of a request means something else",
        "Code that leaves it out compiles and does something else.";
    documentation "property-default-documented" [Property] DefaultDocumented in requests,
        "what leaving a property out of a request means is newly documented, or no longer documented",
        "Nothing says that the meaning changed.";
    documentation "answer-default-changed" [Property] DefaultChanged in answers,
        "what the absence of a property of answers means changed",
        "The field is `None` as before.";
    documentation "answer-default-documented" [Property] DefaultDocumented in answers,
        "what the absence of a property of answers means is newly documented, or no longer documented",
        "The field is `None` as before.";
    compatible "value-added-to-answer" [Value] Added in answers,
        "an enum of answers has another value",
        "Enums are open: the value was kept before and has a variant now. Code that handles each value may want to \
         know.";
    compatible "value-added-to-request" [Value] Added in requests,
        "an enum of requests has another value",
        "There is one more variant, and enums are non-exhaustive.";
    breaks "value-removed" [Value] Removed,
        "an enum lost a value",
        "Its variant is gone.";
    breaks "value-renamed" [Value] Renamed,
        "a value of an enum has another variant",
        "The variant that callers named is gone.";
    compatible "value-respelled" [Value] Moved,
        "a variant of an enum stands for another spelling",
        "Code names the variant, and the generated code spells it.";
    compatible "variant-added" [Variant] Added,
        "a union has another alternative",
        "Unions are non-exhaustive.";
    breaks "variant-removed" [Variant] Removed,
        "a union lost an alternative",
        "Its variant is gone.";
    breaks "variant-renamed" [Variant] Renamed,
        "an alternative of a union has another name in Rust",
        "The variant that callers named is gone.";
    breaks "variant-retyped" [Variant] Retyped,
        "an alternative of a union has another type",
        "What the variant holds does not fit.";
    breaks "variant-boxed" [Variant] Boxed,
        "an alternative of a union became boxed, or is no longer boxed",
        "What the variant holds does not fit.";
    compatible "variant-discriminator-changed" [Variant] Form,
        "an alternative of a union is recognised by other values",
        "The generated code recognises it.";
    compatible "own-type-routed" [Mapped] Form,
        "a type of the project's own is read and written in another way, as its `by` or `with` says",
        "The values in Rust are the same, and the generated code reads and writes them.";
};
