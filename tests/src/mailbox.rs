//! What a server with `--mailbox` would have sent.

use shared::api::problem::Code;

use crate::client::Client;

/// The page of a community's mail, newest first, as text between tags.
pub fn text(client: &Client, community: &str) -> String {
    let page = client.page(format!("/mailbox?community={community}"));
    assert_ne!(page.status, Code::NotFound.status(), "the server shows no mail");
    page.text().replace("&amp;", "&").replace("&#x2F;", "/")
}

/// The codes of all sign-in links, newest first.
pub fn codes(client: &Client, community: &str) -> Vec<String> {
    let text = text(client, community);
    let codes = text.split("href=\"").skip(1).filter_map(|rest| {
        let address = rest.split('"').next()?;
        let code = address.split("code=").nth(1)?;
        Some(code.split('&').next().unwrap_or_default().to_owned())
    });
    codes.collect()
}
