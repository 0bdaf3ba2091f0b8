let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
let settings = default_api::get_settings(&configuration).await?;
Ok(settings.page.map(|page| page.size).unwrap_or_default())
