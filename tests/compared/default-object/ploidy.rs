let client = Client::new(base)?;
let page = client.get_settings().await?.page;
Ok(page.into_option().map(|page| page.size).unwrap_or_default())
