let client = HttpClient::new().with_base_url(base);
let about = UploadFileRequestAbout { name: "notes".into() };
client.upload_file(UploadFileRequest { about, file: "hello".to_owned().into() }).await?;
Ok(String::new())
