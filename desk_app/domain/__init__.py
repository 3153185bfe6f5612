"""What the desk knows. Pure: no Qt, file, clock, thread, database or words.

Inside, arrows point one way: sheet -> ore | curve -> index -> trade -> product -> base.
"""
