let client = Api::with_base_url(base)?;
match client.get_settings(GetSettingsRequest {}).await? {
    ApiResponse::Ok(settings) => Ok(settings.page.map(|page| page.size).unwrap_or_default()),
    _ => Ok(String::new()),
}
