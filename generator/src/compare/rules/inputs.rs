//! Parameters, and bodies that are given property by property.

use super::{Rule, rules};

pub(super) const RULES: &[Rule] = &rules! {
    compatible "parameter-added" [Input] Added,
        "an optional parameter is new",
        "There is one more setter.";
    breaks "parameter-added-required" [Input] AddedArgument,
        "a required parameter is new",
        "The function takes one more argument.";
    breaks "parameter-removed" [Input] Removed,
        "a parameter is gone",
        "Its argument or setter is gone.";
    breaks "parameter-renamed" [Input] Renamed,
        "the setter of a parameter has another name",
        "The setter that callers named is gone.";
    documentation "parameter-respelled" [Input] Moved,
        "a path parameter has another name",
        "It is an argument, and callers do not name arguments.";
    compatible "parameter-wire-name-changed" [Input] Respelled,
        "a parameter outside the path, or a property of a body, has another name on the wire, and the same setter \
         or argument",
        "Code names the setter, and the generated code sends the name that the API now has.";
    breaks "parameter-required" [Input] Demanded,
        "an optional parameter became required",
        "It was a setter and is an argument.";
    breaks "parameter-optional" [Input] Optional,
        "a required parameter became optional",
        "It was an argument and is a setter.";
    breaks "parameter-not-given" [Input] ArgumentMoved,
        "a parameter is no longer given, since it has only one value or only answers have it, or has to be given again",
        "The function takes other arguments, or a setter is gone.";
    compatible "parameter-given" [Input] Writable,
        "a parameter that was not given may be given",
        "There is one more setter.";
    compatible "parameter-presence-kept" [Input] PresenceKept,
        "whether a parameter is required or may be `null` changed, but not its setter or argument",
        "Callers give it as before.";
    breaks "parameter-retyped" [Input] Retyped,
        "a parameter has another type",
        "Code that gives the old type does not fit.";
    compatible "parameter-nullable" [Input] Nullable,
        "an optional property of a body may be `null`",
        "There is one more setter, `null_...`.";
    breaks "parameter-not-nullable" [Input] NotNullable,
        "an optional property of a body may no longer be `null`",
        "The setter `null_...` is gone.";
    compatible "parameter-encoding-changed" [Input] Form,
        "a parameter travels in another place or style, or a part of a body as another media type",
        "The generated code puts it there.";
    refused "parameter-tightened" [Input, Operation] Tightened,
        "a parameter or a body takes fewer values",
        "Rust does not hold the limit: code compiles and is refused.";
    compatible "parameter-loosened" [Input, Operation] Loosened,
        "a parameter or a body takes more values",
        "What was taken still is.";
    refused "parameter-constraint-changed" [Input, Operation] ConstraintChanged,
        "a parameter or a body takes other values, such as by another pattern",
        "It cannot be decided which values are refused, so some may be.";
    refused "parameter-default-changed" [Input] DefaultChanged,
        "leaving a parameter out means something else",
        "Code that leaves it out compiles and does something else.";
    documentation "parameter-default-documented" [Input] DefaultDocumented,
        "what leaving a parameter out means is newly documented, or no longer documented",
        "Nothing says that the meaning changed.";
};
