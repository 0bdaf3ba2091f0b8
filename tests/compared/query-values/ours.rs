let filter = query_values::models::CountOrdersFilter::new("red");
query_values::orders::count(["1", "2"], filter).send(client).await?;
Ok(String::new())
