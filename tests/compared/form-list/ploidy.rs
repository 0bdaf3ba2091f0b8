let client = Client::new(base)?;
client.set_tags(serde_json::json!({"tags": ["a", "b"]})).await?;
Ok(String::new())
