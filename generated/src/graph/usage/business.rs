//! The limits of business use cases.

use super::CallUsage;
use super::read::Reader;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

const SECONDS_PER_MINUTE: u32 = 60;

/// How much of the limit of one business use case is used.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BusinessUsage {
    /// The use case, such as `messenger`, `pages` or `leadgen` (`type`).
    pub use_case: Option<String>,
    /// The shares that are used.
    pub calls: CallUsage,
    /// How long calls are going to be refused; zero if they are not (`estimated_time_to_regain_access`, in minutes on
    /// the wire).
    pub regain_access: Option<Duration>,
    /// The tier of access to the Marketing API, such as `standard_access` (`ads_api_access_tier`).
    pub ads_api_access_tier: Option<String>,
}

impl BusinessUsage {
    /// `None` if the value has nothing of it.
    fn read(value: &Value) -> Option<Self> {
        let object = Reader::new(value)?;
        let usage = Self {
            use_case: object.text("type"),
            calls: CallUsage::read(&object).unwrap_or_default(),
            regain_access: object.duration("estimated_time_to_regain_access", SECONDS_PER_MINUTE),
            ads_api_access_tier: object.text("ads_api_access_tier"),
        };
        (usage != Self::default()).then_some(usage)
    }
}

/// Reads the map from ids to lists. In the place of a list there may be the only object of it.
pub(super) fn read(object: &Reader<'_>) -> Option<BTreeMap<String, Vec<BusinessUsage>>> {
    let entries = object.members().filter_map(|(id, value)| {
        let cases = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let cases: Vec<_> = cases.iter().filter_map(BusinessUsage::read).collect();
        (!cases.is_empty()).then(|| (id.clone(), cases))
    });
    let entries: BTreeMap<_, _> = entries.collect();
    (!entries.is_empty()).then_some(entries)
}
