"""A set as far from the shipped one as the rules allow: twelve principles, seven levels, written from the right.

Its phrases are made up for tests and say nothing.
"""

from dataclasses import replace

from principles.document import CantSay, Principle, Wording

LEVELS = ("أول", "ثان قريب", "ثالث", "رابع في الوسط", "خامس", "سادس أبعد قليلا", "سابع أخير")
SENTENCE = "هذه جملة للتجربة تقال هنا كما تقال جملة أخرى في مثل هذا الموضع من النص"


def far_wording(principles: int = 12, levels: int = 7, language: str = "ar") -> Wording:
    return Wording(
        title="مجموعة للتجربة",
        language=language,
        credit="نص للتجربة وحدها.",
        source="",
        question="اقرأ الجمل كلها. أي جملة أقرب إلى ما تراه؟",
        levels=LEVELS[:levels],
        cant_say=CantSay("لا أدري", "لا تحسب هذه الإجابة."),
        comment_prompt="لماذا هذه الجملة؟ لا تذكر اسما.",
        ground_rules=tuple(f"قاعدة رقم {n} للتجربة." for n in (1, 2, 3)),
        check_in=("كلمة واحدة؟",),
        check_out=("ما الخطوة؟",),
        privacy_short="تظهر المجموعة إذا كان فيها {k} أو أكثر. لا تظهر الأسماء.",
        principles=tuple(_principle(number, levels) for number in range(1, principles + 1)),
    )


def _principle(number: int, levels: int) -> Principle:
    return Principle(
        key=f"p{number}",
        title=f"المبدأ رقم {number} وعنوانه أطول قليلا",
        summary=f"{SENTENCE}.",
        meaning=f"{SENTENCE}. {SENTENCE}.",
        signs=(f"{SENTENCE}.",),
        prompts=("ماذا ترى هنا؟",),
        watch_outs=(f"{SENTENCE}.",),
        levels=tuple(f"{SENTENCE} {level}." for level in range(1, levels + 1)),
    )


def put(wording: Wording, language: str, mark: str) -> Wording:
    """The same in another language, as tests tell it apart: a mark before every text that a room shows."""
    return replace(
        wording,
        language=language,
        question=f"{mark} {wording.question}",
        levels=tuple(f"{mark} {level}" for level in wording.levels),
        cant_say=replace(wording.cant_say, label=f"{mark} {wording.cant_say.label}"),
        ground_rules=tuple(f"{mark} {rule}" for rule in wording.ground_rules),
        privacy_short=f"{mark} {wording.privacy_short}",
        principles=tuple(
            replace(
                one,
                title=f"{mark} {one.title}",
                summary=f"{mark} {one.summary}",
                levels=tuple(f"{mark} {level}" for level in one.levels),
            )
            for one in wording.principles
        ),
    )
