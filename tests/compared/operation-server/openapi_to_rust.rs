// By hand: another base for this function.
let client = HttpClient::new().with_base_url(base.replace("/api", "/upload"));
client.start_upload().await?;
Ok(String::new())
