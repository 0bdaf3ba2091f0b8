let client = Api::with_base_url(base)?;
client.count_orders(CountOrdersRequest {}).await?;
Ok(String::new())
