let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
let api_key = Some(ApiKey { prefix: None, key: "s3cr3t".into() });
default_api::count_orders(&Configuration { api_key, ..configuration }).await?;
Ok(String::new())
