//! The schema, as ordered migrations: each runs once, in one transaction with its number, so that an object which
//! dies in between goes on where it was.
//!
//! Invariant: a migration that landed is never changed; the next one mends it. Views hold nothing and are made anew
//! whenever their text or a table changed.

use super::sql::{Sql, integer, text};
use crate::failure::Failure;
use crate::token::hash;

/// Migrations of these names, as `build.rs` hands them on.
macro_rules! migrations {
    ($($name:literal)*) => {
        const MIGRATIONS: &[&str] = &[$(include_str!(concat!(env!("OUT_DIR"), "/community/", $name))),*];
        #[cfg(test)]
        const SOURCES: &[&str] = &[$(include_str!(concat!("schema/", $name))),*];
    };
}
migrations! {
    "tables.sql"
    "2_notices.sql"
    "3_reserved_slugs.sql"
    "4_media.sql"
    "5_narrow_rows.sql"
    "6_search_titles.sql"
    "7_contests.sql"
    "8_entry_pictures.sql"
    "9_stories.sql"
    "10_features.sql"
    "11_recognition.sql"
    "12_owners.sql"
    "13_promises.sql"
    "14_levels.sql"
    "15_letters.sql"
    "16_runs.sql"
    "17_featured_entries.sql"
    "18_sums.sql"
    "19_variants.sql"
    "20_changed_pictures.sql"
    "21_sums_in_order.sql"
    "22_marks_by_language.sql"
    "23_proposed_names.sql"
    "24_refused_edits.sql"
    "25_closed_questions.sql"
    "26_contest_entries.sql"
    "27_thanks.sql"
    "28_rules.sql"
    "29_mended.sql"
    "30_objections.sql"
}
const VIEWS: &str = include_str!(concat!(env!("OUT_DIR"), "/community/views.sql"));
/// What was done already.
const DONE: &str = "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS schema_views (hash TEXT NOT NULL) STRICT;";

/// Whether the object has been made a community; a name nobody made one of has no tables.
///
/// # Errors
/// When SQLite fails.
pub fn exists(sql: &Sql) -> Result<bool, Failure> {
    Ok(sql.integer(
        "SELECT count(*) FROM sqlite_master WHERE name = 'settings'",
        vec![],
    )? > 0)
}

/// Does the next step towards the schema of this release, and tells whether there was one; to be called in a write,
/// each step in its own where there may be rows to change.
///
/// # Errors
/// When SQLite fails.
pub fn advance(sql: &Sql) -> Result<bool, Failure> {
    sql.run(DONE, vec![])?;
    let done = sql.integer("SELECT coalesce(max(number), 0) FROM schema_version", vec![])?;
    if let Some(migration) = usize::try_from(done).ok().and_then(|done| MIGRATIONS.get(done)) {
        sql.run(migration, vec![])?;
        sql.run(
            "INSERT INTO schema_version (number) VALUES (?)",
            vec![integer(done + 1)],
        )?;
        sql.run("DELETE FROM schema_views", vec![])?;
        return Ok(true);
    }
    let views = hash(VIEWS);
    if sql.text("SELECT hash FROM schema_views", vec![])?.as_ref() == Some(&views) {
        return Ok(false);
    }
    sql.run(VIEWS, vec![])?;
    sql.run("DELETE FROM schema_views", vec![])?;
    sql.run("INSERT INTO schema_views (hash) VALUES (?)", vec![text(views)])?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The SHA-256 of every migration that landed. A line is added with a migration, and none is ever changed:
    /// there are databases that ran it as it was.
    const LANDED: &[&str] = &[
        "w9P0-4yIB66sxZHITzq1Fzg2HaYiSxcOBPFRY0__97Y",
        "tk65YrBjm4cfqkGkDIy8YBHLqJ1BGHw8690EKPg4aC8",
        "9-AhG_UgvLHkxWvJPyNis3T48UisJjsF-FG6l6SmjQM",
        "aTY3Pyu_Q4upyzFkz4M154AVB6gxwTYwsft81AA2qGY",
        "FVJb6PVbRGODkieX0zfKSnTjfxeBM66FyghJl97F4PQ",
        "0pKilj_s5jcSjATgYZluUOy0vtqh_wQCBnhAoOMPFZs",
        "js4MfAghhhWGwuPdkFz1MzWkiLiUlgrEoJpIdOZR54M",
        "RPvabo2ILHmKOnClREJzZpve6CCihhMGRezYi941xB4",
        "iQLvB4UQBVwaGn3NnIh-see20q-OfgZ9ThHUQ_A2TIc",
        "JzOesx5_oit7cF2SIcNLeV08s_9LQfdugpwuDAc8kUY",
        "pBBUOeSzGFFrLATQU9WxM4VcXFVJpPlQb4fVa2zYrVI",
        "Zw3p9bBUXIiwFZJ9dm-dnMetC4utn0yd_oGTST8Pl88",
        "S2rWV2AVKeoK1Q5VN6c4fdu5uROnhoF9qw0jZ8gPLWM",
        "3VnMmsnF71UdzS9VV44fW2FAkaWo9enyOoPtGACRJZI",
        "Alpy1odp7c-RS0Gr90HijKVAVzkzDXdEb_5cFZ3IPpw",
        "1avgzASQhGEJjgQMPFgqROX8nVF1IDh3wotI4kOnk_0",
        "mKZXUawZpixk7UHQB_8AACuTzxu2bBG55TisCq6f69Q",
        "ANetRKVp4SqjpxPSubxqZKhA-fHPJASblO27iF1mmxU",
        "rvONpDLIdw7uNisql2AcrexKqhKxHPfvm_VepM57D30",
        "STkTAeAsQYD355mLZKM946SH27sb4nposFqWem0C3NQ",
        "VAhrYyyUsVuuRcMQ8U4agrAuYiFQ83rShZlQoOFETt4",
        "1fVBkU3VN9--plpX-Mn6Jx6FAqOwdYEiLfORV6EFEMA",
        "FjqyPKjHGuaXWnn1bEqxW9wwperX1yfV4A5iNw5j7Zw",
        "flcuy_2ebnVA4gJEmcZ-3ZOcYmrrMPwpuSvlcnLd1Lk",
        "eV5R0dE3h7GbgFOjWBzu27TRZ_F777Ut2KFDu_pnwfg",
        "cJoR3GrsLMFpW5n_xJ_aLByHmLhngQh_u3pGYo7xaRQ",
        "pmJSd1IEX4kE70fgaCbA0aOf5h_a7_DGyb7URYGGQNc",
        "K8uA_DJQCMYiY2EiARpaWZmDMmINjhOBeqzhQAGdEkI",
        "KStiRn3XVo45xivG-MNhiob9MENQOUg2UcIMgFVyyvY",
        "K4eTREs0medsyGFKc0KE0QmK6mrA0iwcJJ2fl8fDQsE",
    ];

    #[test]
    fn a_migration_that_landed_is_never_changed() {
        let sources: Vec<String> = SOURCES.iter().map(|source| hash(source)).collect();
        assert_eq!(sources, LANDED);
        let statements = MIGRATIONS.concat();
        assert!(statements.contains("CREATE TABLE") && !statements.contains("--"));
    }
}
