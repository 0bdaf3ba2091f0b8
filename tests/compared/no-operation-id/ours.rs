no_operation_id::default::get_status().send(client).await?;
Ok(String::new())
