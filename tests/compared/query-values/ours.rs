let filter = query_values::models::CountOrdersFilter::new("red");
query_values::default::count_orders(["1", "2"], filter).send(client).await?;
Ok(String::new())
