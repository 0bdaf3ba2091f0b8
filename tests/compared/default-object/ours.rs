let settings = default_object::default::get_settings().send(client).await?;
Ok(settings.page.map(|page| page.size).unwrap_or_default())
