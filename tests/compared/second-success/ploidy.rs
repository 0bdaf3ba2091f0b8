let client = Client::new(base)?;
// The function answers a `Thing`.
client.create_thing().await?;
Ok(String::new())
