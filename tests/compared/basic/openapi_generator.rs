let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
let basic_auth = Some(("ann".into(), Some("s3cr3t".into())));
default_api::count_orders(&Configuration { basic_auth, ..configuration }).await?;
Ok(String::new())
