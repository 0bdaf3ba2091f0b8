// By hand: the function takes the form.
let client = Client::new(base)?;
use ::client::util::reqwest::multipart::{Form, Part};
let about = Part::text(r#"{"name":"notes"}"#).mime_str("application/json")?;
client.upload_file(Form::new().part("about", about).part("file", Part::text("hello"))).await?;
Ok(String::new())
