let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
default_api::set_tags(&configuration, vec!["a".into(), "b".into()]).await?;
Ok(String::new())
