let settings = default_object::settings::get().send(client).await?;
Ok(settings.page.map(|page| page.size).unwrap_or_default())
