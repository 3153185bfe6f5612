"""The other end of the feeds: a folder's files and its ticks for other desks, over HTTP. Read-only, bounded clients.

The one room that knows a web server; nothing else of the program imports it but the command that serves.
"""
