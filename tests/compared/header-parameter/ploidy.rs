// By hand: the function does not take the parameter.
let client = Client::new(base)?.with_header("x-tenant", "acme")?;
client.count_orders().await?;
Ok(String::new())
