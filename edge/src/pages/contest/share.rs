//! The link of a contest or an entry, to be copied, sent on or scanned. Without scripts it stands in a field alone.

use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use crate::pages::visit::Visit;

/// The link of the page at `rest`.
pub fn share(scene: &Scene, visit: &Visit<'_>, rest: &str) -> Html {
    let word = |word: Word| word.in_language(scene.language);
    let link = [&visit.base_url(), &scene.path(rest)]
        .map(String::as_str)
        .concat();
    html! {
        <details class="share" data-code={word(Word::ShareCode)}>
            <summary class="secondary">{ word(Word::Share) }</summary>
            <div class="field">
                <label for="link">{ word(Word::ShareLink) }</label>
                <input id="link" readonly=true dir="ltr" value={link} />
            </div>
            <div hidden=true><p class="acts">
                <button type="button" class="secondary">{ word(Word::ShareSend) }</button>
                <button type="button" class="secondary" data-done={word(Word::ShareCopied)}>{ word(Word::ShareCopy) }</button>
                <span role="status"></span>
            </p></div>
        </details>
    }
}
