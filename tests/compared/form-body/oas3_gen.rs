let client = Api::with_base_url(base)?;
let body = MessageRequestBody { to: "ann".into(), text: "hi there".into() };
client.send_message(SendMessageRequest { body }).await?;
Ok(String::new())
