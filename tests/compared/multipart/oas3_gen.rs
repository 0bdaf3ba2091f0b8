let client = Api::with_base_url(base)?;
let about = FileRequestBodyAbout { name: "notes".into() };
let body = FileRequestBody { about, file: b"hello".to_vec() };
client.upload_file(UploadFileRequest { body }).await?;
Ok(String::new())
