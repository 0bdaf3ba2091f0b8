form_body::default::send_message("ann", "hi there").send(client).await?;
Ok(String::new())
