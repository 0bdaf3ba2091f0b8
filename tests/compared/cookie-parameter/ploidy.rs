// By hand: the function does not take the parameter.
let client = Client::new(base)?.with_header("cookie", "session=abc")?;
client.count_orders().await?;
Ok(String::new())
