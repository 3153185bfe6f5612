"""Step 8: which other imports brought a trade, or a line that waits, as well. It has shipped: never changed."""

CLAIMS = """
-- an import that brought a trade which stands under another one (found the same, or handed over by an undo)
CREATE TABLE trade_claims (
    batch INTEGER NOT NULL REFERENCES batches (id),
    trade INTEGER NOT NULL REFERENCES trades (id),
    source_row INTEGER NOT NULL,      -- where in its file
    undone INTEGER,                   -- which undo of the batch withdrew it; NULL: it holds
    PRIMARY KEY (batch, trade)
) STRICT, WITHOUT ROWID;
CREATE INDEX trade_claims_trade ON trade_claims (trade);

-- the first held row of the same line, where later files brought it again, still faulty
ALTER TABLE held_rows ADD COLUMN line INTEGER;
CREATE INDEX held_rows_again ON held_rows (line) WHERE line IS NOT NULL;
"""
