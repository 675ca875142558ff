"""Make zip archives for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make an archive of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as writer:
        for name, data in files.items():
            writer.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()
