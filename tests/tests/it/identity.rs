//! Who is who: guest, the brand's sign-in, a link by e-mail, claiming, carrying over, names.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer;
use ed25519_dalek::SigningKey;
use fanfare_tests::assertions::text;
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use fanfare_tests::jwt;
use fanfare_tests::{mailbox, random};
use serde_json::{Value, json};
use shared::api::problem::Code;

fn sign_in(community: &Community, token: &str) -> Answer {
    community
        .visitor()
        .post("session", &json!({ "kind": "sso", "token": token }))
}

/// A good token with one claim changed, or taken out by `null`.
fn token_with(community: &Community, claim: &str, value: Value) -> String {
    let mut claims = jwt::claims(&community.slug, "robin", "Robin Sample");
    if value.is_null() {
        claims.as_object_mut().unwrap().remove(claim);
    } else {
        claims[claim] = value;
    }
    jwt::sign(&jwt::header(), &claims)
}

#[test]
fn a_guest_is_somebody_with_a_name_and_nothing_else() {
    let community = Community::new();
    let me = community.guest("Kim").get("me").ok(200).value();
    assert_eq!(
        (&me["name"], &me["tier"], &me["role"]),
        (&json!("Kim"), &json!("guest"), &json!("member"))
    );
    assert_eq!(me["waits"], true);
}

#[test]
fn whoever_the_brand_signed_in_is_the_same_person_each_time() {
    let community = Community::new();
    let sign = || {
        let token = jwt::sign(
            &jwt::header(),
            &jwt::claims(&community.slug, "robin", "Robin Sample"),
        );
        sign_in(&community, &token).ok(201).value()
    };
    let (first, second) = (sign(), sign());
    assert_eq!(first["me"]["id"], second["me"]["id"]);
    assert_eq!(
        (&first["me"]["tier"], &first["me"]["name"]),
        (&json!("sso"), &json!("Robin Sample"))
    );
    assert_ne!(first["token"], second["token"]);
}

#[test]
fn a_token_of_the_brand_works_once() {
    let community = Community::new();
    let token = jwt::sign(
        &jwt::header(),
        &jwt::claims(&community.slug, "robin", "Robin Sample"),
    );
    sign_in(&community, &token).ok(201);
    sign_in(&community, &token).refused(Code::BadSsoToken);
}

#[test]
fn every_bad_token_of_the_brand_is_refused() {
    let community = Community::new();
    let now = jwt::now();
    let claims = || jwt::claims(&community.slug, "robin", "Robin Sample");
    let changed = |claim: &str, value: Value| token_with(&community, claim, value);
    let mut tokens: Vec<(String, String)> = [
        ("aud", json!("another-community")),
        ("aud", Value::Null),
        ("aud", json!([])),
        ("sub", Value::Null),
        ("sub", json!("")),
        ("sub", json!(7)),
        ("jti", Value::Null),
        ("iat", Value::Null),
        ("exp", Value::Null),
        ("exp", json!("soon")),
        ("exp", json!(now + 601)),
        ("exp", json!(now - 3_600)),
        ("exp", json!(f64::MAX)),
        ("iat", json!(now + 3_600)),
        ("nbf", json!(now + 3_600)),
        ("name", json!(7)),
    ]
    .into_iter()
    .map(|(claim, value)| (format!("{claim} is {value}"), changed(claim, value)))
    .collect();
    for (what, header) in [
        ("alg none", json!({ "alg": "none", "kid": jwt::KID })),
        ("another alg", json!({ "alg": "HS512", "kid": jwt::KID })),
        (
            "the alg of another kind of key",
            json!({ "alg": "ES256", "kid": jwt::KID }),
        ),
        ("another kid", json!({ "alg": "HS256", "kid": "other" })),
        (
            "a key of its own",
            json!({ "alg": "HS256", "kid": jwt::KID, "jwk": jwt::key() }),
        ),
        (
            "a crit",
            json!({ "alg": "HS256", "kid": jwt::KID, "crit": ["exp"] }),
        ),
    ] {
        tokens.push((what.to_owned(), jwt::sign(&header, &claims())));
    }
    let good = jwt::sign(&jwt::header(), &claims());
    tokens.extend([
        (
            "another secret".to_owned(),
            jwt::sign_with(&[7; 32], &jwt::header(), &claims()),
        ),
        (
            "no signature".to_owned(),
            format!("{}.", jwt::signed_part(&jwt::header(), &claims())),
        ),
        (
            "two parts".to_owned(),
            jwt::signed_part(&jwt::header(), &claims()),
        ),
        ("nothing".to_owned(), String::new()),
        ("padding".to_owned(), format!("{good}=")),
        ("length".to_owned(), "a".repeat(5_000)),
    ]);
    for (what, token) in tokens {
        let refused = sign_in(&community, &token);
        assert!(
            matches!(refused.status, 401 | 422),
            "{what}: {} {}",
            refused.status,
            refused.text()
        );
        assert_ne!(refused.value()["code"], "internal", "{what}");
    }
    sign_in(&community, &good).ok(201);
}

#[test]
fn a_brand_signs_with_public_keys_too() {
    let ed25519 = SigningKey::from_bytes(&[5; 32]);
    let p256 = p256::ecdsa::SigningKey::from_slice(&[6; 32]).unwrap();
    let point = p256.verifying_key().to_sec1_point(false);
    let community = Community::with(json!({ "sso_keys": [
        { "kid": "e", "algorithm": "EdDSA", "key": URL_SAFE_NO_PAD.encode(ed25519.verifying_key().as_bytes()) },
        { "kid": "p", "algorithm": "ES256", "key": URL_SAFE_NO_PAD.encode(point.as_bytes()) },
    ] }));
    let part = |algorithm: &str, kid: &str| {
        let header = json!({ "alg": algorithm, "kid": kid });
        jwt::signed_part(&header, &jwt::claims(&community.slug, "robin", "Robin Sample"))
    };
    let with = |part: &str, signature: &[u8]| format!("{part}.{}", URL_SAFE_NO_PAD.encode(signature));
    let signed = part("EdDSA", "e");
    sign_in(
        &community,
        &with(&signed, &ed25519.sign(signed.as_bytes()).to_bytes()),
    )
    .ok(201);
    let signed = part("ES256", "p");
    let signature: p256::ecdsa::Signature = p256.sign(signed.as_bytes());
    sign_in(&community, &with(&signed, &signature.to_bytes())).ok(201);
    // The public key as a shared secret: the oldest trick.
    let confused = json!({ "alg": "HS256", "kid": "e" });
    let claims = jwt::claims(&community.slug, "robin", "Robin Sample");
    let token = jwt::sign_with(ed25519.verifying_key().as_bytes(), &confused, &claims);
    sign_in(&community, &token).refused(Code::BadSsoToken);
    let signed = part("EdDSA", "e");
    let other = SigningKey::from_bytes(&[9; 32]);
    sign_in(
        &community,
        &with(&signed, &other.sign(signed.as_bytes()).to_bytes()),
    )
    .refused(Code::BadSsoToken);
}

/// Asks for a link to this address.
fn ask_link(community: &Community, email: &str) -> Answer {
    community
        .visitor()
        .post("session/email", &json!({ "email": email }))
}

/// The newest code mailed in a community.
fn newest_code(community: &Community) -> String {
    let codes = mailbox::codes(&community.visitor().client, &community.slug);
    codes.into_iter().next().expect("a link was mailed")
}

fn redeem(community: &Community, code: &str) -> Answer {
    community
        .visitor()
        .post("session", &json!({ "kind": "email", "code": code }))
}

#[test]
fn a_link_by_mail_signs_in_once() {
    let community = Community::new();
    let asked = ask_link(&community, "robin@example.org").ok(202).value();
    let lifetime = asked["expires_at"].as_i64().unwrap() / 1_000 - i64::try_from(jwt::now()).unwrap();
    assert!(
        (890..=900).contains(&lifetime),
        "fifteen minutes, not {lifetime} s"
    );
    let code = newest_code(&community);
    let begun = redeem(&community, &code).ok(201).value();
    assert_eq!(
        (&begun["me"]["tier"], &begun["me"]["email"]),
        (&json!("email"), &json!("robin@example.org"))
    );
    redeem(&community, &code).refused(Code::BadCode);
}

#[test]
fn a_newer_link_ends_the_older() {
    let community = Community::new();
    ask_link(&community, "robin@example.org").ok(202);
    let older = newest_code(&community);
    ask_link(&community, "robin@example.org").ok(202);
    let newer = newest_code(&community);
    assert_ne!(older, newer);
    redeem(&community, &older).refused(Code::BadCode);
    redeem(&community, &newer).ok(201);
}

#[test]
fn asking_for_a_link_tells_nothing_about_an_address() {
    let community = Community::new();
    ask_link(&community, "robin@example.org").ok(202);
    redeem(&community, &newest_code(&community)).ok(201);
    let (known, unknown) = (
        ask_link(&community, "robin@example.org").ok(202).value(),
        ask_link(&community, "nobody@example.org").ok(202).value(),
    );
    let fields = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields(&known), fields(&unknown));
    for email in [
        "",
        "robin",
        "robin@",
        "@example.org",
        "robin@example.org\nbcc: all@example.org",
        "a b@example.org",
    ] {
        ask_link(&community, email).refused_field("/email");
    }
    let elsewhere = community.visitor().post(
        "session/email",
        &json!({ "email": "robin@example.org", "return_to": "//evil.example" }),
    );
    elsewhere.refused_field("/return_to");
}

#[test]
fn one_address_is_not_flooded_with_links() {
    let community = Community::new();
    for _ in 0..5 {
        ask_link(&community, "robin@example.org").ok(202);
    }
    ask_link(&community, "robin@example.org").refused(Code::RateLimited);
    ask_link(&community, "sam@example.org").ok(202);
}

#[test]
fn what_a_guest_did_is_claimed_once_and_two_votes_become_one() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let guest = community.guest("Kim");
    let member = community.member("Sam Sample");
    let asked = guest.ask();
    guest.vote(&question, 1).ok(200);
    member.vote(&question, 1).ok(200);
    let visitor = community.visitor();
    assert_eq!(visitor.question(&question)["score"], 2);
    let claim = json!({ "guest_token": guest.client.token() });
    let claimed = member.post("session/claim", &claim).ok(200).value();
    assert_eq!(claimed["contributions"], 1);
    assert_eq!(visitor.question(&question)["score"], 1, "one person, one vote");
    assert_eq!(member.question(&asked)["author"]["id"], json!(member.id));
    let again = member.post("session/claim", &claim).ok(200).value();
    assert_eq!((&again["contributions"], &again["votes"]), (&json!(0), &json!(0)));
    let thief = community.member("Lou Sample").post("session/claim", &claim);
    assert!((400..500).contains(&thief.status), "{}", thief.text());
    assert_eq!(guest.get("me").status, 401, "the guest is nobody any more");
}

#[test]
fn nobody_claims_a_member_or_a_guest_of_another_community() {
    let (community, elsewhere) = (Community::new(), Community::new());
    let member = community.member("Sam Sample");
    for token in [
        community.member("Robin Sample").client.token(),
        elsewhere.guest("Kim").client.token(),
        Some("v1.a.b"),
    ] {
        let refused = member.post("session/claim", &json!({ "guest_token": token }));
        refused.refused_field("/guest_token");
    }
}

#[test]
fn a_session_is_carried_over_once() {
    let community = Community::new();
    let member = community.member("Robin Sample");
    let path = member.path("session/transfer");
    let code = member.client.call("POST", path).send().ok(201).value();
    let begin = || {
        community
            .visitor()
            .post("session", &json!({ "kind": "transfer", "code": code["code"] }))
    };
    assert_eq!(begin().ok(201).value()["me"]["id"], json!(member.id));
    begin().refused(Code::BadCode);
}

#[test]
fn an_ended_session_is_ended_and_others_of_the_person_go_on() {
    let community = Community::new();
    let member = community.member("Robin Sample");
    let code = member
        .client
        .call("POST", member.path("session/transfer"))
        .send()
        .ok(201)
        .value();
    let other: Person = community.begin(&json!({ "kind": "transfer", "code": code["code"] }));
    member.delete("session").ok(204);
    member.get("me").refused(Code::BadToken);
    other.get("me").ok(200);
}

#[test]
fn the_first_owner_comes_in_by_a_link() {
    let community = Community::with(json!({ "owner_email": "owner@example.org" }));
    ask_link(&community, "owner@example.org").ok(202);
    let owner = community.begin(&json!({ "kind": "email", "code": newest_code(&community) }));
    assert_eq!(owner.get("me").ok(200).value()["role"], "owner");
    owner.get("settings").ok(200);
}

#[test]
fn whoever_is_invited_has_the_role_once_they_confirm_the_address() {
    let community = Community::new();
    let invitation = json!({ "email": "quinn@example.org", "name": "Quinn Sample", "role": "moderator" });
    let invited = community.operator().post("members", &invitation).ok(201).value();
    assert!(mailbox::text(&community.visitor().client, &community.slug).contains("quinn@example.org"));
    ask_link(&community, "quinn@example.org").ok(202);
    let quinn = community.begin(&json!({ "kind": "email", "code": newest_code(&community) }));
    assert_eq!(json!(quinn.id), invited["id"]);
    quinn.get("moderation/queue").ok(200);
}

#[test]
fn names_that_imitate_the_brand_or_its_people_are_refused() {
    let community = Community::new();
    let staff = community.staff("expert");
    let known = text(&staff.get("me").ok(200).value(), "name");
    let member = community.member("Sam Sample");
    let cyrillic = "H\u{0430}lden";
    for name in [
        "Halden",
        "HALDEN",
        "Halden Support",
        "Moderator",
        "official",
        cyrillic,
        "Halden\u{200b}",
        "\u{202e}nedlaH",
        known.as_str(),
        "",
        "   ",
    ] {
        let refused = member.patch("me", &json!({ "name": name }));
        assert_eq!(refused.status, 422, "{name:?}: {}", refused.text());
    }
    for name in ["Zoë Müller", "قارئة", "山田", "O'Neil-Smith 3"] {
        let given = member.patch("me", &json!({ "name": name }));
        assert_eq!(given.status, 200, "{name:?}: {}", given.text());
    }
}

#[test]
fn who_looks_like_somebody_of_the_brand_from_now_on_is_unnamed_and_asked_anew() {
    let community = Community::new();
    let name = |person: &Person| text(&person.get("me").ok(200).value(), "name");
    let role = |person: &Person, body: &Value| {
        community
            .operator()
            .put(&format!("members/{}", person.id), body)
            .ok(200)
    };
    let (double, sign) = (community.member("Quinn Sample"), community.member("Qu!nn S@mple"));
    let other = community.member("Quinn Sampler");
    let question = double.ask();
    // Somebody of this name is given a role.
    let expert = community.member("Quinn  Sample");
    assert_eq!(name(&expert), "Quinn Sample");
    role(&expert, &json!({ "role": "expert", "title": "Workshop" }));
    assert_eq!([name(&double), name(&sign)], ["", ""]);
    assert_eq!([name(&expert), name(&other)], ["Quinn Sample", "Quinn Sampler"]);
    assert_eq!(community.visitor().question(&question)["author"]["name"], "");
    double
        .patch("me", &json!({ "name": "Quinn Sample" }))
        .refused(Code::NameRefused);
    // What they write next may say who they are.
    let mut next = fixtures::question();
    next["name"] = json!("Quinn of the hills");
    double.post("questions", &next).ok(201);
    assert_eq!(name(&double), "Quinn of the hills");
    // Somebody of the brand takes another name, by themselves or by an owner.
    expert.patch("me", &json!({ "name": "Quinn Sampler" })).ok(200);
    assert_eq!([name(&expert), name(&other)], ["Quinn Sampler", ""]);
    role(
        &expert,
        &json!({ "role": "expert", "title": "Workshop", "name": "QUINN OF THE HILLS" }),
    );
    assert_eq!(name(&double), "");
    // The brand does.
    let third = community.member("Northbeam");
    let operator = community.operator();
    operator
        .patch("settings", &json!({ "accent": "#336699" }))
        .ok(200);
    assert_eq!(name(&third), "Northbeam");
    operator
        .patch("settings", &json!({ "name": "N0rthbeam" }))
        .ok(200);
    assert_eq!([name(&third), name(&expert)], ["", "QUINN OF THE HILLS"]);
}

#[test]
fn a_person_is_never_shown_with_an_address() {
    let community = Community::new();
    let email = format!("{}@example.org", random::word());
    let mut claims = jwt::claims(&community.slug, "robin", "Robin Sample");
    claims["email"] = json!(email);
    let token = jwt::sign(&jwt::header(), &claims);
    let person = community.begin(&json!({ "kind": "sso", "token": token }));
    let question = person.ask();
    person.answer(&question);
    let visitor = community.visitor();
    for path in [
        "questions".to_owned(),
        format!("questions/{question}"),
        format!("questions/{question}/answers"),
        "view".to_owned(),
        format!("fragment?view=question&question={question}"),
        "search?q=strainer".to_owned(),
    ] {
        assert!(!visitor.get(&path).text().contains(&email), "{path}");
    }
    assert!(
        !community
            .member("Sam Sample")
            .get(&format!("overlay?question={question}"))
            .text()
            .contains(&email)
    );
}

#[test]
fn who_was_invited_reads_along_only_once_they_came() {
    let community = Community::new();
    let email = format!("{}@example.org", random::word());
    let name = format!("{} Sample", random::name());
    let invitation = json!({ "email": email, "name": name, "role": "expert" });
    community.operator().post("members", &invitation).ok(201);
    let visitor = community.visitor();
    let shown = || visitor.get("view").ok(200).text().contains(&name);
    assert!(!shown(), "nobody reads along who never came");
    visitor.post("session/email", &json!({ "email": email })).ok(202);
    let code = mailbox::codes(&visitor.client, &community.slug).remove(0);
    community.begin(&json!({ "kind": "email", "code": code }));
    assert!(shown(), "and then they do");
}
