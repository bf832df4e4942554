"""Where style sheets, scripts and pictures are served from."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Addresses that carry each file's hash, so that browsers may keep them for ever."""

    def stored_name(self, name: str) -> str:
        """A file that was never collected keeps its plain name: no missing picture takes a live room down."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
