let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
default_api::send_message(&configuration, "ann", "hi there").await?;
Ok(String::new())
