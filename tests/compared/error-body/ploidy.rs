let client = Client::new(base)?;
// The error has the status alone.
client.get_thing("7").await?;
Ok(String::new())
