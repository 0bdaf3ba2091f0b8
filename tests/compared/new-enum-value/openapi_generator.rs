let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
Ok(default_api::get_thing(&configuration, "7").await?.id)
