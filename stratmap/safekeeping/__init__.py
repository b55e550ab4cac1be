"""Work that cannot be lost: private working copies, recovery, earlier versions, clean copies, notes of who edits."""
