// By hand: another base for this function.
let configuration = Configuration { base_path: base.replace("/api", "/upload"), ..Configuration::default() };
default_api::start_upload(&configuration).await?;
Ok(String::new())
