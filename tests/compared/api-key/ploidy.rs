// By hand: the scheme is not known.
let client = Client::new(base)?.with_sensitive_header("x-api-key", "s3cr3t")?;
client.count_orders().await?;
Ok(String::new())
