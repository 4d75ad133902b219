//! People.

use shared::api::person::{Mark, PersonView, Titles};
use shared::api::problem::Code;
use shared::ids::PersonId;
use shared::person::{Caller, Role, Tier};
use shared::time::Millis;

use crate::community::sql::{Row, Sql, flag, integer, maybe_text, text, time};
use crate::failure::Failure;
use crate::token::{Claims, hash};

/// A person as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Their name; may be empty.
    pub name: String,
    /// How far they are known.
    pub tier: Tier,
    /// What they may do.
    pub role: Role,
    /// What they do for the brand.
    pub title: String,
    /// Their picture.
    pub face: Option<String>,
    /// Their confirmed address.
    pub email: Option<String>,
    /// The brand's own name for them.
    pub sso_subject: Option<String>,
    /// Raised when their sessions end.
    pub epoch: i64,
    /// How many things of theirs were published.
    pub published: u32,
    /// Where they were imported from.
    pub imported_from: Option<String>,
    /// When they first came.
    pub created_at: Millis,
}

const COLUMNS: &str =
    "id, name, tier, role, title, face, email, sso_subject, epoch, published, imported_from, created_at";

impl Person {
    fn read(row: &Row) -> Result<Self, Failure> {
        Ok(Self {
            id: PersonId::parse(&row.text(0)).map_err(|error| Failure::Internal(error.to_string()))?,
            name: row.text(1),
            tier: Tier::parse(&row.text(2)).unwrap_or(Tier::Guest),
            role: Role::parse(&row.text(3)).unwrap_or(Role::Member),
            title: row.text(4),
            face: row.maybe_text(5),
            email: row.maybe_text(6),
            sso_subject: row.maybe_text(7),
            epoch: row.integer(8),
            published: u32::try_from(row.integer(9)).unwrap_or_default(),
            imported_from: row.maybe_text(10),
            created_at: row.time(11),
        })
    }

    /// As who calls.
    pub fn caller(&self) -> Caller {
        Caller::Person {
            id: self.id.clone(),
            tier: self.tier,
            role: self.role,
        }
    }

    /// As everybody sees them; who shows them where they have a page says so.
    pub fn view(&self) -> PersonView {
        PersonView {
            id: Some(self.id.clone()),
            name: self.name.clone(),
            face: self.face.clone(),
            mark: self.role.is_staff().then(|| Mark {
                role: self.role,
                title: self.title.clone(),
                titles: Titles::default(),
            }),
            imported: self.imported_from.is_some(),
            has_page: false,
        }
    }
}

/// The caller of a checked session, with the role they have now.
///
/// # Errors
/// When the person is gone, their sessions were ended, or this one was.
pub fn caller(sql: &Sql, claims: &Claims) -> Result<Caller, Failure> {
    let ended = || Failure::refused(Code::BadToken, "The session was ended; sign in again.");
    let row = sql.row(
        "SELECT tier, role, epoch FROM people WHERE id = ? AND merged_into IS NULL
         AND NOT EXISTS (SELECT 1 FROM codes WHERE hash = ? AND purpose = 'ended')",
        vec![text(claims.person.as_str()), text(hash(&claims.session))],
    )?;
    let row = row
        .filter(|row| row.integer(2) == claims.epoch)
        .ok_or_else(ended)?;
    Ok(Caller::Person {
        id: claims.person.clone(),
        tier: Tier::parse(&row.text(0)).unwrap_or(Tier::Guest),
        role: Role::parse(&row.text(1)).unwrap_or(Role::Member),
    })
}

/// A person by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &PersonId) -> Result<Option<Person>, Failure> {
    find(sql, "id = ?", id.as_str())
}

/// A person by confirmed address.
///
/// # Errors
/// When SQLite fails.
pub fn by_email(sql: &Sql, email: &str) -> Result<Option<Person>, Failure> {
    find(sql, "email = ?", email)
}

/// A person by the brand's own name for them.
///
/// # Errors
/// When SQLite fails.
pub fn by_sso_subject(sql: &Sql, subject: &str) -> Result<Option<Person>, Failure> {
    find(sql, "sso_subject = ?", subject)
}

/// A person by where they were imported from.
///
/// # Errors
/// When SQLite fails.
pub fn by_import(sql: &Sql, source: &str) -> Result<Option<Person>, Failure> {
    find(sql, "imported_from = ?", source)
}

/// Keeps a new person.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, person: &Person) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO people (id, name, skeleton, tier, role, title, face, email, sso_subject, imported_from, created_at, seen_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(person.id.as_str()),
            text(&person.name),
            text(shared::name::skeleton(&person.name)),
            text(person.tier.as_str()),
            text(person.role.as_str()),
            text(&person.title),
            maybe_text(person.face.as_ref()),
            maybe_text(person.email.as_ref()),
            maybe_text(person.sso_subject.as_ref()),
            maybe_text(person.imported_from.as_ref()),
            time(person.created_at),
            time(person.created_at),
        ],
    )
}

/// Says that a person signed in; those who were only invited are here from now on.
///
/// # Errors
/// When SQLite fails.
pub fn set_seen(sql: &Sql, id: &PersonId, now: Millis) -> Result<(), Failure> {
    sql.run(
        "UPDATE people SET seen_at = ? WHERE id = ?",
        vec![time(now), text(id.as_str())],
    )
}

/// Says that a person was invited and has not been here yet.
///
/// # Errors
/// When SQLite fails.
pub fn set_unseen(sql: &Sql, id: &PersonId) -> Result<(), Failure> {
    sql.run(
        "UPDATE people SET seen_at = 0 WHERE id = ?",
        vec![text(id.as_str())],
    )
}

/// Keeps what the brand says of a person it signed in: where notices may go, and a picture. What it leaves out stays.
///
/// # Errors
/// When SQLite fails.
pub fn set_brand_profile(
    sql: &Sql,
    id: &PersonId,
    email: Option<&str>,
    face: Option<&str>,
) -> Result<(), Failure> {
    sql.run(
        "UPDATE people SET sso_email = coalesce(?, sso_email), face = coalesce(?, face) WHERE id = ?",
        vec![maybe_text(email), maybe_text(face), text(id.as_str())],
    )
}

/// Gives a person a role, with the title and picture others see; `ends_sessions` makes all their tokens worthless.
///
/// # Errors
/// When SQLite fails.
pub fn set_role(sql: &Sql, person: &Person, ends_sessions: bool) -> Result<(), Failure> {
    sql.run(
        "UPDATE people SET role = ?, title = ?, face = ?, epoch = epoch + ? WHERE id = ?",
        vec![
            text(person.role.as_str()),
            text(&person.title),
            maybe_text(person.face.as_ref()),
            flag(ends_sessions),
            text(person.id.as_str()),
        ],
    )
}

/// How many owners there are.
///
/// # Errors
/// When SQLite fails.
pub fn owners(sql: &Sql) -> Result<u32, Failure> {
    let owners = sql.integer("SELECT count(*) FROM people WHERE role = 'owner'", vec![])?;
    Ok(u32::try_from(owners).unwrap_or(u32::MAX))
}

/// The brand's people with their rank, highest first, then by id.
///
/// # Errors
/// When SQLite fails.
pub fn staff(sql: &Sql) -> Result<Vec<(i64, Person)>, Failure> {
    let query = format!(
        "SELECT {COLUMNS}, CASE role WHEN 'owner' THEN 3 WHEN 'moderator' THEN 2 ELSE 1 END AS rank
         FROM people WHERE role <> 'member' ORDER BY rank DESC, id"
    );
    sql.rows(&query, vec![])?
        .iter()
        .map(|row| Ok((row.integer(12), Person::read(row)?)))
        .collect()
}

/// Everybody else, in the order they came, after an id. Authors of imported words are no members.
///
/// # Errors
/// When SQLite fails.
pub fn members(sql: &Sql, after: &str, limit: u32) -> Result<Vec<Person>, Failure> {
    let query = format!(
        "SELECT {COLUMNS} FROM people WHERE role = 'member' AND imported_from IS NULL AND merged_into IS NULL AND id > ? ORDER BY id LIMIT ?"
    );
    sql.rows(&query, vec![text(after), integer(limit)])?
        .iter()
        .map(Person::read)
        .collect()
}

/// Changes a person's name.
///
/// # Errors
/// When SQLite fails.
pub fn rename(sql: &Sql, id: &PersonId, name: &str) -> Result<(), Failure> {
    sql.run(
        "UPDATE people SET name = ?, skeleton = ? WHERE id = ?",
        vec![text(name), text(shared::name::skeleton(name)), text(id.as_str())],
    )
}

/// Named people who are not of the brand and whose name has one of these looks, or signs that may stand for letters.
///
/// # Errors
/// When SQLite fails.
pub fn like(sql: &Sql, [look, signs]: &[String; 2]) -> Result<Vec<(PersonId, String)>, Failure> {
    let rows = sql.rows(
        "SELECT id, name FROM people WHERE role = 'member' AND name <> '' AND (skeleton IN (?, ?) OR name GLOB '*[@$€|!¡＠＄｜！]*')",
        vec![text(look), text(signs)],
    )?;
    rows.iter()
        .map(|row| {
            let id = PersonId::parse(&row.text(0)).map_err(|error| Failure::Internal(error.to_string()))?;
            Ok((id, row.text(1)))
        })
        .collect()
}

/// Names nobody else may look like: those of the brand's people.
///
/// # Errors
/// When SQLite fails.
pub fn staff_names(sql: &Sql, except: &PersonId) -> Result<Vec<String>, Failure> {
    let rows = sql.rows(
        "SELECT name FROM people WHERE role <> 'member' AND id <> ?",
        vec![text(except.as_str())],
    )?;
    Ok(rows
        .iter()
        .map(|row| row.text(0))
        .filter(|name| !name.is_empty())
        .collect())
}

fn find(sql: &Sql, condition: &str, value: &str) -> Result<Option<Person>, Failure> {
    let query = format!("SELECT {COLUMNS} FROM people WHERE {condition} AND merged_into IS NULL LIMIT 1");
    sql.row(&query, vec![text(value)])?
        .map(|row| Person::read(&row))
        .transpose()
}
