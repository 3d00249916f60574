"""Sites: for leaders, each manager and the enablement team, a folder each that can be published alone.

Which documents a site holds follows from what is delivered to its reader
(:func:`review_kit.delivery.recipients.entitlements_of`), and which numbers it prints from what the reader
may see (:mod:`review_kit.access`). Pages need no server, no other host and no other folder.
"""
