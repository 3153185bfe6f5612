"""From trades to index numbers. Statistics are float here and reach money only through `published`.

Day totals -> period prices -> basket of past-value shares -> formula (`formula/`) -> chain -> series. No step
may look at what comes after its period, and no order of the input may change a bit.

Apart from the desk's own trades, any panel of prices and quantities (`panel`) can be computed (`compute`): two periods
at a time (`comparison`), or many in windows (`multilateral/`) that are joined (`splice`).
"""
