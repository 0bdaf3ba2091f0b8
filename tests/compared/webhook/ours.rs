let orders = webhook::orders::list().send(client).await?;
Ok(orders.concat())
