let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
default_api::count_orders(&configuration).await?;
Ok(String::new())
