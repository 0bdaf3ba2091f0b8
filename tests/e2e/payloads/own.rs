//! The bodies of this repository.

use super::Table;
use super::expected::{Expected, Item, apps, metrics, model, page, page_settings, personas};
use meta_graph::v26_0::models::Page;
use std::collections::BTreeMap;

/// Each file and what is expected of it; the tests by theme assert the values.
pub(super) const TABLE: &Table = &[
    (
        "batch.json",
        Expected::Batch(&[Item::Node("12"), Item::Null, Item::Error(403, 200), Item::Error(302, 0)]),
    ),
    ("error_batch.json", Expected::Error(102, None)),
    ("error_data_text.json", Expected::Error(100, None)),
    ("error_flat.json", Expected::Error(200, Some(1_545_041))),
    ("error_instagram.json", Expected::Error(401, None)),
    ("error_legacy.json", Expected::Error(110, None)),
    ("error_nested.json", Expected::Error(190, Some(463))),
    ("error_read_after_write.json", Expected::Error(2500, None)),
    ("error_wide.json", Expected::Error(80_001, Some(5_000_000_123))),
    ("headers.json", Expected::Headers),
    ("insights.json", Expected::Read(metrics, &[])),
    ("page.json", Expected::Read(page, &["access_token"])),
    ("page_quirks.json", Expected::Read(page, &["bio", "field_of_tomorrow"])),
    ("pages_by_id.json", Expected::Read(model::<BTreeMap<String, Page>>, &["13.picture"])),
    ("personas_empty.json", Expected::Read(personas, &[])),
    ("personas_first.json", Expected::Read(personas, &[])),
    ("personas_last.json", Expected::Read(personas, &[])),
    ("settings.json", Expected::Read(page_settings, &[])),
    ("subscribed_apps.json", Expected::Read(apps, &[])),
];
