//! What every page of a contest begins with: the community, the contest, who reads.

use shared::api::community::CommunityView;
use shared::api::contest::{ContestView, Entrant, Entrants, EntryView};
use shared::contest::leaf::join;
use shared::contest::order;
use shared::contest::rules::Eligibility;
use shared::ids::EntryId;
use shared::language::Language;
use shared::person::Tier;
use shared::time::Millis;
use widget::surface::Dates;
use yew::Html;

use crate::failure::Failure;
use crate::pages::document::Document;
use crate::pages::frame::{Frame, plain};
use crate::pages::visit::{Visit, query_of};
use crate::pages::{address, cookie, dates, enter, surface};
use crate::reply::Reply;
use crate::runtime::random;

/// The view of a contest, as an embed asks for it.
pub const VIEW: &str = "contest";

/// A contest, and what is around it.
pub struct Scene {
    /// Whose.
    pub community: CommunityView,
    /// The contest as this person sees it.
    pub contest: ContestView,
    /// Who sent in what is shown, of whoever has a page.
    pub entrants: Vec<Entrant>,
    /// The interface language.
    pub language: Language,
    /// Dates in the contest's own zone.
    pub dates: Dates,
    /// On a page of a brand's: the address of this deployment. Links open the community's own pages, and what can be
    /// done in place is marked for the embed.
    pub embedded: Option<String>,
    /// The order of a visitor whom nobody knows, once it was looked for.
    pub order: Option<u32>,
}

impl Scene {
    /// The contest that the path names.
    ///
    /// # Errors
    /// When there is none that opened.
    pub async fn read(visit: &mut Visit<'_>) -> Result<Self, Failure> {
        let community = visit.questions("", "").await?.community;
        visit.recognize().await?;
        let path = format!("contests/{}", address::encode(visit.parameter));
        let contest: ContestView = visit.read(&path, "").await?;
        let language = visit.language(&community.languages);
        Ok(Self {
            dates: dates::dates(language, &contest.rules.zone),
            community,
            contest,
            entrants: Vec::new(),
            language,
            embedded: None,
            order: None,
        })
    }

    /// Learns who sent in these, so that their names lead to them.
    ///
    /// # Errors
    /// When the community does not answer.
    pub async fn learn(
        &mut self,
        visit: &Visit<'_>,
        shown: impl Iterator<Item = &EntryView>,
    ) -> Result<(), Failure> {
        let shown: Vec<EntryId> = shown.map(|entry| entry.id.clone()).collect();
        if !shown.is_empty() {
            let query = query_of(&[("entries", &join(&shown))]);
            let entrants: Entrants = visit.read("entrants", &query).await?;
            self.entrants = entrants.data;
        }
        Ok(())
    }

    /// The page of who sent in an entry.
    pub fn entrant(&self, entry: &EntryId) -> Option<String> {
        let entrant = self.entrants.iter().find(|entrant| entrant.entry == *entry)?;
        let page = address::of(&self.community.slug, &format!("people/{}", entrant.person));
        let page = address::in_language(&page, self.language, &self.community.languages);
        Some(self.full(&page))
    }

    /// The path of one of its pages: `rest` is empty or begins with `/`.
    pub fn path(&self, rest: &str) -> String {
        let page = format!("contests/{}{rest}", self.contest.id);
        address::of(&self.community.slug, &page)
    }

    /// The same in this page's language.
    pub fn link(&self, rest: &str) -> String {
        self.full(&address::in_language(
            &self.path(rest),
            self.language,
            &self.community.languages,
        ))
    }

    /// An address of this deployment, as it is reached from where this is shown.
    pub fn full(&self, path: &str) -> String {
        [self.embedded.as_deref().unwrap_or_default(), path].concat()
    }

    /// What marks a link that an embed follows in place.
    pub fn in_place(&self) -> Option<&'static str> {
        self.embedded.as_ref().map(|_| VIEW)
    }

    /// Finds the order of a visitor whom nobody knows, or gives them one, which the pages of this contest alone are told.
    ///
    /// # Errors
    /// When the runtime has no randomness.
    pub fn find_order(&mut self, visit: &mut Visit<'_>) -> Result<(), Failure> {
        if visit.session.is_some() {
            return Ok(());
        }
        self.order = cookie::order(&visit.incoming.header("cookie"));
        if self.order.is_none() {
            let (order, set) = cookie::new_order(visit.secure(), &self.path(""), visit.now, random()?);
            self.order = Some(order);
            visit.cookies.push(set);
        }
        Ok(())
    }

    /// Whether the order is that of who reads, or that of the day, which is the same for everybody.
    pub fn has_own_order(&self, visit: &Visit<'_>) -> bool {
        visit.session.is_some() || self.order.is_some() || visit.incoming.query.get("seed").is_some()
    }

    /// Which order of entries this person reads in: the one the address goes on in, or else their own, or that of the day
    /// in an embed that knows of none.
    pub fn seed(&self, visit: &Visit<'_>) -> u32 {
        let going_on = visit
            .incoming
            .query
            .get("seed")
            .and_then(|seed| seed.parse().ok());
        if let Some(seed) = going_on.filter(|seed| *seed > 0).or(self.order) {
            return seed;
        }
        let reader = match &visit.session {
            Some(claims) => claims.person.to_string(),
            None => (visit.now.get() / Millis::DAY).to_string(),
        };
        let seed = order::seed(&format!("{} {reader}", self.contest.id));
        u32::try_from(seed & 0xffff_ffff).unwrap_or_default().max(1)
    }

    /// Whether who reads has to say, with their first vote, that they are among those who may vote.
    pub fn asks_voter(&self) -> bool {
        self.contest.mine.is_none() && self.contest.rules.voters.asks()
    }

    /// A page at `rest` as an answer.
    pub async fn reply(&self, visit: &Visit<'_>, rest: &str, document: Document, content: Html) -> Reply {
        let document = Document {
            title: format!("{} · {}", document.title, self.community.name),
            ..document
        };
        reply(visit, &self.community, &self.path(rest), document, content).await
    }
}

/// A page that anybody may read. With a session it is made for one person and never kept.
pub async fn reply(
    visit: &Visit<'_>,
    community: &CommunityView,
    path: &str,
    document: Document,
    content: Html,
) -> Reply {
    let language = visit.language(&community.languages);
    let session = visit.session.is_some();
    let frame = Frame {
        session,
        me: visit.me.clone(),
        ..Frame::public(community, path, "", surface::without_view(community, language))
    };
    let document = Document {
        base_url: visit.base_url(),
        canonical: path.to_owned(),
        ..document
    };
    let reply = frame.reply(200, document, plain(content)).await;
    if session || !visit.cookies.is_empty() {
        visit.reply(reply)
    } else if cookie::order(&visit.incoming.header("cookie")).is_some() {
        reply.header("cache-control", "private, max-age=1")
    } else {
        reply.header("cache-control", "public, max-age=1")
    }
}

/// Makes sure that somebody is known as far as the rules ask for; else leads to where one signs in, and back.
///
/// # Errors
/// When the object refuses a session.
pub async fn admit(visit: &mut Visit<'_>, who: &Eligibility) -> Result<Option<Reply>, Failure> {
    let known = match &visit.me {
        Some(me) => who.tiers.contains(&me.tier),
        None => who.tiers.contains(&Tier::Guest),
    };
    if !known {
        return Ok(Some(enter::sign_in(visit)));
    }
    if visit.session.is_none() {
        visit.begin_as_guest().await?;
    }
    Ok(None)
}
