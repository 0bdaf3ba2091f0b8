// By hand: another base for this function.
let client = Client::new(base.replace("/api", "/upload"))?;
client.start_upload().await?;
Ok(String::new())
