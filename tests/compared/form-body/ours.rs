form_body::messages::send("ann", "hi there").send(client).await?;
Ok(String::new())
