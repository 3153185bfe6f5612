"""Files into rows. Every cell is still text; what it means is decided in `domain/trade`.

READERS are asked in order; the first that knows the file's first bytes reads it.
"""

from desk_app.files.csv_file import CSV
from desk_app.files.excel_file import EXCEL
from desk_app.files.html_table_file import HTML
from desk_app.files.parquet_file import PARQUET
from desk_app.files.points_file import POINTS
from desk_app.files.reader import Reader

READERS: tuple[Reader, ...] = (EXCEL, PARQUET, HTML, POINTS, CSV)
