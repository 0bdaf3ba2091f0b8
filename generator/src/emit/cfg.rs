//! The attribute that says with which Cargo features an item is compiled.

use super::docs::code;
use crate::ir::Gate;
use proc_macro2::TokenStream;
use quote::quote;

/// `#[cfg(feature = "content")]`, or nothing where the item is always compiled.
pub(crate) fn cfg(gate: &Gate) -> TokenStream {
    let features: Vec<&str> = gate.features().collect();
    match features.as_slice() {
        [] => quote!(),
        [one] => quote!(#[cfg(feature = #one)]),
        many => quote!(#[cfg(any(#(feature = #many),*))]),
    }
}

/// The attribute of a gate that may not be listed.
pub(crate) fn listed(gate: Option<&Gate>) -> TokenStream {
    gate.map(cfg).unwrap_or_default()
}

/// What the documentation says of a gate: "Needs the feature `content`."
pub(crate) fn sentence(gate: &Gate) -> Option<String> {
    let features: Vec<String> = gate.features().map(code).collect();
    match features.as_slice() {
        [] => None,
        [one] => Some(format!("Needs the feature {one}.")),
        [first @ .., last] => Some(format!("Needs one of the features {} and {last}.", first.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::{cfg, sentence};
    use crate::ir::Gate;

    #[test]
    fn a_gate_is_an_attribute_and_a_sentence() {
        let gate = |features: &[&str]| features.iter().map(|&feature| feature.to_owned()).collect::<Gate>();
        let shown = |features: &[&str]| {
            (cfg(&gate(features)).to_string().replace(' ', ""), sentence(&gate(features)))
        };
        assert_eq!(shown(&[]), (String::new(), None));
        let one = ("#[cfg(feature=\"a\")]".to_owned(), Some("Needs the feature `a`.".to_owned()));
        assert_eq!(shown(&["a"]), one);
        let many = "#[cfg(any(feature=\"a\",feature=\"b\",feature=\"c\"))]".to_owned();
        let sentence = "Needs one of the features `a`, `b` and `c`.".to_owned();
        assert_eq!(shown(&["c", "b", "a"]), (many, Some(sentence)));
    }
}
