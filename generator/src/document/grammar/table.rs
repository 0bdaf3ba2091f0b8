//! The tables of fixed fields of the OpenAPI Specification, 3.0.4, 3.1.1 and 3.2.0, in its order, with the keywords of
//! JSON Schema 2020-12.
//!
//! A row gives the version that a key came with, and the keys. A key with an arrow holds objects, any other a value
//! about which the grammar says nothing further. The last row of some objects is about every other key: a path, a
//! status.

use super::{Field, Holds, Version};

macro_rules! objects {
    ($(
        $(#[doc = $doc:literal])+
        $kind:ident {
            $($since:ident: $($key:literal $(=> $holds:ident($of:ident))?),+;)*
            $(_ => $other:ident($other_of:ident);)?
        }
    )+) => {
        /// What an object of a document is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ObjectKind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl ObjectKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The keys that an object of this kind may have, apart from extensions and from names of the author's.
            pub const fn fields(self) -> &'static [Field] {
                match self {
                    $(Self::$kind => &[$($(
                        Field { key: $key, since: Version::$since, holds: holds!($($holds($of))?) },
                    )+)*],)+
                }
            }

            /// What the member `key` of an object of this kind holds; `None` for what holds no object.
            ///
            /// Every walk over a document asks this of every key, so it is code and no search in the fields.
            pub fn step(self, key: &str) -> Option<Holds> {
                match self {
                    $(Self::$kind => {
                        $($($(if key == $key {
                            return Some(Holds::$holds(Self::$of));
                        })?)+)*
                        $(if key != "$ref" && !key.starts_with("x-") {
                            return Some(Holds::$other(Self::$other_of));
                        })?
                    })+
                }
                None
            }
        }
    };
}

macro_rules! holds {
    () => {
        None
    };
    ($holds:ident($of:ident)) => {
        Some(Holds::$holds(ObjectKind::$of))
    };
}

objects! {
    /// The root of a document.
    OpenApi {
        V3_0: "openapi", "info" => One(Info), "servers" => List(Server), "paths" => One(Paths),
            "components" => One(Components), "security" => List(SecurityRequirement), "tags" => List(Tag),
            "externalDocs" => One(ExternalDocumentation);
        V3_1: "jsonSchemaDialect", "webhooks" => Map(PathItem);
        V3_2: "$self";
        // Not of OpenAPI, but where the references of copied JSON Schemas lead.
        V3_1: "$defs" => Map(Schema), "definitions" => Map(Schema);
    }
    /// What is said about the API as a whole.
    Info {
        V3_0: "title", "description", "termsOfService", "contact" => One(Contact), "license" => One(License),
            "version";
        V3_1: "summary";
    }
    /// Whom to ask about the API.
    Contact {
        V3_0: "name", "url", "email";
    }
    /// The license of the API.
    License {
        V3_0: "name", "url";
        V3_1: "identifier";
    }
    /// A server.
    Server {
        V3_0: "url", "description", "variables" => Map(ServerVariable);
        V3_2: "name";
    }
    /// A part of the address of a server.
    ServerVariable {
        V3_0: "enum", "default", "description";
    }
    /// What other places refer to, by its kind.
    Components {
        V3_0: "schemas" => Map(Schema), "responses" => Map(Response), "parameters" => Map(Parameter),
            "examples" => Map(Example), "requestBodies" => Map(RequestBody), "headers" => Map(Header),
            "securitySchemes" => Map(SecurityScheme), "links" => Map(Link), "callbacks" => Map(Callback);
        V3_1: "pathItems" => Map(PathItem);
        V3_2: "mediaTypes" => Map(MediaType);
    }
    /// The paths, each under its template.
    Paths {
        _ => One(PathItem);
    }
    /// A path or a webhook.
    PathItem {
        V3_0: "$ref", "summary", "description", "get" => One(Operation), "put" => One(Operation),
            "post" => One(Operation), "delete" => One(Operation), "options" => One(Operation),
            "head" => One(Operation), "patch" => One(Operation), "trace" => One(Operation),
            "servers" => List(Server), "parameters" => List(Parameter);
        V3_2: "query" => One(Operation), "additionalOperations" => Map(Operation);
    }
    /// A method of a path.
    Operation {
        V3_0: "tags", "summary", "description", "externalDocs" => One(ExternalDocumentation), "operationId",
            "parameters" => List(Parameter), "requestBody" => One(RequestBody), "responses" => One(Responses),
            "callbacks" => Map(Callback), "deprecated", "security" => List(SecurityRequirement),
            "servers" => List(Server);
    }
    /// A link to documentation.
    ExternalDocumentation {
        V3_0: "description", "url";
    }
    /// A parameter.
    Parameter {
        V3_0: "name", "in", "description", "required", "deprecated", "allowEmptyValue", "style", "explode",
            "allowReserved", "schema" => One(Schema), "example", "examples" => Map(Example),
            "content" => Map(MediaType);
    }
    /// The body of a request.
    RequestBody {
        V3_0: "description", "content" => Map(MediaType), "required";
    }
    /// A form of a body.
    MediaType {
        V3_0: "schema" => One(Schema), "example", "examples" => Map(Example), "encoding" => Map(Encoding);
        V3_2: "itemSchema" => One(Schema), "prefixEncoding" => List(Encoding), "itemEncoding" => One(Encoding);
    }
    /// How a member of a form is written.
    Encoding {
        V3_0: "contentType", "headers" => Map(Header), "style", "explode", "allowReserved";
        V3_2: "encoding" => Map(Encoding), "prefixEncoding" => List(Encoding), "itemEncoding" => One(Encoding);
    }
    /// The responses of an operation, each under its status.
    Responses {
        V3_0: "default" => One(Response);
        _ => One(Response);
    }
    /// A response.
    Response {
        V3_0: "description", "headers" => Map(Header), "content" => Map(MediaType), "links" => Map(Link);
        V3_2: "summary";
    }
    /// Requests that the server sends, each under its address.
    Callback {
        _ => One(PathItem);
    }
    /// An example.
    Example {
        V3_0: "summary", "description", "value", "externalValue";
        V3_2: "dataValue", "serializedValue";
    }
    /// What a response says about another operation.
    Link {
        V3_0: "operationRef", "operationId", "parameters", "requestBody", "description", "server" => One(Server);
    }
    /// A header of a response or of a part.
    Header {
        V3_0: "description", "required", "deprecated", "style", "explode", "schema" => One(Schema), "example",
            "examples" => Map(Example), "content" => Map(MediaType);
    }
    /// A group of operations.
    Tag {
        V3_0: "name", "description", "externalDocs" => One(ExternalDocumentation);
        V3_2: "summary", "parent", "kind";
    }
    /// A schema.
    Schema {
        V3_0: "title", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
            "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties",
            "required", "enum", "type", "format", "description", "default";
        V3_0: "properties" => Map(Schema), "items" => OneOrList(Schema), "allOf" => List(Schema),
            "anyOf" => List(Schema), "oneOf" => List(Schema), "not" => One(Schema),
            "additionalProperties" => One(Schema);
        V3_0: "nullable", "discriminator" => One(Discriminator), "readOnly", "writeOnly", "xml" => One(Xml),
            "externalDocs" => One(ExternalDocumentation), "example", "deprecated";
        V3_1: "$schema", "$id", "$vocabulary", "$anchor", "$dynamicAnchor", "$ref", "$dynamicRef", "$comment",
            "const", "dependentRequired", "minContains", "maxContains", "examples", "contentEncoding",
            "contentMediaType";
        V3_1: "prefixItems" => List(Schema), "patternProperties" => Map(Schema), "dependentSchemas" => Map(Schema),
            "if" => One(Schema), "then" => One(Schema), "else" => One(Schema), "contains" => One(Schema),
            "propertyNames" => One(Schema), "unevaluatedItems" => One(Schema),
            "unevaluatedProperties" => One(Schema), "contentSchema" => One(Schema), "$defs" => Map(Schema);
        // Of earlier drafts of JSON Schema.
        V3_1: "definitions" => Map(Schema), "dependencies", "$recursiveAnchor", "$recursiveRef";
    }
    /// What distinguishes the alternatives of a schema.
    Discriminator {
        V3_0: "propertyName", "mapping";
        V3_2: "defaultMapping";
    }
    /// How a value is written as XML.
    Xml {
        V3_0: "name", "namespace", "prefix", "attribute", "wrapped";
        V3_2: "nodeType";
    }
    /// A way to authenticate.
    SecurityScheme {
        V3_0: "type", "description", "name", "in", "scheme", "bearerFormat", "flows" => One(OAuthFlows),
            "openIdConnectUrl";
        V3_2: "oauth2MetadataUrl", "deprecated";
    }
    /// The flows of OAuth 2.
    OAuthFlows {
        V3_0: "implicit" => One(OAuthFlow), "password" => One(OAuthFlow), "clientCredentials" => One(OAuthFlow),
            "authorizationCode" => One(OAuthFlow);
        V3_2: "deviceAuthorization" => One(OAuthFlow);
    }
    /// A flow of OAuth 2.
    OAuthFlow {
        V3_0: "authorizationUrl", "tokenUrl", "refreshUrl", "scopes";
        V3_2: "deviceAuthorizationUrl";
    }
    /// The schemes that a request needs, each under its name.
    SecurityRequirement {}
}
