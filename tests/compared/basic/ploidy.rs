// By hand: the scheme is not known.
let client = Client::new(base)?.with_sensitive_header("authorization", "Basic YW5uOnMzY3IzdA==")?;
client.count_orders().await?;
Ok(String::new())
