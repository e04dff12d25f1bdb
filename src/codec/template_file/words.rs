//! What a reader of YAML or of JSON says of a file, in words for the person who wrote it.

use serde_saphyr::Error;
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::granit_parser::ErrorKind;
use serde_saphyr::localizer::ExternalMessageSource;

use super::clean;

/// The most of what a file says that is repeated, in characters.
const QUOTED: usize = 60;

/// What is wrong with YAML and where, as the end of a sentence.
pub fn of_yaml(error: &Error) -> String {
    let what = what(error.without_snippet());
    let place = error.location().filter(|location| location.line() > 0);
    match place {
        Some(place) => format!("line {}, column {}: {what}", place.line(), place.column()),
        None => what,
    }
}

fn what(error: &Error) -> String {
    let plain = match error {
        Error::AliasError { error, .. } => return what(error),
        Error::Budget { breach, .. } => over(breach),
        Error::ExternalMessage { source, .. } => match &**source {
            ExternalMessageSource::Parser(error) => return of_syntax(error.kind()).to_owned(),
            _ => NO_YAML,
        },
        Error::SerdeInvalidType {
            unexpected,
            expected,
            ..
        }
        | Error::SerdeInvalidValue {
            unexpected,
            expected,
            ..
        } => return instead(unexpected, expected),
        Error::InvalidScalar { ty: expected, .. } | Error::Unexpected { expected, .. } => {
            return format!("{} belongs here", thing(expected));
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            return format!("the key '{}' is there twice: remove one", quoted(key));
        }
        Error::DuplicateMappingKey { key: None, .. } => "a key is there twice: remove one",
        Error::MultipleDocuments { .. } => DOCUMENTS,
        Error::Eof { .. } => ENDS,
        Error::InvalidBooleanStrict { .. } => "true or false belongs here",
        Error::UnsupportedTag { .. }
        | Error::TaggedStructFieldName { .. }
        | Error::TaggedScalarCannotDeserializeIntoString { .. }
        | Error::TaggedEnumMismatch { .. }
        | Error::InvalidBinaryBase64 { .. }
        | Error::BinaryNotUtf8 { .. }
        | Error::UnsupportedIncludeForm { .. } => TAG,
        Error::UnknownAnchor { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::RecursiveReferencesRequireWeakTypes { .. } => ALIAS,
        Error::MergeValueNotMapOrSeqOfMaps { .. } | Error::MergeKeyNotAllowed { .. } => MERGE,
        Error::FoldedBlockScalarMustIndentContent { .. } | Error::IndentationError { .. } => INDENT,
        Error::NullIntoString { .. } => "a text belongs here",
        Error::NonFiniteFloat { .. } => "a number belongs here",
        Error::ContainerEndMismatch { .. }
        | Error::UnexpectedSequenceEnd { .. }
        | Error::UnexpectedMappingEnd { .. } => BRACKET,
        _ => NO_YAML,
    };
    plain.to_owned()
}

const ALIAS: &str = "names for values (& and *) are not read in templates: write the value out, and put a text that begins so in quotes";
const BRACKET: &str = "a bracket or a comma is missing, or there is one too many";
const CHARACTER: &str =
    "a text that begins with this character, or has it in it, needs quotes around it";
const DOCUMENTS: &str = "there is a second document: a template is a single one, so remove the line of --- and what is below it";
const ENDS: &str = "the file ends before a bracket or a quote is closed";
const ESCAPE: &str = "a \\ in double quotes is followed by something that it cannot be: write \\\\, or use single quotes";
const INDENT: &str = "the indentation is not that of the lines around it: use the same number of spaces for all items of a list or keys of a mapping";
const KEY: &str = "a key with its colon and a space belongs here: look at the indentation, and put a text that has ': ' in it in quotes";
const MERGE: &str = "merge keys (<<) are not read in templates: write the values out";
const NO_YAML: &str =
    "this is not what a config.yml says at this place: compare it with another template's";
const QUOTE: &str = "after the quote that closes a text, nothing may follow on its line";
const TAB: &str = "there is a tab where only spaces may be: replace it by spaces";
const TAG: &str =
    "tags and directives (! and %) are not read in templates: remove it, or put the text in quotes";

fn over(breach: &BudgetBreach) -> &'static str {
    match breach {
        BudgetBreach::Aliases { .. }
        | BudgetBreach::Anchors { .. }
        | BudgetBreach::AliasAnchorRatio { .. }
        | BudgetBreach::RecordedAnchorEvents { .. }
        | BudgetBreach::RecordedAnchorBytes { .. } => ALIAS,
        BudgetBreach::Depth { .. } => {
            "lists and mappings lie in each other more than 16 deep: a template needs 6"
        }
        BudgetBreach::Documents { .. } => DOCUMENTS,
        BudgetBreach::MergeKeys { .. } => MERGE,
        BudgetBreach::SequenceUnbalanced => BRACKET,
        _ => "there is more in the file than a template has: remove what is no part of it",
    }
}

fn of_syntax(kind: &ErrorKind) -> &'static str {
    use ErrorKind as Kind;
    match kind {
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::UnexpectedEofBlockSequence
        | Kind::UnexpectedEofBlockMapping
        | Kind::UnexpectedEof
        | Kind::UnclosedFlowCollection { .. }
        | Kind::UnclosedQuotedScalar => ENDS,
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar => TAB,
        Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. }
        | Kind::BlockEntryInFlowCollection
        | Kind::FlowMappingValueAdjacentCollection => BRACKET,
        Kind::InvalidIndentation
        | Kind::ExpectedBlockSequenceEntry
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent
        | Kind::ZeroBlockScalarIndent
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockEntryWhitespace => INDENT,
        Kind::ExpectedBlockMappingKey
        | Kind::SimpleKeyExpected
        | Kind::InvalidSimpleKey
        | Kind::MappingKeyNotAllowed
        | Kind::InvalidMappingValueWhitespace
        | Kind::InvalidColonPlacement
        | Kind::MappingValueNotAllowed => KEY,
        Kind::UnknownAnchor | Kind::AnchorCountOverflow | Kind::MissingAnchorOrAliasName => ALIAS,
        Kind::MultipleDocumentsUnsupported
        | Kind::ExpectedDocumentStart
        | Kind::InvalidDocumentEnd
        | Kind::DocumentIndicatorInQuotedScalar => DOCUMENTS,
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => QUOTE,
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => ESCAPE,
        Kind::RecursionLimitExceeded => over(&BudgetBreach::Depth { depth: 0 }),
        Kind::CommentInterceptedScalar | Kind::CommentNotSeparated => {
            "a comment (#) needs a space before it, and may not lie within a text of several lines"
        }
        Kind::UnexpectedCharacter { .. }
        | Kind::PlainScalarStartsWithDashFlowIndicator
        | Kind::ExpectedNodeContent
        | Kind::UnexpectedEndOfPlainScalar
        | Kind::BomInsideDocument
        | Kind::ExpectedWhitespace
        | Kind::InvalidBlockScalarHeader => CHARACTER,
        Kind::UndeclaredTagHandle
        | Kind::ExpectedTagBang
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape
        | Kind::InvalidGlobalTagCharacter
        | Kind::DirectiveDisallowed
        | Kind::MissingDirectiveName
        | Kind::InvalidDirectiveName
        | Kind::InvalidDirectiveTerminator
        | Kind::MissingYamlVersion
        | Kind::UnsupportedYamlMajorVersion
        | Kind::MissingDocumentEndBeforeDirective => TAG,
        _ => NO_YAML,
    }
}

/// What is wrong with a value that was read from a file and is JSON by now, as the end of a sentence.
pub fn of_json(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let pair = said
        .strip_prefix("invalid type: ")
        .or_else(|| said.strip_prefix("invalid value: "))
        .and_then(|rest| rest.rsplit_once(", expected "));
    if let Some((unexpected, expected)) = pair {
        return instead(unexpected, expected);
    }
    let in_ticks: Vec<_> = said.split('`').skip(1).step_by(2).map(quoted).collect();
    match &in_ticks[..] {
        [name] if said.starts_with("missing field") => format!("'{name}' is missing"),
        [name] if said.starts_with("duplicate field") => format!("'{name}' is there twice"),
        [name, known @ ..] if said.starts_with("unknown") && !known.is_empty() => {
            format!("there is no '{name}': try {}", known.join(", "))
        }
        _ => "it says something that it cannot be".to_owned(),
    }
}

fn instead(unexpected: &str, expected: &str) -> String {
    format!(
        "here is {}, where {} belongs",
        given(unexpected),
        thing(expected)
    )
}

/// What is there, of the words that serde has for it.
fn given(unexpected: &str) -> String {
    let word = |name: &str| unexpected == name || unexpected.starts_with(&format!("{name} "));
    if let Some(text) = unexpected.strip_prefix("string \"") {
        return format!("the text '{}'", quoted(text.trim_end_matches('"')));
    }
    if let Some(value) = unexpected.split('`').nth(1) {
        return quoted(value);
    }
    if word("sequence") {
        "a list".to_owned()
    } else if word("map") {
        "a mapping".to_owned()
    } else if word("null") || word("unit value") || word("Option value") {
        "nothing".to_owned()
    } else {
        "something else".to_owned()
    }
}

/// What belongs there, of the words that serde and saphyr have for it.
fn thing(expected: &str) -> &'static str {
    let has = |parts: &[&str]| parts.iter().any(|part| expected.contains(part));
    let is_number = [
        "f32", "f64", "u8", "u16", "u32", "u64", "usize", "i32", "i64",
    ]
    .contains(&expected);
    if is_number || has(&["number", "integer", "float"]) {
        "a number"
    } else if has(&["bool"]) {
        "true or false"
    } else if has(&["sequence", "array", "tuple"]) {
        "a list"
    } else if has(&["struct", "map"]) {
        "a mapping (keys with values)"
    } else if has(&["string", "str", "scalar", "char"]) {
        "a text"
    } else {
        "something else"
    }
}

/// What a file says, short and in one line.
fn quoted(text: &str) -> String {
    clean::name(text).chars().take(QUOTED).collect()
}
