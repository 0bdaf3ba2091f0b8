//! A typed client of the Graph API of Meta.
