"""The ifilm core for Python: news of a site with editions, readable offline.

    async with Client.open(Config(data_dir="/tmp/ifilm")) as client:
        choice = await client.choice(["prs-AF", "fa"])
        async for event in client.sync([choice.edition]):
            print(event)
        for item in (await client.list(choice.edition)).items:
            print(item.title)

Reads answer from disk alone; only `Client.sync` touches the network. What fails raises `IfilmError`.
"""

from ._client import Client, Finished
from .ifilm import (
    Article,
    ArticleBody,
    Block,
    BlockContent,
    Choice,
    Clock,
    Config,
    Direction,
    Edition,
    ErrorCode,
    IfilmError,
    Item,
    ItemKey,
    ItemPage,
    Kind,
    Limits,
    Mark,
    MatchTrace,
    Precision,
    Progress,
    PublishedSource,
    Related,
    Rule,
    Section,
    SkipReason,
    SourceOutcome,
    SourceReport,
    Span,
    Stage,
    SyncReport,
    Written,
    debug_panic,
    error_message,
    isolate_mixed,
)

__all__ = [
    "Article",
    "ArticleBody",
    "Block",
    "BlockContent",
    "Choice",
    "Client",
    "Clock",
    "Config",
    "Direction",
    "Edition",
    "ErrorCode",
    "Finished",
    "IfilmError",
    "Item",
    "ItemKey",
    "ItemPage",
    "Kind",
    "Limits",
    "Mark",
    "MatchTrace",
    "Precision",
    "Progress",
    "PublishedSource",
    "Related",
    "Rule",
    "Section",
    "SkipReason",
    "SourceOutcome",
    "SourceReport",
    "Span",
    "Stage",
    "SyncReport",
    "Written",
    "debug_panic",
    "error_message",
    "isolate_mixed",
]
