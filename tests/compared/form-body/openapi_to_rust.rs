let client = HttpClient::new().with_base_url(base);
client.send_message(SendMessageRequest { to: "ann".into(), text: "hi there".into() }).await?;
Ok(String::new())
