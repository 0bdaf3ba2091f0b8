let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
default_api::probe_thing(&configuration, "7").await?;
Ok(String::new())
