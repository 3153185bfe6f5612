"""Sheets onto paper: sheet data to PDF bytes, PDF pages to bitmaps. No Qt."""
