// By hand: the scheme is not known.
let client = HttpClient::new().with_base_url(base).with_header("authorization", "Basic YW5uOnMzY3IzdA==");
client.count_orders().await?;
Ok(String::new())
