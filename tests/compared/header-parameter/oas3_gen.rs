let client = Api::with_base_url(base)?;
let header = CountOrdersRequestHeader { x_tenant: "acme".into() };
client.count_orders(CountOrdersRequest { header }).await?;
Ok(String::new())
