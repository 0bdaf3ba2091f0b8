let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
let filter = client::models::CountOrdersFilterParameter::new("red".into());
default_api::count_orders(&configuration, vec!["1".into(), "2".into()], filter).await?;
Ok(String::new())
