let client = Api::with_base_url(base)?;
let filter = serde_json::json!({"color": "red"});
let query = CountOrdersRequestQuery { ids: vec!["1".into(), "2".into()], filter };
client.count_orders(CountOrdersRequest { query }).await?;
Ok(String::new())
