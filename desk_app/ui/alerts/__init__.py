"""Alerts in the window: looked at by themselves, told quietly, set in a dialog that is read when it is wanted."""
