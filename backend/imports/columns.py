"""The columns of each kind of table: our headers, and what offices call them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ImportKind(StrEnum):
    REGIONS = "regions"
    UNITS = "units"
    PEOPLE = "people"
    ENTERPRISES = "enterprises"
    PAIRINGS = "pairings"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header in our template, what else offices call it, what it is for."""

    name: str
    header: str
    synonyms: tuple[str, ...] = ()
    needed: bool = False
    about: str = ""
    field: str = ""  # how refusals of the deed name it, where that differs from ``name``


_ACTIVE = Column("active", "在用", ("是否在用", "启用", "状态"), about="是或否；空着为是")
_FROM = Column(
    "from", "开始日期", ("起始日期", "开始时间", "起"), about="例如 2026-01-01", field="fromAt"
)
_UNTIL = Column(
    "until",
    "结束日期",
    ("截止日期", "结束时间", "止"),
    about="当天仍有效；空着为长期",
    field="untilAt",
)

COLUMNS: Mapping[ImportKind, tuple[Column, ...]] = {
    ImportKind.REGIONS: (
        Column(
            "code", "区划代码", ("代码", "code", "编码"), True, "区 6 位，街道 9 位，社区 12 位"
        ),
        Column("name", "名称", ("区域名称", "name", "街道名称"), True),
        Column("level", "级别", ("level", "层级"), about="区、街道、社区；空着按代码长度"),
        Column("parent", "上级代码", ("parent", "上级"), about="空着按代码开头"),
        _ACTIVE,
    ),
    ImportKind.UNITS: (
        Column("name", "单位名称", ("名称", "单位", "责任单位"), True, "按名称认同一个单位"),
        Column("kind", "类别", ("单位类别", "类型"), about="部门或街道；空着为部门"),
        Column("region", "区域", ("所属区域", "街道", "区划代码"), about="街道单位的名称或代码"),
        Column(
            "signs",
            "负责人签发",
            ("反馈先由负责人签发", "签发"),
            about="是或否；空着为否",
            field="signsFirst",
        ),
        _ACTIVE,
    ),
    ImportKind.PEOPLE: (
        Column("name", "姓名", ("名字", "干部姓名"), True),
        Column(
            "phone", "手机号", ("手机", "电话", "联系电话", "手机号码"), True, "按手机号认同一个人"
        ),
        Column("title", "职务", ("职位",)),
        Column(
            "unit", "单位", ("工作单位", "责任单位", "单位名称"), about="先导入单位", field="unitId"
        ),
        Column(
            "role", "角色", ("身份",), about="包联干部、特邀监督员、经办人、监督室等；空着只建账号"
        ),
        Column("region", "负责区域", ("范围", "区域", "街道"), about="名称或代码；空着为全区"),
        _FROM,
        _UNTIL,
        _ACTIVE,
    ),
    ImportKind.ENTERPRISES: (
        Column("name", "企业名称", ("名称", "市场主体名称", "单位名称"), True),
        Column(
            "uscc", "统一社会信用代码", ("信用代码", "社会信用代码", "税号"), about="摊位、项目可空"
        ),
        Column("region", "街道", ("区域", "所属街道", "区划代码"), True, "名称或代码"),
        Column("address", "地址", ("经营地址", "住所", "注册地址")),
        Column("lat", "纬度", ("lat",), about="WGS-84，度", field="latDeg"),
        Column("lng", "经度", ("lng", "lon"), about="WGS-84，度", field="lngDeg"),
        Column("contact", "联系人", ("负责人", "联系人姓名")),
        Column("contact_title", "联系人职务", ("职务",)),
        Column("contact_phone", "联系电话", ("电话", "手机", "联系人电话"), field="phone"),
        _ACTIVE,
    ),
    ImportKind.PAIRINGS: (
        Column("enterprise", "企业名称", ("企业", "市场主体名称"), field="enterpriseId"),
        Column(
            "uscc", "统一社会信用代码", ("信用代码", "社会信用代码"), about="有代码时以代码为准"
        ),
        Column("phone", "干部手机号", ("手机号", "手机", "联系电话"), True, field="personId"),
        Column("person", "干部姓名", ("姓名", "包联干部"), about="填了就与手机号核对"),
        Column("tier", "层级", ("包联层级", "级别"), True, "1、2、3 或层级名称"),
        _FROM,
        _UNTIL,
    ),
}


def header_of(kind: ImportKind, field: str) -> str:
    """The header of the column that a refusal's field speaks of; the first one when unknown."""
    for column in COLUMNS[kind]:
        if field in (column.name, column.field):
            return column.header
    return COLUMNS[kind][0].header


def folded(text: str) -> str:
    """A header without blanks, marks of need and what stands in brackets; one width and case."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\(.*?\)|[\s*:_]", "", plain)
