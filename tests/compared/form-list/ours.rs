form_list::default::set_tags(["a", "b"]).send(client).await?;
Ok(String::new())
