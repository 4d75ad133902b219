//! Every page in one table: the router, the tests of who may do what, and `robots.txt` read it.
//! Invariant: a page that is not here does not exist, and every page that changes something is a `POST`.

use percent_encoding::percent_decode_str;
use shared::api::route::{Access, Method};

/// A page, or what its form does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRoute {
    /// Which.
    pub page: Page,
    /// `GET` for a page, `POST` for a form.
    pub method: Method,
    /// The path with parameters in braces.
    pub path: &'static str,
    /// Who may call it. `Public` pages are the same for everybody and cached; all others are not.
    pub access: Access,
}

macro_rules! pages {
    ($($page:ident: $method:ident $path:literal, $access:ident, $summary:literal;)*) => {
        /// A page, or what its form does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Page {
            $(#[doc = $summary] $page,)*
        }

        /// All pages.
        pub const PAGES: &[PageRoute] = &[$(PageRoute {
            page: Page::$page,
            method: Method::$method,
            path: $path,
            access: Access::$access,
        },)*];
    };
}

pages! {
    Home: Get "/", Public, "Names the deployment.";
    Docs: Get "/docs", Public, "The wire contract.";
    Problems: Get "/docs/problems", Public, "The codes of problems.";
    Robots: Get "/robots.txt", Public, "What crawlers may read.";
    Mailbox: Get "/mailbox", Operator, "The mail of a local run.";

    Community: Get "/{community}", Public, "The questions of a community.";
    Sitemap: Get "/{community}/sitemap.xml", Public, "The addresses of its questions.";
    Tag: Get "/{community}/tags/{tag}", Public, "The questions with a tag.";
    Subject: Get "/{community}/subjects/{subject}", Public, "The questions about a subject.";

    AskForm: Get "/{community}/ask", Personal, "Where one asks.";
    Ask: Post "/{community}/ask", Session, "Asks a question.";
    AnswerForm: Get "/{community}/questions/{question}/answer", Personal, "Where one answers.";
    Answer: Post "/{community}/questions/{question}/answer", Session, "Answers a question.";
    MeTooForm: Get "/{community}/questions/{question}/me-too", Personal, "Where one says *me too*.";
    MeToo: Post "/{community}/questions/{question}/me-too", Session, "Says *me too*, or withdraws it.";
    CommentForm: Get "/{community}/answers/{answer}/comment", Personal, "Where one comments.";
    Comment: Post "/{community}/answers/{answer}/comment", Session, "Comments on an answer.";
    HelpedForm: Get "/{community}/answers/{answer}/helped", Personal, "Where one says *this helped me*.";
    Helped: Post "/{community}/answers/{answer}/helped", Session, "Says *this helped me*, or withdraws it.";
    SolvedForm: Get "/{community}/answers/{answer}/solved", Personal, "Where the asker says *this solved it*.";
    Solved: Post "/{community}/answers/{answer}/solved", Session, "Says *this solved it*, or withdraws it.";
    ReportForm: Get "/{community}/report/{target}", Personal, "Where one reports.";
    Report: Post "/{community}/report/{target}", Session, "Tells staff that something should not stand.";

    Question: Get "/{community}/questions/{question}", Public, "Leads to the address of a question.";
    QuestionWithSlug: Get "/{community}/questions/{question}/{slug}", Public, "A question with its answers.";

    SignInForm: Get "/{community}/sign-in", Personal, "Where one signs in.";
    SignIn: Post "/{community}/sign-in", Personal, "Sends a sign-in link, or takes its code.";
    SignOutForm: Get "/{community}/sign-out", Personal, "Where one signs out.";
    SignOut: Post "/{community}/sign-out", Personal, "Ends the session.";
    Me: Get "/{community}/me", Personal, "My name, and what of mine waits.";
    EditMe: Post "/{community}/me", Session, "Changes my name.";
    Moderation: Get "/{community}/moderation", Moderator, "What waits for a decision.";
    Decide: Post "/{community}/moderation/{target}", Staff, "Decides.";
}

/// What an address means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A page, with the decoded parameters of its path in order.
    Page(&'static PageRoute, Vec<String>),
    /// The address exists; these are its methods.
    OtherMethod(Vec<Method>),
    /// Nothing.
    Nothing,
}

/// Finds the page of a method and a path (without query). `HEAD` reads as `GET`.
pub fn find(method: &str, path: &str) -> Found {
    let method = if method == "HEAD" { "GET" } else { method };
    let mut others = Vec::new();
    for route in PAGES {
        let Some(parameters) = parameters(route.path, path) else { continue };
        if route.method.as_str() == method {
            return Found::Page(route, parameters);
        }
        if !others.contains(&route.method) {
            others.push(route.method);
        }
    }
    if others.is_empty() { Found::Nothing } else { Found::OtherMethod(others) }
}

fn parameters(pattern: &str, path: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut parts = path.split('/');
    for expected in pattern.split('/') {
        let part = parts.next()?;
        if expected.starts_with('{') {
            let decoded = percent_decode_str(part).decode_utf8().ok()?;
            if decoded.is_empty() || decoded.contains('\0') {
                return None;
            }
            found.push(decoded.into_owned());
        } else if expected != part {
            return None;
        }
    }
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(method: &str, path: &str) -> Option<(Page, Vec<String>)> {
        match find(method, path) {
            Found::Page(route, parameters) => Some((route.page, parameters)),
            Found::OtherMethod(_) | Found::Nothing => None,
        }
    }

    #[test]
    fn every_page_is_found_by_its_own_path() {
        for route in PAGES {
            let path = route.path.replace(['{', '}'], "");
            assert_eq!(page(route.method.as_str(), &path).map(|(page, _)| page), Some(route.page), "{path}");
        }
    }

    #[test]
    fn a_public_page_changes_nothing() {
        for route in PAGES {
            assert!(route.access != Access::Public || route.method == Method::Get, "{}", route.path);
        }
    }

    #[test]
    fn parameters_are_decoded_and_odd_ones_lead_nowhere() {
        assert_eq!(page("GET", "/acme/tags/caf%C3%A9+noir"), Some((Page::Tag, vec!["acme".to_owned(), "café+noir".to_owned()])));
        assert_eq!(
            page("HEAD", "/acme/subjects/https%3A%2F%2Fshop.example%2Fa"),
            Some((Page::Subject, vec!["acme".to_owned(), "https://shop.example/a".to_owned()]))
        );
        for path in ["/acme/tags/", "/acme/tags/%ff", "/acme/tags/a%00b", "//tags/x", "/acme/questions/q/slug/more", "/acme/"] {
            assert_eq!(page("GET", path), None, "{path}");
        }
    }

    #[test]
    fn a_wrong_method_names_the_right_ones() {
        assert_eq!(find("PUT", "/acme/ask"), Found::OtherMethod(vec![Method::Get, Method::Post]));
        assert_eq!(find("POST", "/acme"), Found::OtherMethod(vec![Method::Get]));
    }
}
