let client = Client::new(base);
Ok(client.get_thing("7").await?.into_inner().id)
