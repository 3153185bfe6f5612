"""The whole document."""

from desk_app.domain.index.method_record import MethodRecord
from desk_app.domain.sheet.block import Signatures
from desk_app.domain.sheet.method.arithmetic import arithmetic
from desk_app.domain.sheet.method.data import data
from desk_app.domain.sheet.method.log import closing
from desk_app.domain.sheet.method.opening import opening
from desk_app.domain.sheet.method.standing import standing
from desk_app.domain.sheet.sheet import Sheet, SheetKind

METHODOLOGY = SheetKind("methodology")
ROLES = ("prepared", "checked", "approved")


def methodology_sheet(record: MethodRecord) -> Sheet:
    """The methodology of an index, or the shorter one of a product's price, as a sheet that is never kept."""
    about = {"code": record.code, "of": "price" if record.group is None else "index"}
    blocks = (
        *opening(record),
        *data(record),
        *arithmetic(record),
        *standing(record),
        *closing(record),
        Signatures("signatures", ROLES, ()),
    )
    return Sheet(METHODOLOGY.key, "", about, blocks)
