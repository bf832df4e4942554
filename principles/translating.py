"""The draft of a translation, text by text: begun, written, found still right, and removed. Everything here writes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from accounts.models import User
from principles.document import Faulty, Values, wording_of
from principles.drafting import Refused, draft_of
from principles.merging import Clash
from principles.models import Draft, PrincipleSet
from principles.tags import is_same
from principles.texts import Pair, Progress, fitted, list_of, pairs_of, progress_in, sources_in


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody wrote for one text: what stood there as they began, and what the source said beside it."""

    base: str
    mine: str
    source: str


@dataclass(frozen=True, slots=True)
class Written:
    """The draft as it is now, and the texts that were not written: somebody else has changed or removed them."""

    draft: Draft
    clashes: tuple[Clash, ...] = ()


def begin_translation(principle_set: PrincipleSet, language: str, by: User | None) -> Draft:
    """The draft in that language: as it stands, or begun from the newest edition; `Refused` in the set's own one."""
    if is_same(language, principle_set.language):
        raise Refused(language)
    known = next((one for one in translations_of(principle_set) if is_same(one.language, language)), None)
    if known:
        return known
    draft = draft_of(principle_set, language)
    draft.changed_by = by
    draft.save(update_fields=["changed_by"])
    return draft


def translations_of(principle_set: PrincipleSet) -> list[Draft]:
    """The drafts in every language but the set's own."""
    drafts = principle_set.drafts.select_related("principle_set", "changed_by").order_by("language")
    return [draft for draft in drafts if not is_same(draft.language, principle_set.language)]


def source_of(draft: Draft) -> Values:
    """What a draft is to be translated from: the draft in the set's own language."""
    source: Values = draft_of(draft.principle_set).wording
    return source


def paired(draft: Draft, source: Values | None = None) -> tuple[Pair, ...]:
    """Each text of the source with its translation."""
    return pairs_of(source_of(draft) if source is None else source, draft.wording, draft.sources)


def stale_of(draft: Draft, source: Values | None = None) -> tuple[Pair, ...]:
    """The texts whose source has moved on since they were translated."""
    return tuple(pair for pair in paired(draft, source) if pair.is_stale)


def progress_of(draft: Draft, source: Values | None = None) -> Progress:
    return progress_in(paired(draft, source))


def is_ready(draft: Draft, source: Values) -> bool:
    """Whether the next edition of that source comes in this language: nothing is missing, stale or too long."""
    if not progress_of(draft, source).is_complete:
        return False
    try:
        wording_of(draft.wording)
    except Faulty:
        return False
    return True


@transaction.atomic
def save_translation(
    draft_pk: int, given: Mapping[str, Given], by: User | None, sure: bool = False
) -> Written:
    """Writes each text, by its path, that was changed; a text that nobody touched keeps what is said of it.

    Where somebody else has changed the same text meanwhile nothing is written of it, unless `sure`: then mine is.
    `Draft.DoesNotExist` if the translation was removed.
    """
    draft = Draft.objects.select_for_update().get(pk=draft_pk)
    source = source_of(draft)
    pairs = {pair.path: pair for pair in paired(draft, source)}
    clashes = []
    for path, one in given.items():
        if one.mine == one.base:
            continue
        pair = _meant(path, one.source, pairs)
        if pair is None:
            clashes.append(Clash(path, one.base, one.mine, ""))
        elif pair.text in (one.base, one.mine) or sure:
            pairs[pair.path] = replace(pair, text=one.mine, was=one.source if one.mine else "")
        else:
            clashes.append(Clash(path, one.base, one.mine, pair.text))
    return Written(_kept(draft, source, pairs, by), tuple(clashes))


@transaction.atomic
def still_right(draft_pk: int, path: str, source: str, by: User | None) -> Draft:
    """The translation of that text says what its source says now: `source`, as whoever looked at it saw it."""
    draft = Draft.objects.select_for_update().get(pk=draft_pk)
    now = source_of(draft)
    pairs = {pair.path: pair for pair in paired(draft, now)}
    pair = _meant(path, source, pairs)
    if pair and pair.text:
        pairs[pair.path] = replace(pair, was=source)
    return _kept(draft, now, pairs, by)


def remove_translation(draft: Draft) -> None:
    """No further edition is in that language. Those that are published keep theirs."""
    draft.delete()


def _meant(path: str, source: str, pairs: Mapping[str, Pair]) -> Pair | None:
    """The text that somebody saw at a path beside that source: an entry of a list may have moved since."""
    here = pairs.get(path)
    if here and here.source == source:
        return here
    beside = (pair for pair in pairs.values() if list_of(pair.path) == list_of(path) != "")
    return next((pair for pair in beside if pair.source == source), here)


def _kept(draft: Draft, source: Values, pairs: Mapping[str, Pair], by: User | None) -> Draft:
    wording = fitted(source, pairs.values(), draft.language)
    sources = sources_in(pairs.values())
    if (wording, sources) != (draft.wording, draft.sources):
        draft.wording, draft.sources, draft.changed_by = wording, sources, by
        draft.revision += 1
        draft.save()
    return draft
