"""From trades to index numbers. Statistics are float here and reach money only through `published`.

Lines of trades (`lines`) -> which may enter (`validity`) -> which are too far off (`screen`) -> `product_days` ->
period prices -> weekly, monthly and quarterly indices (`ccdi`, `rolling`), the daily flash (`flash`) -> series with
their quality (`series_values`) -> what is new of them (`vintage`). No step may look at what comes after its period,
and no order of the input may change a bit.

Beside it: `formula/` and `multilateral/` for `research/` on any panel of prices and quantities, and what others publish
(`official_points/`).
"""
