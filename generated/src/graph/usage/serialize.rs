//! The usage of limits for logs and metrics. Times are in seconds; what is absent is left out.

use super::{AdAccountUsage, BusinessUsage, CallUsage, Usage};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::time::Duration;

/// Writes a member if there is something to write.
fn entry<M: SerializeMap>(map: &mut M, name: &str, value: &Option<impl Serialize>) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

impl Serialize for Usage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        entry(&mut map, "app", &self.app)?;
        entry(&mut map, "page", &self.page)?;
        entry(&mut map, "business", &Some(&self.business).filter(|business| !business.is_empty()))?;
        entry(&mut map, "ad_account", &self.ad_account)?;
        map.end()
    }
}

impl Serialize for CallUsage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        entry(&mut map, "call_count", &self.call_count)?;
        entry(&mut map, "total_cputime", &self.total_cputime)?;
        entry(&mut map, "total_time", &self.total_time)?;
        map.end()
    }
}

impl Serialize for BusinessUsage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        entry(&mut map, "use_case", &self.use_case)?;
        map.serialize_entry("calls", &self.calls)?;
        entry(&mut map, "regain_access", &self.regain_access.as_ref().map(Duration::as_secs))?;
        entry(&mut map, "ads_api_access_tier", &self.ads_api_access_tier)?;
        map.end()
    }
}

impl Serialize for AdAccountUsage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        entry(&mut map, "used", &self.used)?;
        entry(&mut map, "reset_after", &self.reset_after.as_ref().map(Duration::as_secs))?;
        entry(&mut map, "ads_api_access_tier", &self.ads_api_access_tier)?;
        map.end()
    }
}
