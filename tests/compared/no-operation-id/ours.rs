no_operation_id::status::get().send(client).await?;
Ok(String::new())
