#!/usr/bin/env python3
"""Writes data.rs from an unpacked npm package `cldr-core`. Needs nothing but Python; opens no connection.

    npm pack cldr-core@48.2.0 && tar xf cldr-core-48.2.0.tgz
    python3 core/src/language/cldr/generate.py package > core/src/language/cldr/data.rs

The same package gives the same file, byte by byte.
"""

import json
import sys
from pathlib import Path

# A language that fewer people of a territory use, in percent, says little of what the others there read:
# Arabic, official in Israel until 2018 and still so in the data, has 20.
LEAST_PERCENT = 25
# A language that fewer speak, in percent, and that has no standing there, is not at home in a territory:
# 0.63 speak
# Sorani in Iran, 0.25 Malayalam in Qatar.
LEAST_AT_HOME = 0.5
# CLDR's one-way rows for dialects and close relatives end below this distance.
SECOND_LANGUAGE = 20
STATUSES = ["official", "de_facto_official", "official_regional"]

package = Path(sys.argv[1])


def supplemental(name):
    return json.loads((package / "supplemental" / f"{name}.json").read_text(encoding="utf-8"))["supplemental"]


MATCHING = supplemental("languageMatching")["languageMatching"]["written-new"]
CONTAINMENT = supplemental("territoryContainment")["territoryContainment"]
TERRITORIES = supplemental("territoryInfo")["territoryInfo"]
LIKELY = supplemental("likelySubtags")["likelySubtags"]
ALIASES = supplemental("aliases")["metadata"]["alias"]["languageAlias"]
ROWS = [
    (row["_desired"].split("-"), row["_supported"].split("-"), row["_distance"], row.get("_oneway", False))
    for row in MATCHING["languageMatch"]
]


def both_ways(rows):
    """Each row as it reads, and backwards where it is no one-way row; the first of equal ones counts."""
    table = {}
    for desired, supported, distance, oneway in rows:
        table.setdefault((*desired, *supported), distance)
        if not oneway:
            table.setdefault((*supported, *desired), distance)
    return sorted((*pair, distance) for pair, distance in table.items())


def rows_of(length):
    """The rows of so many subtags, without the one of stars alone."""
    return [row for row in ROWS if len(row[0]) == length and set(row[0]) != {"*"}]


def default(length):
    (distance,) = [row[2] for row in ROWS if len(row[0]) == length and set(row[0]) == {"*"}]
    return distance


def leaves(region):
    """The territories of a region, itself where it contains none."""
    parts = [part for key in (region, f"{region}-status-grouping") for part in contents(key)]
    return {leaf for part in parts for leaf in leaves(part)} if parts else {region}


def contents(key):
    return CONTAINMENT.get(key, {}).get("_contains", [])


# The sets that rules on regions name: the variables, and single regions.
VARIABLES = {
    name: {leaf for region in value["_value"].split("+") for leaf in leaves(region)}
    for name, value in MATCHING["matchVariables"].items()
}
SETS = sorted(VARIABLES)
REGION_ROWS = rows_of(3)
assert not any("-" in value["_value"] for value in MATCHING["matchVariables"].values()), "sets are sums alone"
for _desired, _supported, _, _ in REGION_ROWS:
    for _region in (_desired[2], _supported[2]):
        _name = _region.replace("!", "")
        if _name != "*" and _name not in SETS:
            assert not _name.startswith("$"), _name
            VARIABLES[_name] = {_name}
            SETS.append(_name)


def groups(region):
    """A bit for each combination of sets that the territories of a region are in."""
    combinations = {sum(1 << bit for bit, name in enumerate(SETS) if leaf in VARIABLES[name]) for leaf in leaves(region)}
    return sum(1 << combination for combination in combinations)


def members(name):
    """Which combinations of sets a rule on regions covers, a bit each."""
    everywhere = range(1 << len(SETS))
    if name == "*":
        return sum(1 << combination for combination in everywhere)
    bit = SETS.index(name.replace("!", ""))
    inside = sum(1 << combination for combination in everywhere if combination >> bit & 1)
    outside = sum(1 << combination for combination in everywhere if not combination >> bit & 1)
    return outside if "!" in name else inside


def region_rules():
    for desired, supported, distance, oneway in REGION_ROWS:
        assert desired[:2] == supported[:2] and not oneway, (desired, supported)
        yield desired[0], desired[1], members(desired[2]), members(supported[2]), distance


def region_groups():
    regions = {*CONTAINMENT, *(leaf for leaves_ in VARIABLES.values() for leaf in leaves_)}
    plain = [region for region in sorted(regions) if "-status-" not in region]
    return [(region, groups(region)) for region in plain if groups(region) != 1]


def paradigms():
    for tag in MATCHING["paradigmLocales"]["_locales"]:
        language, *region = tag.split("-")
        full = LIKELY[language].split("-")
        yield full[0], full[1], region[0] if region else full[2]


def legacy():
    """The tags that were registered whole, and are of no syntax that a parser knows."""
    for tag, alias in sorted(ALIASES.items()):
        first, *rest = tag.lower().split("-")
        is_whole = first == "i" or tag in ("en-GB-oed", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE", "zh-min", "zh-min-nan")
        if is_whole or (first == "no" and rest):
            yield tag.lower(), alias["_replacement"]


def officials():
    for territory, info in sorted(TERRITORIES.items()):
        found = info.get("languagePopulation", {}).items()
        known = [
            (STATUSES.index(facts["_officialStatus"]), -float(facts["_populationPercent"]), language.replace("_", "-"))
            for language, facts in found
            if "_officialStatus" in facts and float(facts["_populationPercent"]) >= LEAST_PERCENT
        ]
        if known:
            yield territory, [language for _, _, language in sorted(known)]


def latin_is_english():
    """The regions for which CLDR fills in `und-Latn` as English, whatever is likely there otherwise."""
    found = [tag.split("-") for tag, full in LIKELY.items() if tag.startswith("und-Latn-") and full.startswith("en-")]
    return " ".join(sorted(region for _, _, region in found))


def homes():
    """The territories where each language that has a one-way row for a second language is at home."""
    rows = {(desired, supported): distance for desired, supported, distance in both_ways(rows_of(1))}
    learners = {desired for (desired, supported), distance in rows.items()
                if distance >= SECOND_LANGUAGE and (supported, desired) not in rows}
    for language in sorted(learners):
        territories = sorted(territory for territory in TERRITORIES if is_at_home(language, territory))
        if territories:
            yield language, " ".join(territories)


def is_at_home(language, territory):
    found = TERRITORIES[territory].get("languagePopulation", {}).items()
    return any("_officialStatus" in facts or float(facts["_populationPercent"]) >= LEAST_AT_HOME
               for name, facts in found if name.split("_")[0] == language)


def quoted(value):
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "&[" + ", ".join(quoted(item) for item in value) + "]"
    return str(value) if value < 1 << 8 else f"{value:#x}"


def table(name, of, doc, rows):
    print(f"\n/// {doc}\npub(super) const {name}: &[{of}] = &[")
    line = "   "
    for row in rows:
        text = "(" + ", ".join(quoted(value) for value in row) + "),"
        if len(line) + len(text) > 108:
            print(line)
            line = "   "
        line += " " + text
    print(f"{line}\n];")


version = supplemental("languageMatching")["version"]["_cldrVersion"]
release = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
print(f"""//! Made from npm's `cldr-core` {release} (CLDR {version}); do not edit. generate.py says how to make it again.
//!
//! The data are Unicode's: Copyright © 2004-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0
//! (LICENSE beside this file).

/// The distance between two languages without a row.
pub(super) const LANGUAGE_DISTANCE: u16 = {default(1)};
/// The distance between two scripts without a row.
pub(super) const SCRIPT_DISTANCE: u16 = {default(2)};
/// The distance between two regions without a row.
pub(super) const REGION_DISTANCE: u16 = {default(3)};""")
print(f"""
/// One-way rows from this distance on are second languages: many who read the first read it too. Nearer rows are
/// close relatives.
pub(super) const SECOND_LANGUAGE: u16 = {SECOND_LANGUAGE};

/// The regions for which `und-Latn` is English: a row of their own says so.
pub(super) const LATIN_IS_ENGLISH: &str =
    "{latin_is_english()}";""")
table("LANGUAGES", "(&str, &str, u16)", "A language that is wished, one that is offered, how far apart they are. Sorted.",
      both_ways(rows_of(1)))
table("SCRIPTS", "(&str, &str, &str, &str, u16)", "The same for two languages with their scripts. Sorted.",
      both_ways(rows_of(2)))
table("REGIONS", "(&str, &str, u32, u32, u16)",
      "For a language in a script (or any): two groups of regions and their distance, either way. The first row counts.",
      region_rules())
table("GROUPS", "(&str, u32)", "The groups that a region is in, where it is not in the first alone. Sorted.",
      region_groups())
table("PARADIGMS", "(&str, &str, &str)", "The locales that stand for those around them.", paradigms())
table("LEGACY", "(&str, &str)", "Tags that were registered whole, in lower case, and what they mean. Sorted.", legacy())
table("OFFICIALS", "(&str, &[&str])",
      f"The official languages of a territory that at least {LEAST_PERCENT} % there use, the first first. Sorted.", officials())
table("HOMES", "(&str, &str)",
      f"Where a language is at home that has a row for a second one: at least {LEAST_AT_HOME} % speak it, or it has a standing. Sorted.",
      homes())
