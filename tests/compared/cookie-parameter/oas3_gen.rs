let client = Api::with_base_url(base)?;
let cookie = CountOrdersRequestCookie { session: "abc".into() };
client.count_orders(CountOrdersRequest { cookie }).await?;
Ok(String::new())
