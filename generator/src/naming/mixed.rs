//! Words whose capitals do not begin a word: `IDs`, `OAuth2`, `IPv6`, `iOS`, `GitHub`.
//!
//! In camel case a capital begins a word, and capitals in a row are one. Names of things and plurals of abbreviations
//! do not keep to that. The names stand in a table; the plurals are a rule. Whatever is neither is split at its
//! capitals, even where a person would see more: a guess that is wrong is worse than a name that is dull.

use std::borrow::Cow;

/// The form that a name needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One word in lower case or in capitals: `github`.
    Word,
    /// The name in a type: `GitHub`.
    Type,
}

/// How people write a word, and how it is written in the name of a type. Where one begins another, the longer one
/// comes first. Sorted by the first letter.
const WORDS: &[(&str, &str)] = &[
    ("2D", "2d"),
    ("2FA", "2fa"),
    ("3DES", "3des"),
    ("3DS", "3ds"),
    ("3D", "3d"),
    ("APIs", "Apis"),
    ("API", "Api"),
    ("BigQuery", "BigQuery"),
    ("BitBucket", "BitBucket"),
    ("DevOps", "DevOps"),
    ("DocuSign", "DocuSign"),
    ("DynamoDB", "DynamoDb"),
    ("ESIM", "Esim"),
    ("EBay", "Ebay"),
    ("FaceTime", "FaceTime"),
    ("GRPC", "Grpc"),
    ("GitHub", "GitHub"),
    ("GitLab", "GitLab"),
    ("GraphQL", "GraphQl"),
    ("HubSpot", "HubSpot"),
    ("IDs", "Ids"),
    ("ID", "Id"),
    ("IOS", "Ios"),
    ("IPad", "Ipad"),
    ("IPhone", "Iphone"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("IPs", "Ips"),
    ("IP", "Ip"),
    ("IoT", "Iot"),
    ("JavaScript", "JavaScript"),
    ("LinkedIn", "LinkedIn"),
    ("MacOS", "MacOs"),
    ("MongoDB", "MongoDb"),
    ("MySQL", "MySql"),
    ("NoSQL", "NoSql"),
    ("OAuth", "OAuth"),
    ("OpenAI", "OpenAi"),
    ("OpenAPI", "OpenApi"),
    ("PayPal", "PayPal"),
    ("PostgreSQL", "PostgreSql"),
    ("SaaS", "Saas"),
    ("TikTok", "TikTok"),
    ("TvOS", "TvOs"),
    ("TypeScript", "TypeScript"),
    ("URLs", "Urls"),
    ("URL", "Url"),
    ("UUIDs", "Uuids"),
    ("UUID", "Uuid"),
    ("VoIP", "Voip"),
    ("WatchOS", "WatchOs"),
    ("WhatsApp", "WhatsApp"),
    ("WiFi", "WiFi"),
    ("YAML", "Yaml"),
    ("YouTube", "YouTube"),
];

/// The text with these words in a form whose capitals begin words. Where one ends, a space follows.
pub(super) fn split(text: &str, form: Form) -> Cow<'_, str> {
    // Each of these words has a capital after its first sign.
    if !text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    let mut split = String::with_capacity(text.len() + 4);
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(letter) = rest.chars().next() {
        let found = starts_word(before, letter).then(|| known(rest, form).or_else(|| plural(rest))).flatten();
        let (taken, after) = rest.split_at(found.as_ref().map_or(letter.len_utf8(), |(length, _)| *length));
        match found {
            None => split.push(letter),
            Some((_, word)) => {
                if before.is_some_and(char::is_alphanumeric) {
                    split.push(' ');
                }
                split.push_str(&word);
                if after.starts_with(char::is_alphabetic) {
                    split.push(' ');
                }
            }
        }
        before = taken.chars().next_back();
        rest = after;
    }
    Cow::Owned(split)
}

/// Whether a word begins with a letter or a digit. A small one begins a word only where no other letter is before it.
fn starts_word(before: Option<char>, letter: char) -> bool {
    match before {
        Some(before) if before.is_uppercase() || (before.is_numeric() && letter.is_numeric()) => false,
        Some(before) if before.is_alphanumeric() => !letter.is_ascii_lowercase(),
        _ => letter.is_ascii_alphanumeric(),
    }
}

/// Whether a word ends before a text. A capital begins the next one, and digits belong to the word.
fn ends_word(after: &str) -> bool {
    !after.starts_with(char::is_lowercase)
}

/// The length of a word of the table that the text begins with, and its form. The first letter may be small, since
/// generators of documents write `iDs` and `oAuth2`.
fn known(text: &str, form: Form) -> Option<(usize, String)> {
    let fits = |written: &str| {
        let rest = text.get(1..).zip(written.get(1..));
        rest.and_then(|(text, written)| text.strip_prefix(written)).is_some_and(ends_word)
    };
    // Capitals alone are a word without the table, and one that goes on is another one: `IDE`.
    let goes_on = |written: &str| {
        let is_capitals = written.chars().all(char::is_uppercase);
        is_capitals && text.get(..1).is_some_and(|first| first.starts_with(char::is_uppercase))
    };
    let first = text.bytes().next()?.to_ascii_uppercase();
    let from = WORDS.partition_point(|(written, _)| written.as_bytes().first() < Some(&first));
    let same = WORDS.iter().skip(from).take_while(|(written, _)| written.as_bytes().first() == Some(&first));
    let (written, name) = same.into_iter().find(|(written, _)| fits(written) && !goes_on(written))?;
    let word = match form {
        Form::Type => (*name).to_owned(),
        Form::Word => capitalized(written),
    };
    Some((written.len(), word))
}

/// The length of capitals with an `s` that makes them a plural, and the plural as a word: `VMs`.
fn plural(text: &str) -> Option<(usize, String)> {
    let capitals = text.chars().take_while(char::is_ascii_uppercase).count();
    let after = text.get(capitals..)?.strip_prefix('s').filter(|after| ends_word(after))?;
    // `BIsOn` may be `B is on`.
    let is_other =
        capitals == 2 && !after.is_empty() && matches!(text.as_bytes().get(1), Some(b'A' | b'I' | b'U'));
    (capitals > 1 && !is_other).then(|| (capitals + 1, capitalized(text.get(..=capitals).unwrap_or(text))))
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters.map(|letter| letter.to_ascii_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Form, split};
    use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

    fn snake(text: &str) -> String {
        split(text, Form::Word).to_snake_case()
    }

    fn pascal(text: &str) -> String {
        split(text, Form::Type).to_upper_camel_case()
    }

    #[test]
    fn names_of_things_are_one_word() {
        for (text, word, name) in [
            ("oAuth2", "oauth2", "OAuth2"),
            ("OAuth2Token", "oauth2_token", "OAuth2Token"),
            ("getIPv6", "get_ipv6", "GetIpv6"),
            ("iPv6", "ipv6", "Ipv6"),
            ("iOS", "ios", "Ios"),
            ("IOS", "ios", "Ios"),
            ("macOSVersion", "macos_version", "MacOsVersion"),
            ("listGitHubRepos", "list_github_repos", "ListGitHubRepos"),
            ("GraphQLQuery", "graphql_query", "GraphQlQuery"),
            ("eSIM", "esim", "Esim"),
            ("iPAddress", "ip_address", "IpAddress"),
            ("iD", "id", "Id"),
            ("uRL", "url", "Url"),
            ("wifi WiFi", "wifi_wifi", "WifiWiFi"),
            ("getVoIPNumber", "get_voip_number", "GetVoipNumber"),
            ("get3DModels", "get_3d_models", "Get3dModels"),
            ("list2FACodes", "list_2fa_codes", "List2faCodes"),
        ] {
            assert_eq!((snake(text).as_str(), pascal(text).as_str()), (word, name), "{text}");
        }
    }

    #[test]
    fn an_s_after_capitals_is_a_plural() {
        for (text, word) in [
            ("IDs", "ids"),
            ("iDs", "ids"),
            ("thingIDs", "thing_ids"),
            ("listThingsByIDs", "list_things_by_ids"),
            ("requireSignedURLs", "require_signed_urls"),
            ("IDsOfThings", "ids_of_things"),
            ("APIsEnabled", "apis_enabled"),
            ("VMs", "vms"),
            ("PDFs-old", "pdfs_old"),
            ("AIs", "ais"),
        ] {
            assert_eq!(snake(text), word, "{text}");
        }
    }

    #[test]
    fn ordinary_words_are_split_at_their_capitals() {
        for text in [
            "HasIds",
            "AsSet",
            "DNSserver",
            "planBIsOn",
            "isAsync",
            "IDE",
            "IPO",
            "URLSafe",
            "ThisIsIt",
            "XAsY",
            "Idea",
            "apiVersion",
            "HTTPStatus",
            "get_HTTP3_setting",
            "USState",
            "iPadding",
            "MySQLite",
            "Recipes",
            "base64URL",
            "v2API",
            "in3Days",
            "sha256RSA",
        ] {
            assert_eq!(snake(text), text.to_snake_case(), "{text}");
            assert_eq!(pascal(text), text.to_upper_camel_case(), "{text}");
        }
    }
}
