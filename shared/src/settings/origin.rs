//! Origins that may embed a community.

/// The most characters of an origin: a host name has at most 253.
pub const ORIGIN_MAX: usize = 270;
/// Whether `origin` is one that may embed a community: `https://host[:port]` as browsers write it, or `http` on
/// this machine (`localhost`, names under it, `127.0.0.1`).
pub fn is_origin(origin: &str) -> bool {
    if origin.len() > ORIGIN_MAX {
        return false;
    }
    let Some((scheme, authority)) = origin.split_once("://") else {
        return false;
    };
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let local = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1";
    let default_port = if scheme == "https" { 443 } else { 80 };
    let port_valid = port.is_none_or(|port| {
        !port.starts_with(['0', '+']) && port.parse::<u16>().is_ok_and(|number| number != default_port)
    });
    (scheme == "https" || scheme == "http" && local) && is_host(host) && port_valid
}

fn is_host(host: &str) -> bool {
    host.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_as_browsers_write_them() {
        for origin in [
            "https://shop.example",
            "https://shop.example:8443",
            "http://localhost:3000",
            "http://shop.localhost:8080",
            "http://127.0.0.1:1",
            "https://xn--caf-dma.example",
        ] {
            assert!(is_origin(origin), "{origin}");
        }
        for origin in [
            "",
            "*",
            "null",
            "shop.example",
            "https://shop.example/",
            "https://shop.example/a",
            "https://Shop.example",
            "HTTPS://shop.example",
            "http://shop.example",
            "https://",
            "https://:8080",
            "https://a..b",
            "https://-a.example",
            "https://shop.example:",
            "https://shop.example:0",
            "https://shop.example:443",
            "https://shop.example:99999",
            "https://shop.example:+80",
            "https://*.example",
            "https://a@b.example",
            "https://café.example",
            "http://localhost.evil.example",
            "http://evil-localhost",
            "ftp://a.example",
            "https://a b",
        ] {
            assert!(!is_origin(origin), "{origin}");
        }
    }
}
