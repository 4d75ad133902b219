//! A corpus of tokens that must be refused, and the few that must not.

use super::*;

const NOW_S: i64 = 1_800_000_000;
const HEADER: &str = r#"{"alg":"ES256","kid":"a","typ":"JWT"}"#;

fn keys() -> Vec<SsoKey> {
    let key = |kid: &str, algorithm| SsoKey {
        kid: kid.to_owned(),
        algorithm,
        key: "AAAA".to_owned(),
    };
    vec![
        key("a", SsoAlgorithm::ES256),
        key("b", SsoAlgorithm::EdDSA),
        key("c", SsoAlgorithm::HS256),
    ]
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn token(header: &str, claims: &str) -> String {
    let length = if header.contains("HS256") { 32 } else { 64 };
    format!(
        "{}.{}.{}",
        encode(header),
        encode(claims),
        encode(vec![7; length])
    )
}

/// Good claims with some of them replaced; a claim set to the empty text is left out.
fn claims(changes: &[(&str, &str)]) -> String {
    let (iat, exp) = (NOW_S.to_string(), (NOW_S + 300).to_string());
    let mut claims = vec![
        ("sub", "\"shopper-1\""),
        ("aud", "\"acme\""),
        ("iat", iat.as_str()),
        ("exp", exp.as_str()),
        ("jti", "\"one\""),
    ];
    for change in changes {
        match claims.iter_mut().find(|(name, _)| *name == change.0) {
            Some(claim) => *claim = *change,
            None => claims.push(*change),
        }
    }
    let claims: Vec<_> = claims
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    format!("{{{}}}", claims.join(","))
}

fn outcome(token: &str, keys: &[SsoKey], now: Millis) -> Result<Proof, TokenError> {
    read(token, "acme", keys, now).map(|unproven| unproven.proof)
}

fn refusal(token: &str) -> TokenError {
    outcome(token, &keys(), moment(NOW_S)).expect_err(token)
}

#[test]
fn a_good_token_is_read_with_the_key_it_names() {
    for (header, kid) in [
        (HEADER, "a"),
        (r#"{"alg":"EdDSA","kid":"b"}"#, "b"),
        (r#"{"typ":"jwt","kid":"c","alg":"HS256"}"#, "c"),
    ] {
        let token = token(header, &claims(&[]));
        let keys = keys();
        let unproven = read(&token, "acme", &keys, moment(NOW_S)).unwrap();
        assert_eq!(unproven.key.kid, kid);
        assert_eq!(unproven.proof.subject, "shopper-1");
        assert!(token.starts_with(unproven.signed));
    }
}

#[test]
fn what_a_token_may_say_besides_is_read_or_ignored() {
    let changes = [
        ("name", "\"Ada\""),
        ("email", "null"),
        ("picture", "\"https://shop.example/a.png\""),
        ("iss", "\"shop\""),
        ("roles", "[1]"),
    ];
    let proof = outcome(&token(HEADER, &claims(&changes)), &keys(), moment(NOW_S)).unwrap();
    assert_eq!(
        (proof.name.as_deref(), proof.email, proof.picture.is_some()),
        (Some("Ada"), None, true)
    );
    assert!(
        outcome(
            &token(HEADER, &claims(&[("aud", r#"["other","acme"]"#)])),
            &keys(),
            moment(NOW_S)
        )
        .is_ok()
    );
}

#[test]
fn the_only_key_needs_no_name() {
    let only = [keys().remove(0)];
    assert!(outcome(&token(r#"{"alg":"ES256"}"#, &claims(&[])), &only, moment(NOW_S)).is_ok());
    assert_eq!(
        outcome(&token(r#"{"alg":"HS256"}"#, &claims(&[])), &only, moment(NOW_S)),
        Err(TokenError::Algorithm)
    );
    assert_eq!(
        outcome(&token(r#"{"alg":"ES256"}"#, &claims(&[])), &[], moment(NOW_S)),
        Err(TokenError::Key)
    );
}

#[test]
fn clocks_may_differ_by_sixty_seconds_and_not_by_a_millisecond_more() {
    let token = token(HEADER, &claims(&[]));
    let first = moment(NOW_S - 60);
    let last = moment(NOW_S + 300 + 60);
    for (now, good) in [
        (first, true),
        (first.plus(-1), false),
        (last, true),
        (last.plus(1), false),
    ] {
        assert_eq!(outcome(&token, &keys(), now).is_ok(), good, "{now:?}");
    }
}

#[test]
fn a_header_is_refused_unless_it_names_a_key_and_that_keys_algorithm() {
    use TokenError as E;
    for (header, expected) in [
        (r#"{"alg":"none","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"None","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"nOnE","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":null,"kid":"a"}"#, E::Algorithm),
        (r#"{"alg":["ES256"],"kid":"a"}"#, E::Algorithm),
        (r#"{"kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"HS256","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"HS256","kid":"b"}"#, E::Algorithm),
        (r#"{"alg":"ES256","kid":"c"}"#, E::Algorithm),
        (r#"{"alg":"EdDSA","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"es256","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"ES384","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"RS256","kid":"a"}"#, E::Algorithm),
        (r#"{"alg":"ES256"}"#, E::Key),
        (r#"{"alg":"ES256","kid":""}"#, E::Key),
        (r#"{"alg":"ES256","kid":"A"}"#, E::Key),
        (r#"{"alg":"ES256","kid":"a "}"#, E::Key),
        (r#"{"alg":"ES256","kid":"../a"}"#, E::Key),
        (r#"{"alg":"ES256","kid":"a' OR '1'='1"}"#, E::Key),
        (r#"{"alg":"ES256","kid":null}"#, E::Header),
        (r#"{"alg":"ES256","kid":1}"#, E::Header),
        (r#"{"alg":"ES256","kid":["a"]}"#, E::Header),
        (r#"{"alg":"ES256","kid":"a","typ":"at+jwt"}"#, E::Header),
        (r#"{"alg":"ES256","kid":"a","typ":null}"#, E::Header),
        (r#"{"alg":"ES256","kid":"a","crit":["exp"]}"#, E::Header),
        (r#"{"alg":"ES256","kid":"a","crit":[]}"#, E::Header),
        (r#"{"alg":"ES256","kid":"a","jwk":{"kty":"EC"}}"#, E::Header),
        (
            r#"{"alg":"ES256","kid":"a","jku":"https://evil.example/keys"}"#,
            E::Header,
        ),
        (
            r#"{"alg":"ES256","kid":"a","x5u":"https://evil.example/cert"}"#,
            E::Header,
        ),
        (r#"{"alg":"ES256","kid":"a","x5c":["MIIB"]}"#, E::Header),
        (r#"{"alg":"ES256","kid":"a","b64":false}"#, E::Header),
        (r#"{"alg":"ES256","kid":"a","zip":"DEF"}"#, E::Header),
        (r#"{"alg":"ES256","kid":"a","alg":"none"}"#, E::Object),
        (r#"{"alg":"ES256","kid":"a","kid":"c"}"#, E::Object),
        (r#"{"alg":"ES256","kid":"a","\u006bid":"c"}"#, E::Object),
        (r#"{"alg":"ES256","kid":"a"} "x""#, E::Object),
        (r#"["ES256"]"#, E::Object),
        ("null", E::Object),
        ("", E::Object),
    ] {
        assert_eq!(refusal(&token(header, &claims(&[]))), expected, "{header}");
    }
}

#[test]
fn a_claim_is_refused_when_it_is_missing_or_of_another_shape() {
    use TokenError as E;
    let long = format!("\"{}\"", "x".repeat(201));
    for (claim, value, expected) in [
        ("sub", "", E::Claim("sub")),
        ("sub", "\"\"", E::Claim("sub")),
        ("sub", "7", E::Claim("sub")),
        ("sub", "null", E::Claim("sub")),
        ("sub", "\"a\\u0000b\"", E::Claim("sub")),
        ("sub", "\"a\\r\\nb\"", E::Claim("sub")),
        ("sub", long.as_str(), E::Claim("sub")),
        ("jti", "", E::Claim("jti")),
        ("jti", "\"\"", E::Claim("jti")),
        ("jti", "[\"one\"]", E::Claim("jti")),
        ("jti", long.as_str(), E::Claim("jti")),
        ("aud", "", E::Claim("aud")),
        ("aud", "null", E::Claim("aud")),
        ("aud", "{\"acme\":1}", E::Claim("aud")),
        ("aud", "\"other\"", E::Audience),
        ("aud", "\"ACME\"", E::Audience),
        ("aud", "\"acme \"", E::Audience),
        ("aud", "[]", E::Audience),
        ("aud", "[\"other\"]", E::Audience),
        ("aud", "[\"acme\",7]", E::Audience),
        ("aud", "[[\"acme\"]]", E::Audience),
        ("exp", "", E::Claim("exp")),
        ("exp", "null", E::Claim("exp")),
        ("exp", "\"1800000300\"", E::Claim("exp")),
        ("exp", "\"9e99\"", E::Claim("exp")),
        ("exp", "1800000300.0", E::Claim("exp")),
        ("exp", "1800000300.5", E::Claim("exp")),
        ("exp", "18000003e2", E::Claim("exp")),
        ("exp", "-1", E::Claim("exp")),
        ("exp", "[1800000300]", E::Claim("exp")),
        ("exp", "true", E::Claim("exp")),
        ("exp", "18446744073709551615", E::Claim("exp")),
        ("exp", "9223372036854775807", E::Lifetime),
        ("exp", "1800000601", E::Lifetime),
        ("exp", "1800000000", E::Lifetime),
        ("exp", "1799999999", E::Lifetime),
        ("iat", "", E::Claim("iat")),
        ("iat", "\"1800000000\"", E::Claim("iat")),
        ("iat", "-5", E::Claim("iat")),
        ("iat", "-0", E::Claim("iat")),
        ("iat", "0", E::Lifetime),
        ("iat", "1800000061", E::Time),
        ("nbf", "\"0\"", E::Claim("nbf")),
        ("nbf", "1.5", E::Claim("nbf")),
        ("nbf", "1800000061", E::Time),
        ("name", "7", E::Claim("name")),
        ("email", "[\"a@shop.example\"]", E::Claim("email")),
        ("picture", "{}", E::Claim("picture")),
    ] {
        assert_eq!(
            refusal(&token(HEADER, &claims(&[(claim, value)]))),
            expected,
            "{claim}: {value}"
        );
    }
}

#[test]
fn claims_are_one_object_with_each_name_once() {
    let good = claims(&[]);
    let twice = good.replacen('{', "{\"sub\":\"someone else\",", 1);
    let written_otherwise = good.replacen('{', r#"{"s\u0075b":"someone else","#, 1);
    let deep = format!("{{\"x\":{}", "[".repeat(1_000));
    for payload in [
        twice.as_str(),
        written_otherwise.as_str(),
        deep.as_str(),
        "",
        "{",
        "[]",
        "\"sub\"",
        &format!("{good}{good}"),
        &format!("\u{feff}{good}"),
    ] {
        assert_eq!(
            refusal(&token(HEADER, payload)),
            TokenError::Object,
            "{payload:.60}"
        );
    }
    let not_text = format!(
        "{}.{}.{}",
        encode(HEADER),
        encode(b"{\"sub\":\"\xff\"}"),
        encode([7; 64])
    );
    assert_eq!(refusal(&not_text), TokenError::Object);
}

#[test]
fn names_within_a_claim_are_its_own() {
    let within = r#"[{"sub": "a:\\", "a\":": {"sub": {}}}, ":"]"#;
    let token = token(HEADER, &claims(&[("more", within)]));
    assert!(outcome(&token, &keys(), moment(NOW_S)).is_ok(), "{within}");
}

#[test]
fn a_token_has_three_parts_of_canonical_base64url() {
    use TokenError as E;
    let good = token(HEADER, &claims(&[]));
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (header, payload) = signed.split_once('.').unwrap();
    // 64 bytes leave four bits over in the last character, which have to be zero.
    let other_bits = format!("{}{}", &signature[..signature.len() - 1], 'x');
    for (token, expected) in [
        (String::new(), E::Shape),
        (".".to_owned(), E::Shape),
        ("..".to_owned(), E::Object),
        ("...".to_owned(), E::Shape),
        (signed.to_owned(), E::Shape),
        (format!("{signed}."), E::SignatureLength),
        (format!("{good}."), E::Shape),
        (format!("{good}.{signature}"), E::Shape),
        (format!("{good}.x.y"), E::Shape),
        (format!("{good}="), E::Shape),
        (format!("{good}=="), E::Shape),
        (format!("{good}\n"), E::Shape),
        (format!(" {good}"), E::Shape),
        (format!("{good}A"), E::SignatureLength),
        (format!("{good}AAAA"), E::SignatureLength),
        (format!("{signed}.{other_bits}"), E::Shape),
        (format!("{signed}.{}", encode([7; 63])), E::SignatureLength),
        (format!("{signed}.{}", encode([7; 72])), E::SignatureLength),
        (format!("{signed}.{}", encode([7; 32])), E::SignatureLength),
        (format!("{signed}.+/{signature}"), E::Shape),
        (format!("{header}..{signature}"), E::Object),
        (format!(".{payload}.{signature}"), E::Object),
        (format!("{payload}.{header}.{signature}"), E::Header),
        (format!("Bearer {good}"), E::Shape),
        (
            format!("{}.{payload}.{signature}", "A".repeat(TOKEN_MAX)),
            E::Shape,
        ),
        ("é.é.é".to_owned(), E::Shape),
    ] {
        assert_eq!(refusal(&token), expected, "{token:.80}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*") {
        let _ = outcome(&text, &keys(), moment(NOW_S));
        let _ = outcome(&token(&text, &text), &keys(), moment(NOW_S));
        let _ = outcome(&token(HEADER, &text), &keys(), moment(NOW_S));
    }
}
