//! Every operation of Messenger, webhooks and tokens, each with the least that it takes.

use super::Shown;
use meta_graph::v26_0::models::{
    AttachmentMedia, AttachmentMessage, CustomUserSetting, MediaType, MediaUrl, MessengerProfileProperty,
    ModerationAction, PersistentMenu, PersonId, RecipientId, SubscriptionObject, TokenGrantCode,
};
use meta_graph::v26_0::{
    app, conversation, debug_token, device, label, me, message, message_template, oauth, page, person,
    system_user, user,
};

impl Shown {
    /// Drives all of them.
    pub(super) fn drive_messenger(&mut self) {
        self.drive_sending();
        self.drive_threads();
        self.drive_people();
        self.drive_tokens();
    }

    /// What a Page sends, and how its Messenger is set up.
    fn drive_sending(&mut self) {
        self.drive(&page::messages::create("1", RecipientId::new("1")));
        self.drive(&page::message_attachments::create("1", AttachmentMessage::new(image())));
        self.drive(&page::messenger_profile::create("1"));
        self.drive(&page::messenger_profile::delete("1", [MessengerProfileProperty::GetStarted]));
        self.drive(&page::messenger_profile::list("1"));
        let menu = [PersistentMenu::new("default")];
        self.drive(&page::custom_user_settings::create("1", "1", menu));
        self.drive(&page::custom_user_settings::delete("1", "1", [CustomUserSetting::PersistentMenu]));
        self.drive(&page::custom_user_settings::list("1", "1"));
        self.drive(&page::message_templates::create("1", "x", "en"));
        self.drive(&page::message_templates::delete("1", "x"));
        self.drive(&page::message_templates::list("1"));
        self.drive(&page::notification_message_tokens::list("1"));
        self.drive(&message_template::get("1"));
        self.drive(&message_template::update("1"));
    }

    /// Conversations, and who answers in them.
    fn drive_threads(&mut self) {
        self.drive(&page::conversations::list("1"));
        self.drive(&page::extend_thread_control::create("1", PersonId::new("1")));
        self.drive(&page::pass_thread_control::create("1", PersonId::new("1")));
        self.drive(&page::release_thread_control::create("1", PersonId::new("1")));
        self.drive(&page::request_thread_control::create("1", PersonId::new("1")));
        self.drive(&page::take_thread_control::create("1", PersonId::new("1")));
        self.drive(&page::secondary_receivers::list("1"));
        self.drive(&page::thread_owner::list("1", "1"));
        self.drive(&conversation::get("1"));
        self.drive(&conversation::messages::list("1"));
        self.drive(&message::get("1"));
    }

    /// Those who write to a Page.
    fn drive_people(&mut self) {
        // Its answer is a map, so that whatever the server writes is a value of the model.
        let blocked = page::blocked::create("1");
        self.keep(&blocked);
        self.operations.insert("page::blocked::create");
        self.drive(&page::blocked::delete("1"));
        self.drive(&page::blocked::list("1"));
        self.drive(&page::moderate_conversations::create(
            "1",
            [PersonId::new("1")],
            [ModerationAction::MoveToSpam],
        ));
        self.drive(&page::unlink_accounts::create("1", "1"));
        self.drive(&page::custom_labels::create("1", "x"));
        self.drive(&page::custom_labels::list("1"));
        self.drive(&label::delete("1"));
        self.drive(&label::get("1"));
        self.drive(&label::label::create("1", "1"));
        self.drive(&label::label::delete("1", "1"));
        self.drive(&person::custom_labels::list("1"));
        self.drive(&person::get("1"));
    }

    /// Tokens, permissions, and what an app subscribes to.
    fn drive_tokens(&mut self) {
        self.drive(&app::subscriptions::create("1", SubscriptionObject::Page));
        self.drive(&app::subscriptions::delete("1"));
        self.drive(&app::subscriptions::list("1"));
        self.drive(&debug_token::get("x"));
        self.drive(&device::login::create());
        self.drive(&device::login_status::create("x"));
        self.drive(&me::accounts::list());
        self.drive(&me::permissions::delete());
        self.drive(&me::permissions::list());
        let grant = TokenGrantCode::new("1", "x", "https://example.com", "y");
        self.drive(&oauth::access_token::create(grant));
        self.drive(&oauth::client_code::get("1", "x", "https://example.com"));
        self.drive(&oauth::revoke::get("1", "x", "y"));
        self.drive(&system_user::access_tokens::create("1", "1", "x"));
        self.drive(&system_user::access_tokens::delete("1"));
        self.drive(&user::accounts::list("1"));
        self.drive(&user::permissions::delete("1"));
        self.drive(&user::permissions::list("1"));
    }
}

fn image() -> AttachmentMedia {
    AttachmentMedia::new(MediaType::Image, MediaUrl::new("https://example.com/a.png"))
}
