// By hand: the scheme is not known.
let headers = [("authorization".parse()?, "Basic YW5uOnMzY3IzdA==".parse()?)].into_iter().collect();
let client = Api::with_client(base, reqwest::Client::builder().default_headers(headers).build()?)?;
client.count_orders(CountOrdersRequest {}).await?;
Ok(String::new())
