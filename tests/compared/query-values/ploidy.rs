let client = Client::new(base)?;
use ::client::client::default::parameters::CountOrdersQuery;
use ::client::client::default::types::CountOrdersQueryFilter;
let filter = CountOrdersQueryFilter { color: "red".into() };
client.count_orders(&CountOrdersQuery { ids: vec!["1".into(), "2".into()], filter }).await?;
Ok(String::new())
