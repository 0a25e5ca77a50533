"""What kind of thing the type of a glossary's row says: one kind goes by many words, and every glossary has its own."""

from __future__ import annotations

from functools import lru_cache

PERSON, PLACE, ORGANISATION, GOVERNMENT = "person", "place", "organisation", "government"
COMPANY, MEDIA, EVENT, TITLE, WORK = "company", "media", "event", "title", "work"

# Of works a glossary says “title” as well, which may also be an office.
WORKS = frozenset({TITLE, WORK})
BODIES = frozenset({ORGANISATION, GOVERNMENT, COMPANY, MEDIA})

_CALLED = {
    PERSON: "person persons per people name human individual character 人名 人物 人",
    PLACE: "place places loc location city gpe geo toponym region 地名 地点",
    ORGANISATION: "organisation organisations organization organizations org institution body agency association ngo "
    "party school university club team 机构 组织 单位 团体",
    GOVERNMENT: "government gov govt authority ministry 政府 部门",
    COMPANY: "company companies firm corporation corp business enterprise 公司 企业",
    MEDIA: "media medium newspaper magazine broadcaster press 媒体",
    EVENT: "event events 活动 事件",
    WORK: "work works film movie book novel play drama series song album game artwork 作品 书名 片名",
}
_KIND = {word: kind for kind, words in _CALLED.items() for word in words.split()} | {"title of a work": WORK}


@lru_cache(maxsize=1 << 10)
def kind_of(said: str) -> str:
    """The kind of a type, in whatever letters it is written; a type that says no such kind stays, in lower case."""
    lowered = said.strip().lower()
    return _KIND.get(lowered, lowered)
