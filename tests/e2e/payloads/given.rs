//! Bodies of the real API, which are not part of this repository.

use super::Table;
use super::expected::{Expected, Item, created, deleted, edge, model, page, persona, personas, updated};
use meta_graph::v26_0::models::{Location, Page, PagePaymentOptions};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// An app that is subscribed to a Page.
#[derive(Deserialize, Serialize)]
pub(super) struct App {
    id: String,
    name: String,
    category: String,
    link: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscribed_fields: Option<Vec<meta_graph::v26_0::models::SubscribedField>>,
}

/// A setting of a Page.
#[derive(Deserialize, Serialize)]
struct Setting {
    setting: String,
    value: SettingValue,
}

#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum SettingValue {
    Switch(bool),
    Choice(String),
}

/// Each file and what is expected of it.
pub(super) const TABLE: &Table = &[
    ("account-v10-owner_business-tasks.json", Expected::Read(page, &["owner_business", "tasks"])),
    ("accounts-with-tokens.json", Expected::Read(edge::<Page>, &["data[].access_token", "data[].tasks"])),
    ("attachment-upload.json", Expected::Foreign("an upload to Messenger")),
    ("batch-first-error.json", Expected::Batch(&[Item::Error(400, 100), Item::Node("123456789")])),
    ("batch-level-error.json", Expected::Error(190, None)),
    ("batch-null-item.json", Expected::Batch(&[Item::Null, Item::Node("1"), Item::Error(302, 0)])),
    ("batch-second-error.json", Expected::Batch(&[Item::Node("123456789"), Item::Error(400, 100)])),
    ("batch-simple.json", Expected::Batch(&[Item::Node("123456789"), Item::Node("4")])),
    ("debug_token.json", Expected::Foreign("the inspection of a token")),
    ("error-1-subcode-is_transient-false.json", Expected::Error(1, Some(1_446_036))),
    ("error-100-33-unsupported-get.json", Expected::Error(100, Some(33))),
    ("error-100-appsecret_proof-invalid.json", Expected::Error(100, None)),
    ("error-100-appsecret_proof-missing.json", Expected::Error(100, None)),
    ("error-100-blame_field_specs.json", Expected::Error(100, Some(192_342_134))),
    ("error-100-page-public-content-access.json", Expected::Error(100, None)),
    ("error-190-access_token_session_has_been_invalidated.json", Expected::Error(190, None)),
    ("error-190-access_token_session_has_expired.json", Expected::Error(190, None)),
    ("error-190-access_token_session_key_is_malformed.json", Expected::Error(190, None)),
    ("error-190-access_token_session_key_x_is_malformed.json", Expected::Error(190, None)),
    ("error-190-access_token_unknown_1.json", Expected::Error(190, None)),
    ("error-32-page-rate-limit.json", Expected::Error(32, None)),
    ("error-4-app-rate-limit.json", Expected::Error(4, None)),
    ("error-80001-page-buc.json", Expected::Error(80_001, None)),
    ("error-flat-oauth.json", Expected::Error(400, None)),
    ("error-ig-login.json", Expected::Error(2500, None)),
    ("error-legacy-rest-api.json", Expected::Error(190, Some(460))),
    ("error-new.json", Expected::Error(190, Some(460))),
    ("error-oauth-nested.json", Expected::Error(1, Some(1_965_014))),
    ("error-read-after-write.json", Expected::Error(2500, None)),
    ("error-threads.json", Expected::Error(100, Some(33))),
    ("header-x-app-usage.json", Expected::Foreign("any request, in a header")),
    ("header-x-business-use-case-usage-messenger.json", Expected::Foreign("any request, in a header")),
    ("header-x-business-use-case-usage.json", Expected::Foreign("any request, in a header")),
    ("headers-real-v20-2024-12.json", Expected::Headers),
    ("insights-page-1.json", Expected::Read(edge::<Value>, &[])),
    ("node-default-fields.json", Expected::Read(page, &[])),
    ("nodes-default-ids-map.json", Expected::Read(model::<BTreeMap<String, Page>>, &[])),
    ("page-cover_photo.json", Expected::Read(page, &[])),
    ("page-engagement.json", Expected::Read(page, &[])),
    ("page-fan_count.json", Expected::Read(page, &[])),
    ("page-has_whitelisted_and_full_engagement.json", Expected::Read(page, &[])),
    ("page-hours-as-list.json", Expected::Read(page, &[])),
    ("page-hours-as-map.json", Expected::Read(page, &[])),
    ("page-instagram_business_account.json", Expected::Read(page, &[])),
    ("page-labels.json", Expected::Read(page, &["labels"])),
    ("page-morefields.json", Expected::Read(page, &["asset_score"])),
    ("page-payment_options.json", Expected::Read(model::<PagePaymentOptions>, &[])),
    ("page-picture.json", Expected::Read(page, &["picture"])),
    (
        "page-pyfb-ids-map-default.json",
        Expected::Read(model::<BTreeMap<String, Page>>, &["19292868552.picture", "20531316728.picture"]),
    ),
    ("page-pyfb-ids-map.json", Expected::Read(model::<BTreeMap<String, Page>>, &[])),
    ("page-pyfb-model.json", Expected::Read(page, &["picture"])),
    ("page-pyfb-single-default.json", Expected::Read(page, &["picture"])),
    ("page-pyfb-single-fields.json", Expected::Read(page, &[])),
    ("page-restfb-v1.json", Expected::Read(page, &["likes"])),
    ("page-restfb-v2_1.json", Expected::Read(page, &["likes"])),
    ("page-settings.json", Expected::Read(edge::<Setting>, &[])),
    ("page-voip_info.json", Expected::Read(page, &[])),
    ("pages-search-chengdu.json", Expected::Read(edge::<Page>, &[])),
    ("pages-search.json", Expected::Read(edge::<Page>, &[])),
    ("paging-after-only-1.json", Expected::Read(edge::<Value>, &[])),
    ("paging-after-only-2.json", Expected::Read(edge::<Value>, &[])),
    ("paging-before-equals-after.json", Expected::Read(edge::<Value>, &[])),
    ("paging-cursors-and-next.json", Expected::Read(edge::<Value>, &[])),
    ("paging-cursors-only.json", Expected::Read(edge::<Value>, &[])),
    ("paging-empty-data-with-next.json", Expected::Read(edge::<Value>, &[])),
    ("paging-full-p1.json", Expected::Read(edge::<Value>, &[])),
    ("paging-full-p2.json", Expected::Read(edge::<Value>, &[])),
    ("paging-strange-cursor.json", Expected::Read(edge::<Value>, &[])),
    ("persona-create.json", Expected::Read(created, &[])),
    ("persona-delete.json", Expected::Read(deleted, &[])),
    ("persona-get.json", Expected::Read(persona, &[])),
    ("persona-list.json", Expected::Read(personas, &[])),
    ("quirk-bare-true.json", Expected::Read(bare, &[])),
    ("quirk-empty-array-for-object.json", Expected::Foreign("a read of a post")),
    ("quirk-empty-array-for-string.json", Expected::Read(model::<Location>, &["name", "uid"])),
    ("quirk-empty-message-tags.json", Expected::Read(page, &["message_tags"])),
    ("quirk-paging-empty-object.json", Expected::Read(personas, &[])),
    ("send-message.json", Expected::Foreign("a message")),
    ("subscribed_apps-get-without-fields.json", Expected::Read(edge::<App>, &[])),
    ("subscribed_apps-get.json", Expected::Read(edge::<App>, &[])),
    ("subscribed_apps-post-success-as-string.json", Expected::Read(updated, &[])),
    ("subscriptions-v2_8.json", Expected::Foreign("the subscriptions of an app")),
    ("subscriptions-v2_9.json", Expected::Foreign("the subscriptions of an app")),
    ("synthetic-200-with-error.json", Expected::Error(1, None)),
    ("synthetic-error_data-as-string.json", Expected::Error(100, None)),
    ("synthetic-flat-standard-error.json", Expected::Error(100, Some(33))),
    ("synthetic-hours-empty-array.json", Expected::Read(page, &[])),
    ("synthetic-ids-as-numbers.json", Expected::Read(page, &[])),
    ("write-id.json", Expected::Read(created, &[])),
    ("write-success-false.json", Expected::Refused),
    ("write-success-true.json", Expected::Read(updated, &[])),
];

/// The bare word stands for an object.
fn bare(body: &str) -> Result<Value, String> {
    updated(body).map(|object| object["success"].clone())
}
