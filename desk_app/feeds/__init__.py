"""Sources that are watched while the desk is open. Each has a thread of its own and puts what comes into a mailbox;
what becomes of it is decided in `jobs/`. No Qt, no store, no words; rooms beside this one are not known here.
"""
