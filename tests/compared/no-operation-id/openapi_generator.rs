let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
default_api::status_get(&configuration).await?;
Ok(String::new())
