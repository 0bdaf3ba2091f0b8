let client = Client::new(base)?;
client.send_message(serde_json::json!({"to": "ann", "text": "hi there"})).await?;
Ok(String::new())
