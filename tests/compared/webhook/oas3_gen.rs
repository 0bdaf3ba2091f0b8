let client = Api::with_base_url(base)?;
match client.list_orders(ListOrdersRequest {}).await? {
    ApiResponse::Ok(orders) => Ok(orders.concat()),
    _ => Ok(String::new()),
}
