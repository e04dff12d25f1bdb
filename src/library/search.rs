//! Finding a template by a few letters: accents, case and a typo are forgiven.

use super::Entry;

/// A text as it is compared: in lower case and without accents. `decomposed` is the text in Unicode's form NFD, in which accents
/// are characters of their own.
pub fn fold(decomposed: &str) -> String {
    // The combining diacritical marks.
    let is_accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    decomposed
        .chars()
        .filter(|c| !is_accent(c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of templates, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Index(Vec<Words>);

/// The words of one template.
#[derive(Clone, Debug)]
struct Words {
    name: Vec<String>,
    keywords: Vec<String>,
    example: Vec<String>,
}

impl Index {
    /// Of templates in their order. `fold` makes texts comparable, as [`fold`] does.
    pub fn new<'a>(
        entries: impl IntoIterator<Item = &'a Entry>,
        fold: impl Fn(&str) -> String,
    ) -> Self {
        let words = |texts: &[String]| -> Vec<String> {
            texts.iter().flat_map(|text| words(&fold(text))).collect()
        };
        let words_of = |entry: &Entry| Words {
            name: words(std::slice::from_ref(&entry.name)),
            keywords: words(&entry.keywords),
            example: words(&entry.example),
        };
        Self(entries.into_iter().map(words_of).collect())
    }

    /// The templates that have all words of `query`, which is folded: by their places, the best first.
    pub fn find(&self, query: &str) -> Vec<usize> {
        let query = words(query);
        let mut found: Vec<(u32, usize)> = (self.0.iter().enumerate())
            .filter_map(|(index, template)| Some((template.cost(&query)?, index)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, index)| index).collect()
    }
}

impl Words {
    /// How far the template is from what is looked for; less is nearer. None where it lacks a word.
    fn cost(&self, query: &[String]) -> Option<u32> {
        let of_word = |word: &String| {
            let fields = [(&self.name, 0), (&self.keywords, 1), (&self.example, 2)];
            let costs = fields.into_iter().flat_map(|(words, field)| {
                let distances = words.iter().filter_map(|other| distance(word, other));
                distances.map(move |distance| 3 * distance + field)
            });
            costs.min()
        };
        query.iter().map(of_word).sum()
    }
}

/// The words of a folded text: what letters and digits there are between anything else.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How far a word that was typed is from one that is there: 0 the same, 1 its beginning, 2 a part of it, 3 and 4 its
/// beginning but for one typo or two. None where it is another.
fn distance(typed: &str, word: &str) -> Option<u32> {
    if word == typed {
        return Some(0);
    }
    if word.starts_with(typed) {
        return Some(1);
    }
    let length = typed.chars().count();
    if length >= 3 && word.contains(typed) {
        return Some(2);
    }
    // In a short word every typo makes another word.
    let allowed = match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let typos = typos_to_a_beginning(typed, word);
    (typos <= allowed).then_some(2 + typos as u32)
}

/// The fewest letters to be added, left out, changed or swapped with their neighbours that make `typed` a beginning of `word`.
fn typos_to_a_beginning(typed: &str, word: &str) -> usize {
    let word: Vec<char> = word.chars().collect();
    let typed: Vec<char> = typed.chars().collect();
    // Rows of the table of distances between beginnings: the last two and the one that is being filled.
    let mut before_last = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (i, letter) in typed.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in word.iter().enumerate() {
            let change = last[j] + usize::from(letter != other);
            let mut fewest = change.min(last[j + 1] + 1).min(row[j] + 1);
            let is_swap = i > 0 && j > 0 && typed[i - 1] == *other && *letter == word[j - 1];
            if is_swap {
                fewest = fewest.min(before_last[j - 1] + 1);
            }
            row.push(fewest);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.into_iter().min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::library::Origin;

    fn entry(name: &str, keywords: &[&str], example: &[&str]) -> Entry {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Entry {
            id: name.to_lowercase(),
            name: name.to_owned(),
            keywords: owned(keywords),
            example: owned(example),
            alt: String::new(),
            thumbnail: String::new(),
            from: Origin::MemeForge,
        }
    }

    fn find(query: &str) -> Vec<&'static str> {
        let names = ["Two choices", "Distracted", "Grumpy cat", "Whisper"];
        let entries = [
            entry(
                names[0],
                &["decide", "buttons", "he\u{301}siter"],
                &["Fix it", "Ship it"],
            ),
            entry(
                names[1],
                &["jealous", "girlfriend"],
                &["New framework", "Me"],
            ),
            entry(names[2], &["animal", "photo"], &["No"]),
            entry(names[3], &["secret", "ear"], &["The cat knows"]),
        ];
        let found = Index::new(&entries, fold).find(&fold(query));
        found.into_iter().map(|index| names[index]).collect()
    }

    #[test]
    fn names_keywords_and_examples_are_searched_the_best_first() {
        assert_eq!(find("cat"), ["Grumpy cat", "Whisper"]);
        assert_eq!(find("butt"), ["Two choices"]);
        assert_eq!(find("ship"), ["Two choices"]);
        assert_eq!(find("cat photo"), ["Grumpy cat"]);
        assert_eq!(find("cat buttons"), [""; 0]);
    }

    #[test]
    fn accents_case_and_typos_are_forgiven() {
        assert_eq!(find("HESITER"), ["Two choices"]);
        assert_eq!(find("he\u{301}siter"), ["Two choices"]);
        assert_eq!(find("whisepr"), ["Whisper"]);
        assert_eq!(find("wisper"), ["Whisper"]);
        assert_eq!(find("distarcted"), ["Distracted"]);
        assert_eq!(find("girlfreind"), ["Distracted"]);
        assert_eq!(find("xat"), [""; 0]);
    }

    #[test]
    fn nothing_typed_finds_everything_in_its_order() {
        assert_eq!(find(" ").len(), 4);
        assert_eq!(find(" ")[0], "Two choices");
    }

    proptest! {
        #[test]
        fn any_query_is_answered(query in "\\PC{0,20}") {
            find(&query);
        }

        #[test]
        fn one_typo_is_one(word in "[a-z]{4,10}", at in 0_usize..4, letter in "[a-z]") {
            let mut typed: Vec<char> = word.chars().collect();
            typed[at] = letter.chars().next().unwrap_or('a');
            let typed: String = typed.into_iter().collect();
            prop_assert!(typos_to_a_beginning(&typed, &word) <= 1);
            prop_assert!(distance(&typed, &word).is_some());
        }
    }
}
