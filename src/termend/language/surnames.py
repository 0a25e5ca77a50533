"""Chinese surnames: the hundred or so that most people bear, and those of two characters."""

from __future__ import annotations

_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞"
    "颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁"
    "习屈解卓仇查牟栾"
)
SINGLE = frozenset(_COMMON)
_OF_TWO = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 端木 南宫 宇文 长孙"
DOUBLE = frozenset(_OF_TWO.split())


def surname_length(name: str) -> int:
    """Characters of the surname that a Chinese name begins with: 2, 1, or 0 where it begins with none known."""
    if name[:2] in DOUBLE and len(name) > 2:
        return 2
    return 1 if name[:1] in SINGLE else 0
