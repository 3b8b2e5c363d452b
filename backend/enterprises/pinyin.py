"""How a name is found by typing pinyin: full syllables and initials, made once when it is saved.

Characters with several readings (多音字) are read by phrase: 重庆 chong qing, 银行 yin hang.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial
from typing import Any

PINYIN_CHARS_MAX = 600
INITIALS_CHARS_MAX = 120
_WORD = re.compile(r"[0-9a-z]+")
_PLACE_END = re.compile(r"(?<=[省市区县镇乡村])(?=长)")  # 平顶山市|长兴机械: no mayor (市长) here

# Readings that trade names need and the dictionary lacks or reads otherwise.
_PHRASES = {
    "分行": "fen hang", "支行": "zhi hang", "总行": "zong hang", "商行": "shang hang",
    "车行": "che hang", "行业": "hang ye", "五金行": "wu jin hang", "洋行": "yang hang",
    "药行": "yao hang", "粮行": "liang hang", "茶行": "cha hang", "布行": "bu hang",
    "长安": "chang an", "长城": "chang cheng", "长江": "chang jiang", "长虹": "chang hong",
    "长兴": "chang xing", "长盛": "chang sheng", "长春": "chang chun", "长丰": "chang feng",
    "长青": "chang qing", "长葛": "chang ge", "长风": "chang feng", "长信": "chang xin",
    "成长": "cheng zhang", "校长": "xiao zhang", "重工": "zhong gong", "重型": "zhong xing",
    "重机": "zhong ji", "起重": "qi zhong", "重阳": "chong yang", "重庆": "chong qing",
    "乐器": "yue qi", "音乐": "yin yue", "琴行": "qin hang", "乐购": "le gou", "乐家": "le jia",
    "大厦": "da sha", "厦门": "xia men", "调味": "tiao wei", "空调": "kong tiao",
    "调料": "tiao liao", "便利": "bian li", "便民": "bian min", "便宜": "pian yi",
    "会计": "kuai ji", "燕郊": "yan jiao", "朝阳": "chao yang", "单氏": "shan shi",
    "叶县": "ye xian", "郏县": "jia xian", "卤味": "lu wei", "地产": "di chan",
    "藏品": "cang pin", "西藏": "xi zang", "仓储": "cang chu", "传媒": "chuan mei",
    "得利": "de li", "的士": "di shi", "转运": "zhuan yun", "都市": "du shi", "成都": "cheng du",
    "铺面": "pu mian", "商铺": "shang pu", "店铺": "dian pu", "蚌埠": "beng bu", "盛大": "sheng da",
    "盛世": "sheng shi", "茂盛": "mao sheng", "兴盛": "xing sheng", "量贩": "liang fan",
    "中药": "zhong yao", "切割": "qie ge", "石锅": "shi guo", "一石": "yi shi",
}  # fmt: skip


def spelled(name: str) -> tuple[str, str]:
    """Full pinyin (lower case, syllables apart) and initials of a name; letters and digits stay.

    >>> spelled("重庆银行A3支行")
    ('chong qing yin hang a3 zhi hang', 'cqyha3zh')
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    syllables = [syllable for part in _PLACE_END.split(folded) for syllable in _reader()(part)]
    initials = [s if _is_word(s, folded) else s[:1] for s in syllables]
    return " ".join(syllables)[:PINYIN_CHARS_MAX], "".join(initials)[:INITIALS_CHARS_MAX]


@cache
def _reader() -> Callable[[str], list[str]]:
    """Reads text as syllables without tones, by the dictionary and the phrases above."""
    from pypinyin import Style, lazy_pinyin, load_phrases_dict  # a large dictionary; few ask for it

    load_phrases_dict({word: [[s] for s in said.split()] for word, said in _PHRASES.items()})
    return partial(lazy_pinyin, style=Style.NORMAL, errors=_words)


def _words(run: str) -> Any:
    """pypinyin takes a list here as well as the text that its types know."""
    return _WORD.findall(run)


def _is_word(syllable: str, name: str) -> bool:
    """Whether this piece stood in the name as letters or digits and is no reading."""
    return syllable in _WORD.findall(name)
