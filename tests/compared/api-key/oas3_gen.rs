let client = Api::with_base_url(base)?;
client.with_key("s3cr3t").count_orders(CountOrdersRequest {}).await?;
Ok(String::new())
