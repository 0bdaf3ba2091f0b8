// By hand: the scheme is not known.
let client = HttpClient::new().with_base_url(base).with_header("x-api-key", "s3cr3t");
client.count_orders().await?;
Ok(String::new())
