"""anki_profile.py BASE: a profile of Anki without first-run dialogs, update checks and sync. Needs no screen."""

from __future__ import annotations

import sys
from pathlib import Path

import anki.lang
from aqt.profiles import ProfileManager, VideoDriver

anki.lang.set_lang("en_US")
manager = ProfileManager(Path(sys.argv[1]).resolve())
manager.setupMeta()
manager.meta.update(
    defaultLang="en_US",
    firstRun=False,
    updates=False,
    check_for_updates=False,
    check_for_addon_updates=False,
    suppressUpdate=True,
)
manager.create("User 1")
manager.openProfile("User 1")
manager.profile.update(autoSync=False, syncMedia=False)
manager.save()
manager.set_video_driver(VideoDriver.Software)
manager.db.close()
