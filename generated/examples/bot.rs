//! A bot of Messenger: it answers each message once, as a persona, with a card or with quick replies.
//!
//! `META_GRAPH_APP_SECRET=… META_GRAPH_VERIFY_TOKEN=… META_GRAPH_TOKEN=<Page token> cargo run --example bot --features
//! app-secret -- <page id> <persona id>`, behind a server that ends TLS: Meta calls nothing but https.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example says what it does")]

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::routing::get;
use meta_graph::v26_0::models::{
    AttachmentTemplate, Button, ButtonPostback, Card, Envelope, Message, MessagingEvent, MessagingType,
    Notification, QuickReplyText, RecipientId, SenderAction, TemplateGeneric, WebUrl,
};
use meta_graph::v26_0::page::messages;
use meta_graph::webhook::{Receiver, Recent, SIGNATURE};
use meta_graph::{Client, Error};
use std::sync::Arc;
use std::time::Duration;

/// What the bot needs to know.
pub struct Bot {
    /// Tells what Meta has sent from what it has not.
    pub receiver: Receiver,
    /// The messages that were delivered before.
    pub seen: Recent,
    /// Has the token of the Page.
    pub client: Client,
    /// The Page that the bot answers for.
    pub page_id: String,
    /// Who answers.
    pub persona_id: String,
}

/// The routes of the bot, for a server of axum.
pub fn routes(bot: Arc<Bot>) -> Router {
    Router::new().route("/webhook", get(verify).post(receive)).with_state(bot)
}

/// Meta asks once whether the server is ours.
async fn verify(State(bot): State<Arc<Bot>>, RawQuery(query): RawQuery) -> Result<String, StatusCode> {
    bot.receiver.answer(&query.unwrap_or_default()).map_err(|_| StatusCode::FORBIDDEN)
}

/// Something happened. Meta waits for five seconds at most, so the work is done after the answer.
async fn receive(State(bot): State<Arc<Bot>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get(SIGNATURE).map(HeaderValue::as_bytes);
    let Ok(signed) = bot.receiver.check(signature, &body) else { return StatusCode::FORBIDDEN };
    match signed.decode_fresh(&bot.seen).await {
        Ok(notification) => drop(tokio::spawn(async move { bot.work(notification).await })),
        // It would only come again.
        Err(error) => eprintln!("not understood: {error}"),
    }
    StatusCode::OK
}

impl Bot {
    /// Answers all messages of a body, in their order.
    pub async fn work(&self, notification: Notification) {
        for event in messages_of(notification) {
            if let Err(error) = self.answer(&event).await {
                // One line, without a token and without what people have written.
                eprintln!("not answered: {error}");
            }
        }
    }

    /// Answers what a person has written or chosen.
    async fn answer(&self, event: &MessagingEvent) -> Result<(), Error> {
        let Some(person) = event.sender.as_ref().and_then(|sender| sender.id.as_deref()) else {
            return Ok(());
        };
        let written = event.message.as_ref().filter(|message| message.is_echo != Some(true));
        let reply = written.and_then(|message| message.quick_reply.as_ref());
        let chosen = reply.and_then(|reply| reply.payload.as_deref());
        let pressed = event.postback.as_ref().and_then(|postback| postback.payload.as_deref());
        let message = match chosen.or(pressed) {
            Some("MENU") => menu(),
            Some("HOURS") => Message::new().text("We are open from 7 to 17."),
            _ if written.is_some() => greeting(),
            _ => return Ok(()),
        };
        let typing = self.to(person).sender_action(SenderAction::TypingOn);
        typing.send(&self.client).await?;
        self.send(self.to(person).messaging_type(MessagingType::Response).message(message)).await
    }

    fn to(&self, person: &str) -> messages::Create {
        messages::create(&self.page_id, RecipientId::new(person)).persona_id(&self.persona_id)
    }

    /// Sends a message, again where too many were sent. What is refused for that was not delivered, while after another
    /// error it may have been.
    async fn send(&self, request: messages::Create) -> Result<(), Error> {
        for _ in 0..3 {
            match request.clone().send(&self.client).await {
                Err(error) if error.is_rate_limit() => {
                    let wait = error.retry_after().unwrap_or(Duration::from_secs(1));
                    tokio::time::sleep(wait).await;
                }
                sent => return sent.map(drop),
            }
        }
        request.send(&self.client).await.map(drop)
    }
}

/// The events of Messenger in a body.
fn messages_of(notification: Notification) -> impl Iterator<Item = MessagingEvent> {
    let envelopes = match notification {
        Notification::Envelope(envelope) => vec![envelope],
        Notification::List(envelopes) => envelopes,
        _ => Vec::new(),
    };
    let pages = envelopes.into_iter().filter_map(|envelope| match envelope {
        Envelope::Page(page) => page.entry,
        _ => None,
    });
    pages.flatten().filter_map(|entry| entry.messaging).flatten()
}

fn greeting() -> Message {
    let replies = [QuickReplyText::new("What is there?", "MENU"), QuickReplyText::new("When?", "HOURS")];
    Message::new().text("Hello! What would you like to know?").quick_replies(replies)
}

fn menu() -> Message {
    let buttons: [Button; 2] = [
        WebUrl::new("https://bakery.example/menu", "All of it").into(),
        ButtonPostback::new("Opening hours", "HOURS").into(),
    ];
    let card = Card::new("Bread").subtitle("Rye, wheat and oats").buttons(buttons);
    Message::new().attachment(AttachmentTemplate::new(TemplateGeneric::new([card])))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let usage = "usage: bot <page id> <persona id>";
    let (page_id, persona_id) = std::env::args().nth(1).zip(std::env::args().nth(2)).ok_or(usage)?;
    let receiver = Receiver::new(std::env::var("META_GRAPH_APP_SECRET")?)
        .verify_token(std::env::var("META_GRAPH_VERIFY_TOKEN")?);
    let client = Client::builder().access_token(std::env::var("META_GRAPH_TOKEN")?).build()?;
    let bot = Arc::new(Bot { receiver, seen: Recent::new(10_000), client, page_id, persona_id });
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
        println!("listening on {}", listener.local_addr()?);
        axum::serve(listener, routes(bot)).await
    })?;
    Ok(())
}
