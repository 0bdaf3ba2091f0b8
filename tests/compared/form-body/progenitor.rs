let client = Client::new(base);
let body = types::SendMessageBody { to: "ann".into(), text: "hi there".into() };
client.send_message(&body).await?;
Ok(String::new())
