"""Story to Story: what can be computed or set right without knowing a format; `order` has the steps."""
